"""`hamstride torque`: how heavy an exercise is along the way."""

import json
from dataclasses import dataclass

import click

from hamstride.cli import ground, own
from hamstride.cli.numbers import DecimalRange
from hamstride.exercises.spec import Equipment, Exercise
from hamstride.exercises.values import BALL_M
from hamstride.measure.torque import CALF, HEEL, Build, Load, curve, is_loaded
from hamstride.text.words import Words


@click.command(name="torque")
@click.argument("exercise_id", metavar="EXERCISE")
@click.option("--mass-kg", type=DecimalRange(20, 300), help="Mass of the body; else that of the settings.")
@click.option("--height-m", type=DecimalRange(1, 2.5), help="Height of the body; else that of the settings.")
@click.option("--ankle-weight-kg", type=DecimalRange(0, 100), default=0.0, show_default=True)
@click.option(
    "--ball-m", type=DecimalRange(0.2, 1.2), help="Diameter of the ball; else that of the settings."
)
@click.option("--calves", is_flag=True, help="On the ball: with the calves instead of the heels.")
@click.option("--single-leg", is_flag=True, help="On the ball: one leg does the work of both.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(
    exercise_id: str,
    mass_kg: float | None,
    height_m: float | None,
    ankle_weight_kg: float,
    ball_m: float | None,
    *,
    calves: bool,
    single_leg: bool,
    as_json: bool,
) -> None:
    """The moment of gravity about the knee of one leg, in newton metres, every ten degrees from straight.

    EXERCISE is an id of the catalogue or the file of an exercise of your own.
    """
    exercise = own.exercise(exercise_id)
    if not is_loaded(exercise):
        raise click.ClickException(_no_load(exercise))
    body = _Body(mass_kg=mass_kg, height_m=height_m, ball_m=ball_m)
    body = body.whole(on_ball=Equipment.BALL in exercise.equipment)
    load = Load(
        ankle_weight_kg=ankle_weight_kg,
        ball_m=body.ball_m or BALL_M,
        contact=CALF if calves else HEEL,
        single_leg=single_leg,
    )
    try:
        points = curve(exercise, body.build, load)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        data = {"exercise": exercise.id, "points": [[angle, round(nm, 3) + 0.0] for angle, nm in points]}
        click.echo(json.dumps(data))
    else:
        _print(exercise, points)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The body and the ball as far as they were named."""

    mass_kg: float | None
    height_m: float | None
    ball_m: float | None

    def whole(self, *, on_ball: bool) -> "_Body":
        """With what is missing, and counts here, from the settings."""
        if None not in (self.mass_kg, self.height_m, self.ball_m if on_ball else BALL_M):
            return self
        ground.prepared()
        from hamstride.store import services

        told = services.local_runner().profile
        return _Body(
            mass_kg=self.mass_kg or told.mass_kg,
            height_m=self.height_m or told.height_m,
            ball_m=self.ball_m or told.ball_m,
        )

    @property
    def build(self) -> Build:
        """The body of the curve. Ends the command where it is not known."""
        if self.mass_kg is None or self.height_m is None:
            raise click.UsageError(Words()("cli.torque.no-body"))
        return Build(mass_kg=self.mass_kg, height_m=self.height_m)


def _no_load(exercise: Exercise) -> str:
    others = ", ".join(each.id for each in own.exercises().values() if is_loaded(each))
    return Words()("cli.torque.no-load", title=exercise.text.title, others=others)


def _print(exercise: Exercise, points: tuple[tuple[int, float], ...]) -> None:
    words = Words()
    click.echo(words("cli.torque.title", title=exercise.text.title, unit=words("cli.torque.unit")))
    for angle, nm in points:
        click.echo(words("cli.torque.row", deg=f"{angle:3d}", nm=f"{nm:6.1f}"))
    click.echo(words("cli.torque.about"))
