"""What of an exercise was done as asked, cue by cue and leg by leg. Nothing that nobody could see is counted as good."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hamstride.exercises.spec import OF_HALF_LIFTS, Cue, Exercise, Judge, Measure
from hamstride.exercises.values import Hold, Repetition, SetRecord, Side, Source

TOP_NEARLY_S = 0.3  # a hold of 4.7 s at the top was one of 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of `judged` repetitions (or holds) so many were `good` and so many `broken`: a lowering between the limit and what is
    advised is neither. `unseen` more could not be judged."""

    good: int = 0
    broken: int = 0
    judged: int = 0
    unseen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One cue with its tally by leg."""

    id: str
    cue: Cue
    legs: Mapping[Side, Tally]


def judged_cues(record: SetRecord, exercise: Exercise) -> dict[str, Cue]:
    """The cues that the camera or the clock judges in the variant that was done; of a variant that is declared no more, those
    that all variants have."""
    gone = record.variant is not None and record.variant not in exercise.variants
    variants = [*exercise.variants] if gone else [record.variant]
    shared = set(exercise.cues).intersection(*(exercise.cue_ids(variant) for variant in variants))
    return {id_: cue for id_, cue in exercise.cues.items() if id_ in shared and cue.is_watched}


def not_visible(record: SetRecord, exercise: Exercise) -> tuple[str, ...]:
    """The cues that the camera judges and could judge in no repetition (or hold) of the set that it watched. One that it saw
    in some was visible from where it stood, and how often is told with its count."""
    if record.source is not Source.CAMERA:
        return ()
    cues = {id_: cue for id_, cue in judged_cues(record, exercise).items() if cue.judge is Judge.CAMERA}
    tallies = {id_: tally(told_of(record, cue), id_, cue) for id_, cue in cues.items()}
    return tuple(id_ for id_, each in tallies.items() if each.unseen and not each.judged)


def told_of(record: SetRecord, cue: Cue) -> list[Repetition | Hold]:
    """What a cue is told of: holds and the repetitions that count; the half ones only where they are what it is about."""
    half = cue.measure in OF_HALF_LIFTS
    return [*(rep for rep in record.reps if rep.counted or half), *record.holds]


def cue_by_cue(records: Iterable[SetRecord], exercise: Exercise) -> tuple[Asked, ...]:
    """Every cue that a camera or the clock judges, with what was seen of it in these sets of the exercise: only sets that a
    camera watched, and only cues of which there is anything to tell."""
    watched = [(each, judged_cues(each, exercise)) for each in records if each.source is Source.CAMERA]
    found = (
        Asked(id=id_, cue=cue, legs=_legs([record for record, cues in watched if id_ in cues], id_, cue))
        for id_, cue in exercise.cues.items()
    )
    return tuple(each for each in found if each.legs)


def _legs(records: Iterable[SetRecord], id_: str, cue: Cue) -> dict[Side, Tally]:
    moves: dict[Side, list[Repetition | Hold]] = {}
    for record in records:
        moves.setdefault(record.side, []).extend(told_of(record, cue))
    return {side: tally(moves[side], id_, cue) for side in Side if moves.get(side)}


def is_good(one: Repetition | Hold, id_: str, cue: Cue) -> bool:
    """Whether it was as asked: not broken, and lowered as slowly as is advised."""
    if cue.measure is Measure.LOWER_SECONDS and isinstance(one, Repetition) and cue.advice is not None:
        return round(one.lower_s, 1) >= cue.advice
    return id_ not in one.cues


def is_short(
    held_s: float, unseen: Collection[str], asked_s: float | None, exercise: Exercise | None
) -> bool:
    """Whether a repetition was held at the top for less than was asked, where that is more than the exercise begins with: up to
    there its own cue tells, which knows by how much a hold may read too short. `unseen` are the repetition's cues. Where no
    time was asked for, or of an exercise that is not known any more, nothing is short."""
    if asked_s is None or exercise is None:
        return False
    return _is_timed(unseen, asked_s, exercise) and round(asked_s - held_s, 1) > TOP_NEARLY_S


def _is_timed(unseen: Collection[str], asked_s: float, exercise: Exercise) -> bool:
    """Whether a repetition's hold at the top is told of by its seconds."""
    begins_s = exercise.dose.hold_s[0] if exercise.dose.hold_s else asked_s
    cues = (id_ for id_, cue in exercise.cues.items() if cue.measure is Measure.HOLD_SECONDS)
    return asked_s > begins_s and any(id_ not in unseen for id_ in cues)


def top_holds(record: SetRecord, asked_s: float | None, exercise: Exercise) -> Tally:
    """How many of a set's counted repetitions were held at the top for the seconds that were asked, where these tell."""
    reps = [rep for rep in record.reps if rep.counted]
    if asked_s is None:
        return Tally(unseen=len(reps))
    timed = [rep for rep in reps if _is_timed(rep.unseen, asked_s, exercise)]
    broken = sum(is_short(rep.hold_s, rep.unseen, asked_s, exercise) for rep in timed)
    return Tally(good=len(timed) - broken, broken=broken, judged=len(timed), unseen=len(reps) - len(timed))


def tally(moves: Iterable[Repetition | Hold], id_: str, cue: Cue) -> Tally:
    """How a cue was kept in these repetitions or holds."""
    all_ = list(moves)
    judged = [one for one in all_ if id_ not in one.unseen]
    return Tally(
        good=sum(is_good(one, id_, cue) for one in judged),
        broken=sum(id_ in one.cues for one in judged),
        judged=len(judged),
        unseen=len(all_) - len(judged),
    )
