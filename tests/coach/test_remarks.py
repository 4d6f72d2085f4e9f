"""What is said at the end of a session: nothing unseen is praised, a slip is no reason for advice, and it is said in words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from hamstride.coach.bridge import sentence
from hamstride.coach.core import State
from hamstride.coach.remarks import remarks, unseen
from hamstride.coach.screen import SessionEnded
from hamstride.coach.wording import words_of
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Outcome, Repetition, SetRecord, Side, Source
from hamstride.text.words import Words, flatten
from tests.coach.rig import Bench, one_set

CURL = catalogue()["standing-curl"]
LYING = catalogue()["lying-leg-curl"]
PRAISE_OF_THE_CLOCK = "Nice: held at the top, every time ({n} of {n})."


def rep(*cues: str, **given: Any) -> Repetition:
    times = {"start_s": 0.0, "top_s": 1.0, "hold_s": 3.0, "end_s": 6.0, "range_deg": 95.0, "counted": True}
    return Repetition(**{**times, **given}, cues=cues)


def done(*reps: Repetition, side: Side = Side.LEFT, **given: Any) -> SetRecord:
    values = {
        "uuid": "u",
        "exercise": CURL.id,
        "source": Source.CAMERA,
        "outcome": Outcome.DONE,
        "index": 0,
        **given,
    }
    return SetRecord(
        session="s",
        side=side,
        started="2026-11-22T10:00:00",
        seconds=60,
        target=10,
        seen=len(reps),
        reps=reps,
        **values,
    )


def both(left: list[Repetition], right: list[Repetition]) -> list[SetRecord]:
    return [done(*left), done(*right, side=Side.RIGHT)]


def said(*records: SetRecord, exercises: Mapping[str, Exercise] | None = None) -> list[str]:
    known = exercises or {CURL.id: CURL}
    words = Words("en", dict(flatten({"exercise": {id_: each.to_dict() for id_, each in known.items()}})))
    return [words.of(message) for message in remarks(records, known)]


def hidden(*records: SetRecord, language: str = "en") -> str | None:
    known = catalogue(language)
    words = Words(language, dict(flatten({"exercise": {i: each.to_dict() for i, each in known.items()}})))
    message = unseen(records, known)
    return None if message is None else words.of(message)


def test_what_was_seen_at_every_repetition_is_praised_once_the_clocks_first() -> None:
    assert said(*both([rep()] * 10, [rep()] * 10)) == [PRAISE_OF_THE_CLOCK.format(n=20)]


@pytest.mark.parametrize(
    "record",
    [
        done(*[rep()] * 9, rep(unseen=tuple(CURL.cues))),
        done(*[rep()] * 9, rep(*CURL.cues, end_s=5.0)),
        done(*[rep()] * 10, source=Source.BEAT),
        done(*[rep()] * 4),
    ],
    ids=["one was not seen", "one was broken", "nobody watched", "too few"],
)
def test_nothing_else_is_praised(record: SetRecord) -> None:
    assert said(record) == []


def test_a_set_that_nobody_watched_is_no_every_time_of_its_exercise_alone() -> None:
    beat = done(side=Side.RIGHT, source=Source.BEAT)
    assert said(done(*[rep()] * 10), beat) == []
    lying = done(*[rep()] * 6, exercise=LYING.id, variant="neutral")
    of_another = said(done(*[rep()] * 10), beat, lying, exercises={CURL.id: CURL, LYING.id: LYING})
    assert of_another == ["Nice: foot all the way up, every time (6 of 6)."]


def test_a_half_lift_is_told_of_the_lift_and_of_nothing_else() -> None:
    half = rep("full-lift", "hold-top", counted=False)
    assert said(done(*[rep()] * 9, half)) == [PRAISE_OF_THE_CLOCK.format(n=9)]
    assert said(done(*[rep()] * 5, *[half] * 3))[1:] == ["Next time, on the left: A bit higher."]


@pytest.mark.parametrize(("lower_s", "praised"), [(1.94, False), (1.96, True), (2.0, True)])
def test_a_lowering_not_as_slow_as_is_advised_is_no_every_time(lower_s: float, praised: bool) -> None:
    slow = {CURL.id: replace(CURL, cues={"slow-lower": CURL.cues["slow-lower"]})}
    found = said(done(*[rep(end_s=4.0 + lower_s)] * 10), exercises=slow)
    assert found == (["Nice: lowered slowly, every time (10 of 10)."] if praised else [])


def test_a_cue_of_another_variant_is_no_every_time() -> None:
    inward = replace(LYING.variants["toes-in"], cues=("full-lift",))
    own = {LYING.id: replace(LYING, variants={**LYING.variants, "toes-in": inward})}
    plain, turned = (
        [done(*[rep()] * 6, exercise=LYING.id, variant=variant)] for variant in ("neutral", "toes-in")
    )
    assert said(*plain, exercises=own) == ["Nice: hips flat on the mat, every time (6 of 6)."]
    assert said(*turned, exercises=own) == ["Nice: foot all the way up, every time (6 of 6)."]


def test_the_next_time_is_about_what_was_missed_the_most_with_the_leg_where_it_was_one_legs() -> None:
    forward = [rep()] * 6 + [rep("knees-close")] * 4
    assert said(*both([rep()] * 10, forward))[-1] == "Next time, on the right: Knee beside the other."
    assert said(*both(forward, [rep()] * 10))[-1] == "Next time, on the left: Knee beside the other."
    assert said(*both(forward, forward))[-1] == "Next time: Knee beside the other."


def test_a_slip_is_no_reason_for_advice() -> None:
    for slips in ([rep()] * 2 + [rep("knees-close")] * 2, [rep()] * 8 + [rep("knees-close")] * 3):
        assert [each for each in said(done(*slips)) if each.startswith("Next time")] == []
    assert said() == []


def test_what_a_camera_could_have_seen_and_did_not_is_told_once_and_of_watched_sets_alone() -> None:
    knee = rep(unseen=("soft-knee", "hold-top"))
    sets = both([knee, knee], [rep(unseen=("knees-close", "soft-knee"))])
    assert hidden(*sets) == "Not visible from where the phone was: standing knee soft; knees side by side."
    assert hidden(done(knee, source=Source.BEAT)) is None
    assert hidden(done(rep(unseen=("hold-top",)))) is None


def test_what_was_seen_in_some_repetitions_was_visible() -> None:
    knee = rep(unseen=("soft-knee",))
    assert hidden(done(knee, knee, rep())) is None
    uncounted = replace(rep(), counted=False)
    assert hidden(done(knee, knee, uncounted)) == "Not visible from where the phone was: standing knee soft."


def test_in_german_a_noun_keeps_its_capital() -> None:
    told = hidden(done(rep(unseen=("knees-close", "soft-knee"))), language="de")
    assert told == "Vom Platz des Handys aus nicht zu sehen: Knie nebeneinander; Standknie locker."


def test_the_end_of_a_session_tells_of_all_its_sets() -> None:
    before = done(*[rep("knees-close")] * 10, uuid="before")
    bench = Bench(one_set(CURL.id), done=[before]).until(State.ENDED)
    (end,) = bench.all(SessionEnded)
    words = words_of(bench.session)
    assert [sentence(words.of(each)) for each in end.remarks] == [
        "Nice: held at the top, every time (10 of 10).",
        "Next time, on the left: Knee beside the other.",
    ]
    assert end.unseen is None
