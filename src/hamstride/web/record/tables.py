"""Sets put into a table: a line an exercise and variant, left and right side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from hamstride import known
from hamstride.exercises.asked import judged_cues, not_visible, tally, told_of, top_holds
from hamstride.exercises.load import Catalogue
from hamstride.exercises.spec import Cue
from hamstride.exercises.values import Message, Source
from hamstride.plan.lines import plain
from hamstride.store.models import Session, Set
from hamstride.text.words import languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One set: the row it came from, what to show for it, whether it can be corrected by one, and its usual times."""

    row: Set
    amount: Message
    countable: bool
    times: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One exercise and variant, with its sets by side."""

    exercise: str
    title: str
    left: list[Cell] = field(default_factory=list)
    right: list[Cell] = field(default_factory=list)
    both: list[Cell] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A session in one line: repetitions, seconds held, how it was followed."""

    reps: int
    held_s: int
    sources: tuple[Source, ...]
    names: tuple[str, ...]


def table(sets: Sequence[Set], catalogue: Catalogue) -> list[Row]:
    """The sets of a session as rows of left and right."""
    rows: dict[tuple[str, str | None], Row] = {}
    for each in sets:
        key = (each.exercise, each.variant)
        row = rows.setdefault(
            key, Row(exercise=each.exercise, title=name(each.exercise, each.variant, catalogue))
        )
        getattr(row, each.side).append(cell(each, catalogue))
        row.notes.extend(notes(each, catalogue))
    return list(rows.values())


def cell(each: Set, catalogue: Catalogue) -> Cell:
    """One set as it stands in the table."""
    if _is_hold(each, catalogue):
        return Cell(row=each, amount=Message.of("web.record.seconds", n=round(each.held_s)), countable=False)
    return Cell(
        row=each,
        amount=Message.of("web.record.count", n=each.count),
        countable=True,
        times=_times(each, catalogue),
    )


def _is_hold(each: Set, catalogue: Catalogue) -> bool:
    found = catalogue.get(each.exercise)
    return each.held_s > 0 if found is None else found.is_hold


def name(exercise: str, variant: str | None, catalogue: Catalogue) -> str:
    """The exercise and its variant, as the catalogue calls them."""
    found = catalogue.get(exercise)
    if found is None:
        return exercise
    extra = found.variants.get(variant or "")
    return f"{found.text.title}, {extra.title}" if extra else found.text.title


def notes(each: Set, catalogue: Catalogue) -> Iterable[Message]:
    """What was seen of a set in the cues' own words, what nobody could see, and how it went on."""
    record = each.value
    found = catalogue.get(each.exercise)
    if found is None:
        return
    for id_, cue in judged_cues(record, found).items():
        seen = tally(told_of(record, cue), id_, cue)
        if seen.broken and cue.summary:
            words = cue.summary.replace("{n}", str(seen.broken)).replace("{of}", str(seen.judged))
            yield _note(each, words.replace("{good}", str(seen.good)))
    asked_s = each.session.hold_asked_s(each.exercise, each.side)
    held = top_holds(record, asked_s, found)
    if held.broken and asked_s is not None:
        yield _note(each, Message.of("web.record.held-top", seconds=asked_s, n=held.good, of=held.judged))


def _note(each: Set, words: str | Message) -> Message:
    return Message.of("web.record.note", side=Message.of(f"web.side.{each.side}"), words=words)


def _times(each: Set, catalogue: Catalogue) -> Message | None:
    """The middle one of the times of a set's repetitions, if it was watched."""
    record, found = each.value, catalogue.get(each.exercise)
    done = [rep for rep in record.reps if rep.counted]
    if not done:
        return None
    times = {
        "lift": median(rep.lift_s for rep in done),
        "hold": median(rep.hold_s for rep in done),
        "lower": median(rep.lower_s for rep in done),
    }
    held = found is not None and found.dose.hold_s is not None
    shown = {key: plain(round(seconds, 1)) for key, seconds in times.items()}
    return Message.of("web.record.times-held" if held else "web.record.times", **shown)


def unseen(sets: Iterable[Set], catalogue: Catalogue) -> list[str]:
    """What was not visible in a set, in the cues' own words: each thing once."""
    told = ((each.value, catalogue[each.exercise]) for each in sets if each.exercise in catalogue)
    goods = (exercise.cues[id_].good for record, exercise in told for id_ in not_visible(record, exercise))
    return list(dict.fromkeys(good for good in goods if good))


def said(row: Session, catalogue: Catalogue) -> list[Message]:
    """What the runner answered to what was asked of a session, question and answer in their language of now."""
    found = []
    for key, answer in row.answers.items():
        cue = _cue(key, catalogue)
        if cue is not None and cue.ask is not None:
            says = cue.answers[place] if (place := _place(key, answer, cue)) is not None else answer
            found.append(Message.of("web.record.said", ask=cue.ask, answer=says))
    return found


def _cue(key: str, catalogue: Catalogue) -> Cue | None:
    exercise, _, id_ = key.partition("/")
    return catalogue[exercise].cues.get(id_) if exercise in catalogue else None


def _place(key: str, answer: str, cue: Cue) -> int | None:
    """Which of the answers it is, by its id; those of before were kept in the words of the language they were given in."""
    others = (_cue(key, known.catalogue(language)) for language in languages())
    worded = (other.answers for other in others if other is not None)
    found = (each.index(answer) for each in (cue.answer_ids, cue.answers, *worded) if answer in each)
    return next((place for place in found if place < len(cue.answers)), None)


def summary(sets: Iterable[Set], catalogue: Catalogue) -> Summary:
    """A session in one line."""
    known = list(sets)
    return Summary(
        reps=sum(each.count for each in known if not _is_hold(each, catalogue)),
        held_s=round(sum(each.held_s for each in known if _is_hold(each, catalogue))),
        sources=tuple(dict.fromkeys(each.source_ for each in known)),
        names=tuple(dict.fromkeys(name(each.exercise, None, catalogue) for each in known)),
    )
