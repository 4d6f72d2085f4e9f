"""All that is kept about a runner, out as one value and in again.

What belongs to it is not listed anywhere: it is every model of the store that hangs on a `Runner`, with all of its fields,
in the order in which they refer to each other. A model that hangs on nobody must stand in `NOBODYS`, or `kinds` raises.
Rows refer to each other by their number in the archive, so that reading it into an empty database and writing it again
gives the same archive. What was deleted and only waits for its last day is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, models, transaction

from hamstride.exercises.values import PainPlace, Side
from hamstride.plan.relief import Feel
from hamstride.plan.runs import RunKind
from hamstride.store import originals
from hamstride.store.models import (
    CalendarFeed,
    DatedRun,
    Dose,
    LoginLink,
    PainNote,
    Readiness,
    RunFile,
    Runner,
    WeeklyRun,
)
from hamstride.store.plainly import Unfit, codec_of

NOBODYS: dict[type[models.Model], str] = {
    LoginLink: "a key to this one device",
    CalendarFeed: "a key to this one server",
}
# What is true of this one data folder alone, and begins anew elsewhere: whether it holds the bytes of a file, and what a report
# that may be a slip of the finger changed.
HERE_ONLY: dict[type[models.Model], tuple[str, ...]] = {RunFile: ("kept",), PainNote: ("undo",)}
# Columns that hold the word of an enum, where the row has no property that reads it.
WORDS: dict[tuple[type[models.Model], str], type[Enum]] = {
    (DatedRun, "kind"): RunKind,
    (Dose, "side"): Side,
    (PainNote, "place"): PainPlace,
    (PainNote, "side"): Side,
    (Readiness, "feel"): Feel,
    (WeeklyRun, "kind"): RunKind,
}
EXERCISE = "exercise"  # the columns of this name hold the id of one
NUMBER = "number"  # of a row in its list, from 1: what other rows refer to it by
HIDDEN = "deleted"

Row = Mapping[str, Any]
Archive = Mapping[str, Sequence[Row]]


class WrongArchive(ValueError):
    """An archive that cannot be read in: says where, what was found and what is allowed."""

    def __init__(self, where: str, found: object, allowed: str) -> None:
        super().__init__(f"{where}: found {_short(found)}, allowed is {allowed}")
        self.where = where


def _short(found: object) -> str:
    text = repr(found)
    return text if len(text) <= 60 else text[:57] + "..."


@dataclass(frozen=True, slots=True, kw_only=True)
class RowKind:
    """One model in the archive. `way` leads from it to the runner; `links` are its fields that refer to other kinds, `fields`
    the others."""

    model: type[models.Model]
    name: str
    way: str
    fields: tuple[Any, ...]
    links: tuple[Any, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of what stands in a row, in their order."""
        return (NUMBER, *(field.name for field in self.links), *(field.name for field in self.fields))


# ------------------------------------------------------------------------------------------------------ what belongs to it
@cache
def kinds() -> tuple[RowKind, ...]:
    """Every kind of row, each after those that it refers to; the runner is the first."""
    known: dict[type[models.Model], RowKind] = {}
    waiting = [model for model in apps.get_app_config("store").get_models() if model not in NOBODYS]
    while waiting:
        ready = [model for model in waiting if not _unmet(model, known)]
        made = [kind for kind in (_kind(model, known) for model in ready) if kind is not None]
        if not made:
            names = ", ".join(model.__name__ for model in waiting)
            raise TypeError(f"{names}: hangs on no Runner; let it, or say in NOBODYS why it stays out")
        known |= {kind.model: kind for kind in made}
        waiting = [model for model in waiting if model not in known]
    return tuple(known.values())


def _relations(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.is_relation]


def _unmet(model: type[models.Model], known: Mapping[type[models.Model], RowKind]) -> bool:
    ours = {each for each in apps.get_app_config("store").get_models() if each not in NOBODYS}
    return any(
        field.related_model in ours and field.related_model not in known and field.related_model is not model
        for field in _relations(model)
    )


