"""What of an exercise was done as asked, cue by cue and leg by leg. Nothing that nobody could see is counted as good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hamstride.exercises.spec import Cue, Exercise, Measure
from hamstride.exercises.values import Hold, Repetition, SetRecord, Side, Source

_OF_HALF_LIFTS = (Measure.TRAVEL, Measure.PEAK_FLEXION)  # what keeps a repetition from counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of `judged` repetitions (or holds) so many were `good`; `unseen` more could not be judged."""

    good: int = 0
    judged: int = 0
    unseen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One cue with its tally by leg."""

    id: str
    cue: Cue
    legs: Mapping[Side, Tally]


def told_of(record: SetRecord, cue: Cue) -> list[Repetition | Hold]:
    """What a cue is told of: holds and the repetitions that count; the half ones only where they are what it is about."""
    half = cue.measure in _OF_HALF_LIFTS
    return [*(rep for rep in record.reps if rep.counted or half), *record.holds]


def cue_by_cue(records: Iterable[SetRecord], exercise: Exercise) -> tuple[Asked, ...]:
    """Every cue that a camera or the clock judges, with what was seen of it in these sets of the exercise: only sets that a
    camera watched, and only cues of which there is anything to tell."""
    watched = [record for record in records if record.source is Source.CAMERA]
    found = (
        Asked(id=id_, cue=cue, legs=_legs(watched, id_, cue))
        for id_, cue in exercise.cues.items()
        if cue.is_watched
    )
    return tuple(each for each in found if each.legs)


def _legs(records: Iterable[SetRecord], id_: str, cue: Cue) -> dict[Side, Tally]:
    moves: dict[Side, list[Repetition | Hold]] = {}
    for record in records:
        moves.setdefault(record.side, []).extend(told_of(record, cue))
    return {side: _tally(moves[side], id_, cue) for side in Side if moves.get(side)}


def is_good(one: Repetition | Hold, id_: str, cue: Cue) -> bool:
    """Whether it was as asked: not broken, and lowered as slowly as is advised."""
    if cue.measure is Measure.LOWER_SECONDS and isinstance(one, Repetition) and cue.advice is not None:
        return round(one.lower_s, 1) >= cue.advice
    return id_ not in one.cues


def _tally(moves: Iterable[Repetition | Hold], id_: str, cue: Cue) -> Tally:
    all_ = list(moves)
    judged = [one for one in all_ if id_ not in one.unseen]
    good = sum(is_good(one, id_, cue) for one in judged)
    return Tally(good=good, judged=len(judged), unseen=len(all_) - len(judged))
