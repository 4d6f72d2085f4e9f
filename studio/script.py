"""The script of a film: its acts in order, the figure at each instant, and the truth about every repetition."""

import bisect
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from hamstride.exercises.load import catalogue
from studio.acts import FIDGETS, Act, Cast, back, rise
from studio.faults import with_faults
from studio.figures import key_figures
from studio.skeleton import Figure, Leg, mix
from studio.spec import Film

_BEGIN_S, _END_S = 1.5, 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueRep:
    """What really happens in a repetition; seconds on the film's clock."""

    start: float
    top: float
    hold: float
    end: float
    height: float
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """All that happens in a film. `begins` has the second at which each act begins."""

    acts: tuple[Act, ...]
    begins: tuple[float, ...]
    reps: tuple[TrueRep, ...]
    duration_s: float
    wobble: Callable[[Figure, float], Figure]

    @classmethod
    def of(cls, acts: list[Act], seed: int = 1) -> "Script":
        """These acts, one after the other."""
        begins = (0.0, *accumulate(act.go_s + act.stay_s for act in acts))
        return cls(
            acts=tuple(acts),
            begins=begins[:-1],
            reps=(),
            duration_s=begins[-1],
            wobble=_wobble(random.Random(seed)),
        )

    def at(self, t_s: float) -> Figure | None:
        """The figure at an instant; `None` while nobody is there."""
        i = bisect.bisect_right(self.begins, t_s) - 1
        act, before = self.acts[i], self.acts[max(i - 1, 0)].figure
        if act.away:
            return None
        passed = t_s - self.begins[i]
        share = 1.0 if passed >= act.go_s else passed / act.go_s
        return self.wobble(mix(before, act.figure, smooth(share)), t_s)


def smooth(share: float) -> float:
    """A start and a stop without a jolt."""
    return share * share * (3 - 2 * share)


def cast(film: Film) -> Cast:
    """Who does what in a film."""
    exercise = catalogue()[film.exercise]
    rest, top = key_figures(exercise, film.variant, film.side)
    return Cast(exercise=exercise, side=film.side, rest=rest, top=top)


def script(film: Film) -> Script:
    """What a film's spec comes to."""
    writer = _Writer(film, cast(film))
    writer.write()
    return replace(Script.of(writer.acts, film.seed), reps=tuple(writer.reps))


class _Writer:
    def __init__(self, film: Film, cast: Cast) -> None:
        self._film, self._cast = film, cast
        self._chance = random.Random(film.seed)
        self.acts: list[Act] = []
        self.reps: list[TrueRep] = []
        self.now_s = 0.0

    def write(self) -> None:
        first = self._keys(1)[0] if self._film.reps else self._cast.rest
        if self._film.arrive:
            opening = back(self._cast)
            self._play([Act(go_s=0.0, stay_s=1.0, figure=opening[0].figure, away=True), *opening])
        else:
            self._play([Act(go_s=0.0, stay_s=_BEGIN_S, figure=first)])
        for number in range(1, self._film.reps + 1):
            self._fidget(str(number))
            self._rep(number)
        self._fidget("end")
        self._play([Act(go_s=0.0, stay_s=max(_END_S, self._film.still_s), figure=self.acts[-1].figure)])
        if self._film.get_up:
            self._play(rise(self._cast))

    def _play(self, acts: list[Act]) -> None:
        for act in acts:
            self.acts.append(act)
            self.now_s += act.go_s + act.stay_s

    def _fidget(self, before: str) -> None:
        for name in self._film.between.get(before, ()):
            self._play([*FIDGETS[name](self._cast), Act(go_s=0.2, stay_s=0.5, figure=self._cast.rest)])

    def _faults(self, number: int) -> tuple[str, ...]:
        return (*self._film.faults.get("all", ()), *self._film.faults.get(str(number), ()))

    def _keys(self, number: int) -> tuple[Figure, Figure]:
        return with_faults((self._cast.rest, self._cast.top), self._faults(number), self._film.side)

    def _rep(self, number: int) -> None:
        (rest, top), height = self._keys(number), self._film.partials.get(str(number), 1.0)
        lift_s, hold_s, lower_s = self._tempo(number)
        if rest != self.acts[-1].figure:
            self._play([Act(go_s=0.5, stay_s=0.3, figure=rest)])
        start_s = self.now_s
        self._play(
            [Act(go_s=lift_s, stay_s=hold_s, figure=mix(rest, top, height)), Act(go_s=lower_s, figure=rest)]
        )
        self.reps.append(
            TrueRep(
                start=start_s,
                top=start_s + lift_s,
                hold=hold_s,
                end=self.now_s,
                height=height,
                faults=self._faults(number),
            )
        )
        self._play([Act(go_s=0.0, stay_s=self._film.pause_s * self._chance.uniform(0.85, 1.15), figure=rest)])

    def _tempo(self, number: int) -> tuple[float, float, float]:
        declared = self._cast.exercise.dose.tempo
        lift_s, hold_s, lower_s = self._film.tempo or (declared.lift_s, declared.hold_s, declared.lower_s)
        # A hold is never shorter than asked for: whether it was long enough is part of the truth.
        lift_s, lower_s = (seconds * self._chance.uniform(0.9, 1.1) for seconds in (lift_s, lower_s))
        hold_s *= self._chance.uniform(1.0, 1.12)
        given_hold, given_lower = (
            self._film.holds[number - 1 : number],
            self._film.lowers[number - 1 : number],
        )
        return lift_s, (given_hold or (hold_s,))[0], (given_lower or (lower_s,))[0]


_SWAY_DEG = {"hip_deg": 0.6, "knee_deg": 0.9, "ankle_deg": 1.5}


def _wobble(chance: random.Random) -> Callable[[Figure, float], Figure]:
    """Nobody is a statue: every angle sways slowly by about a degree, the head and arms by more."""
    waves = {
        (part, name): (chance.uniform(0.08, 0.35), chance.uniform(0, 2 * math.pi))
        for part in ("left", "right", "body")
        for name in (*_SWAY_DEG, "trunk_deg", "head_deg", "head_turn_deg")
    }

    def sway(part: str, name: str, t_s: float, by: float) -> float:
        hertz, phase = waves[part, name]
        return by * math.sin(2 * math.pi * hertz * t_s + phase)

    def leg(figure: Figure, name: str, t_s: float) -> Leg:
        was: Leg = getattr(figure, name)
        return replace(
            was, **{part: getattr(was, part) + sway(name, part, t_s, by) for part, by in _SWAY_DEG.items()}
        )

    def wobbled(figure: Figure, t_s: float) -> Figure:
        return replace(
            figure,
            left=leg(figure, "left", t_s),
            right=leg(figure, "right", t_s),
            trunk_deg=figure.trunk_deg + sway("body", "trunk_deg", t_s, 0.5),
            head_deg=figure.head_deg + sway("body", "head_deg", t_s, 3.0),
            head_turn_deg=figure.head_turn_deg + sway("body", "head_turn_deg", t_s, 6.0),
        )

    return wobbled


def instants(duration_s: float, fps: float) -> Iterator[float]:
    """The time of every picture."""
    for i in range(int(duration_s * fps)):
        yield i / fps


def angles(figure: Figure) -> list[float]:
    """Knee left, knee right, hip left, hip right, spine."""
    legs = (figure.left, figure.right)
    return [*(leg.knee_deg for leg in legs), *(leg.hip_deg for leg in legs), figure.spine_deg]