def _kind(model: type[models.Model], known: Mapping[type[models.Model], RowKind]) -> RowKind | None:
    way = "pk" if model is Runner else _way(model, known)
    if way is None:
        return None
    links = tuple(
        field
        for field in _relations(model)
        if field.related_model in (*known, model) and field.related_model is not Runner
    )
    plain = [
        field for field in model._meta.concrete_fields if not field.is_relation and not field.primary_key
    ]
    left = (HIDDEN, *HERE_ONLY.get(model, ()))
    fields = tuple(field for field in plain if field.name not in left)
    for field in fields:
        codec_of(field)
    return RowKind(model=model, name=str(model._meta.model_name), way=way, fields=fields, links=links)


def _way(model: type[models.Model], known: Mapping[type[models.Model], RowKind]) -> str | None:
    """The lookup from a model to its runner: straight, or by way of a row without which it would not be."""
    for field in _relations(model):
        if field.related_model is Runner:
            return str(field.name)
    for field in _relations(model):
        if field.related_model in known and not field.null:
            return f"{field.name}__{known[field.related_model].way}"
    return None


# -------------------------------------------------------------------------------------------------------------------- out
def take(runner: Runner) -> dict[str, list[Row]]:
    """Everything kept about a runner, as plain data: for each kind its rows in the order in which they came."""
    numbers: dict[type[models.Model], dict[int, int]] = {}
    return {kind.name: list(_rows(kind, runner, numbers)) for kind in kinds()}


def _rows(kind: RowKind, runner: Runner, numbers: dict[type[models.Model], dict[int, int]]) -> Iterator[Row]:
    mine = numbers.setdefault(kind.model, {})
    for row in _kept(kind, runner).order_by("pk").iterator(chunk_size=500):
        links = {field.name: _number(field, row, numbers) for field in kind.links}
        if any(links[field.name] is None and not field.null for field in kind.links):
            continue  # what it hangs on was deleted
        mine[row.pk] = len(mine) + 1
        plain = {field.name: _out(field, row) for field in kind.fields}
        yield {NUMBER: mine[row.pk], **links, **plain}


def _kept(kind: RowKind, runner: Runner) -> "models.QuerySet[Any]":
    rows = kind.model._default_manager.filter(**{kind.way: runner.pk})
    return rows.filter(**{HIDDEN: None}) if HIDDEN in {f.name for f in kind.model._meta.fields} else rows


def _number(field: Any, row: Any, numbers: Mapping[type[models.Model], Mapping[int, int]]) -> int | None:
    return numbers[field.related_model].get(getattr(row, field.attname))


def _out(field: Any, row: Any) -> Any:
    value = getattr(row, field.attname)
    return None if value is None else codec_of(field).out(value)


# --------------------------------------------------------------------------------------------------------------------- in
def put(runner: Runner, archive: Archive) -> None:
    """Replace all that is kept about a runner by an archive. Raises `WrongArchive`, and then nothing has changed."""
    try:
        with transaction.atomic():
            wipe(runner)
            _check_names(archive)
            made: dict[type[models.Model], list[models.Model]] = {}
            for kind in kinds():
                made[kind.model] = []  # one by one: a row may refer to an earlier one of its own kind
                for n, row in enumerate(archive.get(kind.name, ())):
                    made[kind.model].append(_put(kind, row, n, runner, made))
    except IntegrityError as error:
        raise WrongArchive(
            "archive", str(error), "nothing that is kept already, here or by somebody else"
        ) from error


def _check_names(archive: Archive) -> None:
    known = [kind.name for kind in kinds()]
    for name in archive:
        if name not in known:
            raise WrongArchive(name, "a list of this name", f"one of {', '.join(known)}")
    if len(archive.get(_kind_of(Runner).name, ())) != 1:
        raise WrongArchive("runner", len(archive.get("runner", ())), "exactly one")


def is_empty(runner: Runner) -> bool:
    """Whether nothing is kept about a runner but who they are."""
    others = (kind for kind in kinds() if kind.model is not Runner)
    return runner.questions_on is None and not any(_kept(kind, runner).exists() for kind in others)


