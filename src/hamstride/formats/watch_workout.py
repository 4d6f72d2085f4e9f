"""A session as a FIT workout file, for watches that lead through one: every set a named step with its repetitions or seconds,
the rests between, and the exercise codes that the watch counts by.

Checked with two decoders, not on a watch. With fit-tool, seconds are written through `duration_time`: `duration_value` would be
taken for milliseconds times a thousand. Its strict mode is not used: it takes steps of repetitions for repeats.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.exercise_title_message import ExerciseTitleMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage
from fit_tool.profile.profile_type import (
    FileType,
    FitBaseUnit,
    Intensity,
    Manufacturer,
    Sport,
    SubSport,
    WorkoutStepDuration,
    WorkoutStepTarget,
)

from hamstride.exercises.spec import LONG_HOLD_S, Exercise
from hamstride.exercises.values import Session, SetPlan, WeightUnit
from hamstride.formats.watch_names import MOST_LETTERS, step_name
from hamstride.plan.compile import MOVE_S, SETTLE_S
from hamstride.text.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the watch: `reps` or `seconds` of an exercise (its FIT category and name), or a rest (no codes)."""

    name: str
    notes: str = ""
    reps: int | None = None
    seconds: float | None = None
    codes: tuple[int, int] | None = None
    weight_kg: float = 0.0
    weight_unit: WeightUnit = WeightUnit.KG


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Go back to the step at index `first` until the steps from there were done `times` times in all."""

    first: int
    times: int


_UNITS = {WeightUnit.KG: FitBaseUnit.KILOGRAM, WeightUnit.LB: FitBaseUnit.POUND}


def write(session: Session, words: Words, *, title: str, made: datetime) -> bytes:
    """The FIT file of a session; `made` is an instant with its zone. The same arguments give the same bytes."""
    exercises = {id_: Exercise.from_dict(data) for id_, data in session.declarations.items()}
    program = shortened(tuple(steps(session, exercises, words)))
    file = FitFileBuilder(auto_define=True)
    file.add(_file_id(session, made))
    file.add(_workout(session, title, len(program)))
    for index, step in enumerate(program):
        file.add(_repeat(index, step) if isinstance(step, Repeat) else _step(index, step))
    for index, (codes, name) in enumerate(_titles(session, exercises).items()):
        file.add(_title(index, codes, name))
    return bytes(file.build_bytes())


def steps(session: Session, exercises: Mapping[str, Exercise], words: Words) -> Iterator[Step]:
    """All steps in order, none repeated. A first stretch is given some seconds to get into."""
    if session.sets and session.sets[0].reps is None:
        yield Step(name=words("formats.watch.ready"), seconds=SETTLE_S)
    for plan, after in pairwise((*session.sets, None)):
        assert plan is not None
        yield replace(_work(plan, exercises[plan.exercise], words), weight_unit=session.weight_unit)
        if after is not None:
            yield Step(name=words("formats.watch.rest"), seconds=_rest_s(plan, after))


def shortened(plain: Sequence[Step]) -> tuple[Step | Repeat, ...]:
    """The same steps with a repeat wherever a row of them comes several times and the repeat makes the file shorter."""
    done: list[Step | Repeat] = []
    at = 0
    while at < len(plain):
        length, times = _best_row(plain, at)
        first = len(done)
        done += plain[at : at + length]
        if times > 1:
            done.append(Repeat(first=first, times=times))
        at += length * times
    return tuple(done)


def _best_row(plain: Sequence[Step], at: int) -> tuple[int, int]:
    """The length of the row at an index that is repeated with the most gain, and how many times it comes."""
    best, gain = (1, 1), 0
    for length in range(1, (len(plain) - at) // 2 + 1):
        row = plain[at : at + length]
        times = 1
        while plain[at + times * length : at + (times + 1) * length] == row:
            times += 1
        saved = length * (times - 1) - 1
        if saved > gain:
            best, gain = (length, times), saved
    return best


def _work(plan: SetPlan, exercise: Exercise, words: Words) -> Step:
    hold = plan.reps is not None and (plan.hold_s or 0.0) >= LONG_HOLD_S
    return Step(
        name=step_name(plan, exercise, words),
        notes=words("formats.watch.hold", seconds=f"{plan.hold_s:g}") if hold else "",
        reps=plan.reps,
        seconds=plan.hold_s if plan.reps is None else None,
        codes=_codes(plan, exercise),
        weight_kg=plan.load_kg,
    )


def _codes(plan: SetPlan, exercise: Exercise) -> tuple[int, int] | None:
    """The FIT category and name of a set; a weight that is not worn has codes of its own where declared."""
    fit = exercise.fit
    if fit is None:
        return None
    if plan.load_kg == 0 and fit.unweighted_category is not None and fit.unweighted_name is not None:
        return fit.unweighted_category, fit.unweighted_name
    return fit.category, fit.name


def _rest_s(plan: SetPlan, after: SetPlan) -> float:
    """Long enough to get to the next place, where there is one; a stretch needs some seconds to get into."""
    moved = plan.exercise != after.exercise
    return max(after.rest_s, MOVE_S if moved and after.reps is not None else SETTLE_S)


def _titles(session: Session, exercises: Mapping[str, Exercise]) -> dict[tuple[int, int], str]:
    """Our name for each code that only one exercise of the session uses; a shared one keeps the watch's own."""
    names: dict[tuple[int, int], set[str]] = {}
    for plan in session.sets:
        if (codes := _codes(plan, exercises[plan.exercise])) is not None:
            names.setdefault(codes, set()).add(exercises[plan.exercise].text.title)
    return {codes: next(iter(found)) for codes, found in names.items() if len(found) == 1}


