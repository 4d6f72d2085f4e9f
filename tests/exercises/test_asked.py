"""Cue by cue what was done as asked: a table case for each rule, and that nothing unseen is ever good."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises.asked import Tally, cue_by_cue, is_short, top_holds
from hamstride.exercises.load import catalogue
from hamstride.exercises.values import Outcome, Repetition, SetRecord, Side, Source

CURL = catalogue()["standing-curl"]
LYING = catalogue()["lying-leg-curl"]
# One more cue that the camera judges, which belongs to a variant alone.
WITH_ITS_OWN = replace(
    LYING,
    cues={**LYING.cues, "feet-apart": LYING.cues["hips-flat"]},
    variants={**LYING.variants, "toes-in": replace(LYING.variants["toes-in"], cues=("feet-apart",))},
)


def rep(*cues: str, unseen: tuple[str, ...] = (), counted: bool = True) -> Repetition:
    return Repetition(
        start_s=0, top_s=1, end_s=6, hold_s=3, range_deg=95, counted=counted, cues=cues, unseen=unseen
    )


def record(*reps: Repetition, side: Side = Side.LEFT, source: Source = Source.CAMERA) -> SetRecord:
    return SetRecord(
        uuid="u",
        session="s",
        index=0,
        exercise=CURL.id,
        side=side,
        source=source,
        outcome=Outcome.DONE,
        started="2026-11-22T10:00:00",
        seconds=60,
        load_kg=0,
        target=10,
        seen=len(reps),
        held_s=0,
        reps=reps,
    )


def tally(cue: str, *records: SetRecord, side: Side = Side.LEFT) -> Tally | None:
    return next((each.legs.get(side) for each in cue_by_cue(records, CURL) if each.id == cue), None)


def test_good_broken_and_unseen_are_three_things() -> None:
    found = record(rep(), rep("hold-top"), rep(unseen=("hold-top", "soft-knee")))
    assert tally("hold-top", found) == Tally(good=1, broken=1, judged=2, unseen=1)
    assert tally("soft-knee", found) == Tally(good=2, judged=2, unseen=1)


def test_a_lowering_that_is_not_broken_but_faster_than_advised_is_not_as_asked() -> None:
    found = record(rep(), replace(rep(), end_s=5.5), replace(rep("slow-lower"), end_s=5.0))
    assert tally("slow-lower", found) == Tally(good=1, broken=1, judged=3)


def test_each_leg_is_told_by_itself_and_sets_add_up() -> None:
    sets = [record(rep()), record(rep("hold-top"), side=Side.RIGHT), record(rep())]
    assert tally("hold-top", *sets) == Tally(good=2, judged=2)
    assert tally("hold-top", *sets, side=Side.RIGHT) == Tally(broken=1, judged=1)


def test_a_half_lift_tells_of_the_lift_alone() -> None:
    found = record(rep(), rep("full-lift", counted=False))
    assert tally("full-lift", found) == Tally(good=1, broken=1, judged=2)
    assert tally("hold-top", found) == Tally(good=1, judged=1)


def test_what_no_camera_watched_and_what_is_only_asked_are_not_there() -> None:
    assert cue_by_cue([record(rep(), source=source) for source in (Source.BEAT, Source.TOLD)], CURL) == ()
    assert cue_by_cue([], CURL) == ()
    assert "toes-turned" not in {each.id for each in cue_by_cue([record(rep())], LYING)}


def test_a_cue_of_a_variant_is_told_of_the_sets_that_were_done_that_way_alone() -> None:
    plain, inward = (replace(record(rep(), rep()), variant=variant) for variant in ("neutral", "toes-in"))
    told = {each.id: each.legs[Side.LEFT] for each in cue_by_cue([plain, inward], WITH_ITS_OWN)}
    assert told["feet-apart"] == Tally(good=2, judged=2)
    assert told["hips-flat"] == Tally(good=4, judged=4)
    assert "feet-apart" not in {each.id for each in cue_by_cue([plain], WITH_ITS_OWN)}


def test_of_a_variant_that_is_declared_no_more_what_all_of_them_share_is_told() -> None:
    gone = replace(record(rep()), variant="toes-up")
    told = {each.id for each in cue_by_cue([gone], WITH_ITS_OWN)}
    assert "hips-flat" in told
    assert "feet-apart" not in told


@given(st.lists(st.tuples(st.sets(st.sampled_from([*CURL.cues])), st.sets(st.sampled_from([*CURL.cues])))))
def test_nothing_is_lost_and_nothing_unseen_is_good(moves: list[tuple[set[str], set[str]]]) -> None:
    reps = [rep(*sorted(broken - unseen), unseen=tuple(sorted(unseen))) for broken, unseen in moves]
    for each in cue_by_cue([record(*reps)], CURL):
        found = each.legs[Side.LEFT]
        assert found.judged + found.unseen == len(reps)
        assert found.unseen == sum(each.id in unseen for _, unseen in moves)
        assert 0 <= found.good <= found.judged


@pytest.mark.parametrize(
    ("held_s", "asked_s", "short"),
    [(2.8, 5.0, True), (4.6, 5.0, True), (4.7, 5.0, False), (3.7, 4.0, False), (2.0, 3.0, False)],
)
def test_a_longer_hold_than_the_first_is_told_by_its_seconds_and_the_first_by_its_cue(
    held_s: float, asked_s: float, short: bool
) -> None:
    assert is_short(held_s, (), asked_s, CURL) is short
    assert not is_short(held_s, ("hold-top",), asked_s, CURL)  # nobody saw it


def test_holds_at_the_top_are_told_of_where_more_is_asked_than_the_exercise_begins_with() -> None:
    reps = [replace(rep(), hold_s=held_s) for held_s in (4.2, 4.8)]
    done = record(*reps, replace(rep(unseen=("hold-top",)), hold_s=4.2))
    assert top_holds(done, 5.0, CURL) == Tally(good=1, broken=1, judged=2, unseen=1)
    for asked_s in (3.0, None):
        assert top_holds(done, asked_s, CURL) == Tally(unseen=3)
