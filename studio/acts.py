"""Acts: going to a figure and staying there. Fidgets and ways in and out of the picture are lists of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hamstride.exercises.spec import Exercise, Position
from hamstride.exercises.values import Side
from studio.figures import other, with_leg, working
from studio.skeleton import Figure, Leg, mix


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Go to a figure in `go_s`, stay there for `stay_s`; `away` means that nobody is in the picture meanwhile."""

    go_s: float
    stay_s: float = 0.0
    figure: Figure
    away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """What a fidget has to know: the exercise, the working side, the key figures."""

    exercise: Exercise
    side: Side
    rest: Figure
    top: Figure

    @property
    def standing(self) -> bool:
        """Whether the exercise is done on the feet."""
        return self.exercise.position is Position.STANDING


def _free(figure: Figure, **changes: Any) -> Figure:
    """The figure held in place by the pelvis alone, so that both feet may move."""
    free: dict[str, Any] = {"anchor": {"pelvis": 1.0}, "contact": {"all": 1.0}}
    return replace(figure, **(free | changes))


def upright() -> Figure:
    """Standing at ease with hanging arms."""
    leg = Leg(knee_deg=4.0, flat=1.0)
    return Figure(left=leg, right=leg, hands={"hang": 1.0}, anchor={"pelvis": 1.0}, contact={"all": 1.0})


def _march(cast: Cast) -> list[Act]:
    acts = []
    for leg in ("left", "right") * 3:
        up = with_leg(_free(cast.rest), leg, hip_deg=55.0, knee_deg=75.0, ankle_deg=20.0, flat=0.0)
        acts += [Act(go_s=0.4, figure=up), Act(go_s=0.4, figure=_free(cast.rest))]
    return acts


def _squat(cast: Cast) -> list[Act]:
    leg = Leg(hip_deg=85.0, knee_deg=90.0, flat=1.0, apart_deg=8.0)
    down = _free(cast.rest, trunk_deg=32.0, left=leg, right=leg, anchor={"ankles": 1.0})
    return [Act(go_s=0.9, stay_s=0.3, figure=down), Act(go_s=0.8, stay_s=0.2, figure=cast.rest)] * 2


def _bend_to_weight(cast: Cast) -> list[Act]:
    front, back = Leg(hip_deg=105.0, knee_deg=45.0, flat=1.0), Leg(hip_deg=95.0, knee_deg=35.0, flat=1.0)
    legs = {working(cast.side): front, other(cast.side): back}
    down = _free(
        cast.rest,
        trunk_deg=85.0,
        spine_deg=35.0,
        hands={f"{working(cast.side)}-ankle": 1.0},
        anchor={"ankles": 1.0},
        **legs,
    )
    fumble = replace(down, trunk_deg=80.0)
    steps = [
        Act(go_s=1.2, stay_s=0.4, figure=down),
        *([Act(go_s=0.4, figure=fumble), Act(go_s=0.4, figure=down)] * 2),
    ]
    return [*steps, Act(go_s=1.2, stay_s=0.4, figure=cast.rest)]


def _shake(cast: Cast) -> list[Act]:
    return _shaken(cast, times=10, go_s=0.18, knees_deg=(12.0, 38.0))


def _shake_hard(cast: Cast) -> list[Act]:
    """The leg is shaken out from the knee, as far as it will go: two and a half times a second."""
    return _shaken(cast, times=8, go_s=0.2, knees_deg=(5.0, 75.0))


def _shaken(cast: Cast, *, times: int, go_s: float, knees_deg: tuple[float, float]) -> list[Act]:
    leg = working(cast.side)
    hip_deg = 20.0 if cast.standing else getattr(cast.rest, leg).hip_deg
    acts = []
    for i in range(times):
        shaken = with_leg(
            cast.rest, leg, hip_deg=hip_deg, knee_deg=knees_deg[i % 2], ankle_deg=25.0, flat=0.0
        )
        acts.append(Act(go_s=go_s, figure=shaken))
    return [*acts, Act(go_s=0.4, stay_s=0.2, figure=cast.rest)]


