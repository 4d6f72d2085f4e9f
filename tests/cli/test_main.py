"""The command line as a whole."""

import subprocess
import sys

from click.testing import CliRunner

from hamstride import __version__
from hamstride.cli import COMMANDS, main


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    listed = [
        line.split()[0] for line in result.output.partition("Commands:")[2].splitlines() if line.strip()
    ]
    assert listed == main.list_commands(main.make_context("hamstride", ["--help"], resilient_parsing=True))


def test_the_version_is_the_package_s() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"hamstride, version {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from hamstride.cli import main;"
        "CliRunner().invoke(main, ['--help']); print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"django", "mediapipe", "av", "numpy", "rich"} & set(loaded)
    assert not {f"hamstride.cli.{name}" for name in COMMANDS} & set(loaded)
