"""The API under /api/: everything that the player needs, and nothing else."""

from datetime import date, datetime
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.utils import check_csrf

from hamstride.exercises import load
from hamstride.exercises.codec import DecodeError
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Session, SetRecord
from hamstride.plan import pain as pain_rules
from hamstride.store import models, pains, queries, services, training
from hamstride.text.words import Words
from hamstride.web import clock, figures, problems, rows
from hamstride.web.access import RunnerRequest, mark_of, runner_of
from hamstride.web.api import bodies
from hamstride.web.session import answering, checking, making, trying
from hamstride.web.today.after import after
from hamstride.web.today.hurting import of_session


class StalePage(Exception):
    """The CSRF token is missing or too old: get a new one from /api/me."""


def signed_in(request: HttpRequest) -> models.Runner | None:
    """The runner, or `None` (which becomes a 401). Raises `StalePage` for a change without a valid CSRF token.

    A page of somebody else, left open or kept for later, is a stranger: nothing of one runner gets into another's record.
    """
    runner = runner_of(request)
    if runner is None or request.headers.get("X-Runner", mark_of(runner)) != mark_of(runner):
        return None
    if check_csrf(request) is not None:
        raise StalePage
    request.runner = runner  # type: ignore[attr-defined]
    request.words = Words.to(runner.profile)  # type: ignore[attr-defined]
    return runner


api = NinjaAPI(auth=signed_in, docs_url=None, openapi_url=None, urls_namespace="api")


# ------------------------------------------------------------------------------------------------------------- problems
def _problem(request: HttpRequest, kind: str, status: int, detail: str | None = None) -> HttpResponse:
    words = getattr(request, "words", None) or Words()
    body = {"problem": words(f"web.problem.{kind}.says")} | ({"detail": detail} if detail else {})
    return JsonResponse(body, status=status)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, "signed-out", HTTPStatus.UNAUTHORIZED)


@api.exception_handler(StalePage)
def _stale(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, "old-page", HTTPStatus.FORBIDDEN)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, "not-found", HTTPStatus.NOT_FOUND)


