"""A report against the truth of a film: counts, side, times and cues."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from hamstride.engine.watcher import WatchReport
from hamstride.exercises.values import Hold, Repetition
from tests.engine.films import CUES, Film

# What the truth of a film tells of, by exercise; the other cues have no truth to be compared with.
TOLD = {
    "lying-leg-curl": {"hips-flat", "toes-pointed"},
    "standing-curl": {"knees-close", "soft-knee", "hold-top", "slow-lower"},
    "ball-curl": {"hips-up"},
    "roll-forward": {"soft-knee"},
    "hip-hinge": {"back-straight"},
    "chair-stretch": {"knee-straight", "soft-knee"},
}
HARD = {"soft-knee", "back-straight"}  # no camera can be sure of these: *unseen* is an answer
SHORTEST_HOLD_S, FASTEST_LOWER_S, HELD_S = 2.7, 1.2, 0.7


@dataclass(kw_only=True, slots=True)
class Score:
    """What one film, or all of them, came to. `cues` counts (cue, "hit" | "false" | "missed" | "unseen" | "kept")."""

    films: int = 0
    exact: int = 0
    sided: int = 0
    right_side: int = 0
    hold_off_s: list[float] = field(default_factory=list)
    tempo_off_s: list[float] = field(default_factory=list)
    cues: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: "Score") -> None:
        """Take another film's score in."""
        for name in ("films", "exact", "sided", "right_side"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.hold_off_s += other.hold_off_s
        self.tempo_off_s += other.tempo_off_s
        self.cues += other.cues

    def verdicts(self, kind: str) -> int:
        """How many verdicts of a kind, over all cues."""
        return sum(number for (_, each), number in self.cues.items() if each == kind)

    @property
    def f1(self) -> float:
        """Of the broken cues; 1 where there were none and none was claimed."""
        hit, wrong = self.verdicts("hit"), self.verdicts("false") + self.verdicts("missed")
        return 2 * hit / (2 * hit + wrong) if hit + wrong else 1.0

    def line(self) -> str:
        """The totals in one line."""
        holds, tempo = self.hold_off_s or [0.0], self.tempo_off_s or [0.0]
        return (
            f"counts {self.exact}/{self.films} | sides {self.right_side}/{self.sided}"
            f" | holds off {median(holds):.2f} s (worst {max(holds):.2f})"
            f" | lifts and lowers off {median(tempo):.2f} s (worst {max(tempo):.2f})"
            f" | cues F1 {self.f1:.3f} ({self.verdicts('hit')} hit, {self.verdicts('false')} false,"
            f" {self.verdicts('missed')} missed, {self.verdicts('unseen')} unseen)"
        )


def score(film: Film, report: WatchReport) -> Score:
    """One film."""
    done = counted(report)
    sided = bool(film.reps) and film.each_leg
    found = Score(
        films=1,
        exact=len(done) == len(film.reps),
        sided=sided,
        right_side=sided and report.side is film.side,
    )
    for true in film.reps:
        _match(found, film, true, done)
    return found


def counted(report: WatchReport) -> list[Repetition | Hold]:
    """What counts of a report."""
    return [*report.holds, *(rep for rep in report.reps if rep.counted)]


def _match(found: Score, film: Film, true: dict[str, Any], done: Sequence[Repetition | Hold]) -> None:
    middle_s = (true["start"] + true["end"]) / 2
    got = min(done, key=lambda each: abs((each.start_s + each.end_s) / 2 - middle_s), default=None)
    wanted = wanted_cues(film, true) & TOLD[film.exercise]
    if got is None or got.start_s > true["end"] or got.end_s < true["start"]:
        found.cues.update((cue, "missed") for cue in wanted)
        return
    _times(found, film, true, got)
    for cue in TOLD[film.exercise]:
        found.cues[cue, _verdict(cue, got, broken=cue in wanted)] += 1


def _times(found: Score, film: Film, true: dict[str, Any], got: Repetition | Hold) -> None:
    lift_s, lower_s = true["top"] - true["start"], true["end"] - true["top"] - true["hold"]
    if isinstance(got, Hold):
        found.hold_off_s.append(abs(got.held_s - true["hold"]))
        return
    if film.exercise == "standing-curl" and true["hold"] > HELD_S:
        found.hold_off_s.append(abs(got.hold_s - true["hold"]))
    found.tempo_off_s += [abs(got.lift_s - lift_s), abs(got.lower_s - lower_s)]


def wanted_cues(film: Film, true: dict[str, Any]) -> set[str]:
    """The cues that a repetition or hold breaks, from its truth."""
    wanted = {CUES[fault] for fault in true["faults"]}
    if film.exercise == "standing-curl":
        wanted |= {"hold-top"} if true["hold"] < SHORTEST_HOLD_S else set()
        lower_s = true["end"] - true["top"] - true["hold"]
        wanted |= {"slow-lower"} if lower_s < FASTEST_LOWER_S else set()
    return wanted


def _verdict(cue: str, got: Repetition | Hold, *, broken: bool) -> str:
    if cue in got.cues:
        return "hit" if broken else "false"
    if cue in got.unseen and (cue in HARD or not broken):
        return "unseen"
    return "missed" if broken else "kept"
