"""Every page of Hamstride by the name of its address, and where it is seen: what is photographed, and what is checked.

A test holds this against `web/urls.py`: an address that answers with a page and is not here fails.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One face of a page.

    `url` is the name of its address. `links` are followed from `address`, each the first of its kind; `instead` then changes
    the address that was found. `signed_in` is false for what is seen before anybody is let in.
    """

    name: str
    url: str
    address: str
    links: tuple[str, ...] = ()
    instead: tuple[str, str] | None = None
    signed_in: bool = True


def _plain(url: str, address: str) -> Shot:
    return Shot(name=url, url=url, address=address)


SESSION = ".record a.row.link"
STRENGTH = ".record a[href^='/tests/strength/']"

SHOTS = (
    Shot(name="open", url="open", address="", signed_in=False),
    Shot(name="closed", url="open", address="/open/nobody", signed_in=False),
    _plain("today", "/"),
    _plain("week", "/week/"),
    _plain("hurts", "/hurts/"),
    _plain("exercises", "/exercises/"),
    _plain("exercise", "/exercises/standing-curl/"),
    Shot(name="exercise-toes", url="exercise", address="/exercises/lying-leg-curl/?variant=toes-in"),
    _plain("film", "/film/?exercise=standing-curl"),
    _plain("why", "/why/"),
    _plain("progress", "/progress/"),
    _plain("progress-exercise", "/progress/standing-curl/"),
    _plain("progress-week", "/progress/week/"),
    _plain("report", "/progress/report/"),
    _plain("record", "/record/"),
    Shot(name="record-session", url="record-session", address="/record/", links=(SESSION,)),
    Shot(
        name="session",
        url="session",
        address="/record/",
        links=(SESSION,),
        instead=("/record/", "/session/"),
    ),
    _plain("tests", "/tests/"),
    _plain("bend", "/tests/bend/straight-leg-raise/"),
    Shot(name="bend-ruler", url="bend", address="/tests/bend/toe-touch/"),
    _plain("strength", "/tests/strength/"),
    Shot(name="strength-test", url="strength-test", address="/tests/", links=(STRENGTH,)),
    Shot(name="strength-part", url="strength-part", address="/tests/", links=(STRENGTH, ".ways a")),
    _plain("runs", "/runs/"),
    Shot(name="run", url="run", address="/runs/", links=(SESSION,)),
    _plain("runs-aside", "/runs/aside/"),
    _plain("runs-refused", "/runs/refused/"),
    _plain("out", "/out/"),
    _plain("phone", "/phone/"),
    _plain("settings", "/settings/"),
    _plain("body", "/settings/body/"),
    _plain("data", "/settings/data/"),
    _plain("help", "/help/"),
    _plain("style", "/style/"),
    _plain("offline", "/offline/"),
    _plain("welcome", "/welcome/"),
    _plain("questions", "/welcome/questions/"),
    Shot(name="not-found", url="today", address="/nowhere/"),
)
# Addresses that answer with something else than a page, though their names do not end like a file's.
FILES = frozenset({"runs-original"})
