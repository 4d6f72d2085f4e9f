"""What the library of zips says of a damaged one: its own errors, and whatever comes of following a wrong offset or name."""

import zipfile
import zlib

DAMAGED_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
