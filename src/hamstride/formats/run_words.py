"""What the title of an appointment says about a run: whether it is one, of what kind, how long, and how far."""

import re

from hamstride.plan.runs import RunKind
from hamstride.text.numbers import decimal

# Words of English, German, Spanish and French, as regular expressions between commas. Where a title holds words of several
# kinds, the first kind here is meant.
_KINDS = {
    RunKind.RACE: "race, race day, (half |semi-?|medio |media |halb)?marathons?, marat[oó]n, parkrun, wettkampf, rennen, "
    "volkslauf, carrera popular, competici[oó]n, comp[ée]tition",
    RunKind.LONG: "long, longrun, lsd, langer?, longue, larg[oa], tirada",
    RunKind.HARD: r"hard, interval\w*, series, repeats?, reps, tempo(dauer)?(lauf|l[aä]ufe)?, threshold, schwelle, seuil, "
    r"fractionn[ée]s?, umbral, fartlek, fahrtspiel, hills?, bergl[aä]ufe?, cuestas, c[oô]tes, track, bahn, speed, vo2 ?(max)?, "
    r"progression, \d+ ?x ?\d+ ?(m|k|km|min)?",
    RunKind.EASY: "easy, recovery, base, locker, lockerer, suave, footing, facile",
}
# A race that a title only speaks of, `<race>` for any of its words: what lies around it, its pace, and what is done for it.
_AROUND = (
    "(pre|post)[ -]<race>, <race>[ -](week|woche), (week|semaine|semana) (of|d[eu]l?)( \\w+){0,2} <race>, "
    "(before|after|to|vor|nach|avant|apr[èe]s|antes del?|despu[ée]s del?)( \\w+){0,2} <race>"
)
_PACE = (
    r"((at|@) ?\d+([.,]\d+)? ?(km|k|mi|miles?|m)? )?<race>[ -](pace|effort|tempo|simulation|rehearsal), "
    r"(wettkampf|renn|(halb)?marathon)tempo, ritmo( \w+){0,3} (carrera|<race>), allure( \w+){0,3} (course|<race>)"
)
_FOR_IT = (
    r"<race>[ -]?(training|prep\w*|plan|vorbereitung), "
    r"(training|prep\w*|plan|vorbereitung|entrenamiento|preparaci[oó]n|entra[iî]nement|pr[ée]pa\w*)( \w+){0,3} <race>"
)
# Enough by themselves to call it a run, unless another sport is named beside them; and those that hold beside another sport.
_RUN = (
    r"fartlek, fahrtspiel, bergl[aä]ufe?, interval\w*, (half |semi-?|medio |media |halb)?marathons?, marat[oó]n, "
    "parkrun, tempo(l[aä]ufe)?, race, race day, wettkampf, volkslauf, lsd, longrun, hill repeats?, carrera, rodaje, tirada, "
    r"sortie longue, fractionn[ée]s?, \d+([.,]\d+)? ?(kms?|k|mi|miles?|m[ií]llas?|kilom(eter|etros?|[èe]tres?))"
)
_SURELY_A_RUN = (
    r"runs?, running, jogs?, jogging, laufen, (?!(\w*lang|eis|auf|ab|ver|kreis)lauf)\w*lauf, correr, course [aà] pied, courir, "
    "footing"
)
_NO_RUN = "no run, no running, kein lauf, sin correr, pas de course"
_OTHER = (
    "bike, biking, rides?, riding, cycle, cycling, swim, swimming, walks?, walking, hikes?, hiking, row, rowing, skating, ski, "
    r"skiing, rest, yoga, gym, strength, rad(fahr\w*|tour\w*|rennen)?, rennrad, wandern, wanderung, \w*langlauf, rudern, "
    "schwimmen, ruhetag, bici, nadar, caminata, marcha, senderismo, descanso, v[ée]lo, natation, marche, randonn[ée]e, repos, "
    "car, briefing, registration"
)
_MINUTES = re.compile(
    r"(?<![\dx:])(?:(\d{1,2}) ?h ?)?(\d{1,3}) ?(?:min|mins|minutes|minuten|minutos|')(?!\w)", re.IGNORECASE
)
_LONGEST_MIN = 24 * 60
_FAR = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d{1,3})?) ?(kms?|k|mi|miles?)(?!\w)", re.IGNORECASE)
_TIMES = re.compile(r"(?<!\w)\d+ ?[x×*] ?\d+([.,]\d+)? ?(km|k|mi|miles?|m)?(?!\w)", re.IGNORECASE)  # 6 x 1 km
_TRAINING = re.compile(r"(?<!\w)(training|long|entrenamiento|entra[iî]nement)(?!\w)", re.IGNORECASE)
_MILE_M, _FARTHEST_M = 1609.344, 300_000.0
# Races that say how far they are by their name, the longer word first.
_NAMED_M = {
    r"(half|semi|medi[oa]|halb)[ -]?marath?[oó]ns?": 21_097.5,
    r"marath?[oó]ns?": 42_195.0,
    r"parkrun": 5_000.0,
}


def _words(listed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed.split(', '))})(?!\w)", re.IGNORECASE)


_KIND_WORDS = {kind: _words(listed) for kind, listed in _KINDS.items()}
_RUN_WORDS, _SURE_WORDS, _OTHER_WORDS, _NONE_WORDS = map(_words, (_RUN, _SURELY_A_RUN, _OTHER, _NO_RUN))
_A_RACE = f"(?:{'|'.join(_KINDS[RunKind.RACE].split(', '))})"
_AROUND_A_RACE, _RACE_PACE, _FOR_A_RACE = (
    _words(listed.replace("<race>", _A_RACE)) for listed in (_AROUND, _PACE, _FOR_IT)
)


def kind_of(title: str) -> RunKind | None:
    """The kind of run that a title names, `EASY` where it names none; `None` where it is no run."""
    own = _NONE_WORDS.sub(" ", _own(title))
    if not _SURE_WORDS.search(own) and (_OTHER_WORDS.search(own) or not _RUN_WORDS.search(own)):
        return None
    own = _FOR_A_RACE.sub(" ", own)
    return next((kind for kind, words in _KIND_WORDS.items() if words.search(own)), RunKind.EASY)


def _own(title: str) -> str:
    """What a title says of the run itself: no race that lies around it, and a race's pace as what it is to the legs."""
    return _RACE_PACE.sub(" tempo ", _AROUND_A_RACE.sub(" ", title))


def seconds_in(title: str) -> float | None:
    """How long the run is to take, where the title says so in minutes ("45 min easy", "1 h 30 min")."""
    found = _MINUTES.search(_TIMES.sub(" ", title))
    if found is None:
        return None
    minutes = int(found[1] or 0) * 60 + int(found[2])
    return minutes * 60.0 if 0 < minutes <= _LONGEST_MIN else None


def metres_in(title: str) -> float | None:
    """How far the run is to be, where the title says so ("10 km easy", "5k", "Half marathon")."""
    found, *others = [*_FAR.finditer(_TIMES.sub(" ", _own(title))), None]
    if any(others):
        return None  # a warm-up and more: parts of a run
    if found is not None:
        far_m = decimal(found[1]) * (_MILE_M if found[2].lower().startswith("m") else 1000.0)
        return round(far_m) if 0 < far_m <= _FARTHEST_M else None
    if kind_of(title) is not RunKind.RACE or _TRAINING.search(title):
        return None
    named = (
        far_m
        for words, far_m in _NAMED_M.items()
        if re.search(rf"(?<!\w){words}(?!\w)", title, re.IGNORECASE)
    )
    return next(named, None)
