"""The committed demonstrations show what the catalogue declares. Nothing is drawn here: the studio measured what it drew."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hamstride import demonstrations
from hamstride.exercises import load
from hamstride.exercises.spec import Bound, Equipment, Exercise

WANTED = list(demonstrations.wanted(load.catalogue().values()))
NAMES = [demonstrations.name_of(exercise.id, variant) for exercise, variant in WANTED]
AGAIN = f"run `{demonstrations.COMMAND}` (docs/howto/studio.md)"


@pytest.fixture(params=WANTED, ids=NAMES)
def wanted(request: pytest.FixtureRequest) -> tuple[Exercise, str | None]:
    found: tuple[Exercise, str | None] = request.param
    return found


def told(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((demonstrations.folder() / f"{name}.json").read_text("utf-8"))
    return found


def test_what_is_drawn_is_what_is_declared(wanted: tuple[Exercise, str | None]) -> None:
    trouble = demonstrations.outdated(*wanted)
    assert trouble is None, f"{wanted[0].id}: {trouble}. To draw it again, {AGAIN}"


def test_every_picture_is_there_and_nothing_else() -> None:
    named = {file for name in NAMES for file in demonstrations.files_of(told(name))}
    found = {file.name for file in demonstrations.folder().iterdir()}
    assert found == named | {f"{name}.json" for name in NAMES}, AGAIN


def test_a_demonstration_is_small_enough_for_a_phone(wanted: tuple[Exercise, str | None]) -> None:
    drawn = demonstrations.of(wanted[0].id, wanted[1])
    assert drawn is not None
    assert demonstrations.path(drawn.sheet).stat().st_size <= 400_000
    assert 640 <= max(drawn.width * 1.34, drawn.height * 1.34) <= 1000  # twice what a phone shows
    for still in drawn.stills.values():
        assert demonstrations.path(still).stat().st_size <= 30_000


def test_all_together_are_at_most_five_megabytes() -> None:
    assert sum(file.stat().st_size for file in demonstrations.folder().iterdir()) <= 5_000_000


def test_every_key_pose_has_its_still_and_the_two_ends_their_frame(
    wanted: tuple[Exercise, str | None],
) -> None:
    exercise, variant = wanted
    drawn = demonstrations.of(exercise.id, variant)
    assert drawn is not None
    assert set(drawn.stills) == set(exercise.poses)
    assert (drawn.rest, drawn.top) == (exercise.movement.rest, exercise.movement.top)


def test_every_cue_that_a_camera_judges_has_its_right_and_not_so(wanted: tuple[Exercise, str | None]) -> None:
    """But for those that only time shows: a hold, a lowering, bouncing."""
    exercise, variant = wanted
    drawn = demonstrations.of(exercise.id, variant)
    assert drawn is not None
    timed = {"hold-seconds", "lower-seconds", "bounce"}
    for id_ in exercise.cue_ids(variant):
        measure = exercise.cues[id_].measure
        assert (id_ in drawn.pairs) is (measure is not None and measure.value not in timed)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda e: replace(e, poses=e.poses | {"heel-up": replace(e.poses["heel-up"], knee_deg=102.0)}),
            "knee",
        ),
        (lambda e: replace(e, poses=e.poses | {"stand": replace(e.poses["stand"], trunk_deg=-1.5)}), "trunk"),
        (lambda e: replace(e, poses=e.poses | {"half": e.poses["stand"]}), "another declaration"),
        (lambda e: replace(e, equipment=(Equipment.BALL,)), "another declaration"),
        (
            lambda e: replace(
                e,
                cues=e.cues | {"knees-close": replace(e.cues["knees-close"], bound=Bound.BELOW, clear=25.0)},
            ),
            "another declaration",
        ),
        (lambda e: replace(e, id="own"), "not drawn yet"),
    ],
)
def test_a_changed_declaration_is_noticed(change: object, says: str) -> None:
    changed = change(load.catalogue()["standing-curl"])
    assert says in (demonstrations.outdated(changed, None) or "")


def test_half_a_degree_and_the_words_are_no_change() -> None:
    exercise = load.catalogue()["standing-curl"]
    pose = replace(exercise.poses["heel-up"], knee_deg=100.5)
    changed = replace(exercise, poses=exercise.poses | {"heel-up": pose}, order=3)
    assert demonstrations.outdated(changed, None) is None


def test_a_measured_angle_that_is_off_is_noticed(tmp_path: Path) -> None:
    exercise = load.catalogue()["standing-curl"]
    written = told("standing-curl")
    written["key_poses"]["heel-up"]["angles"]["other knee"] += 1.2  # type: ignore[index]
    (tmp_path / "standing-curl.json").write_text(json.dumps(written))
    assert "other knee" in (demonstrations.outdated(exercise, None, tmp_path) or "")
