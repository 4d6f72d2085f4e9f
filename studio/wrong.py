"""The wrong way beside the right one: for each cue that can be drawn, two figures and where to look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from hamstride.exercises.spec import Bound, Cue, Laterality, Measure, Position
from studio.faults import with_faults
from studio.figures import other, with_leg, working
from studio.geometry import Array
from studio.person import Shown
from studio.setting import SIDE, Setting
from studio.skeleton import Figure, mix

Keys = tuple[Figure, Figure]
MINE, THEIRS = working(SIDE), other(SIDE)
_BENT_DEG, _RISE_DEG = 36.0, 17.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Right and not so; the joint to look at, from where (degrees from the left side, and from the floor), and how many
    metres of it. Without metres the whole movement is seen as in the demonstration."""

    right: Figure
    wrong: Figure
    at: str
    from_deg: tuple[float, float] = (-20.0, 10.0)
    high_m: float | None = None

    def aim(self, shown: Shown) -> Array:
        """The place to look at."""
        return _middle(shown, *_PLACES.get(self.at, (self.at,)))

    def middle(self, shown: Shown) -> Array:
        """The middle of the picture, where it is a close one."""
        return _middle(shown, *_MIDDLES.get(self.at, _PLACES.get(self.at, (self.at,))))


_PLACES = {"back": ("ribs", "chest"), "hips": ("left-hip", "right-hip")}
_MIDDLES = {"hips": ("left-hip", f"{MINE}-knee"), "back": ("left-hip", "chest")}


def _middle(shown: Shown, *names: str) -> Array:
    return np.asarray(np.mean([shown.joints[name] for name in names], axis=0))


def pair(setting: Setting, cue: Cue) -> Pair | None:
    """The two figures for a cue; `None` for what only a clock or a film shows."""
    make = _PAIRS.get((cue.measure, cue.bound)) if cue.measure else None
    return make(setting) if make else None


def _fault(
    name: str, at: str, from_deg: tuple[float, float], high_m: float | None
) -> Callable[[Setting], Pair]:
    def made(setting: Setting) -> Pair:
        _, wrong = with_faults((setting.rest, setting.top), (name,), SIDE)
        return Pair(right=setting.top, wrong=wrong, at=at, from_deg=from_deg, high_m=high_m)

    return made


def _short_of(share: float, at: str) -> Callable[[Setting], Pair]:
    return lambda setting: Pair(right=setting.top, wrong=mix(setting.rest, setting.top, share), at=at)


def _not_back(setting: Setting) -> Pair:
    return Pair(right=setting.rest, wrong=mix(setting.rest, setting.top, 0.45), at=f"{MINE}-knee")


def _locked(which: str, from_deg: tuple[float, float]) -> Callable[[Setting], Pair]:
    """A knee pressed through; more than would be needed, because it has to be seen."""

    def made(setting: Setting) -> Pair:
        hip_deg = getattr(setting.top, which).hip_deg
        wrong = with_leg(setting.top, which, knee_deg=-9.0, hip_deg=hip_deg - 5.0)
        return Pair(right=setting.top, wrong=wrong, at=f"{which}-knee", from_deg=from_deg, high_m=1.15)

    return made


def _locked_both(setting: Setting) -> Pair:
    wrong = setting.top
    for leg in (MINE, THEIRS):
        wrong = with_leg(wrong, leg, knee_deg=-7.0)
    return Pair(right=setting.top, wrong=wrong, at=f"{MINE}-knee", from_deg=(-8.0, 6.0), high_m=1.15)


def _rounded(at: str, by_deg: float, high_m: float) -> Callable[[Setting], Pair]:
    """The back bends where the hip should."""

    def made(setting: Setting) -> Pair:
        top = setting.top
        wrong = replace(top, trunk_deg=top.trunk_deg - by_deg, spine_deg=66.0, head_deg=top.head_deg + 8)
        for leg in (MINE, THEIRS):
            wrong = with_leg(wrong, leg, hip_deg=getattr(wrong, leg).hip_deg - by_deg)
        return Pair(right=top, wrong=wrong, at=at, from_deg=(-12.0, 8.0), high_m=high_m)

    return made


