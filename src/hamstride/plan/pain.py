"""What comes next after "it hurts": go on, leave this exercise, or end; and what stays left out afterwards.

By place first (some places stop everything whatever the number), else by the number: up to 2 go on, 3 to 5 go on without
any step up, above 5 leave it. The grounds: `docs/evidence.md`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from hamstride.exercises.spec import Exercise, Gate, Kind
from hamstride.exercises.values import PAIN_SCORES, WORST_PAIN, Message, PainPlace, RunnerProfile

MILD = 2
MODERATE = 5
STOPS = frozenset(
    {Gate.ACUTE, Gate.RADIATING}
)  # nothing is done before somebody has looked at it, as in `screening`
HIGH_IN_A_WEEK = 2  # so often above 5 within seven days: somebody should look at it
WEEK_DAYS = 7
FADES = timedelta(days=14)  # what was told by its number alone is no news after that


THE_SAME = ("plan.pain.after-moderate",)  # no longer true where something became lighter


class Then(Enum):
    """What the session does next."""

    GO_ON = "go-on"
    LEAVE_EXERCISE = "leave-exercise"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainNext:
    """The answer to a report. `gates` and `hinge` are to be kept in the profile."""

    then: Then
    messages: tuple[Message, ...]
    gates: tuple[Gate, ...] = ()
    hinge: bool = False

    @property
    def stops(self) -> bool:
        """Whether nothing is to be done until the first questions are answered again."""
        return not STOPS.isdisjoint(self.gates)

    def apply(self, runner: RunnerProfile) -> RunnerProfile:
        """The profile with what is left out from now on."""
        gates = tuple(gate for gate in Gate if gate in (*runner.gates, *self.gates))
        return replace(
            runner,
            gates=gates,
            hinge=runner.hinge or self.hinge,
            no_strength=runner.no_strength or self.stops,
            no_stretches=runner.no_stretches or bool(self.gates),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A report of which something still holds: in what it hurt (an exercise, or a routine as a whole), where, how much, on
    which day, and what of the answer holds today."""

    what: str
    place: PainPlace
    score: int | None
    day: date
    messages: tuple[Message, ...]
    gates: tuple[Gate, ...]

    @property
    def stops(self) -> bool:
        """Whether nothing is to be done as long as it holds."""
        return not STOPS.isdisjoint(self.gates)


def is_high(score: int | None) -> bool:
    """Whether a number is one at which to leave it; one that was not given counts as such."""
    return score is None or score > MODERATE