def _other_curl(cast: Cast) -> list[Act]:
    mine, theirs = working(cast.side), other(cast.side)
    swapped = replace(cast.top, **{mine: getattr(cast.top, theirs), theirs: getattr(cast.top, mine)})
    if cast.standing:
        swapped = replace(swapped, anchor={f"{mine}-ankle": 1.0})
    # The weight is shifted first, so that the body does not jump from one anchor to the other.
    over = replace(cast.rest, anchor=swapped.anchor)
    return [
        Act(go_s=0.4, figure=over),
        Act(go_s=1.2, stay_s=0.5, figure=swapped),
        Act(go_s=1.4, figure=over),
        Act(go_s=0.3, figure=cast.rest),
    ]


def _heels(cast: Cast) -> list[Act]:
    """Both heels kick up, together and then in turn."""
    both = replace(cast.top, **{name: getattr(cast.top, working(cast.side)) for name in ("left", "right")})
    half = mix(cast.rest, both, 0.9)
    in_turn = [replace(half, left=cast.rest.left), replace(half, right=cast.rest.right)] * 2
    together = [Act(go_s=0.5, figure=both), Act(go_s=0.5, figure=cast.rest)] * 2
    return [
        *together,
        *(Act(go_s=0.4, figure=figure) for figure in in_turn),
        Act(go_s=0.5, stay_s=0.2, figure=cast.rest),
    ]


def _hips_down(cast: Cast) -> list[Act]:
    """On the ball: the hips sink to the floor for a breath and rise again."""
    down = mix(cast.rest, _lying_on_back(cast), 0.85)
    return [Act(go_s=1.2, stay_s=2.0, figure=down), Act(go_s=1.2, stay_s=0.4, figure=cast.rest)]


def _wriggle(cast: Cast) -> list[Act]:
    """The hips shift to lie (or stand) better."""
    up = cast.rest
    for name in ("left", "right"):
        up = with_leg(
            up, name, hip_deg=getattr(up, name).hip_deg + 14.0, knee_deg=getattr(up, name).knee_deg + 8.0
        )
    return [
        Act(go_s=0.5, figure=replace(up, head_turn_deg=35.0)),
        Act(go_s=0.6, stay_s=0.2, figure=cast.rest),
    ] * 2


def _rest(cast: Cast) -> list[Act]:
    return [Act(go_s=0.0, stay_s=5.0, figure=cast.rest)]


def _hands_up(cast: Cast) -> list[Act]:
    """Standing (or sitting up, or on the knees) both hands go up, as one waves for a stop; then back."""
    ways = _ways_up(cast)
    ease = ways[1] if ways else upright()
    up = replace(ease, hands={"above": 1.0})
    return [
        *(Act(go_s=0.8, figure=figure) for figure in ways[:1]),
        Act(go_s=0.8, stay_s=0.3, figure=ease),
        Act(go_s=0.7, stay_s=2.0, figure=up),
        Act(go_s=0.7, stay_s=0.4, figure=ease),
        *(Act(go_s=0.8, figure=figure) for figure in ways[:1]),
        Act(go_s=0.8, stay_s=0.4, figure=cast.rest),
    ]


def _leave(cast: Cast) -> list[Act]:
    return [*out(cast), *back(cast)]


FIDGETS: Mapping[str, Callable[[Cast], list[Act]]] = {
    "march": _march,
    "squat": _squat,
    "bend-to-weight": _bend_to_weight,
    "shake": _shake,
    "shake-hard": _shake_hard,
    "other-curl": _other_curl,
    "heels": _heels,
    "hips-down": _hips_down,
    "wriggle": _wriggle,
    "rest": _rest,
    "leave": _leave,
    "hands-up": _hands_up,
}


