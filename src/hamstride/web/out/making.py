"""Makes the files that one takes along, for the pages and for the command line alike."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from hamstride.exercises.load import Catalogue
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.spec import Exercise, Kind
from hamstride.exercises.values import Session
from hamstride.formats import calendar, card
from hamstride.plan.lines import Line, lines
from hamstride.store import feeds, models
from hamstride.text.words import Words
from hamstride.web import clock
from hamstride.web.out.coming import appointments
from hamstride.web.session import making
from hamstride.web.session.views import title


def watch_file(runner: models.Runner, routine: str, *, unasked: bool = False) -> bytes:
    """A routine (or one exercise) as the runner has it now, as a FIT workout; `unasked` also before the first questions are
    answered. Raises `making.Refused`."""
    from hamstride.formats import watch_workout

    session = making.make(runner, routine, clock.now(), unasked=unasked)
    words = Words.to(session)
    return watch_workout.write(session, words, title=title(routine, session.language), made=datetime.now(UTC))


def calendar_file(runner: models.Runner, *, unasked: bool = False) -> bytes:
    """The runner's calendar of the coming weeks, as ICS; before the first questions are answered only if `unasked`."""
    language = runner.profile.language
    words, now = Words.to(runner.profile), clock.now()
    entries = feeds.give_out(runner, appointments(runner, now, words, unasked=unasked), now)
    return calendar.write(
        entries, name=words("web.name"), zone=ZoneInfo(settings.TIME_ZONE), language=language
    )


def card_file(runner: models.Runner, paper: card.Paper, *, unasked: bool = False) -> bytes:
    """The runner's programme on one sheet, as PDF; `unasked` also before the first questions are answered. Raises
    `making.Refused` when nothing of it is left."""
    profile = runner.profile
    words, catalogue = Words.to(profile), making.catalogue_of(profile)
    sessions = {routine: _session(runner, routine, unasked=unasked) for routine in (STRENGTH, BEFORE, AFTER)}
    if not any(sessions.values()):
        making.make(runner, STRENGTH, clock.now(), unasked=unasked)  # says why there is nothing
    sheet = card.Card(
        title=words("formats.card.title"),
        says=" ".join(_often(sessions, words)),
        sections=tuple(_sections(sessions, catalogue, words)),
        foot=words("formats.card.foot"),
        language=profile.language,
    )
    return card.write(sheet, paper)


def _often(sessions: dict[str, Session | None], words: Words) -> Iterator[str]:
    """How often what is on the sheet is done; nothing of what is not on it."""
    if sessions[STRENGTH]:
        yield words("formats.card.strength.often")
    around = "-".join(routine for routine in (BEFORE, AFTER) if sessions[routine])
    if around:
        yield words("formats.card.stretch.often", when=words(f"formats.card.when.{around}"))


def _session(runner: models.Runner, routine: str, *, unasked: bool) -> Session | None:
    """The whole of it, for a sheet is for many days."""
    try:
        return making.make(runner, routine, clock.now(), shorter=False, unasked=unasked)
    except making.Refused:
        return None


def _sections(
    sessions: dict[str, Session | None], catalogue: Catalogue, words: Words
) -> Iterator[card.Section]:
    """Strength; then the stretches, each with when it is done."""
    by_id = {routine: _by_id(session, catalogue) for routine, session in sessions.items()}
    for name, routines in (("strength", (STRENGTH,)), ("stretch", (BEFORE, AFTER))):
        found: dict[str, dict[str, Line]] = {}
        for routine in routines:
            for id_, line in by_id[routine].items():
                found.setdefault(id_, {})[routine] = line
        rows = tuple(_row(catalogue[id_], lines_of, words) for id_, lines_of in found.items())
        if rows:
            title, says = words(f"formats.card.{name}.title"), words(f"formats.card.{name}.says")
            yield card.Section(title=title, says=says, rows=rows)


def _by_id(session: Session | None, catalogue: Catalogue) -> dict[str, Line]:
    return {} if session is None else {line.exercise: line for line in lines(session, catalogue)}


def _row(exercise: Exercise, found: dict[str, Line], words: Words) -> card.Row:
    """An exercise with its line in each routine that it is part of."""
    line, when = next(iter(found.values())), "-".join(routine for routine in found if routine != STRENGTH)
    variants = ", ".join(variant.title for variant in exercise.variants.values())
    parts = [
        _dose(found, words),
        *([words.of(line.load)] if line.load else []),
        *([variants] if variants else []),
    ]
    ids = exercise.cue_ids() if exercise.kind is Kind.STRENGTH else exercise.cues
    return card.Row(
        exercise=exercise,
        dose=" · ".join(parts),
        when=words(f"formats.card.when.{when}") if when else "",
        cues=tuple(cue.good for id_ in ids if (cue := exercise.cues[id_]).good),
    )


def _dose(found: dict[str, Line], words: Words) -> str:
    """How much of it: before a run it may be less than after it."""
    doses = {routine: words.of(line.dose) for routine, line in found.items()}
    if len(set(doses.values())) == 1:
        return next(iter(doses.values()))
    return words("formats.card.dose", before=doses[BEFORE], after=doses[AFTER])
