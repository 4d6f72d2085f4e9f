"""The command line as a whole."""

import errno
import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner, Result
from django.db import OperationalError

from hamstride import __version__
from hamstride.cli import COMMANDS, main


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    listed = [
        line.split()[0] for line in result.output.partition("Commands:")[2].splitlines() if line.strip()
    ]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.output.startswith(f"Usage: main {name} ")


def test_an_unknown_command_is_one_clear_line() -> None:
    result = CliRunner().invoke(main, ["wacth"])
    assert result.exit_code == 2
    assert "No such command 'wacth'" in result.output


@pytest.mark.parametrize("phone", [False, True])
def test_without_a_command_the_coach_starts(monkeypatch: pytest.MonkeyPatch, phone: bool) -> None:
    from hamstride.cli import serve

    started: list[bool] = []
    monkeypatch.setattr(
        serve, "command", click.Command("serve", callback=lambda *, phone: started.append(phone))
    )
    assert CliRunner().invoke(main, ["--phone"] * phone, catch_exceptions=False).exit_code == 0
    assert started == [phone]


def failing_with(error: Exception, monkeypatch: pytest.MonkeyPatch) -> Result:
    """What comes of a command that raises an error."""
    from hamstride.cli import doctor

    def fail() -> None:
        raise error

    monkeypatch.setattr(doctor, "command", click.Command("doctor", callback=fail))
    return CliRunner().invoke(main, ["doctor"])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database or disk is full"), "The disk is full, so nothing new can be kept."),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full, so nothing new can be kept."),
        (OperationalError("database is locked"), "The record cannot be reached just now."),
    ],
)
def test_a_full_disk_and_a_record_out_of_reach_are_one_line(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    result = failing_with(error, monkeypatch)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {said}")


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    error = IndexError("no such place")
    assert failing_with(error, monkeypatch).exception is error


def test_the_version_is_the_package_s() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"hamstride, version {__version__}\n"


def loaded_by(code: str) -> set[str]:
    """The modules that another Python has loaded after running this."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "hamstride.web.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.splitlines()[-1].split())


def test_the_pages_do_without_the_library_for_watches() -> None:
    """It takes longer to read than all of ours, and a file for the watch is wanted once in a while."""
    loaded = loaded_by("import django; django.setup(); import hamstride.web.urls")
    assert "hamstride.web.urls" in loaded and "fit_tool" not in loaded


def test_help_imports_nothing_heavy() -> None:
    loaded = loaded_by(
        "from click.testing import CliRunner; from hamstride.cli import main;"
        "CliRunner().invoke(main, ['--help'])"
    )
    assert not {"django", "mediapipe", "av", "numpy", "rich"} & loaded
    assert not {f"hamstride.cli.{name}" for name in COMMANDS} & loaded


@pytest.mark.parametrize("args", [["doctor", "--help"], ["doctor", "--nonsense"], ["nonsense"]])
def test_what_was_said_already_takes_no_django(args: list[str]) -> None:
    loaded = loaded_by(
        f"from click.testing import CliRunner; from hamstride.cli import main; CliRunner().invoke(main, {args})"
    )
    assert "django" not in loaded
