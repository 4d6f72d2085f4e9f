"""The same films give the same events, words and records in CPython and in the browser's Python."""

import json
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engine.films import CLIPS, films
from tests.engine.test_golden import same
from tests.pyodide import inside
from tools import engine_zip, node
from tools.run import ToolError

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PYODIDE = ROOT / "node_modules" / "pyodide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A film, and which function of `inside` is to run it."""

    does: str
    exercise: str
    variant: str | None
    side: str | None
    track: str


JOBS = (
    [
        Job(
            does="watched",
            exercise=film.exercise,
            variant=film.variant,
            side=film.side.value,
            track=str(film.track),
        )
        for film in (*films(CLIPS), *films(CLIPS / "studio"))
    ]
    + [
        Job(
            does="coached",
            exercise=exercise,
            variant=None,
            side=None,
            track=str(CLIPS / f"{clip}.pose.jsonl.gz"),
        )
        for exercise, clip in (
            ("lying-leg-curl", "lying-neutral-left-10"),
            ("standing-curl", "standing-right-holds"),
            ("ball-curl", "ball-12-hips-sag-5"),
            ("roll-forward", "roll-forward-hold-33s"),
        )
    ]
    + [
        Job(
            does="told",
            exercise="standing-curl",
            variant=None,
            side=None,
            track=str(CLIPS / "standing-left-knee-forward-2.pose.jsonl.gz"),
        )
    ]
)


@pytest.fixture(scope="module")
def in_browser(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser's Python made of all jobs."""
    if not (PYODIDE / "pyodide.mjs").is_file():
        pytest.skip("needs node_modules: make setup gets them")
    try:
        program = node.any_bin() / "node"
    except ToolError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("pyodide")
    engine, jobs = folder / "engine.zip", folder / "jobs.json"
    engine_zip.write(ROOT / "src" / "hamstride", engine)
    jobs.write_text(json.dumps([asdict(job) for job in JOBS]))
    here = Path(__file__).parent
    command = [program, here / "run.mjs", PYODIDE, engine, here / "inside.py", jobs]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout[done.stdout.index('{"version"') :])
    return found


def test_it_is_another_python(in_browser: dict[str, Any]) -> None:
    assert in_browser["version"].startswith("3.14")


@pytest.mark.parametrize(
    "number", range(len(JOBS)), ids=[f"{job.does}-{Path(job.track).name}" for job in JOBS]
)
def test_both_say_the_same(in_browser: dict[str, Any], number: int) -> None:
    job = JOBS[number]
    here = json.loads(getattr(inside, job.does)(json.dumps(asdict(job))))
    there = in_browser["made"][number]
    assert len(here) > 5
    assert [entry["kind"] for entry in there] == [entry["kind"] for entry in here]
    for entry, expected in zip(there, here, strict=True):
        assert same(entry, expected), (entry, expected)
