"""The ways to do an exercise wrong, each as a change of the key figures of the repetition it is in."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from hamstride.exercises.values import Side
from studio.figures import other, with_leg, working
from studio.skeleton import Figure

Keys = tuple[Figure, Figure]


def _bend_hips(figure: Figure, side: Side, by_deg: float) -> Figure:
    for leg in (working(side), other(side)):
        figure = with_leg(figure, leg, hip_deg=getattr(figure, leg).hip_deg + by_deg)
    return figure


def _hips_rise(keys: Keys, side: Side) -> Keys:
    rest, top = keys
    return rest, replace(
        _bend_hips(top, side, 34.0), trunk_deg=top.trunk_deg + 17.0, head_deg=top.head_deg - 17.0
    )


def _toes_flexed(keys: Keys, side: Side) -> Keys:
    # The toes are tucked under: the shin is a little off the floor.
    rest, top = (with_leg(figure, working(side), ankle_deg=-5.0) for figure in keys)
    return with_leg(rest, working(side), knee_deg=max(getattr(rest, working(side)).knee_deg, 6.0)), top


def _knee_forward(keys: Keys, side: Side) -> Keys:
    return keys[0], with_leg(keys[1], working(side), hip_deg=getattr(keys[1], working(side)).hip_deg + 38.0)


def _knees_apart(keys: Keys, side: Side) -> Keys:
    return keys[0], with_leg(keys[1], working(side), apart_deg=28.0)


def _locked(keys: Keys, side: Side) -> Keys:
    rest, top = (with_leg(figure, other(side), knee_deg=-5.0, hip_deg=0.0) for figure in keys)
    return rest, top


def _knees_locked(keys: Keys, side: Side) -> Keys:
    rest, top = (
        with_leg(with_leg(figure, working(side), knee_deg=-4.0), other(side), knee_deg=-4.0)
        for figure in keys
    )
    return rest, top


def _hips_sag(keys: Keys, side: Side) -> Keys:
    # The hips sink toward the floor while the heels stay on the ball: the trunk lies flatter, the thighs rise against it.
    rest, top = keys
    return rest, replace(
        _bend_hips(top, side, 38.0), trunk_deg=top.trunk_deg + 0.6 * 38.0, head_deg=top.head_deg - 0.6 * 38.0
    )


def _back_round(keys: Keys, side: Side) -> Keys:
    return keys[0], replace(keys[1], spine_deg=45.0)


def _knee_bent(keys: Keys, side: Side) -> Keys:
    rest, top = (with_leg(figure, working(side), knee_deg=34.0) for figure in keys)
    return rest, top


FAULTS: Mapping[str, Callable[[Keys, Side], Keys]] = {
    "hips-rise": _hips_rise,
    "toes-flexed": _toes_flexed,
    "knee-forward": _knee_forward,
    "knees-apart": _knees_apart,
    "locked": _locked,
    "knees-locked": _knees_locked,
    "hips-sag": _hips_sag,
    "back-round": _back_round,
    "knee-bent": _knee_bent,
}


def with_faults(keys: Keys, faults: tuple[str, ...], side: Side) -> Keys:
    """Rest and top with all the faults in them."""
    for fault in faults:
        keys = FAULTS[fault](keys, side)
    return keys