def after(
    exercise: Exercise, place: PainPlace, score: int | None, *, step: bool, high_before: int = 0
) -> PainNext:
    """What next, for a pain of `score` (0..10, `None`: not told, taken as high) in an exercise.

    `high_before` is how many reports above 5 the last seven days had; without a `step` something as low is named. Raises
    `ValueError` for a score out of range.
    """
    if score is not None and score not in PAIN_SCORES:
        raise ValueError(f"a score from 0 to {WORST_PAIN} or None, not {score!r}")
    found = _PLACES[place](exercise, score)
    if found.hinge and not step:
        step_said, none = _message("back-step"), _message("back-no-step")
        found = replace(found, messages=tuple(none if each == step_said else each for each in found.messages))
    if is_high(score) and high_before + 1 >= HIGH_IN_A_WEEK and found.then is not Then.END:
        return replace(found, messages=(*found.messages, _message("again")))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What next for the numbers up to one (`to`): to the `first` high pain of seven days, and to `another`."""

    to: int
    first: PainNext
    another: PainNext


def every_answer(exercise: Exercise, place: PainPlace, *, step: bool) -> tuple[Answer, ...]:
    """What next for each number that a pain of this place may have, the numbers rising."""
    answers = [
        Answer(
            to=score,
            first=after(exercise, place, score, step=step),
            another=after(exercise, place, score, step=step, high_before=HIGH_IN_A_WEEK - 1),
        )
        for score in PAIN_SCORES
    ]
    return tuple(
        answer
        for answer in answers
        if answer.to == WORST_PAIN or replace(answer, to=answer.to + 1) != answers[answer.to + 1]
    )


def afterwards(
    exercise: Exercise, place: PainPlace, score: int | None, *, step: bool, high_before: int = 0
) -> PainNext:
    """What next, for a pain told once the session was over, or on the morning after; `exercise` stands for what was done."""
    found = after(exercise, place, score, high_before=high_before, step=step)
    if not _goes_by_number(exercise, place):
        return found
    first = _message(
        "after-high" if is_high(score) else "after-moderate" if score and score > MILD else "mild"
    )
    return replace(found, messages=(first, *found.messages[1:]))


def holding(
    found: PainNext, runner: RunnerProfile, day: date, today: date, *, done_since: bool
) -> tuple[Message, ...]:
    """What still holds today of the answer to a report of `day`.

    What is left out holds as long as the profile says so; the rest until the exercise was done again (`done_since`), and not
    for ever.
    """
    if found.gates:
        if not set(found.gates) <= set(runner.gates) or (found.stops and not runner.no_strength):
            return ()
    elif day != today and (done_since or today - day > FADES):
        return ()
    if day == today:
        return tuple(each for each in found.messages if each != _message("mild"))
    return tuple(_message(_LATER[each.id]) for each in found.messages if each.id in _LATER)


def before(
    exercise: Exercise, place: PainPlace, score: int | None, *, step: bool, high_before: int = 0
) -> PainNext:
    """What next, for a pain told before anything was done today; `exercise` stands for what was to be done."""
    found = after(exercise, place, score, high_before=high_before, step=step)
    if not _goes_by_number(exercise, place):
        return found
    high = found.then is Then.LEAVE_EXERCISE
    first = _message("high-before" if high else "moderate-before" if score and score > MILD else "mild")
    return replace(found, then=Then.END if high else Then.GO_ON, messages=(first, *found.messages[1:]))


def _goes_by_number(exercise: Exercise, place: PainPlace) -> bool:
    """Whether the place leaves it to the number; the back does in an exercise that has no other in its place."""
    return _PLACES[place] is _by_score or (_PLACES[place] is _back and exercise.replaced_by is None)


def _message(id_: str) -> Message:
    return Message.of(f"plan.pain.{id_}")


def _sharp(exercise: Exercise, score: int | None) -> PainNext:
    return PainNext(then=Then.END, messages=(_message("sharp"),), gates=(Gate.ACUTE,))


def _tingling(exercise: Exercise, score: int | None) -> PainNext:
    return PainNext(then=Then.END, messages=(_message("tingling"),), gates=(Gate.RADIATING,))


def _sit_bone(exercise: Exercise, score: int | None) -> PainNext:
    """The stretches press on the tendon there; the curls, with a straight hip, stay as long as the ache is small."""
    said, gates = _message("sit-bone"), (Gate.SIT_BONE,)
    if exercise.kind is not Kind.STRENGTH:
        return PainNext(then=Then.END, messages=(said,), gates=gates)
    if score is not None and score <= MILD:
        return PainNext(then=Then.GO_ON, messages=(said,), gates=gates)
    return PainNext(then=Then.LEAVE_EXERCISE, messages=(said, _message("sit-bone-curls")), gates=gates)


def _back(exercise: Exercise, score: int | None) -> PainNext:
    if exercise.replaced_by is None:
        return _by_score(exercise, score)
    step = _message("back-step")
    if is_high(score):
        return PainNext(then=Then.END, messages=(_message("back-high"), step), hinge=True)
    return PainNext(then=Then.LEAVE_EXERCISE, messages=(step,), hinge=True)


def _by_score(exercise: Exercise, score: int | None) -> PainNext:
    if is_high(score):
        return PainNext(then=Then.LEAVE_EXERCISE, messages=(_message("high"),))
    if score and score > MILD:
        return PainNext(then=Then.GO_ON, messages=(_message("moderate"),))
    return PainNext(then=Then.GO_ON, messages=(_message("mild"),))


_LATER = {
    "plan.pain.sharp": "sharp",
    "plan.pain.tingling": "tingling-on",
    "plan.pain.sit-bone": "sit-bone",
    "plan.pain.high": "high",
    "plan.pain.after-high": "after-high",
}
"""How what was said on the day is said on the days after, where it holds longer than the day."""

_PLACES = {
    PainPlace.SHARP: _sharp,
    PainPlace.TINGLING: _tingling,
    PainPlace.SIT_BONE: _sit_bone,
    PainPlace.BACK: _back,
    PainPlace.MUSCLE: _by_score,
    PainPlace.KNEE: _by_score,
    PainPlace.ELSEWHERE: _by_score,
}
