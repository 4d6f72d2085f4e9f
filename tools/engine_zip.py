"""The pure packages as one zip for the browser: the same bytes from the same sources, whoever builds it."""

import zipfile
from pathlib import Path

PACKAGES = ("text", "exercises", "engine", "coach", "plan", "measure")
KINDS = (".py", ".toml")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def sources(package: Path) -> list[Path]:
    """The files of the package `hamstride` at `package` that travel, in the order of writing."""
    found = [package / "__init__.py"]
    for name in PACKAGES:
        found += [path for path in (package / name).rglob("*") if path.suffix in KINDS]
    return sorted(found)


def write(package: Path, target: Path) -> None:
    """Write the zip; imported from `target`, it gives `hamstride` with the pure packages alone."""
    part = target.with_name(target.name + ".part")
    with zipfile.ZipFile(part, "w") as archive:
        for path in sources(package):
            entry = zipfile.ZipInfo(path.relative_to(package.parent).as_posix(), LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)
    part.replace(target)
