"""The list of exercises, and the page of one."""

import os
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hamstride import known
from hamstride.exercises import evidence
from hamstride.exercises.load import Catalogue
from hamstride.exercises.spec import Equipment, Exercise, Judge, Kind
from hamstride.exercises.values import RunnerProfile
from hamstride.plan import compile as compiling
from hamstride.store import models, pains, queries, services, training
from hamstride.text.words import Words, texts
from hamstride.web import clock, drawing
from hamstride.web.access import RunnerRequest
from hamstride.web.measuring.curve import heaviness
from hamstride.web.misread import Misread, render_form
from hamstride.web.programme import how_much
from hamstride.web.session.making import answered_out, catalogue_of
from hamstride.web.today.hurting import Shown, of_exercise, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A cue: what is right, what is not so, and the addresses of their pictures."""

    good: str
    bad: str | None
    right: str | None
    wrong: str | None


def list_(request: RunnerRequest) -> HttpResponse:
    """All exercises, strength and stretches apart."""
    found = catalogue_of(request.runner.profile).values()
    groups = [
        (kind.value, [each for each in found if each.kind is kind]) for kind in (Kind.STRENGTH, Kind.STRETCH)
    ]
    context = {"nav": "exercises", "groups": groups, "left_out": _left_out(request.runner)}
    return render(request, "programme/list.html", context)


def _left_out(runner: models.Runner) -> list[str]:
    """Why files of one's own were left out, for whoever can mend them."""
    if not services.owns_machine(runner):
        return []
    words, folder = Words.to(runner.profile), f"{known.folder()}{os.sep}"
    return [error.says(words).replace(folder, "") for error in known.own(runner.profile.language).left_out]


def page(request: RunnerRequest, exercise: str) -> HttpResponse:
    """One exercise, from its declaration alone."""
    return _page(request, exercise)


@require_POST
def set_dose(request: RunnerRequest, exercise: str) -> HttpResponse:
    """How much of an exercise each leg does, set by hand."""
    found = catalogue_of(request.runner.profile).get(exercise)
    if found is None or found.ladder is None:
        raise Http404
    try:
        how_much.keep(request.runner, found, request.POST, clock.today())
    except Misread as misread:
        return _page(request, exercise, misread)
    return redirect(f"{reverse('exercise', args=[exercise])}?saved#how-much")


def _page(request: RunnerRequest, exercise: str, misread: Misread | None = None) -> HttpResponse:
    profile = request.runner.profile
    catalogue = catalogue_of(profile)
    if exercise not in catalogue:
        raise Http404
    found = catalogue[exercise]
    variant = request.GET.get("variant") or found.first_variant
    if variant is not None and variant not in found.variants:
        raise Http404
    amounts = training.amounts(training.doses(request.runner))
    context = {
        "nav": "exercises",
        "how_much": how_much.of(request.runner, found, request.POST if misread else None),
        "heavy": heaviness(found, profile, catalogue, amounts),
        "saved": "saved" in request.GET,
        **_declared(found, variant),
        **_of_runner(request.runner, found, catalogue),
    }
    return render_form(request, "programme/page.html", context, misread)


def _declared(exercise: Exercise, variant: str | None) -> dict[str, Any]:
    """What the page says of the exercise, whoever reads it."""
    return {
        "exercise": exercise,
        "variant_id": variant,
        "variant": exercise.variants.get(variant or ""),
        "pairs": _pairs(exercise, variant),
        "camera_cm": [round(height_m * 100) for height_m in exercise.camera_height_m],
        "seen": _goods(exercise, variant, Judge.CAMERA, Judge.CLOCK),
        "unseen": _goods(exercise, variant, Judge.ASK, Judge.REMIND),
        "studies": evidence.studies(exercise),
    }


def _of_runner(runner: models.Runner, exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """What it says of the exercise to this runner."""
    profile = runner.profile
    meant = compiling.meant(exercise, profile, catalogue)
    out = answered_out(profile, exercise.id, catalogue)
    return {
        "pains": _pains(runner, exercise, left_out=out),
        "instead": meant if meant is not exercise and not out else None,
        "left_out": out,
        "needs": _needs(exercise, profile),
        "lacking": compiling.lacking(meant, profile),
        "asked": runner.questions_on is not None,
        "last": list(queries.last_counts(runner, exercise.id, 5))[::-1],
    }


def _pains(runner: models.Runner, exercise: Exercise, *, left_out: bool) -> list[Shown]:
    """What still holds of the pains that have to do with this exercise."""
    found = pains.standing(runner, clock.today())
    return shown(runner, of_exercise(found, exercise, left_out=left_out))


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A thing that an exercise needs: whether the runner has it, and whether it can be done without."""

    thing: Equipment
    has: bool
    or_none: bool


def _needs(exercise: Exercise, profile: RunnerProfile) -> list[Need]:
    return [
        Need(thing=thing, has=compiling.owns(profile, thing), or_none=thing in compiling.CAN_DO_WITHOUT)
        for thing in exercise.equipment
    ]


def _pairs(exercise: Exercise, variant: str | None) -> list[Pair]:
    """The right way and the one that is not so, for each cue; drawn where it can be."""
    drawn = drawing.demonstration(exercise.id, variant)
    found = []
    for id_ in exercise.cue_ids(variant):
        cue, pictures = exercise.cues[id_], drawn.pairs.get(id_) if drawn else None
        if good := cue.good or cue.before:
            right, wrong = (
                (drawing.address(p) for p in (pictures.right, pictures.wrong)) if pictures else (None, None)
            )
            found.append(Pair(good=good, bad=cue.bad, right=right, wrong=wrong))
    return found


def _goods(exercise: Exercise, variant: str | None, *judges: Judge) -> list[str]:
    cues = (exercise.cues[id_] for id_ in exercise.cue_ids(variant))
    return [cue.good for cue in cues if cue.judge in judges and cue.good]


def why(request: RunnerRequest) -> HttpResponse:
    """The article's reasons for all of this, and what studies found."""
    reasons: dict[str, dict[str, str]] = {}
    for id_, words in texts(request.runner.profile.language).items():
        section, _, key = id_.rpartition(".")
        if section.startswith("why."):
            reasons.setdefault(section, {})[key] = words
    return render(request, "programme/why.html", {"nav": "exercises", "reasons": reasons.values()})
