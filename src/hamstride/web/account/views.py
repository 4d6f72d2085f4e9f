"""Coming in by a one-time link, the welcome with its questions, and the settings."""

from datetime import timedelta
from functools import partial
from http import HTTPStatus

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hamstride.exercises.values import RunnerProfile
from hamstride.plan import screening
from hamstride.plan.screening import Answer, Decision, Group, Level
from hamstride.store import models, planning, queries, services
from hamstride.web import clock
from hamstride.web.access import RunnerRequest, open_to_all, runner_of
from hamstride.web.account import asking
from hamstride.web.account.things import profile_from, written
from hamstride.web.language import greet, names
from hamstride.web.misread import Misread, render_form
from hamstride.web.offline import files
from hamstride.web.session import making


# The page sends no referrer, so a browser sends no origin with its form either; the token, which nobody can guess and
# which works once, is what guards this form.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind a one-time link. Looking at it does nothing; its button signs in and uses the link up."""
    if request.method == "POST":
        response = _sign_in(request, token)
    elif runner_of(request) is not None:
        response = redirect("today")
    elif services.link_lives(token):
        response = render(request, "account/open.html")
    else:
        response = _dead(request)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


open_ = open_to_all(open_)


def _sign_in(request: HttpRequest, token: str) -> HttpResponse:
    try:
        user = services.use_link(token)
    except services.DeadLink:
        return redirect("today") if runner_of(request) is not None else _dead(request)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    if (runner := runner_of(request)) is not None:
        greet(request, runner)
    return redirect("today")


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "account/closed.html", {"used": True}, status=HTTPStatus.GONE)


def welcome(request: RunnerRequest) -> HttpResponse:
    """Three sentences, one button."""
    return render(request, "account/welcome.html", {"bare": True})


@require_http_methods(["GET", "POST"])
def questions(request: RunnerRequest) -> HttpResponse:
    """One page of questions, pre-answered, one press to go on; a yes leads to one more page, then to what follows."""
    if request.method != "POST":
        on = request.runner.questions_on
        return _ask(request, _kept(request.runner, clock.today() - on) if on else {})
    asked = asking.read(request.POST)
    try:
        with services.alone(request.runner):
            profile = profile_from(request.POST, request.runner.profile, with_habits=False)
            decision = None if asked.open else _decided(request.runner, asked, profile)
    except Misread as misread:
        return _ask(request, asked.answers, misread)
    if decision is None:
        context = {"fields": asking.follow_ups(asked), "sent": _sent(request)}
        return render(request, "account/follow-up.html", {"bare": True, **context})
    return _answered(request, decision)


def _kept(runner: models.Runner, ago: timedelta) -> dict[str, Answer]:
    """The last answers, given so long `ago`, and what was reported since: what they do not explain themselves."""
    kept = screening.by_now(asking.as_answers(queries.last_answers(runner, "first")), ago)
    explained = screening.decide(kept, step=runner.profile.step).gates
    return kept | screening.standing(set(runner.profile.gates) - set(explained))


def _ask(request: RunnerRequest, answers: dict[str, Answer], misread: Misread | None = None) -> HttpResponse:
    context = {
        "bare": request.runner.questions_on is None,
        "sent": request.POST if misread else written(request.runner.profile),
        "now": asking.fields(Group.TODAY, answers),
        "lasting": asking.fields(Group.LASTING, answers),
        "no_promise": screening.NO_PROMISE,
    }
    return render_form(request, "account/questions.html", context, misread)


def _sent(request: RunnerRequest) -> list[tuple[str, str]]:
    """Everything sent so far, to be sent again with the next page."""
    return [(name, str(value)) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]


def _decided(runner: models.Runner, asked: asking.Asked, profile: RunnerProfile) -> Decision:
    """What follows from the answers, which are kept."""
    decision = screening.decide(asked.answers, step=profile.step)
    answers = {id_: answer.value for id_, answer in asked.answers.items()}
    services.answer_questions(runner, clock.today(), decision.apply(profile), answers)
    planning.well_again(runner, clock.today())
    return decision


def _answered(request: RunnerRequest, decision: Decision) -> HttpResponse:
    if decision.level is Level.NOTHING:
        return redirect("today")
    context = {"bare": True, "decision": decision, "level": decision.level.name.lower().replace("_", "-")}
    return render(request, "account/answered.html", context)


WAYS = (
    ("data", "web.data.title"),
    ("questions", "web.settings.questions"),
    ("body", "web.body.title"),
    ("out", "web.out.title"),
    ("why", "why.title"),
)


def _left_out(profile: RunnerProfile) -> list[str]:
    """The titles of the exercises that are left out for a runner."""
    catalogue = making.catalogue_of(profile)
    return [
        each.text.plural for id_, each in catalogue.items() if making.answered_out(profile, id_, catalogue)
    ]


@require_http_methods(["GET", "POST"])
def settings(request: RunnerRequest) -> HttpResponse:
    """What the runner has and how they do it."""
    misread = None
    if request.method == "POST":
        try:
            services.change_profile(request.runner, partial(profile_from, request.POST))
        except Misread as error:
            misread = error
        else:
            return redirect(f"{request.path}?saved")
    context = {
        "nav": "settings",
        "profile": request.runner.profile,
        "sent": request.POST if misread else written(request.runner.profile),
        "languages": names(),
        "kept_parts": files.parts_mb(),
        "ways": WAYS,
        "left_out": _left_out(request.runner.profile),
        "no_step": request.runner.profile.hinge and not request.runner.profile.step,
    }
    return render_form(
        request, "account/settings.html", {**context, "saved": "saved" in request.GET}, misread
    )
