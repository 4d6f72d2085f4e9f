"""What Hamstride keeps on this machine: the data folder, the secret key, the database to use."""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hamstride.home import where

LOCAL_TIME, ZONE_NAME = Path("/etc/localtime"), Path("/etc/timezone")
_ZONES = "zoneinfo/"


class PlaceError(Exception):
    """The data folder or the database address cannot be used; the message says why and what to do."""


def data_folder() -> Path:
    """`where`, made if need be."""
    folder = where()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise PlaceError(
            f"The data folder {folder} cannot be made ({error.strerror}). Name another one in HAMSTRIDE_DATA."
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """The secret key of this installation: made at the first start, readable by its owner alone."""
    file = folder / "secret-key"
    try:
        return file.read_text("ascii").strip() or _make_key(file)
    except FileNotFoundError:
        return _make_key(file)
    except OSError as error:
        raise PlaceError(f"{file} cannot be read ({error.strerror}).") from error


def _make_key(file: Path) -> str:
    """Written beside and linked into place: two first starts at once end up with the same, whole key."""
    draft = file.with_name(f"secret-key.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48))
        if file.exists() and not file.read_text("ascii").strip():
            file.unlink()
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            draft.replace(file)
        return file.read_text("ascii").strip()
    except OSError as error:
        raise PlaceError(f"{file} cannot be written ({error.strerror}).") from error
    finally:
        with suppress(OSError):  # where it could not be written, it is not there either
            draft.unlink()


def database(folder: Path) -> dict[str, Any]:
    """Django's settings of the database: PostgreSQL at `HAMSTRIDE_DATABASE_URL`, else SQLite in the data folder."""
    url = os.environ.get("HAMSTRIDE_DATABASE_URL", "")
    return _postgresql(url) if url else _sqlite(folder / "hamstride.sqlite3")


def _sqlite(file: Path) -> dict[str, Any]:
    # WAL: readers never wait for a writer. FULL: a finished set survives even the plug being pulled. IMMEDIATE: two
    # writers queue up for the timeout instead of failing half-way. What is deleted is
    # overwritten in the file, which not every build of SQLite does by itself.
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA secure_delete=ON"
    )
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": options, "CONN_MAX_AGE": 60}


def _postgresql(url: str) -> dict[str, Any]:
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise PlaceError(
            "HAMSTRIDE_DATABASE_URL does not look like postgresql://NAME:PASSWORD@HOST:PORT/DATABASE. Leave it out for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def port() -> int | None:
    """The port that an address must name (`HAMSTRIDE_PORT`), or `None` for any."""
    named = os.environ.get("HAMSTRIDE_PORT")
    if named is None:
        return None
    if not named.isdecimal() or not 0 < int(named) < 65_536:
        raise PlaceError(
            f"HAMSTRIDE_PORT is {named[:20]!r}: a number from 1 to 65535 is needed, or leave it out."
        )
    return int(named)


def phone() -> str | None:
    """The address and port of the door for the phone (`HAMSTRIDE_PHONE`), or `None` when there is none."""
    return os.environ.get("HAMSTRIDE_PHONE") or None


def time_zone() -> str:
    """The name of this machine's time zone, so that "today" is the runner's; UTC where it has no name."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named in ("", str(LOCAL_TIME)):  # many systems name the file itself, to spare looking for it
        named = _system_zone()
    return named.rpartition(_ZONES)[2] or "UTC"


def _system_zone() -> str:
    """The zone that is set on this machine, or the file that describes it; nothing where neither is known."""
    if sys.platform == "win32":
        return _windows_zone()
    link = os.path.realpath(LOCAL_TIME)
    if _ZONES in link:
        return link
    try:  # the description was copied or mounted, and has no name
        return ZONE_NAME.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


def _windows_zone() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    place = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return WINDOWS_TO_OLSON.get(winreg.QueryValueEx(key, "TimeZoneKeyName")[0].partition("\0")[0], "")
    except OSError:
        return ""
