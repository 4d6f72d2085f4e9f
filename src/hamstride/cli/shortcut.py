"""`hamstride shortcut`: an icon on the desktop."""

import os
import re
import sys
from importlib import resources
from pathlib import Path

import click

from hamstride.cli import icons
from hamstride.home import where
from hamstride.text.words import Words


@click.command(name="shortcut")
@click.option("--remove", is_flag=True, help="Take the icon away again.")
def command(*, remove: bool) -> None:
    """Put an icon on the desktop that starts Hamstride (Linux, macOS, Windows)."""
    words = Words()
    if icons.is_passing(Path(sys.prefix)) and not remove:
        raise click.ClickException(words("cli.shortcut.passing"))
    picture = (resources.files("hamstride") / "web" / "static" / "icon.svg").read_text("utf-8")
    made = icons.files(sys.platform, _places(), _launch(), says=words("cli.shortcut.says"), icon=picture)
    try:
        for file in made:
            _remove(file) if remove else _write(file)
    except OSError as error:
        says = words("cli.shortcut.unwritable", file=str(error.filename), why=str(error.strerror))
        raise click.ClickException(says) from error
    click.echo(words("cli.shortcut.removed" if remove else "cli.shortcut.made", file=str(made[-1].path)))


def _launch() -> icons.Launch:
    """What this call runs by. The folder of the data is written out: a double click begins in another one."""
    kept = {"HAMSTRIDE_DATA": str(where())} if os.environ.get("HAMSTRIDE_DATA") else {}
    return icons.Launch(command=(sys.executable, "-m", "hamstride"), environment=kept)


def _places() -> icons.Places:
    home = Path.home()
    return icons.Places(home=home, desktop=_desktop(home))


def _desktop(home: Path) -> Path:
    """The folder of the desktop, wherever the person has it."""
    if sys.platform == "win32":
        return _windows_desktop(home)
    named = Path(os.environ.get("XDG_CONFIG_HOME", home / ".config")) / "user-dirs.dirs"
    text = named.read_text("utf-8", "replace") if named.is_file() else ""
    found = re.search(r'^XDG_DESKTOP_DIR="(.+)"$', text, re.MULTILINE)
    return Path(found[1].replace("$HOME", str(home))) if found else home / "Desktop"


def _windows_desktop(home: Path) -> Path:
    if sys.platform != "win32":
        return home / "Desktop"
    import winreg

    folders = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, folders) as key:
            return Path(os.path.expandvars(winreg.QueryValueEx(key, "Desktop")[0]))
    except OSError:
        return home / "Desktop"


def _write(file: icons.File) -> None:
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_bytes(file.text.encode())
    if file.runs:
        file.path.chmod(0o755)


def _remove(file: icons.File) -> None:
    file.path.unlink(missing_ok=True)
