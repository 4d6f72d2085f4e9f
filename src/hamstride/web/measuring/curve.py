"""Draws how heavy an exercise is along the way, with the others of strength beside it, over the band of what men of the
runner's mass can hold, with its table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hamstride.exercises.load import Catalogue, routines
from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.spec import Equipment, Exercise, Kind
from hamstride.exercises.values import Message, RunnerProfile
from hamstride.measure import torque
from hamstride.measure.kept import build_of
from hamstride.measure.torque import CALF, Build, Load
from hamstride.plan.ladder import Amounts, amount_of, loads, sides_of

SOMEBODY = Build(mass_kg=70.0, height_m=1.75)  # where the runner told nothing of their own
WIDTH, HEIGHT = 340.0, 200.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 332.0, 12.0, 168.0
FINE_DEG = 5
# Of this exercise's line, and of up to three others.
STYLES = ("curve", "other", "other dotted", "other dashed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of doing something, and how heavy it is at the heaviest point of the way."""

    title: Message
    peak: str
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One curve of the picture: the class that draws it, told apart without colour, its name and its points."""

    style: str
    title: Message
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heaviness:
    """Everything under "How heavy it is along the way". `lines`: this exercise, then the others of strength."""

    picture: str
    lines: list[Line]
    says: Message
    rows: tuple[tuple[int, float], ...]
    ways: list[Way]
    somebody: bool


def heaviness(
    exercise: Exercise, profile: RunnerProfile, catalogue: Catalogue, amounts: Amounts
) -> Heaviness | None:
    """The curve of an exercise for this runner, with the ankle weight in use; `None` where there is none."""
    build, load = build_of(profile) or SOMEBODY, _load(exercise, profile, amounts)
    try:
        points = torque.curve(exercise, build, load)
    except (torque.NoLoad, torque.OutOfReach):
        return None
    heaviest = max(points, key=lambda point: point[1])
    says = Message.of("web.load.says", deg=heaviest[0], nm=round(heaviest[1]), kg=_kg(exercise, load))
    lines = list(_lines(exercise, profile, catalogue, amounts))
    return Heaviness(
        picture=_picture(lines, build),
        lines=lines,
        says=says,
        rows=points,
        ways=_ways(exercise, build, load, profile, catalogue),
        somebody=build_of(profile) is None,
    )


def _load(exercise: Exercise, profile: RunnerProfile, amounts: Amounts) -> Load:
    """What the stronger leg does an exercise with now."""
    sides = sides_of(exercise, profile)
    kgs = (amount_of(exercise, side, amounts, profile).load_kg for side in sides)
    return Load(ankle_weight_kg=max(kgs, default=0.0), ball_m=profile.ball_m)


def _lines(
    exercise: Exercise, profile: RunnerProfile, catalogue: Catalogue, amounts: Amounts
) -> Iterator[Line]:
    """The curve of this exercise, and of the others of the programme, each as the runner does it now."""
    others = (catalogue[id_] for id_ in routines()[STRENGTH].exercises if id_ != exercise.id)
    drawn = (exercise, *(other for other in others if torque.is_loaded(other)))
    for style, each in zip(STYLES, drawn, strict=False):
        load = _load(each, profile, amounts)
        try:
            points = torque.curve(each, build_of(profile) or SOMEBODY, load, step_deg=FINE_DEG)
        except torque.OutOfReach:
            continue
        yield Line(style=style, title=_title(_name(each, load), each, load), points=points)


def _name(exercise: Exercise, load: Load) -> str:
    if Equipment.BALL in exercise.equipment:
        return "ball"
    return "weight" if load.ankle_weight_kg else "leg"


def _title(name: str, exercise: Exercise, load: Load) -> Message:
    return Message.of(f"web.load.way.{name}", title=exercise.text.title, kg=f"{load.ankle_weight_kg:g}")


def _kg(exercise: Exercise, load: Load) -> Message:
    if Equipment.BALL in exercise.equipment:
        return Message.of("web.load.on-ball", cm=round(100 * load.ball_m))
    if load.ankle_weight_kg and Equipment.ANKLE_WEIGHTS in exercise.equipment:
        return Message.of("web.load.with-kg", kg=f"{load.ankle_weight_kg:g}")
    return Message.of("web.load.leg-only")


def _ways(
    exercise: Exercise, build: Build, load: Load, profile: RunnerProfile, catalogue: Catalogue
) -> list[Way]:
    """Everything that bends the knee against something, on one scale, from the lightest to the heaviest."""
    found: list[tuple[float, Way]] = []
    for each in catalogue.values():
        if each.kind is not Kind.STRENGTH or not torque.is_loaded(each):
            continue
        for name, other in _loads(each, load, profile):
            peak = _peak_nm(each, build, other)
            if peak is None:
                continue
            here = each.id == exercise.id and other == load
            found.append((peak, Way(title=_title(name, each, other), peak=f"{peak:.0f}", here=here)))
    return [way for _, way in sorted(found, key=lambda one: one[0])]


def _peak_nm(exercise: Exercise, build: Build, load: Load) -> float | None:
    """The heaviest point of the way; `None` for poses of one's own file that no leg on a ball can take."""
    try:
        return torque.peak_nm(exercise, build, load)
    except torque.OutOfReach:
        return None