# ------------------------------------------------------------------------------------------------------- the messages of FIT
def _file_id(session: Session, made: datetime) -> FileIdMessage:
    message = FileIdMessage()
    message.type = FileType.WORKOUT
    message.manufacturer = Manufacturer.DEVELOPMENT.value
    message.product = 0
    message.serial_number = UUID(session.uuid).int % 0xFFFF_FFFE + 1
    message.time_created = round(made.timestamp() * 1000)
    return message


def _workout(session: Session, title: str, count: int) -> WorkoutMessage:
    message = WorkoutMessage()
    message.workout_name = title[:MOST_LETTERS]
    message.sport = Sport.TRAINING
    stretches = all(plan.reps is None for plan in session.sets)
    message.sub_sport = SubSport.FLEXIBILITY_TRAINING if stretches else SubSport.STRENGTH_TRAINING
    message.num_valid_steps = count
    return message


def _step(index: int, step: Step) -> WorkoutStepMessage:
    message = _bare(index, Intensity.REST if step.codes is None and step.reps is None else Intensity.ACTIVE)
    message.workout_step_name = step.name
    if step.reps is not None:
        message.duration_type = WorkoutStepDuration.REPS
        message.duration_reps = step.reps
    else:
        message.duration_type = WorkoutStepDuration.TIME
        message.duration_time = step.seconds
    if step.notes:
        message.notes = step.notes
    if step.codes is not None:
        message.exercise_category, message.exercise_name = step.codes
    if step.weight_kg:
        message.exercise_weight = step.weight_kg
        message.weight_display_unit = _UNITS[step.weight_unit]
    return message


def _repeat(index: int, repeat: Repeat) -> WorkoutStepMessage:
    message = _bare(index, Intensity.ACTIVE)
    message.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
    message.duration_step = repeat.first
    message.target_repeat_steps = repeat.times
    return message


def _bare(index: int, intensity: Intensity) -> WorkoutStepMessage:
    message = WorkoutStepMessage()
    message.message_index = index
    message.intensity = intensity
    message.target_type = WorkoutStepTarget.OPEN
    return message


def _title(index: int, codes: tuple[int, int], name: str) -> ExerciseTitleMessage:
    message = ExerciseTitleMessage()
    message.message_index = index
    message.exercise_category, message.exercise_name = codes
    message.workout_step_name = name[:MOST_LETTERS]
    return message
