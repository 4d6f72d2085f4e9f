"""The pictures of an exercise: the demonstration that the studio drew or, where there is none that shows what is declared, the
line figure as SVG: moving, slower, or as stills. Left works, seen from the left.

The line figure moves by SMIL, which needs no script and no inline style; the page shows the stills instead where less motion is
wanted, and lets everybody choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hamstride import demonstrations, known
from hamstride.demonstrations import Demonstration
from hamstride.engine import sketch
from hamstride.engine.sketch import Points, Sketch
from hamstride.exercises.spec import Exercise

STEPS = 8  # of the way up; between two of them the browser draws straight
SLOWER = 3  # so many times slower the slower pace is
ADDRESS = "/static/demonstrations/"


@known.cached
def demonstration(exercise: str, variant: str | None = None) -> Demonstration | None:
    """What the studio drew of an exercise, unless the declaration has changed since."""
    declared = known.catalogue().get(exercise)
    if declared is None:
        return None
    variant = variant or declared.first_variant
    return None if demonstrations.outdated(declared, variant) else demonstrations.of(exercise, variant)


def address(file: str) -> str:
    """Where a browser finds a picture of a demonstration."""
    return f"{ADDRESS}{file}"


def sheet(drawn: Demonstration) -> dict[str, Any]:
    """What a script has to know to show the pictures of a sheet."""
    return {
        "sheet": address(drawn.sheet),
        "still": address(drawn.stills[drawn.top]),
        "columns": drawn.columns,
        "frames": drawn.frames,
        "width": drawn.width,
        "height": drawn.height,
    }


@known.cached
def moving(exercise: str, slower: int = 1) -> str:
    """The figure going from rest to the top and back, as the declared tempo has it (`slower` times)."""
    declared = known.catalogue()[exercise]
    drawn = sketch.sketch(declared, STEPS)
    return _picture(drawn, range(STEPS + 1), _keys(declared, slower))


@known.cached
def still(exercise: str, share: float = 1.0) -> str:
    """The figure standing still at a share of the movement."""
    drawn = sketch.sketch(known.catalogue()[exercise], STEPS)
    return _picture(drawn, [round(share * STEPS)], None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """When each step is reached: seconds in all, and the share of them at which each of the values stands."""

    total_s: float
    times: tuple[float, ...]
    order: tuple[int, ...]


def _keys(exercise: Exercise, slower: int) -> Keys:
    tempo = exercise.dose.tempo
    parts = (tempo.lift_s, min(tempo.hold_s, sketch.LONGEST_HOLD_S), tempo.lower_s, tempo.pause_s)
    total = sum(parts)
    up = [_ease(n / STEPS) * parts[0] for n in range(STEPS + 1)]
    down = [parts[0] + parts[1] + _ease(n / STEPS) * parts[2] for n in range(STEPS + 1)]
    order = (*range(STEPS + 1), *range(STEPS, -1, -1), 0)
    return Keys(total_s=total * slower, times=tuple(t / total for t in (*up, *down, total)), order=order)


def _ease(share: float) -> float:
    """When a step is reached that is evenly spaced in angle, if the movement starts and stops softly."""
    return 0.5 * share + 0.5 * (3 * share**2 - 2 * share**3)


def _picture(drawn: Sketch, shown: Sequence[int], keys: Keys | None) -> str:
    """The figure with its things, at the shown steps (all of them, or one to stand still at)."""
    view, things, floor_y = drawn.view, drawn.props, drawn.floor_y
    body = [drawn.steps[n] for n in shown]
    box = f"{view.left:.1f} {view.top:.1f} {view.width:.1f} {view.height:.1f}"
    floor = f'<path class="floor" d="M{view.left:.1f} {floor_y:.1f}h{view.width:.1f}"/>'
    outline = f'<path class="prop" d="{"".join(map(_line, things.lines))}"/>' if things.lines else ""
    ball = _ball(things.ball, shown, keys) if things.ball else ""
    weight = _weight(body, keys) if things.weight else ""
    limbs = "".join(_limb(kind, bones, body, keys) for kind, bones in sketch.BONES) + _head(body, keys)
    return f'<svg class="man" viewBox="{box}" aria-hidden="true">{floor}{outline}{ball}{limbs}{weight}</svg>'


def _line(points: Points) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _ball(ball: sketch.Ball, shown: Sequence[int], keys: Keys | None) -> str:
    xs = [f"{ball.xs[n]:.1f}" for n in shown]
    at = f'cx="{xs[0]}" cy="{ball.y:.1f}" r="{ball.radius:.1f}"'
    return f'<circle class="ball" {at}>{_animated("cx", xs, keys)}</circle>'


def _weight(steps: Sequence[Points], keys: Keys | None) -> str:
    paths = [_line(sketch.weight(points)) for points in steps]
    return f'<path class="weight" d="{paths[0]}">{_animated("d", paths, keys)}</path>'


def _limb(kind: str, bones: Sequence[tuple[int, int]], steps: Sequence[Points], keys: Keys | None) -> str:
    paths = [_path(bones, points) for points in steps]
    return f'<path class="{kind}" d="{paths[0]}">{_animated("d", paths, keys)}</path>'


def _path(bones: Sequence[tuple[int, int]], points: Points) -> str:
    parts, at = [], -1
    for a, b in bones:
        parts.append(("" if a == at else "M{} {}".format(*points[a])) + "L{} {}".format(*points[b]))
        at = b
    return "".join(parts)


def _head(steps: Sequence[Points], keys: Keys | None) -> str:
    at = [sketch.middle(points, sketch.EARS) for points in steps]
    moves = "".join(
        _animated(name, [f"{point[axis]:.1f}" for point in at], keys)
        for axis, name in enumerate(("cx", "cy"))
    )
    return f'<circle class="head" cx="{at[0][0]:.1f}" cy="{at[0][1]:.1f}" r="{sketch.HEAD}">{moves}</circle>'


def _animated(name: str, values: Sequence[str], keys: Keys | None) -> str:
    if keys is None:
        return ""
    times = ";".join(f"{t:.3f}" for t in keys.times)
    shown = ";".join(values[n] for n in keys.order)
    return (
        f'<animate attributeName="{name}" dur="{keys.total_s:g}s" repeatCount="indefinite" '
        f'keyTimes="{times}" values="{shown}"/>'
    )
