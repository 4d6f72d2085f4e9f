"""`hamstride shortcut`: the icon on each system, in a home that is made up."""

import os
import shlex
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from click.testing import CliRunner, Result

from hamstride.cli import icons, main, shortcut

ODD = '/home/o\'brien "x" $HOME 100% ü/bin/python'


def launch(**environment: str) -> icons.Launch:
    return icons.Launch(command=(ODD, "-m", "hamstride"), environment=environment)


def files(system: str, tmp_path: Path, **environment: str) -> tuple[icons.File, ...]:
    places = icons.Places(home=tmp_path, desktop=tmp_path / "Desktop")
    return icons.files(system, places, launch(**environment), says="A line", icon="<svg/>")


def run(monkeypatch: pytest.MonkeyPatch, home: Path, system: str, *words: str) -> Result:
    for name in ("HAMSTRIDE_DATA", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(sys, "prefix", "/opt/hamstride")
    monkeypatch.setattr("hamstride.cli.shortcut._windows_desktop", lambda home: home / "Desktop")
    monkeypatch.setattr(sys, "platform", system)
    return CliRunner().invoke(main, ["shortcut", *words])


SYSTEMS = {"linux": "hamstride.desktop", "darwin": "Hamstride.command", "win32": "Hamstride.cmd"}


@pytest.mark.parametrize(("system", "name"), SYSTEMS.items())
def test_the_icon_is_on_the_desktop_and_goes_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, name: str
) -> None:
    icon = tmp_path / "Desktop" / name
    done = run(monkeypatch, tmp_path, system)
    assert done.exit_code == 0, done.output
    assert str(icon) in done.output
    assert sys.executable in icon.read_text("utf-8")
    assert os.access(icon, os.X_OK) is (system != "win32")
    assert run(monkeypatch, tmp_path, system).exit_code == 0
    assert run(monkeypatch, tmp_path, system, "--remove").exit_code == 0
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
    assert run(monkeypatch, tmp_path, system, "--remove").exit_code == 0


def test_the_desktop_is_where_the_person_has_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/Schreibtisch"\n')
    assert run(monkeypatch, tmp_path, "linux").exit_code == 0
    assert (tmp_path / "Schreibtisch" / "hamstride.desktop").is_file()
    assert (tmp_path / ".local/share/applications/hamstride.desktop").is_file()
    assert (
        (tmp_path / ".local/share/icons/hicolor/scalable/apps/hamstride.svg").read_text().startswith("<svg")
    )


def test_a_data_folder_of_ones_own_is_the_one_the_icon_opens(tmp_path: Path) -> None:
    for system in SYSTEMS:
        assert "/my data" in files(system, tmp_path, HAMSTRIDE_DATA="/my data")[-1].text


def test_a_data_folder_named_from_here_is_found_from_anywhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HAMSTRIDE_DATA", "mine")
    assert shortcut._launch().environment == {"HAMSTRIDE_DATA": str(tmp_path / "mine")}
    monkeypatch.setenv("HAMSTRIDE_DATA", "")
    assert shortcut._launch().environment == {}


def test_the_shell_gets_the_command_as_it_is(tmp_path: Path) -> None:
    (file,) = files("darwin", tmp_path, HAMSTRIDE_DATA="/my 'data'")
    lines = file.text.splitlines()
    assert shlex.split(lines[-1]) == ["exec", ODD, "-m", "hamstride"]
    assert shlex.split(lines[-2]) == ["export", "HAMSTRIDE_DATA=/my 'data'"]


def test_the_shell_runs_it(tmp_path: Path) -> None:
    (file,) = icons.files(
        "darwin",
        icons.Places(home=tmp_path, desktop=tmp_path),
        icons.Launch(
            command=(sys.executable, "-c", "import os; print(os.environ['HAMSTRIDE_DATA'])"),
            environment={"HAMSTRIDE_DATA": "a b"},
        ),
        says="x",
        icon="",
    )
    file.path.write_text(file.text)
    assert subprocess.run(["sh", file.path], capture_output=True, text=True, check=True).stdout == "a b\n"


def test_a_desktop_entry_quotes_as_its_standard_says(tmp_path: Path) -> None:
    entry = files("linux", tmp_path)[-1].text
    (exec_,) = [line.removeprefix("Exec=") for line in entry.splitlines() if line.startswith("Exec=")]
    # The reader undoes the escapes of a text first, then the quotes of the command line, then the percent signs.
    plain = exec_.replace("\\\\", "\\")
    words = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {plain}"], capture_output=True, text=True, check=True
    )
    assert words.stdout.replace("%%", "%").splitlines() == [ODD, "-m", "hamstride"]


def test_a_batch_file_has_its_line_ends_and_no_open_percent_sign(tmp_path: Path) -> None:
    (file,) = files("win32", tmp_path)
    assert file.text.count("\n") == file.text.count("\r\n") > 5
    assert "100%% ü" in file.text


@pytest.mark.parametrize(
    ("prefix", "passing"),
    [
        (PurePosixPath("/home/a/.cache/uv/archive-v0/kUzN"), True),
        (PurePosixPath("/home/a/.cache/uv/environments-v2/hamstride-1"), True),
        (PureWindowsPath(r"C:\Users\a\AppData\Local\uv\cache\archive-v0\kUzN"), True),
        (PurePosixPath("/home/a/.local/share/pipx/.cache/5c6d"), True),
        (PurePosixPath("/home/a/.local/share/uv/tools/hamstride"), False),
        (PurePosixPath("/home/a/.local/share/pipx/venvs/hamstride"), False),
        (PurePosixPath("/home/a/.cache/pypoetry/virtualenvs/x"), False),
        (PurePosixPath("/home/a/.cache/pipx/5c6d"), True),
        (PurePosixPath("/home/a/hamstride/.venv"), False),
    ],
)
def test_an_environment_for_one_time_is_known(prefix: PurePosixPath, passing: bool) -> None:
    assert icons.is_passing(prefix) is passing


def test_out_of_such_a_one_no_icon_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", "/home/a/.cache/uv/archive-v0/kUzN")
    done = CliRunner().invoke(main, ["shortcut"])
    assert done.exit_code == 1
    assert "Install it first" in done.output
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_cannot_be_written_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "Desktop").write_text("a file")
    done = run(monkeypatch, tmp_path, "darwin")
    assert done.exit_code == 1
    assert "cannot be written" in done.output
