"""The workout file for a watch, read back by two decoders that have nothing to do with the one that wrote it."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import fitdecode
import pytest
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given
from hypothesis import strategies as st

from hamstride.exercises import load
from hamstride.exercises.values import RunnerProfile, Session, SetPlan, Side, WeightUnit
from hamstride.formats.watch_workout import Repeat, Step, shortened, write
from hamstride.plan import compile as compiling
from hamstride.plan.compile import Basis, Wanted
from hamstride.text.words import Words

MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
EQUIPPED = RunnerProfile(ankle_weights=2, weight_kg=1.0, ball=True)


def session(routine: str = "strength", runner: RunnerProfile = EQUIPPED) -> Session:
    basis = Basis(runner=runner, catalogue=load.catalogue())
    uuid = "8b2b2b0e-4b1c-4f0e-9d43-0a4b1c2d3e4f"
    return compiling.session(Wanted(programme=routine), basis, uuid=uuid, date="2026-11-22")


def file_of(value: Session, title: str = "Strength") -> bytes:
    return write(value, Words(), title=title, made=MADE)


def by_fitdecode(data: bytes) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for message in reader:
            if isinstance(message, fitdecode.FitDataMessage):
                fields = {field.name: field.value for field in message.fields if field.value is not None}
                found.setdefault(message.name, []).append(fields)
    return found


def by_sdk(data: bytes) -> dict[str, list[dict[str, Any]]]:
    decoder = Decoder(Stream.from_byte_array(bytearray(data)))
    assert decoder.check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert errors == []
    return {name.removesuffix("_mesgs"): rows for name, rows in messages.items()}


COMPARED = (
    "message_index",
    "wkt_step_name",
    "duration_type",
    "duration_time",
    "duration_reps",
    "duration_step",
    "repeat_steps",
    "intensity",
    "notes",
    "exercise_category",
    "exercise_name",
    "exercise_weight",
    "weight_display_unit",
)


@pytest.mark.parametrize("routine", ["strength", "before-run", "after-run", "standing-curl"])
@pytest.mark.parametrize(
    "runner", [EQUIPPED, RunnerProfile(), RunnerProfile(ankle_weights=1, weight_kg=2.0, hinge=True)]
)
def test_two_decoders_read_the_same_without_an_error(routine: str, runner: RunnerProfile) -> None:
    data = file_of(session(routine, runner))
    one, two = by_fitdecode(data), by_sdk(data)
    assert one.keys() == two.keys()
    rows = [
        [{k: row[k] for k in COMPARED if k in row} for row in each["workout_step"]] for each in (one, two)
    ]
    assert rows[0] == rows[1]
    assert one["file_id"][0]["type"] == "workout"
    assert one["workout"][0]["num_valid_steps"] == len(rows[0])
    assert [row["message_index"] for row in rows[0]] == list(range(len(rows[0])))


@pytest.mark.parametrize("routine", ["strength", "before-run", "after-run"])
def test_every_step_has_a_name_and_a_duration(routine: str) -> None:
    for step in by_fitdecode(file_of(session(routine)))["workout_step"]:
        assert step["wkt_step_name"]
        assert step.get("duration_time", 0) > 0 or step.get("duration_reps", 0) > 0


def work_of(data: bytes) -> list[dict[str, Any]]:
    return [step for step in by_fitdecode(data)["workout_step"] if step["intensity"] == "active"]


def test_a_watch_shows_the_weight_in_the_unit_of_its_runner() -> None:
    pounds = replace(EQUIPPED, weight_kg=0.567, weight_unit=WeightUnit.LB)
    shown = {
        (step["exercise_weight"], step["weight_display_unit"])
        for step in work_of(file_of(session("strength", pounds)))
        if "exercise_weight" in step
    }
    assert shown == {(0.57, "pound")}, "kept to ten grams, shown as 1.25 lb"


def test_each_leg_and_position_is_a_step_of_its_own_name() -> None:
    assert [(step["wkt_step_name"], step["duration_reps"]) for step in work_of(file_of(session()))] == [
        ("Left: Lying curl, plain", 10),
        ("Right: Lying curl, plain", 10),
        ("Left: Lying curl, toes in", 10),
        ("Right: Lying curl, toes in", 10),
        ("Left: Lying curl, toes out", 10),
        ("Right: Lying curl, toes out", 10),
        ("Left: Standing curl", 10),
        ("Right: Standing curl", 10),
        ("Ball curl", 10),
    ]


@pytest.mark.parametrize(
    ("runner", "codes"),
    [
        (
            EQUIPPED,
            {"Left: Lying curl, plain": (15, 1), "Left: Standing curl": (15, 1), "Ball curl": (15, 10)},
        ),
        (RunnerProfile(), {"Left: Lying curl, plain": (15, 0), "Left: Standing curl": (35, 15)}),
    ],
)
def test_the_codes_are_those_of_the_declarations(
    runner: RunnerProfile, codes: dict[str, tuple[int, int]]
) -> None:
    raw = Decoder(Stream.from_byte_array(bytearray(file_of(session(runner=runner)))))
    messages, _ = raw.read(convert_types_to_strings=False)
    found = {
        step["wkt_step_name"]: (step.get("exercise_category"), step.get("exercise_name"))
        for step in messages["workout_step_mesgs"]
    }
    assert {name: found[name] for name in codes} == codes


def test_stretches_are_in_seconds_and_leave_time_to_get_into() -> None:
    steps = by_fitdecode(file_of(session("after-run", RunnerProfile(hinge=True))))["workout_step"]
    assert [(step["wkt_step_name"], step["duration_time"]) for step in steps] == [
        ("Get ready", 10.0),
        ("Left: Foot on a step", 30.0),
        ("Rest", 10.0),
        ("Right: Foot on a step", 30.0),
    ]
    steps = by_fitdecode(file_of(session("after-run")))["workout_step"]
    assert [(step["wkt_step_name"], step["duration_time"]) for step in steps] == [
        ("Get ready", 10.0),
        ("Roll forward", 30.0),
        ("Rest", 10.0),
        ("Left: Foot on a chair", 30.0),
        ("Rest", 10.0),
        ("Right: Foot on a chair", 30.0),
    ]


def test_the_weight_is_that_of_the_set_and_absent_without_one() -> None:
    weights = {step["wkt_step_name"]: step.get("exercise_weight") for step in work_of(file_of(session()))}
    assert weights["Left: Standing curl"] == 1.0
    assert weights["Ball curl"] is None


def test_the_hold_is_told_on_the_step() -> None:
    notes = {step["wkt_step_name"]: step.get("notes") for step in work_of(file_of(session()))}
    assert notes["Left: Standing curl"] == "Hold 3 s at the top."
    assert notes["Left: Lying curl, plain"] is None


def test_only_a_code_of_one_exercise_is_given_our_name() -> None:
    titles = by_fitdecode(file_of(session()))["exercise_title"]
    assert [title["wkt_step_name"] for title in titles] == ["Ball curl"]


def test_names_of_any_language_and_length_arrive_whole() -> None:
    found = by_fitdecode(file_of(session(), title="Kräftigung für die Oberschenkel"))
    assert found["workout"][0]["wkt_name"] == "Kräftigung für die Oberschenkel"
    by_sdk(file_of(session(), title="Ü" * 200))


def test_the_same_session_is_the_same_bytes() -> None:
    assert file_of(session()) == file_of(session())


# --------------------------------------------------------------------------------------------------------------- repeats
def test_three_sets_of_the_same_become_a_repeat_that_both_decoders_read() -> None:
    plan = SetPlan(exercise="ball-curl", side=Side.BOTH, reps=10, rest_s=60.0)
    data = file_of(replace(session(), sets=(plan,) * 4))
    for rows in (by_fitdecode(data)["workout_step"], by_sdk(data)["workout_step"]):
        repeat = rows[-2]
        assert (repeat["duration_type"], repeat["duration_step"], repeat["repeat_steps"]) == (
            "repeat_until_steps_cmplt",
            0,
            3,
        )
        assert [
            row.get("duration_reps", row.get("duration_time")) for row in (rows[0], rows[1], rows[3])
        ] == [
            10,
            60.0,
            10,
        ]


def test_two_in_a_row_stay_as_they_are() -> None:
    plain = [Step(name="a", reps=1), Step(name="a", reps=1)]
    assert shortened(plain) == tuple(plain)


def unrolled(program: tuple[Step | Repeat, ...]) -> list[Step]:
    """What a watch does: a repeat goes over the steps since its first."""
    done: list[Step] = []
    for index, step in enumerate(program):
        if isinstance(step, Repeat):
            done += [each for each in program[step.first : index] if isinstance(each, Step)] * (
                step.times - 1
            )
        else:
            done.append(step)
    return done


@given(st.lists(st.sampled_from("abc"), max_size=24))
def test_repeats_only_ever_shorten_and_change_nothing(letters: list[str]) -> None:
    plain = [Step(name=letter, reps=1) for letter in letters]
    program = shortened(plain)
    assert unrolled(program) == plain
    assert len(program) <= len(plain)
    assert all(step.times > 1 for step in program if isinstance(step, Repeat))


def test_an_exercise_without_codes_still_counts_its_repetitions() -> None:
    value = session()
    bare = {id_: {**data, "fit": None} for id_, data in value.declarations.items()}
    steps = work_of(file_of(replace(value, declarations=bare)))
    assert len(steps) == 9
    assert all("exercise_category" not in step for step in chain(steps))
