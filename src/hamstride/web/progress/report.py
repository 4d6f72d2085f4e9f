"""The report for a physiotherapist: what was done, how much, what hurt, what was measured, and what nobody saw."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from hamstride import __version__, known
from hamstride.exercises import load
from hamstride.exercises.values import Message, Source
from hamstride.measure import progress as summing
from hamstride.measure import weekly
from hamstride.measure.progress import Span
from hamstride.plan.screening import Answer, Question
from hamstride.store import models, progress, queries
from hamstride.text.words import Words
from hamstride.web.account import asking
from hamstride.web.measuring import results
from hamstride.web.progress import blocks, measured
from hamstride.web.record import tables

SESSIONS = 4  # the last so many days of strength stand in it set by set
STYLE = Path(__file__).parents[1] / "static" / "css" / "report.css"


def contents(runner: models.Runner, span: Span, today: date) -> dict[str, Any]:
    """Everything that stands in the report."""
    seen = blocks.look(runner, span, today)
    weeks = blocks.weeks(runner, seen)
    entries = progress.entries(runner, seen.first, today)
    catalogue = known.catalogue(runner.profile.language)
    found = measured.tests(runner)
    sets = progress.latest_sets(runner, SESSIONS)
    return {
        "first": seen.first,
        "last": today,
        "titles": blocks.titles(runner.profile.language),
        "regularity": summing.regularity(weeks, runner.profile.per_week),
        "stretches": summing.stretches(weeks),
        "weeks": [week for week in weeks if week.strength or week.before or week.after or week.runs],
        "standings": blocks.order(summing.standings(entries)),
        "tests": measured.lines(found, seen, blocks.titles(runner.profile.language)),
        "differences": results.differences(found.strength, found.error) if found.strength else [],
        "days": _by_day(sets, catalogue),
        "unseen": tables.unseen(sets, catalogue),
        "filmed": any(each.source_ is Source.CAMERA for each in sets),
        "pains": [(note, blocks.pain_told(note)) for note in progress.pains(runner, seen.first, today)],
        "first_asked": first_asked(runner),
        "checks": [_checked(day, answers) for day, answers in progress.checks(runner, seen.first, today)],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAsked:
    """The first questions as they were last answered: those that were asked, and when."""

    day: date
    answers: list[tuple[Question, Answer]]


def first_asked(runner: models.Runner) -> FirstAsked | None:
    """What was answered before anything was done; whatever span the report is of, for it holds until it is asked again."""
    row = queries.last_answered(runner, "first")
    if row is None:
        return None
    answers = asking.told(asking.as_answers(row.said))
    return FirstAsked(day=row.day, answers=answers) if answers else None


def _by_day(sets: Any, catalogue: load.Catalogue) -> list[tuple[date, list[tables.Row]]]:
    days: dict[date, list[models.Set]] = {}
    for each in sets:
        days.setdefault(each.session.day, []).append(each)
    return [(day, tables.table(days[day], catalogue)) for day in sorted(days, reverse=True)]


def _checked(day: date, answers: dict[str, str]) -> tuple[date, Message]:
    score = weekly.score(answers)
    if score is None:
        return day, Message.of("web.report.trouble-unscored")
    return day, Message.of("web.report.trouble", n=score)


def as_file(runner: models.Runner, span: Span, today: date) -> str:
    """The report as one HTML file that needs nothing else."""
    words = Words.to(runner.profile)
    context = {
        "words": words,
        "language": words.language,
        "version": __version__,
        "style": STYLE.read_text("utf-8"),
    }
    return render_to_string("progress/report-file.html", context | contents(runner, span, today))
