"""`hamstride doctor`: what is installed, which model, which database, and what to do about what is missing."""

import hashlib
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from hamstride import __version__, parts
from hamstride.system import LIBRARIES, find_browser, missing_libraries
from hamstride.text.words import Words

FORMAT = "hamstride-doctor/1"
VIDEO_PACKAGES = ("mediapipe", "av", "numpy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found of one thing. `needed`: without it the coach cannot run. The words are `cli.doctor.<id>.<state>`."""

    id: str
    ok: bool
    needed: bool = False
    state: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def says(self, words: Words) -> str:
        """The finding in words."""
        return words(f"cli.doctor.{self.id}.{self.state or ('ok' if self.ok else 'missing')}", **self.facts)


def _python() -> Finding:
    return Finding(id="python", ok=True, needed=True, facts={"version": platform.python_version()})


def _player() -> Finding:
    missing = [part for part in parts.PLAYER if not parts.find(part).is_file()]
    return Finding(id="player", ok=not missing, needed=True, facts={"missing": ", ".join(missing)})


def _model(size: str, *, needed: bool) -> Finding:
    file = parts.find(parts.MODELS[size])
    facts: dict[str, Any] = {"file": str(file)}
    if not file.is_file():
        return Finding(id=f"model-{size}", ok=False, needed=needed, facts=facts)
    content = file.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    facts |= {
        "size": len(content),
        "megabytes": f"{len(content) / 1e6:.1f}",
        "sha256": sha256,
        "short": sha256[:12],
    }
    return Finding(id=f"model-{size}", ok=True, needed=needed, facts=facts)


def _model_lite() -> Finding:
    return _model("lite", needed=False)


def _model_full() -> Finding:
    return _model("full", needed=True)


def _video() -> Finding:
    versions = {name: _version(name) for name in VIDEO_PACKAGES}
    missing = [name for name, found in versions.items() if found is None]
    listed = ", ".join(f"{name} {found}" for name, found in versions.items())
    return Finding(id="video", ok=not missing, facts={"versions": listed, "missing": ", ".join(missing)})


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _libraries() -> Finding:
    missing = missing_libraries()
    packages = " ".join(LIBRARIES[name] for name in missing)
    facts = {"names": ", ".join(missing or LIBRARIES), "packages": packages}
    return Finding(id="libraries", ok=not missing, facts=facts)


def _browser() -> Finding:
    found = find_browser()
    return Finding(id="browser", ok=found is not None, facts={"path": found})


def _node() -> Finding:
    return Finding(id="node", ok=True)


def _database() -> Finding:
    from hamstride.web import place

    try:
        settings = place.database(place.data_folder())
    except place.PlaceError as error:
        return Finding(id="database", ok=False, needed=True, state="misplaced", facts={"why": str(error)})
    return _sqlite(Path(settings["NAME"])) if "sqlite" in settings["ENGINE"] else _postgresql(settings)


def _sqlite(file: Path) -> Finding:
    facts = {"kind": "SQLite", "where": str(file)}
    if not file.exists():
        writable = os.access(file.parent, os.W_OK)
        return Finding(
            id="database", ok=writable, needed=True, state="new" if writable else "locked", facts=facts
        )
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return _shut(facts, error)
    return Finding(id="database", ok=True, needed=True, facts=facts)


def _postgresql(settings: dict[str, Any]) -> Finding:
    facts = {"kind": "PostgreSQL", "where": f"{settings['HOST']}/{settings['NAME']}"}
    try:
        import psycopg
    except ImportError as error:
        return _shut(facts, error)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    address = {name: settings[key] for name, key in names.items() if settings[key]}
    try:
        psycopg.connect(connect_timeout=5, **address).close()
    except psycopg.Error as error:
        return _shut(facts, error)
    return Finding(id="database", ok=True, needed=True, facts=facts)


def _shut(facts: dict[str, Any], error: Exception) -> Finding:
    why = " ".join(str(error).split())
    return Finding(id="database", ok=False, needed=True, state="shut", facts={**facts, "why": why})


CHECKS: tuple[Callable[[], Finding], ...] = (
    _python,
    _player,
    _model_full,
    _database,
    _browser,
    _video,
    _libraries,
    _model_lite,
    _node,
)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def command(*, as_json: bool) -> None:
    """Say what is installed, and what to do about what is missing. Status 0 when the coach can run."""
    words = Words()
    findings = [check() for check in CHECKS]
    able = all(finding.ok for finding in findings if finding.needed)
    click.echo(_as_json(findings, words, able=able) if as_json else _as_text(findings, words, able=able))
    sys.exit(0 if able else 1)


def _as_json(findings: list[Finding], words: Words, *, able: bool) -> str:
    rows = [
        {
            "id": finding.id,
            "ok": finding.ok,
            "needed": finding.needed,
            **finding.facts,
            "says": finding.says(words),
        }
        for finding in findings
    ]
    return json.dumps({"format": FORMAT, "hamstride": __version__, "ok": able, "findings": rows}, indent=2)


def _as_text(findings: list[Finding], words: Words, *, able: bool) -> str:
    lines = [words("cli.doctor.title", version=__version__)]
    lines += [f"  {words(_mark(finding)):8} {finding.says(words)}" for finding in findings]
    return "\n".join([*lines, words("cli.doctor.able" if able else "cli.doctor.unable")])


def _mark(finding: Finding) -> str:
    if finding.ok:
        return "cli.doctor.mark.ok"
    return "cli.doctor.mark.needed" if finding.needed else "cli.doctor.mark.optional"
