"""The ear's side of one set, word for word: the scripts of sections 3.1 to 3.3."""

from dataclasses import replace
from typing import Any

import pytest

from hamstride.coach.core import State
from hamstride.coach.screen import Screen
from hamstride.engine.events import RepCounted
from hamstride.exercises.values import Outcome, Side, Source
from tests.coach.rig import Bench, one_set, repetition


def at_work(exercise: str, side: Side = Side.LEFT, **plan: Any) -> Bench:
    return Bench(one_set(exercise, side, **plan)).to_ready()


def test_ten_lying_curls_in_the_ear() -> None:
    bench = at_work("lying-leg-curl")
    heard = bench.since()
    bench.reps(3).reps(3, cues=("hips-flat",)).reps(4)
    assert heard.said == [
        "Up", "And slowly down", "One",
        "Up", "And slowly down", "Two",
        "Three", "Four", "Five", "Half way.",
        "Six", "Hips heavy on the mat.",
        "Seven", "That's it.",
        "Eight", "Nine", "One more.",
        "Ten",
    ]  # fmt: skip
    assert heard.sounds == [*["click"] * 4, "double-click", *["click"] * 3, "high-click", "click", "set-done"]


def test_when_to_breathe_is_said_once_where_the_session_reminds_of_it() -> None:
    ball = one_set("ball-curl", Side.BOTH)
    two = replace(ball, sets=ball.sets * 2, reminds=("ball-curl",))
    bench = Bench(two).to_ready().reps(10).run(60.0).reps(10)
    first, *_ = [n for n, said in enumerate(bench.said) if said == "Breathe out as it comes in."]
    assert bench.said[first - 1] == "Two"
    assert bench.said.count("Breathe out as it comes in.") == 1
    assert "Breathe out as it comes in." not in Bench(ball).to_ready().reps(10).said


def test_the_caption_holds_the_number_and_its_cue() -> None:
    bench = at_work("lying-leg-curl").reps(3).reps(3, cues=("hips-flat",))
    assert bench.screen.caption is not None
    assert bench.word(bench.screen.caption) == "Six. Hips heavy on the mat."


def test_the_set_begins_with_the_first_movement_and_ends_by_itself() -> None:
    bench = at_work("lying-leg-curl")
    assert bench.state() is State.READY
    bench.reps(10)
    assert bench.state() is State.OVER
    (record,) = bench.records
    assert (record.seen, record.corrected, record.outcome, record.source) == (
        10,
        None,
        Outcome.DONE,
        Source.CAMERA,
    )
    assert len(record.reps) == 10
    assert [rep.number for rep in record.reps] == list(range(1, 11))
    bench.run(2.5)
    assert bench.state() is State.DONE
    assert record.side is Side.LEFT


def test_more_than_the_target_is_counted_silently_until_the_leg_rests() -> None:
    bench = at_work("lying-leg-curl").reps(10)
    heard = bench.since()
    bench.reps(2).run(4.0)
    assert not [word for word in heard.said if word in ("Eleven", "Twelve")]
    assert "click" not in heard.sounds
    assert bench.records[0].seen == 12
    assert bench.records[0].outcome is Outcome.DONE
    assert len({record.uuid for record in bench.records}) == 1


def test_a_half_lift_is_not_counted_and_the_second_is_told() -> None:
    bench = at_work("lying-leg-curl").reps(2)
    heard = bench.since()
    bench.sees(*repetition(partial=True))
    assert heard.said == []
    assert heard.sounds == []
    bench.sees(*repetition(partial=True))
    assert heard.said == ["A bit higher."]
    bench.reps(1)
    assert heard.said[-2:] == ["Three", "That's it."]
    assert bench.screen.number == 3


def test_a_standing_curl_ticks_and_ends_its_hold_with_a_word() -> None:
    bench = at_work("standing-curl").reps(3, hold_s=3.4)
    heard = bench.since()
    bench.sees(*repetition(hold_s=3.4, lower_s=2.5))
    assert heard.said == ["And down", "Four"]
    assert heard.sounds == ["tick", "tick", "tick", "click"]


def test_five_seconds_have_five_ticks() -> None:
    bench = at_work("standing-curl", hold_s=5.0)
    heard = bench.since()
    bench.sees(*repetition(hold_s=6.2))
    assert heard.sounds == [*["tick"] * 5, "click"]


