"""Looking around as the made-up runner, and back again."""

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hamstride.store import services
from hamstride.web import clock
from hamstride.web.access import RunnerRequest
from hamstride.web.demo import BACK_TO, making

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_POST
def begin(request: RunnerRequest) -> HttpResponse:
    """Become the made-up runner; the real one waits."""
    if BACK_TO not in request.session:
        mine = request.user.pk
        made_up = services.made_up_runner()
        making.fill(made_up, clock.today())
        _become(request, made_up.user)
        request.session[BACK_TO] = mine
    return redirect("progress")


@require_POST
def end(request: RunnerRequest) -> HttpResponse:
    """Be oneself again; the made-up runner is gone with everything of theirs."""
    mine = User.objects.filter(pk=request.session.get(BACK_TO, 0)).first()
    if mine is not None:
        made_up = request.runner
        _become(request, mine)
        services.forget(made_up)
    return redirect("today")


def _become(request: RunnerRequest, user: User) -> None:
    login(request, user, backend=BACKEND)
