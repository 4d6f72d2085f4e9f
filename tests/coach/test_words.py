"""Every text of the coach and the plan is used, and every text that is used exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import hamstride.coach
import hamstride.plan
from hamstride.coach.bridge import sentence
from hamstride.coach.wording import words_of
from hamstride.engine.events import Advice
from hamstride.engine.story import MovementKind, Quantity
from hamstride.exercises.spec import Equipment
from hamstride.exercises.values import PainPlace, RunnerProfile, Side
from hamstride.plan.screening import QUESTIONS, Answer
from hamstride.text.words import texts
from tests.coach.rig import made

OWN = ("coach.", "plan.screening.", "plan.pain.")
PARTS = {
    *(str(n) for n in range(100)),
    *(
        member.value
        for kind in (Advice, Equipment, MovementKind, PainPlace, Quantity, Side, Answer)
        for member in kind
    ),
    *(f"{question.id}.{part}" for question in QUESTIONS for part in ("ask", "then")),
}


def sources() -> Iterator[ast.AST]:
    for package in (hamstride.coach, hamstride.plan):
        for file in Path(package.__path__[0]).glob("*.py"):
            yield from ast.walk(ast.parse(file.read_text("utf-8")))


def literals() -> set[str]:
    return {n.value for n in sources() if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def prefixes() -> set[str]:
    starts = (node.values[0] for node in sources() if isinstance(node, ast.JoinedStr))
    found = {n.value for n in starts if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {prefix for prefix in found if prefix.startswith(("coach.", "plan.", "advice."))}


def page_prefixes() -> set[str]:
    """Beginnings of ids that a page of the web completes."""
    web = Path(hamstride.coach.__path__[0]).parent / "web"
    return {
        found
        for page in web.rglob("*.html")
        for found in re.findall(r'"(plan\.[\w.-]+\.)"\|add', page.read_text("utf-8"))
    }


def own_ids() -> set[str]:
    ids = {id_ for id_ in texts("en") if id_.startswith(OWN)}
    return {id_ for id_ in ids if not id_.startswith("plan.today.")}


def test_every_text_is_used() -> None:
    whole, begun = literals(), prefixes() | page_prefixes()
    parts = PARTS | whole
    unused = [
        id_
        for id_ in sorted(own_ids())
        if id_ not in whole and not any(id_.startswith(p) and id_[len(p) :] in parts for p in begun)
    ]
    assert unused == []


def test_every_text_that_is_named_exists() -> None:
    named = {text for text in literals() if text.startswith(OWN) and not text.endswith((".", "-"))}
    assert sorted(named - set(texts("en"))) == []


def test_the_words_of_section_nine() -> None:
    """Nothing that a runner reads promises health, and nothing shouts."""
    bad = ("safe", "clear", "diagnos", "prevents", "healthy", "workout", "error", "!", "—")
    for id_ in own_ids():
        text = texts("en")[id_].lower()
        assert not [word for word in bad if word in text], (id_, text)


def test_a_sentence_begins_with_a_capital() -> None:
    assert sentence("six. hips heavy on the mat.") == "Six. Hips heavy on the mat."
    assert sentence("1.5 kg, left") == "1.5 kg, left"
    assert sentence("") == ""


def test_the_texts_of_the_declarations_have_ids() -> None:
    words = words_of(made("standing-curl", runner=RunnerProfile()))
    assert words("exercise.standing-curl.cues.hold-top.say") == "Wait for the ticks."


AS_YOU_LIKE = {"en": "if you like.", "de": "wenn du magst.", "es": "si quieres.", "fr": "si tu veux."}


def test_clothes_that_fit_closely_help_and_are_as_the_runner_likes() -> None:
    """Said where the phone is placed, and on Help by the same words; nobody is asked for less."""
    for language, ending in AS_YOU_LIKE.items():
        assert texts(language)["coach.place.line-light"].endswith(ending)