def _hips_up(setting: Setting) -> Pair:
    """The hips leave the floor; the chest, and both knees, stay on it."""
    top = setting.top
    wrong = replace(
        top, trunk_deg=top.trunk_deg + _RISE_DEG, spine_deg=-1.8 * _RISE_DEG, head_deg=top.head_deg - 3
    )
    wrong = with_leg(wrong, MINE, hip_deg=2 * _RISE_DEG)
    wrong = with_leg(wrong, THEIRS, hip_deg=2 * _RISE_DEG, knee_deg=_RISE_DEG)
    return Pair(right=top, wrong=wrong, at="hips", from_deg=(-12.0, 9.0), high_m=1.25)


def _bent(setting: Setting) -> Pair:
    """A knee that bends while its foot stays where it is: with both, if both feet stand."""
    exercise = setting.exercise
    both = exercise.laterality is Laterality.BOTH_LEGS
    more_deg = 0.5 * _BENT_DEG if exercise.position is Position.STANDING else 0.0
    wrong = setting.top
    for leg in (MINE, THEIRS) if both else (MINE,):
        hip_deg = getattr(wrong, leg).hip_deg + more_deg
        wrong = with_leg(wrong, leg, knee_deg=_BENT_DEG, hip_deg=hip_deg)
    return Pair(right=setting.top, wrong=wrong, at=f"{MINE}-knee")


def _tilted(setting: Setting) -> Pair:
    hip_deg = getattr(setting.top, MINE).hip_deg
    wrong = with_leg(setting.top, MINE, hip_deg=hip_deg - 28.0)
    return Pair(right=setting.top, wrong=wrong, at=f"{MINE}-knee")


def _toes_plain(setting: Setting) -> Pair:
    _, wrong = setting.plain()
    return Pair(right=setting.top, wrong=wrong, at=f"{MINE}-ankle", from_deg=(-66.0, 30.0), high_m=0.6)


def _flexed(setting: Setting) -> Pair:
    wrong = with_leg(setting.top, MINE, ankle_deg=-12.0)
    return Pair(right=setting.top, wrong=wrong, at=f"{MINE}-ankle", from_deg=(-14.0, 12.0), high_m=0.75)


_PAIRS: Mapping[tuple[Measure, Bound], Callable[[Setting], Pair]] = {
    (Measure.HIP_RISE, Bound.ABOVE): _hips_up,
    (Measure.ANKLE_FLEXION, Bound.BELOW): _flexed,
    (Measure.TRAVEL, Bound.BELOW): _short_of(0.42, f"{MINE}-ankle"),
    (Measure.TOE_TURN, Bound.ABOVE): _toes_plain,
    (Measure.THIGH_FORWARD, Bound.ABOVE): _fault("knee-forward", f"{MINE}-knee", (-16.0, 8.0), 1.3),
    (Measure.OTHER_KNEE_FLEXION, Bound.BELOW): _locked(THEIRS, (-168.0, 6.0)),
    (Measure.HIP_FLEXION, Bound.ABOVE): _fault("hips-sag", "hips", (-14.0, 8.0), None),
    (Measure.HIP_FLEXION, Bound.BELOW): _rounded("hips", 14.0, 1.9),
    (Measure.BACK_CURVE, Bound.ABOVE): _rounded("back", 0.0, 1.25),
    (Measure.KNEE_FLEXION, Bound.BELOW): _locked_both,
    (Measure.KNEE_FLEXION, Bound.ABOVE): _bent,
    (Measure.PEAK_FLEXION, Bound.BELOW): _short_of(0.5, f"{MINE}-knee"),
    (Measure.END_FLEXION, Bound.ABOVE): _not_back,
    (Measure.THIGH_TILT, Bound.ABOVE): _tilted,
}