def delete_all(runner: Runner) -> None:
    """`wipe`, and nobody can follow the runner's calendar any more."""
    with transaction.atomic():
        wipe(runner)
        CalendarFeed.objects.filter(runner=runner).delete()


def wipe(runner: Runner) -> None:
    """Remove all that is kept about a runner, who is as new afterwards, but for the keys in `NOBODYS`."""
    with transaction.atomic():
        transaction.on_commit(lambda: originals.delete_all(runner.pk))
        for kind in reversed(kinds()):
            if kind.model is not Runner:
                kind.model._default_manager.filter(**{kind.way: runner.pk}).delete()
        for field in _kind_of(Runner).fields:
            setattr(runner, field.attname, field.get_default())
        runner.save()


def _kind_of(model: type[models.Model]) -> RowKind:
    return next(kind for kind in kinds() if kind.model is model)


def _put(
    kind: RowKind, row: Row, n: int, runner: Runner, made: Mapping[type[models.Model], Sequence[models.Model]]
) -> models.Model:
    where = f"{kind.name}[{n + 1}]"
    _check_columns(kind, row, n, where)
    made_row = runner if kind.model is Runner else kind.model()
    for field in _relations(kind.model):
        if field.related_model is Runner:
            setattr(made_row, field.name, runner)
    for field in kind.links:
        setattr(made_row, field.name, _linked(field, row[field.name], f"{where}.{field.name}", made))
    for field in kind.fields:
        if field.name in row:
            setattr(made_row, field.attname, _in(field, row[field.name], f"{where}.{field.name}"))
    _check_whole(made_row, where)
    made_row.save_base(raw=True)  # raw: times of saving are kept as they were
    return made_row


def _check_columns(kind: RowKind, row: Row, n: int, where: str) -> None:
    if not isinstance(row, Mapping):
        raise WrongArchive(where, row, "a table of names and values")
    for name in row:
        if name not in kind.columns:
            raise WrongArchive(
                f"{where}.{name}", row[name], f"no such name; known are {', '.join(kind.columns)}"
            )
    if row.get(NUMBER) != n + 1:
        raise WrongArchive(f"{where}.{NUMBER}", row.get(NUMBER), f"{n + 1}: rows are counted from 1")
    needed = [f.name for f in kind.links] + [
        f.name for f in kind.fields if not f.null and not f.has_default()
    ]
    for name in needed:
        if name not in row:
            raise WrongArchive(f"{where}.{name}", None, "a value: it is missing")


def _linked(field: Any, number: object, where: str, made: Mapping[Any, Sequence[models.Model]]) -> Any:
    if number is None and field.null:
        return None
    others = made[field.related_model]
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(others):
        raise WrongArchive(
            where, number, f"the number of a {field.related_model._meta.model_name}, 1 to {len(others)}"
        )
    return others[number - 1]


def _in(field: Any, value: object, where: str) -> Any:
    if value is None:
        if field.null:
            return None
        raise WrongArchive(where, value, "a value")
    codec = codec_of(field)
    try:
        read = codec.read(value)
        field.run_validators(read)
        if field.name == EXERCISE:
            validate_slug(read)
        if (words := WORDS.get((field.model, field.name))) is not None:
            words(read)
    except (Unfit, ValueError, OverflowError):
        raise WrongArchive(where, value, codec.allowed) from None
    except ValidationError as error:
        raise WrongArchive(where, value, "; ".join(error.messages)) from None
    return read


def _check_whole(row: models.Model, where: str) -> None:
    """Everything that the row says of itself must be readable: a page would stumble over it later."""
    for name, said in _own(type(row)):
        try:
            said.__get__(row)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WrongArchive(f"{where}, its {name}", str(error), "what Hamstride itself wrote") from error


def _own(model: type[models.Model]) -> Iterable[tuple[str, property]]:
    return [(name, said) for name, said in vars(model).items() if isinstance(said, property)]
