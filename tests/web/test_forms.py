"""Every form of every page: a field that cannot be read is marked, said beside it and where the page opens; the rest stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hamstride.store import models
from hamstride.web import clock
from tests import people
from tools.page_map import SHOTS

JUNK = "abc"
TEXTS = {"text", "date", "time"}
# What a field must hold before the one beside it is looked at, and the answer with which a form is looked at, at all.
NEEDED = {"day": date(2027, 6, 1).isoformat(), "length": "45", "lever": "30"}
ANSWERS = {"hurts": "no"}
FEWEST = 50  # fields one can write in, on all pages


@dataclass
class Form:
    """A form that is sent: its address, and its fields as they stand."""

    action: str
    texts: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, bool] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)  # what a box sends that is ticked
    marks: dict[str, dict[str, str | None]] = field(default_factory=dict)

    @property
    def stands(self) -> dict[str, str]:
        """What a browser would send."""
        return {**self.texts, **self.chosen, **self._ticked(on=True)}

    def otherwise(self) -> dict[str, str]:
        """The form with everything else answered than it stands there."""
        chosen = {
            name: ANSWERS.get(name, next(each for each in reversed(all_) if each != self.chosen.get(name)))
            for name, all_ in self.choices.items()
        }
        ticks = self._ticked(on=False)
        texts = {name: typed or NEEDED.get(name, "") for name, typed in self.texts.items()}
        return {**self.hidden, **texts, **chosen, **ticks}

    def _ticked(self, *, on: bool) -> dict[str, str]:
        return {name: self.says[name] for name, ticked in self.ticks.items() if ticked == on}


class Forms(HTMLParser):
    """The forms of a page that are sent, and the words at each id."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: dict[str, str] = {}
        self.focused: list[str] = []
        self._form: Form | None = None
        self._address, self._id, self._select = address, "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._id = found.get("id") or ""
        if tag == "form" and found.get("method") == "post":
            self._form = Form(action=found.get("action") or self._address)
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, found)

    def handle_data(self, data: str) -> None:
        if self._id:
            self.words[self._id] = self.words.get(self._id, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._id = ""
        if tag == "form":
            self._form = None

    def _field(self, form: Form, tag: str, found: dict[str, str | None]) -> None:
        name = found.get("name") or ""
        if tag == "option":
            self._option(form, found)
        elif tag in ("input", "select") and name:
            self._select = name
            if "aria-invalid" in found:
                form.marks[name] = found
            if "autofocus" in found:
                self.focused.append(name)
            if tag == "input":
                self._input(form, name, found)

    def _option(self, form: Form, found: dict[str, str | None]) -> None:
        value = found.get("value") or ""
        form.choices.setdefault(self._select, []).append(value)
        if "selected" in found or self._select not in form.chosen:
            form.chosen[self._select] = value

    def _input(self, form: Form, name: str, found: dict[str, str | None]) -> None:
        kind, value = found.get("type") or "text", found.get("value") or ""
        if kind in TEXTS:
            form.texts[name] = value
        elif kind == "radio":
            form.choices.setdefault(name, []).append(value)
            if "checked" in found:
                form.chosen[name] = value
        elif kind == "checkbox":
            form.ticks[name], form.says[name] = "checked" in found, value or "on"
        elif kind == "hidden" and name != "csrfmiddlewaretoken":
            form.hidden[name] = value


def _addresses(alice: models.Runner, browser: Client) -> Iterator[str]:
    """Every page of a runner, with one of each kind that has a form to write in."""
    yield from (shot.address for shot in SHOTS if shot.signed_in and not shot.links)
    browser.post(
        reverse("run-type"),
        {"day": clock.today().isoformat(), "at": "00:00", "length": "45", "km": "", "kind": "easy"},
    )
    yield reverse("run", args=[models.Activity.objects.get().uuid])
    begun = browser.post(reverse("strength"), {"unit": "kg", "lever": "38", "hurts": "no"})
    yield begun["Location"]
    for exercise in ("lying-leg-curl", "ball-curl", "roll-forward", "chair-stretch"):
        yield reverse("exercise", args=[exercise])


def _wrong(address: str, browser: Client) -> Iterator[tuple[Form, str]]:
    """Each field of a page that one can write in, with its form."""
    shown = browser.get(address)
    for form in Forms(shown.content.decode(), address).forms:
        yield from ((form, name) for name in form.texts)


def test_a_field_that_cannot_be_read_loses_nothing(alice: models.Runner, as_alice: Client) -> None:
    tried = set()
    for address in dict.fromkeys(_addresses(alice, as_alice)):
        for form, name in _wrong(address, as_alice):
            sent = {**form.otherwise(), name: JUNK}
            answer = as_alice.post(form.action, sent)
            assert answer.status_code == 422, (address, name, answer.status_code)
            page = Forms(answer.content.decode(), form.action)
            again = next(each for each in page.forms if each.action == form.action and name in each.texts)
            assert _said({**again.hidden, **again.stands}) == _said(sent), (address, name)
            _marked(page, again, name)
            tried.add((form.action, name))
    assert len(tried) >= FEWEST


def _said(stands: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in stands.items() if value}


def _marked(page: Forms, form: Form, name: str) -> None:
    """The field has the mark and the focus, alone on the page, and the words are those it is described by."""
    marks = [mark for each in page.forms for mark in each.marks]
    assert (marks, page.focused) == ([name], [name])
    described = form.marks[name].get("aria-describedby") or ""
    assert page.words[described].strip()


@pytest.mark.parametrize("variant", ["0", "99999", "", "1.5"])
def test_an_amount_that_cannot_be_stays_where_it_was_typed(as_alice: Client, variant: str) -> None:
    dose = reverse("set-dose", args=["lying-leg-curl"])
    answer = as_alice.post(
        dose, {"left-sets": "2", "left-reps": variant, "right-sets": "1", "right-reps": "7"}
    )
    assert answer.status_code == 422
    page = Forms(answer.content.decode(), dose)
    form = next(each for each in page.forms if each.action == dose)
    assert [form.texts[name] for name in ("left-sets", "left-reps", "right-reps")] == ["2", variant, "7"]
    _marked(page, form, "left-reps")


def test_a_file_or_a_tick_that_is_wanted_is_marked_too(alice: models.Runner, as_alice: Client) -> None:
    people.trained(alice, clock.today())
    file = SimpleUploadedFile("x.zip", b"no archive")
    wrong = {
        "file": as_alice.post(reverse("data-read"), {"file": file, "replace": "on"}),
        "replace": as_alice.post(reverse("data-read"), {"file": SimpleUploadedFile("x.zip", b"x")}),
        "sure": as_alice.post(reverse("data-delete")),
    }
    for name, answer in wrong.items():
        page = Forms(answer.content.decode(), "")
        _marked(page, next(each for each in page.forms if name in each.marks), name)
    read = Forms(wrong["file"].content.decode(), "")
    assert next(each for each in read.forms if "replace" in each.ticks).ticks["replace"]
    calendar = SimpleUploadedFile("runs.ics", b"no calendar")
    week = Forms(as_alice.post(reverse("runs-from-file"), {"file": calendar}).content.decode(), "")
    _marked(week, next(each for each in week.forms if "file" in each.marks), "file")


def test_too_few_numbers_open_at_the_next_field(as_alice: Client) -> None:
    bend = reverse("bend", args=["straight-leg-raise"])
    answer = as_alice.post(bend, {"instrument": "phone", "right-1": "70", "warm": "on"})
    page = Forms(answer.content.decode(), bend)
    form = next(each for each in page.forms if "right-1" in each.texts)
    assert form.ticks["warm"]
    _marked(page, form, "right-2")