# ------------------------------------------------------------------------------------------- in and out


def _lying_on_back(cast: Cast) -> Figure:
    leg = Leg(hip_deg=45.0, knee_deg=35.0, ankle_deg=10.0)
    return replace(cast.rest, trunk_deg=-91.0, spine_deg=0.0, head_deg=0.0, left=leg, right=leg)


def _ways_up(cast: Cast) -> list[Figure]:
    """From the rest figure to the feet, without either end."""
    if cast.standing:
        return []
    crouch_leg = Leg(hip_deg=110.0, knee_deg=115.0, flat=1.0, apart_deg=8.0)
    crouch = _free(upright(), trunk_deg=40.0, left=crouch_leg, right=crouch_leg)
    if cast.exercise.position is Position.SUPINE:
        leg = Leg(hip_deg=95.0, knee_deg=60.0, ankle_deg=10.0)
        sitting = _free(upright(), trunk_deg=-15.0, left=leg, right=leg, hands={"floor": 1.0})
        return [_lying_on_back(cast), sitting, crouch]
    fours_leg = Leg(hip_deg=80.0, knee_deg=85.0, ankle_deg=45.0)
    fours = _free(
        cast.rest, trunk_deg=75.0, left=fours_leg, right=fours_leg, hands={"floor-ahead": 1.0}, head_deg=-20.0
    )
    kneel_leg = Leg(hip_deg=5.0, knee_deg=92.0, ankle_deg=40.0)
    kneel = _free(upright(), trunk_deg=8.0, left=kneel_leg, right=kneel_leg)
    return [fours, kneel, crouch]


def rise(cast: Cast) -> list[Act]:
    """Get up from the exercise and stand."""
    ways = [Act(go_s=1.0, stay_s=0.2, figure=figure) for figure in _ways_up(cast)]
    return [*ways, Act(go_s=0.9, stay_s=0.4, figure=upright())]


def settle(cast: Cast) -> list[Act]:
    """From standing into the exercise."""
    ways = [Act(go_s=1.0, stay_s=0.2, figure=figure) for figure in reversed(_ways_up(cast))]
    return [*ways, Act(go_s=1.0, stay_s=0.8, figure=cast.rest)]


def walk(start_m: float, end_m: float, heading_deg: float, aside_m: float = 0.0) -> list[Act]:
    """Steps along the room, facing where one goes."""
    count = max(2, round(abs(end_m - start_m) / 0.55))
    acts = []
    for i in range(1, count + 1):
        ahead, behind = (("left", "right"), ("right", "left"))[i % 2]
        at_m = start_m + (end_m - start_m) * i / count
        figure = replace(upright(), heading_deg=heading_deg, ahead_m=at_m, aside_m=aside_m)
        figure = with_leg(figure, ahead, hip_deg=26.0, knee_deg=8.0, flat=0.6)
        acts.append(
            Act(
                go_s=0.5,
                figure=with_leg(figure, behind, hip_deg=-14.0, knee_deg=22.0, ankle_deg=15.0, flat=0.0),
            )
        )
    return acts


_OFF_M = -4.5


def out(cast: Cast) -> list[Act]:
    """Get up, turn round, walk off and stay away."""
    turned = replace(upright(), heading_deg=180.0)
    gone = replace(turned, ahead_m=_OFF_M)
    return [
        *rise(cast),
        Act(go_s=0.9, figure=turned),
        *walk(0.0, _OFF_M, 180.0),
        Act(go_s=0.0, stay_s=3.0, figure=gone, away=True),
    ]


def back(cast: Cast) -> list[Act]:
    """Come back into the picture and into the exercise."""
    entry = Act(go_s=0.0, figure=replace(upright(), ahead_m=_OFF_M))
    return [entry, *walk(_OFF_M, 0.0, 0.0), Act(go_s=0.5, stay_s=0.4, figure=upright()), *settle(cast)]
