"""Today, and the small things one can do there without the player."""

from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from hamstride.exercises.routines import STRENGTH
from hamstride.exercises.values import PAIN_SCORES, Source
from hamstride.measure import weekly
from hamstride.measure.flexibility import FlexTest
from hamstride.plan.today import Face, Offer, Today
from hamstride.store import measuring, models, planning, progress, queries, services, training
from hamstride.web import clock, rows
from hamstride.web.access import RunnerRequest
from hamstride.web.session import making
from hamstride.web.today.back import to_today
from hamstride.web.today.cards import cards_of, looking_back, steps_of, today_of
from hamstride.web.today.hurting import shown

WELL = (Face.STRENGTH, Face.DONE, Face.MOVED, Face.NOTHING)  # when there is room for a test


def page(request: RunnerRequest) -> HttpResponse:
    """What now, why, how long."""
    if request.runner.questions_on is None:
        return redirect("welcome")
    stands = training.footing(request.runner)
    today = today_of(request.runner, clock.now(), stands)
    steps, cards = steps_of(today, stands), cards_of(request.runner, today, stands)
    told = _told(request.runner, request.GET.get("told", ""))
    context = {
        "nav": "today",
        "today": today,
        "steps": steps,
        "back": looking_back(request.runner, today, stands, steps),
        "pains": shown(request.runner, today.pains),
        **_asked_of_legs(request.runner, today),
        "scores": PAIN_SCORES,
        "test": measuring.offer(request.runner, today.day)
        if today.face in WELL and _can_bend(request)
        else None,
        "told": told,
        "left": _left(request.runner, request.GET.get("left", "")),
        "lone": bool(cards["top"]) and today.face is Face.NOTHING and not (told and told.routine == STRENGTH),
        **cards,
    }
    return render(request, "today/page.html", context)


def _asked_of_legs(runner: models.Runner, today: Today) -> dict[str, Any]:
    """What is asked of the legs. The question of the week comes alone: not beside another one, nor in a pause, nor before
    anything was done, nor in the week in which the first questions asked the same."""
    hurt = planning.hurt_without_a_word(runner, today.day)
    morning = planning.morning_due(runner, today.day)
    waits = hurt or morning or today.ask_feel or today.face is Face.PAUSED or not today.done
    return {"hurt": hurt, "morning": morning, "ask_week": not waits and _week_due(runner, today.day)}


def _week_due(runner: models.Runner, day: date) -> bool:
    asked = (progress.last_check(runner), runner.questions_on)
    return weekly.due(max((each for each in asked if each is not None), default=None), day)


@require_POST
def leave(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Leave a session that stopped half-way at that."""
    row = rows.there(queries.session(request.runner, uuid))
    made = {"left": str(uuid)} if services.leave_session(row) else {}
    return to_today(**made)


@require_POST
def take_up(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Go on after all: undo a "leave it at that" on Today, or an early end on the page of a session or of its record."""
    services.take_up_session(rows.there(_left(request.runner, str(uuid))))
    return to_today()


def _left(runner: models.Runner, uuid: str) -> models.Session | None:
    """The session that was left half-way, if it can be gone on with after all: the address names it for long."""
    row = queries.named(runner, uuid)
    return row if row is not None and making.can_be_taken_up(row, clock.today()) else None


@require_POST
def not_today(request: RunnerRequest) -> HttpResponse:
    """Strength moves to the next day that fits, no question asked; "today after all" takes it back."""
    planning.wish(request.runner, {clock.today(): None if "after-all" in request.POST else False})
    return to_today()


@require_POST
def told(request: RunnerRequest) -> HttpResponse:
    """Done already, today or yesterday: what the card lists, which after a long time is the shorter session; or the stretches
    before or after one of the day's runs."""
    routine = request.POST.get("routine", "")
    ago = timedelta(days=1 if request.POST.get("when") == "yesterday" else 0)
    when = clock.now() - ago
    with services.alone(request.runner):  # pressed twice it is told once
        offer = _offer(request, routine, when)
        if offer is not None and offer.done is not None:
            return to_today(routine)
        at = when if offer is None else offer.told_at(when)
        try:
            session = making.make(request.runner, routine, when)
        except making.Refused as refused:
            return render(request, "refused.html", {"why": refused.message}, status=HTTPStatus.CONFLICT)
        row = services.tell(request.runner, session, making.told(session, at), again=offer is not None)
    made = {"told": session.uuid} if str(row.uuid) == session.uuid else {}
    return to_today(session.routine, **made)


def _offer(request: RunnerRequest, routine: str, now: datetime) -> Offer | None:
    """The stretches of today that are meant, where the page says for which of the day's runs."""
    nth = request.POST.get("nth")
    if nth is None:
        return None
    offers = today_of(request.runner, now, training.footing(request.runner)).offers
    return next((each for each in offers if (each.routine, str(each.nth)) == (routine, nth)), None)


@require_POST
def untell(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Undo a "done already"."""
    row = rows.there(_told(request.runner, str(uuid)))
    services.delete(row)
    return to_today(row.routine)


def _told(runner: models.Runner, uuid: str) -> models.Session | None:
    """The session that was told a moment ago, so that the page can offer to undo it."""
    row = queries.named(runner, uuid)
    told = row is not None and row.sets.exists() and not row.sets.exclude(source=Source.TOLD.value).exists()
    return row if told else None


def _can_bend(request: RunnerRequest) -> bool:
    """Whether the runner's answers leave a test of flexibility."""
    profile = request.runner.profile
    catalogue = making.catalogue_of(profile)
    return not all(making.answered_out(profile, test.value, catalogue) for test in FlexTest)
