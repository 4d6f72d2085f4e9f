"""What is run twice, by CPython and in the browser's Python: the same films through the same engine and the same coach."""

import gzip
import json
from pathlib import Path
from typing import Any

from hamstride.coach import film as looking
from hamstride.coach.bridge import Bridge
from hamstride.engine.landmarks import Frame
from hamstride.engine.report import log
from hamstride.engine.watcher import Watcher
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import RunnerProfile, Side
from hamstride.plan import compile as plan


def frames(track: str) -> list[Frame]:
    """The frames of a pose track, read without anything that does not travel to the browser."""
    head, *lines = gzip.decompress(Path(track).read_bytes()).splitlines()
    size = json.loads(head)
    return [_frame(json.loads(line), size["width"], size["height"]) for line in lines]


def _frame(line: dict[str, Any], width: int, height: int) -> Frame:
    points, world = line["landmarks"], line.get("world")
    return Frame(
        t_s=line["t"],
        width=width,
        height=height,
        points=None if points is None else tuple(map(tuple, points)),
        world=None if world is None else tuple(map(tuple, world)),
    )


def watched(job: str) -> str:
    """The event log of a film: `{"exercise", "variant", "side", "track"}` as JSON in, the log as JSON out."""
    film = json.loads(job)
    watcher = Watcher(
        catalogue()[film["exercise"]], film["variant"], Side(film["side"]) if film["side"] else None
    )
    return json.dumps(log(watcher, frames(film["track"])))


def coached(job: str) -> str:
    """Everything that the bridge puts out while a runner does what the film shows. Screens are left out but for the last."""
    film = json.loads(job)
    basis = plan.Basis(runner=RunnerProfile(ball=True), catalogue=catalogue())
    wanted, uuid = plan.Wanted(programme=film["exercise"]), "00000000-0000-4000-8000-000000000000"
    session = plan.session(wanted, basis, uuid=uuid, date="2026-11-22")
    numbers = iter(range(1, 100))
    start = {"session": session.to_dict(), "done": [], "now": "2026-11-22T10:00:00", "voice": "everything"}
    bridge = Bridge(start, lambda: f"00000000-0000-4000-8000-{next(numbers):012d}")
    found: list[dict[str, Any]] = []
    for t_s, points in _after_a_wait(frames(film["track"])):
        found += bridge.receive(
            {"kind": "frame", "t_s": t_s, "width": 512, "height": 384, "points": points, "world": None}
        )
    heard = [output for output in found if output["kind"] != "screen"]
    return json.dumps([*heard, next(output for output in reversed(found) if output["kind"] == "screen")])


def told(job: str) -> str:
    """What the page "Look at a film" tells of a film, and the curve's points as entries of their own."""
    film = json.loads(job)
    start = {
        "declaration": catalogue()[film["exercise"]].to_dict(),
        "variant": film["variant"],
        "side": film["side"] or "auto",
        "language": "en",
    }
    looking.start(json.dumps(start))
    for frame in frames(film["track"]):
        looking.receive(
            json.dumps(
                {
                    "t_s": frame.t_s,
                    "width": frame.width,
                    "height": frame.height,
                    "points": frame.points,
                    "world": frame.world,
                }
            )
        )
    story = json.loads(looking.finish())
    curve = [{"kind": "point", "t_s": t_s, "at_deg": deg} for t_s, deg in story.pop("curve")]
    return json.dumps([{"kind": "story", **story}, *curve])


WAIT_S = 45


def _after_a_wait(film: list[Frame]) -> list[tuple[float, Any]]:
    """The film with its first picture standing still before it, until the coach has said what is to be done."""
    still = [(n / 10, film[0].points) for n in range(WAIT_S * 10)]
    return still + [(WAIT_S + frame.t_s, frame.points) for frame in film]
