"""The files that could not be read, kept as they came until the runner deletes them: within the data folder, within a limit."""

import hashlib
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from hamstride.formats.activity import FILE_BYTES

ALL_BYTES = 512 * 1024 * 1024


def digest(data: bytes) -> str:
    """What a file is known by."""
    return hashlib.sha256(data).hexdigest()


def keep(runner_id: int, sha256: str, data: bytes) -> bool:
    """Keep a file's bytes; False where there is no room for them."""
    folder = _folder(runner_id)
    draft = folder / f".{secrets.token_hex(8)}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (folder / sha256).exists():
            if len(data) > FILE_BYTES or _used(folder) + len(data) > ALL_BYTES:
                return False
            draft.write_bytes(data)
            draft.replace(folder / sha256)
    except OSError:  # a full disk: the reason is kept, the bytes are with the runner
        return False
    finally:
        with suppress(OSError):
            draft.unlink()
    return True


def place(runner_id: int, sha256: str) -> Path:
    """Where a kept file lies."""
    return _folder(runner_id) / sha256


def delete(runner_id: int, sha256: str) -> None:
    """Remove a kept file; nothing happens where there is none."""
    with suppress(FileNotFoundError):
        place(runner_id, sha256).unlink()


def delete_all(runner_id: int) -> None:
    """Remove every file kept for a runner."""
    shutil.rmtree(_folder(runner_id), ignore_errors=True)


def _folder(runner_id: int) -> Path:
    return Path(settings.DATA) / "refused" / str(runner_id)


def _used(folder: Path) -> int:
    with os.scandir(folder) as files:
        return sum(file.stat().st_size for file in files)
