"""Three people who stand in the tests, and what they do. Alice is looked at; Bob has a record of his own; Charlie is new."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from html import unescape
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.test import Client

from hamstride.exercises import load, values
from hamstride.exercises.values import Repetition, RunnerProfile, SetPlan, SetRecord, Side, Source
from hamstride.plan.today import Today
from hamstride.store import models, services, training
from hamstride.web.today import cards

HOST = "127.0.0.1:4127"


def runner(name: str, *, asked: bool = True, **profile: Any) -> models.Runner:
    """A runner, who has answered the first questions unless `asked` is false."""
    user = User.objects.create_user(name)
    return models.Runner.objects.create(
        user=user,
        profile_data=RunnerProfile(**profile).to_dict(),
        questions_on=date(2026, 11, 1) if asked else None,
    )


def client(who: models.Runner | None = None, **options: Any) -> Client:
    """A browser, with the runner signed in."""
    browser = Client(headers={"host": HOST}, **options)
    if who is not None:
        browser.force_login(who.user)
    return browser


def send(browser: Client, method: str, address: str, body: Any) -> Any:
    """What the API answers to a body of JSON."""
    return getattr(browser, method)(address, data=json.dumps(body), content_type="application/json")


def text_of(answer: Any) -> str:
    """What a person reads on a page: no tags, no scripts, one space between words."""
    page = re.sub(
        r"<(script|style|template)\b.*?</\1>|<[^>]*>", " ", answer.content.decode(), flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", unescape(page))


def tell_pain(browser: Client, place: str, pain: int, *, asked_at: str = "/hurts/") -> Any:
    """The page that asks where it hurts, filled in and sent; with what comes back."""
    (session,) = re.findall(r'name="session" value="([^"]*)"', browser.get(asked_at).content.decode())
    return browser.post(asked_at, {"session": session, "place": place, "pain": str(pain)})


@cache
def _declarations() -> dict[str, Any]:
    return {id_: load.catalogue()[id_].to_dict() for id_ in ("standing-curl", "roll-forward")}


def today_of(who: models.Runner, now: datetime) -> Today:
    """Today for a runner who stands where their record says."""
    return cards.today_of(who, now, training.footing(who))


def session_value(day: date, *, routine: str = "strength") -> values.Session:
    """A small session: standing curls left and right, then the roll forward."""
    sets = (
        SetPlan(exercise="standing-curl", side=Side.LEFT, reps=10, hold_s=3.0, load_kg=1.0),
        SetPlan(exercise="standing-curl", side=Side.RIGHT, reps=10, hold_s=3.0, load_kg=1.0),
        SetPlan(exercise="roll-forward", side=Side.BOTH, hold_s=30.0),
    )
    return values.Session(
        uuid=str(uuid4()), routine=routine, date=day.isoformat(), sets=sets, declarations=_declarations()
    )


def record(session: values.Session, index: int, **changes: Any) -> SetRecord:
    """The set at an index of the session, done as planned."""
    plan = session.sets[index]
    reps = tuple(_rep(n, plan.side, max(3.0, plan.hold_s or 0.0)) for n in range(1, (plan.reps or 0) + 1))
    planned = plan.as_planned(
        uuid=str(uuid4()), session=session.uuid, index=index, started=f"{session.date}T10:0{index}:00"
    )
    return replace(planned, **{"source": Source.CAMERA, "seconds": 80.0, "reps": reps, **changes})


def _rep(n: int, side: Side, hold_s: float) -> Repetition:
    begin = n * (5.0 + hold_s)
    cues = ("hold-top",) if n in (3, 7) else ()
    return Repetition(
        number=n,
        side=side,
        start_s=begin,
        top_s=begin + 1.5,
        end_s=begin + 4.0 + hold_s,
        hold_s=hold_s,
        range_deg=98.0,
        counted=True,
        cues=cues,
        unseen=("soft-knee",),
    )


def trained(who: models.Runner, day: date, *, sets: int = 3, routine: str = "strength") -> models.Session:
    """A session that was done on a day, with its first sets."""
    value = session_value(day, routine=routine)
    row = services.begin_session(who, value)
    for index in range(sets):
        services.keep_set(row, record(value, index))
    return row


def years_of(who: models.Runner, until: date, days: int) -> None:
    """A long record made quickly: a session every third day for so many days back."""
    rows, sets = [], []
    for ago in range(0, days, 3):
        value = session_value(until - timedelta(days=ago))
        row = models.Session(
            uuid=value.uuid,
            runner=who,
            routine="strength",
            day=date.fromisoformat(value.date),
            plan=replace(value, declarations={}).to_dict(),
            ended=datetime.fromisoformat(f"{value.date}T11:00:00+00:00"),
        )
        rows.append(row)
        sets.append((row, value))
    models.Session.objects.bulk_create(rows)
    models.Set.objects.bulk_create(
        models.Set(uuid=done.uuid, session=row, **services._columns(row, done))
        for row, value in sets
        for done in (record(value, index) for index in range(3))
    )