@pytest.mark.parametrize(
    ("exercise", "cue", "words"),
    [
        ("standing-curl", "hold-top", "Wait for the ticks."),
        ("standing-curl", "slow-lower", "Slower down."),
        ("standing-curl", "knees-close", "Knee beside the other."),
        ("ball-curl", "hips-up", "Hips up."),
        ("ball-curl", "knees-90", "A bit further in."),
        ("ball-curl", "hold-one", "Hold one."),
        ("ball-curl", "roll-back", "All the way out."),
    ],
)
def test_a_cue_comes_after_three_misses_in_a_row_and_after_the_number(
    exercise: str, cue: str, words: str
) -> None:
    bench = at_work(exercise, Side.BOTH if exercise == "ball-curl" else Side.LEFT).reps(2)
    bench.reps(2, cues=(cue,))
    assert words not in bench.said
    bench.reps(1, cues=(cue,))
    assert bench.said[-2:] == ["Five", words]


def test_two_misses_with_a_good_one_between_say_nothing() -> None:
    bench = at_work("lying-leg-curl")
    for _ in range(3):
        bench.reps(2, cues=("hips-flat",)).reps(1)
    assert "Hips heavy on the mat." not in bench.said


def test_a_miss_that_is_none_once_all_of_it_is_known_counts_for_nothing() -> None:
    bench = at_work("standing-curl")
    for _ in range(5):
        events = repetition(hold_s=3.4)
        bench.sees(*(replace(e, cues=("slow-lower",)) if isinstance(e, RepCounted) else e for e in events))
    assert "Slower down." not in bench.said


def test_never_more_than_one_cue_in_three_repetitions_and_the_same_twice_at_most() -> None:
    bench = at_work("lying-leg-curl", reps=20).reps(19, cues=("hips-flat",))
    words = bench.said
    assert words.count("Hips heavy on the mat.") == 2
    assert words[words.index("Hips heavy on the mat.") - 1] == "Three"
    second = words.index("Hips heavy on the mat.", words.index("Hips heavy on the mat.") + 1)
    assert words[second - 1] == "Six"


def test_never_more_than_three_cues_in_a_set() -> None:
    cues = ("hips-up", "knees-90", "roll-back", "hold-one")
    bench = at_work("ball-curl", Side.BOTH, reps=30).reps(29, cues=cues)
    says = ("Hips up.", "A bit further in.", "All the way out.", "Hold one.")
    assert sum(word in says for word in bench.said) == 3


def test_the_standing_knee_is_mentioned_once() -> None:
    bench = at_work("standing-curl", reps=20).reps(19, cues=("soft-knee",))
    assert bench.said.count("Soft standing knee.") == 1


def test_nothing_unseen_is_praised() -> None:
    bench = at_work("lying-leg-curl").reps(3, cues=("hips-flat",)).reps(2, unseen=("hips-flat",))
    assert "That's it." not in bench.said
    bench.reps(2)
    assert bench.said.count("That's it.") == 1


def test_toes_are_a_reminder_at_five_and_never_a_correction() -> None:
    bench = at_work("lying-leg-curl", variant="toes-in").reps(9, cues=("toes-turned", "toes-pointed"))
    assert bench.said.count("Toes still in?") == 1
    assert bench.said[bench.said.index("Toes still in?") - 1] == "Five"
    assert "Half way." not in bench.said


def test_the_next_number_cuts_off_a_cue_that_waits() -> None:
    bench = at_work("lying-leg-curl").reps(2, cues=("hips-flat",))
    heard = bench.since()
    quick: dict[str, Any] = {"lift_s": 0.2, "hold_s": 0.0, "lower_s": 0.1, "pause_s": 0.0}
    bench.sees(*repetition(cues=("hips-flat",), **quick)[:-1])
    bench.sees(*repetition(**quick)[:-1])
    assert [word for word in heard.said if word in ("Three", "Four")] == ["Three", "Four"]


def test_walking_into_position_does_not_count() -> None:
    bench = Bench(one_set("standing-curl"))
    bench.until(State.PLACE).reps(3)
    assert bench.state() in (State.PLACE, State.ENTER)
    assert bench.records == []
    assert bench.progress == []


def test_every_repetition_is_handed_out_as_progress_at_once() -> None:
    bench = at_work("lying-leg-curl").reps(4)
    assert list(dict.fromkeys(record.seen for record in bench.progress)) == [1, 2, 3, 4]
    assert len(bench.progress[-1].reps) == 4
    assert {record.outcome for record in bench.progress} == {Outcome.STOPPED}
    assert len({record.uuid for record in bench.progress}) == 1


@pytest.mark.parametrize(("exercise", "held"), [("lying-leg-curl", False), ("standing-curl", True)])
def test_hold_is_shown_only_where_it_lasts_long_enough_to_be_read(exercise: str, *, held: bool) -> None:
    session = one_set(exercise, source=Source.BEAT)
    bench = Bench(session, frames=False).until(State.WORKING).run(12.0)
    words = {bench.word(screen.state) for screen in bench.all(Screen) if screen.state is not None}
    assert words >= {"Up", "Down"}
    assert ("Hold" in words) is held
