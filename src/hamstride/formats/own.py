"""Our own archive as a file: plain JSON, or a zip of that JSON with a table of comma-separated values for each kind of row.

The same archive always gives the same bytes. Either half of the zip is enough to read it back.
"""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from hamstride.formats.damage import DAMAGED_ZIP

FORMAT = "hamstride-data/1"
JSON_NAME, TABLES = "data.json", "tables/"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip can name: the time of writing would change the bytes
LARGEST = 512 * 1024 * 1024  # bytes, unpacked
csv.field_size_limit(LARGEST)  # a cell may be a long run's laps; the library's own limit is 128 KB
_QUOTED = ('"', "=", "+", "-", "@", "\t", "\r")  # would be read as ours, or as a formula by a spreadsheet

Row = Mapping[str, Any]
Archive = Mapping[str, Sequence[Row]]


class Unreadable(ValueError):
    """A file that is no archive of ours; the message says why."""


# ------------------------------------------------------------------------------------------------------------------- out
def to_json(archive: Archive) -> bytes:
    """The archive as JSON, a row a line."""
    lists = [f"{_dump(name)}: [{_lines(rows)}]" for name, rows in archive.items()]
    return ("{\n" + ",\n".join([f'"format": "{FORMAT}"', *lists]) + "\n}\n").encode()


def _lines(rows: Sequence[Row]) -> str:
    return "\n" + ",\n".join(map(_dump, rows)) + "\n" if rows else ""


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def to_zip(archive: Archive) -> bytes:
    """The archive as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        _add(file, JSON_NAME, to_json(archive))
        for name, rows in archive.items():
            _add(file, f"{TABLES}{name}.csv", _to_csv(rows))
    return out.getvalue()


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    file.writestr(info, content, compresslevel=6)


def _to_csv(rows: Sequence[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if rows:
        head = list(rows[0])
        writer.writerow(head)
        writer.writerows([_cell(row[name]) for name in head] for row in rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    """Nothing is an empty cell; a text stands as it is unless it could be taken for something else; the rest is JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) and _is_plain(value) else _dump(value)


def _is_plain(text: str) -> bool:
    return text != "" and not text.startswith(_QUOTED) and not _is_json(text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


# --------------------------------------------------------------------------------------------------------------------- in
def read(content: bytes) -> dict[str, list[Row]]:
    """The archive in a file, whichever of the two it is. Raises `Unreadable`."""
    if not content:
        raise Unreadable("the file is empty")
    try:
        return _from_zip(content) if content.startswith(b"PK") else _from_json(content)
    except Unreadable:
        raise
    except DAMAGED_ZIP as error:
        raise Unreadable(f"the file is damaged: {error}") from error


def _from_zip(content: bytes) -> dict[str, list[Row]]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = file.infolist()
        if sum(part.file_size for part in parts) > LARGEST:
            raise Unreadable(f"unpacked it is more than {LARGEST // 1024**2} MB")
        names = [part.filename for part in parts]
        if JSON_NAME in names:
            return _from_json(_unpacked(file, JSON_NAME))
        tables = [name for name in names if name.startswith(TABLES) and name.endswith(".csv")]
        if not tables:
            raise Unreadable(f"there is neither {JSON_NAME} nor a table in {TABLES}")
        return {name[len(TABLES) : -4]: _from_csv(_unpacked(file, name), name) for name in tables}


def _unpacked(file: zipfile.ZipFile, name: str) -> bytes:
    """One file of the zip, never more of it than allowed: what the zip says of its size may be a lie."""
    with file.open(name) as part:
        content = part.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unreadable(f"unpacked it is more than {LARGEST // 1024**2} MB")
    return content


def _from_json(content: bytes) -> dict[str, list[Row]]:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise Unreadable("it is neither JSON nor a zip") from None
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise Unreadable(f"it does not say that its format is {FORMAT}")
    for name, rows in data.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Unreadable(f"{name} is not a list of rows")
    return data


def _from_csv(content: bytes, name: str) -> list[Row]:
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    try:
        head, *rows = [*lines] or [[]]
        return [dict(zip(head, map(_value, row), strict=True)) for row in rows]
    except (csv.Error, ValueError) as error:
        raise Unreadable(f"{name}, line {lines.line_num}: {error}") from error


def _value(cell: str) -> object:
    if cell == "":
        return None
    if not _is_json(cell):
        return cell
    found: object = json.loads(cell)
    return found
