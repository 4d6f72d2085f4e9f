"""The page that looks at a film. The film is picked, watched and shown in the browser; no view is ever sent one."""

from django.http import HttpResponse
from django.shortcuts import render

from hamstride.exercises.spec import Exercise, Laterality
from hamstride.exercises.suited import suited
from hamstride.web.access import RunnerRequest
from hamstride.web.session.making import catalogue_of


def page(request: RunnerRequest) -> HttpResponse:
    """Which exercise, which film. `?exercise=` and `?variant=` choose one beforehand, else the page asks."""
    runner = request.runner.profile
    catalogue = catalogue_of(runner)
    asked = (request.GET.get("exercise"), request.GET.get("variant"))
    ways = [way for exercise in catalogue.values() for way in _ways(exercise, asked)]
    context = {
        "nav": "exercises",
        "ways": ways,
        "is_chosen": any(way["chosen"] for way in ways),
        "declarations": {id_: suited(exercise, runner).to_dict() for id_, exercise in catalogue.items()},
    }
    return render(request, "analyse/page.html", context)


def _ways(exercise: Exercise, asked: tuple[str | None, str | None]) -> list[dict[str, object]]:
    """An entry of the list for each way of doing an exercise."""
    titles: dict[str | None, str] = {id_: each.title for id_, each in exercise.variants.items()}
    wanted = asked[1] if asked[1] in titles else exercise.first_variant
    return [
        {
            "exercise": exercise.id,
            "variant": variant,
            "title": ", ".join(filter(None, (exercise.text.title, title))),
            "both_legs": exercise.laterality is Laterality.BOTH_LEGS,
            "is_held": exercise.is_hold,
            "chosen": asked[0] == exercise.id and variant == wanted,
        }
        for variant, title in (titles or {None: ""}).items()
    ]
