"""What was watched as plain data: the object of `hamstride watch --json`, and the log that proves two machines agree."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from hamstride.engine.landmarks import Frame
from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.exercises.codec import encode
from hamstride.exercises.values import Hold, Repetition, Side

FORMAT = "hamstride-watch/1"


def to_dict(report: WatchReport, file: str) -> dict[str, Any]:
    """A report as JSON-ready data: seconds to a thousandth, degrees to a tenth."""
    return {
        "format": FORMAT,
        "file": file,
        "exercise": report.exercise,
        "variant": report.variant,
        "side": _name(report.side),
        "reps": [_repetition(rep) for rep in report.reps],
        "holds": [_hold(hold) for hold in report.holds],
        "frames": report.frames,
        "seen": round(report.seen, 3),
        "seconds": _s(report.seconds),
        **({"unread": _s(report.unread_s)} if _s(report.unread_s) else {}),
        "view": {"side_on": report.side_on, "advice": [advice.value for advice in report.advice]},
    }


def log(watcher: Watcher, frames: Iterable[Frame]) -> list[dict[str, Any]]:
    """Every event of a whole film, and last the report: kinds, seconds to 1 ms, degrees to 0.1. Equal on every machine."""
    found: list[dict[str, Any]] = []
    for frame in frames:
        watcher.receive(frame)
        found += map(_event, watcher.events())
    report = watcher.close()
    found += map(_event, watcher.events())
    return [*found, {"kind": "Report", **to_dict(report, "")}]


def _repetition(rep: Repetition) -> dict[str, Any]:
    return {
        "n": rep.number,
        "side": _name(rep.side),
        "start": _s(rep.start_s),
        "top": _s(rep.top_s),
        "end": _s(rep.end_s),
        "lift": _s(rep.lift_s),
        "hold": _s(rep.hold_s),
        "lower": _s(rep.lower_s),
        "range_deg": round(rep.range_deg, 1),
        "counted": rep.counted,
        "cues": list(rep.cues),
        "unseen": list(rep.unseen),
        **({} if rep.peak_deg is None else {"peak_deg": round(rep.peak_deg, 1)}),
        **({} if rep.reach_share is None else {"reach_share": round(rep.reach_share, 3)}),
    }


def _hold(hold: Hold) -> dict[str, Any]:
    return {
        "n": hold.number,
        "side": _name(hold.side),
        "start": _s(hold.start_s),
        "end": _s(hold.end_s),
        "seconds": _s(hold.held_s),
        "cues": list(hold.cues),
        "unseen": list(hold.unseen),
    }


def _event(event: object) -> dict[str, Any]:
    return {"kind": type(event).__name__, **_rounded(encode(event))}


def _rounded(value: Any) -> Any:
    """Numbers as the two machines must agree on them: degrees to a tenth, everything else to a thousandth."""
    if isinstance(value, dict):
        return {
            key: round(item, 1) if key.endswith("_deg") and isinstance(item, float) else _rounded(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return round(value, 3) if isinstance(value, float) else value


def _name(side: Side | None) -> str | None:
    return side.value if isinstance(side, Enum) else None


def _s(seconds: float) -> float:
    return round(seconds, 3)
