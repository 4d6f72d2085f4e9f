"""Sets put into a table: a line an exercise and variant, left and right side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hamstride.exercises import load
from hamstride.exercises.spec import Cue
from hamstride.exercises.values import Message, SetRecord, Source
from hamstride.store.models import Set


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One set: the row it came from, what to show for it, and whether it can be corrected by one."""

    row: Set
    amount: Message
    countable: bool


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


def table(sets: Sequence[Set]) -> list[Row]:
    """The sets of a session as rows of left and right."""
    rows: dict[tuple[str, str | None], Row] = {}
    for each in sets:
        key = (each.exercise, each.variant)
        row = rows.setdefault(key, Row(exercise=each.exercise, title=name(each.exercise, each.variant)))
        getattr(row, each.side).append(cell(each))
        row.notes.extend(notes(each))
    return list(rows.values())


def cell(each: Set) -> Cell:
    """One set as it stands in the table."""
    if _is_hold(each.exercise):
        return Cell(row=each, amount=Message.of("web.record.seconds", n=round(each.held_s)), countable=False)
    return Cell(row=each, amount=Message.of("web.record.count", n=each.count), countable=True)


def _is_hold(exercise: str) -> bool:
    found = load.catalogue().get(exercise)
    return found is not None and found.is_hold


def name(exercise: str, variant: str | None) -> str:
    """The exercise and its variant, as the catalogue calls them."""
    found = load.catalogue().get(exercise)
    if found is None:
        return exercise
    extra = found.variants.get(variant or "")
    return f"{found.text.title}, {extra.title}" if extra else found.text.title


def notes(each: Set) -> Iterable[Message]:
    """What was seen of a set in the cues' own words, what nobody could see, and how it went on."""
    record = each.value
    found = load.catalogue().get(each.exercise)
    if found is None:
        return
    broken = Counter(cue for cues in _cues(record) for cue in cues)
    for id_, n in broken.items():
        if id_ in found.cues and found.cues[id_].summary:
            yield _note(each, found.cues[id_], n, record)


def _cues(record: SetRecord) -> Iterator[tuple[str, ...]]:
    """The broken cues of each repetition and hold."""
    yield from (rep.cues for rep in record.reps)
    yield from (hold.cues for hold in record.holds)


def _note(each: Set, cue: Cue, n: int, record: SetRecord) -> Message:
    of = max(len(record.reps), len(record.holds), 1)
    words = (cue.summary or "").replace("{n}", str(n)).replace("{of}", str(of)).replace("{good}", str(of - n))
    return Message.of("web.record.note", side=Message.of(f"web.side.{each.side}"), words=words)


def summary(sets: Iterable[Set]) -> Summary:
    """A session in one line."""
    known = list(sets)
    return Summary(
        reps=sum(each.count for each in known if not _is_hold(each.exercise)),
        held_s=round(sum(each.held_s for each in known if _is_hold(each.exercise))),
        sources=tuple(dict.fromkeys(each.source_ for each in known)),
        names=tuple(dict.fromkeys(name(each.exercise, None) for each in known)),
    )