def _loads(exercise: Exercise, load: Load, profile: RunnerProfile) -> Iterator[tuple[str, Load]]:
    """The ways to do an exercise lighter and heavier: the runner's weights, or the heels, calves and one leg on the ball."""
    if Equipment.BALL in exercise.equipment:
        yield "calves", replace(load, contact=CALF)
        yield "ball", load
        yield "single-leg", replace(load, single_leg=True)
        return
    for kg in sorted({*loads(exercise, profile), load.ankle_weight_kg}):
        other = replace(load, ankle_weight_kg=kg)
        yield _name(exercise, other), other


def _picture(lines: list[Line], build: Build) -> str:
    band = [(angle, *torque.capacity_nm(build.mass_kg, angle)) for angle, _ in lines[0].points]
    lowest = min(0.0, *(nm for line in lines for _, nm in line.points))
    highest = 10 * (int(max(high for _, _, high in band) / 10) + 1)
    frame = Frame(low=lowest, high=float(highest))
    upper = [frame.at(angle, high) for angle, _, high in band]
    lower = [frame.at(angle, low) for angle, low, _ in reversed(band)]
    parts = [
        f'<path class="band" d="M{" L".join([*upper, *lower])}Z"/>',
        *(frame.level(nm) for nm in range(0, highest + 1, 20 if highest <= 140 else 40)),
        *(frame.angle(angle) for angle in range(0, torque.LAST_DEG + 1, 30)),
        *(frame.curve(line) for line in reversed(lines)),
    ]
    return f'<svg class="heavy" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The axes: degrees of the knee from left to right, newton metres from `low` to `high` upward."""

    low: float
    high: float

    def at(self, deg: float, nm: float) -> str:
        """A point of the picture."""
        return f"{self.x(deg):.1f} {self.y(nm):.1f}"

    def x(self, deg: float) -> float:
        """From the left."""
        return LEFT + (RIGHT - LEFT) * deg / torque.LAST_DEG

    def y(self, nm: float) -> float:
        """From the top."""
        return BOTTOM - (BOTTOM - TOP) * (nm - self.low) / (self.high - self.low)

    def curve(self, line: Line) -> str:
        """The way of an exercise."""
        points = " L".join(self.at(angle, nm) for angle, nm in line.points)
        return f'<path class="{line.style}" d="M{points}"/>'

    def level(self, nm: int) -> str:
        """A line across at a moment, with its number."""
        y = self.y(nm)
        name = "zero" if nm == 0 else "grid"
        number = f'<text class="level" x="{LEFT - 6}" y="{y + 4:.1f}">{nm}</text>'
        return f'<path class="{name}" d="M{LEFT} {y:.1f}H{RIGHT}"/>{number}'

    def angle(self, deg: int) -> str:
        """The number of an angle under the picture."""
        return f'<text class="tick" x="{self.x(deg):.1f}" y="{BOTTOM + 22}">{deg}°</text>'