@api.exception_handler(DecodeError)
@api.exception_handler(services.WrongRecord)
def _wrong(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, "bad-request", HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: Exception) -> HttpResponse:
    return _problem(request, "too-big", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


@api.exception_handler(making.Refused)
def _refused(request: RunnerRequest, error: making.Refused) -> HttpResponse:
    status = HTTPStatus.NOT_FOUND if error.unknown else HTTPStatus.CONFLICT
    return JsonResponse({"problem": request.words.of(error.message)}, status=status)


@api.exception_handler(DatabaseError)
def _database(request: HttpRequest, error: Exception) -> HttpResponse:
    return problems.problem(request, *problems.kind_of(error))


# ------------------------------------------------------------------------------------------------------------ the runner
@api.get("/me")
def me(request: RunnerRequest) -> HttpResponse:
    """Who is signed in, and a fresh CSRF token."""
    return JsonResponse({"csrf": get_token(request), "runner": request.runner.profile.to_dict()})


# -------------------------------------------------------------------------------------------------------------- sessions
@api.post("/sessions")
def begin(request: RunnerRequest) -> HttpResponse:
    """Begin a session."""
    wanted = bodies.read(request, bodies.Start)
    what = wanted.routine or wanted.exercise or ""
    session = making.make(
        request.runner,
        what,
        clock.now(),
        variant=wanted.variant,
        shorter=wanted.shorter,
        longer=wanted.longer,
        source=wanted.source,
    )
    if wanted.trial:
        again = pains.again_until(request.runner, clock.today())
        return JsonResponse({**_answer(request.runner, trying.trial(session), [], again), "trial": True})
    return _whole(services.begin_session(request.runner, session), HTTPStatus.CREATED)


@api.get("/sessions/{uuid:uuid}")
def one_session(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """A session as it stands."""
    return _whole(_session(request, uuid))


@api.put("/sessions/{uuid:uuid}")
def keep_session(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """A session that began without a connection; again and again is fine."""
    session = Session.from_dict(bodies.data(request))
    if _uuid(session.uuid, "uuid") != uuid:
        raise DecodeError("uuid", session.uuid, f"the one in the address, {uuid}")
    checking.check(request.runner, session, clock.today())
    services.keep_session(request.runner, session)
    return JsonResponse({})


@api.get("/offline")
def offline(request: RunnerRequest) -> HttpResponse:
    """A session of each routine, with its other lengths, for a browser to keep and to lead when nobody answers."""
    runner, now = request.runner, clock.now()
    stands = training.settle(runner, now.date())
    again = pains.again_until(runner, now.date())
    made = [
        {"title": routine.title, **kept}
        for id_, routine in load.routines(runner.profile.language).items()
        if (kept := _kept(runner, stands, id_, now, again))
    ]
    return JsonResponse({"sessions": made})


def _kept(
    runner: models.Runner, stands: training.Footing, routine: str, now: datetime, again: date | None
) -> dict[str, Any] | None:
    """The session, and the shorter and the longer one where they differ from it, and whether the shorter one comes first;
    `None` where this runner has none."""
    try:
        made = making.lengths(runner, stands, routine, now)
    except making.Refused:
        return None
    others = {"shorter": made.shorter, "longer": made.longer}
    lengths = {
        name: _answer(runner, other, [], None)  # `again_until`: that of the routine holds for all
        for name, other in others.items()
        if other.sets != made.whole.sets
    }
    return {
        **_answer(runner, made.whole, [], again),
        "lengths": lengths,
        "lead_shorter": made.lead_shorter and "shorter" in lengths,
    }


@api.put("/sessions/{uuid:uuid}/end")
def end(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """A session is over."""
    said = bodies.read(request, bodies.End)
    effort = said.effort.value if said.effort else None
    row = _session(request, uuid, deleted=True)
    services.end_session(
        row,
        complete=said.complete,
        effort=effort,
        hurt=said.hurt,
        answers=said.answers,
    )
    training.settle(request.runner, clock.today())
    return JsonResponse({})


@api.delete("/sessions/{uuid:uuid}/end")
def take_up(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """A session that was ended early is gone on with after all; what is over for another reason, or
    long since, stays so."""
    row = _session(request, uuid, deleted=True)
    if making.can_be_taken_up(row, clock.today()):
        services.take_up_session(row)
    return JsonResponse({})


@api.get("/sessions/{uuid:uuid}/next")
def what_next(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """What comes after a session that is over, what was reported to hurt in it, and how long the stretches take that may
    follow it."""
    row = _session(request, uuid)
    found = after(request.runner, row, clock.now())
    hurt = of_session(request.runner, row)
    return JsonResponse(
        {
            "lines": list(map(request.words.of, found.lines)),
            "hurt": list(map(request.words.of, hurt)),
            "stretch_minutes": found.stretch_minutes,
        }
    )


@api.put("/sets/{uuid:uuid}")
def keep_set(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """Keep a finished set; again and again is fine."""
    record = SetRecord.from_dict(bodies.data(request))
    if _uuid(record.uuid, "uuid") != uuid:
        raise DecodeError("uuid", record.uuid, f"the one in the address, {uuid}")
    made = services.keep_set(_session(request, _uuid(record.session, "session"), deleted=True), record)
    return JsonResponse({}, status=HTTPStatus.CREATED if made else HTTPStatus.OK)


@api.put("/sessions/{uuid:uuid}/hurts")
def hurts(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """It hurts in a session: kept from the first tap on, for Today to ask where and how much if the player cannot."""
    said = bodies.read(request, bodies.Hurts)
    services.mark_hurt(_session(request, uuid, deleted=True), hurt=said.hurt)
    return JsonResponse({})


@api.post("/pain")
def pain(request: RunnerRequest) -> HttpResponse:
    """It hurts: keep it, and say what next."""
    said = bodies.read(request, bodies.Pain)
    note = _note(request, said)
    exercise = _hurting(request, said.exercise, note.session)
    judge = partial(pain_rules.after, exercise, said.place, said.score)
    then = services.judge_pain(request.runner, note, judge)
    return JsonResponse(answering.told(then, request.words))


@api.delete("/pain/{uuid:uuid}")
def take_back_pain(request: RunnerRequest, uuid: UUID) -> HttpResponse:
    """It was tapped by mistake: the note goes, and what was left out because of it comes back."""
    services.take_back_pain(request.runner, uuid)
    training.settle(request.runner, clock.today())
    return JsonResponse({})


def _uuid_of(runner: models.Runner, said: bodies.Pain, day: date) -> UUID:
    """The same for the same thing said by the same runner on one day."""
    return uuid5(NAMESPACE_URL, repr((runner.pk, day, said)))


def _hurting(request: RunnerRequest, id_: str, session: models.Session | None) -> Exercise:
    """The exercise that a report is judged by. One that has gone since is believed if its session had it."""
    catalogue = making.catalogue_of(request.runner.profile)
    planned = session is not None and any(plan.exercise == id_ for plan in session.value.sets)
    if id_ not in catalogue and not planned:
        raise DecodeError("exercise", id_[:60], "an exercise of the catalogue")
    return pains.judged_by(id_, catalogue)


def _note(request: RunnerRequest, said: bodies.Pain) -> models.PainNote:
    day = clock.today()
    return models.PainNote(
        uuid=_uuid(said.uuid, "uuid") if said.uuid else _uuid_of(request.runner, said, day),
        session=_session(request, _uuid(said.session, "session"), deleted=True) if said.session else None,
        day=day,
        exercise=said.exercise,
        side=said.side.value,
        place=said.place.value,
        score=said.score,
    )


# --------------------------------------------------------------------------------------------------------------- helpers
def _whole(row: models.Session, status: int = HTTPStatus.OK) -> HttpResponse:
    done = [each.value.to_dict() for each in queries.sets(row)]
    again = pains.again_until(row.runner, clock.today())
    return JsonResponse(_answer(row.runner, making.filled(row), done, again), status=status)


def _answer(
    runner: models.Runner, session: Session, done: list[dict[str, Any]], again: date | None
) -> dict[str, Any]:
    return {
        "session": session.to_dict(),
        "done": done,
        "figures": figures.of_session(session),
        "pains": answering.of_session(session, step=runner.profile.step),
        **({} if again is None else {"again_until": again.isoformat()}),
    }


def _session(request: RunnerRequest, uuid: UUID, *, deleted: bool = False) -> models.Session:
    return rows.there(queries.session(request.runner, uuid, deleted=deleted))


def _uuid(text: str, where: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DecodeError(where, text[:60], "a uuid") from None
