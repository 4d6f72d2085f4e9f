"""`hamstride balance`, `flexibility` and `torque`, on the database of the tests."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner

from hamstride.cli import main

pytestmark = pytest.mark.django_db
PULLS = "--lever-cm 38 --back-left 20 --back-left 19 --back-right 16 --back-right 15 --front-left 40 --front-left 41"
REST = " --front-right 40 --front-right 39"


def run(words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, words.split())
    assert result.exit_code == code, result.output
    return result.output


def test_nothing_measured_yet() -> None:
    assert "No strength test done yet." in run("balance")
    assert "Nothing measured yet." in run("flexibility")
    assert json.loads(run("balance --json")) == {"format": "hamstride-balance/1", "tests": []}
    assert json.loads(run("flexibility --json")) == {"format": "hamstride-flexibility/1", "tests": []}


def test_a_strength_test() -> None:
    said = run("balance add " + PULLS + REST + " --at 2026-10-01")
    assert "Left: 0.48, give or take 0.07. Within the usual range." in said
    assert "0.31 to 0.62" in said
    assert "the article's rule: 0.80" in said
    assert "no sure difference" in said
    run("balance add " + PULLS + REST + " --at 2026-11-01T18:30")
    (first, second) = json.loads(run("balance --json"))["tests"]
    assert second["at"] == "2026-11-01T18:30:00"
    assert second["legs"]["left"]["ratio"]["value"] == pytest.approx(0.4815, abs=1e-4)
    assert second["legs"]["right"]["back_nm"] == pytest.approx(15.5 * 9.81 * 0.38)
    assert [one["differences"][0]["sure"] for one in (first, second)] == [False, True]


def test_what_no_leg_pulls_is_refused_in_the_unit_that_was_typed() -> None:
    for unit, most in (("kg", 305), ("lb", 674), ("N", 3000)):
        words = f"balance add --unit {unit} " + (PULLS + REST).replace(
            "--back-left 20", f"--back-left {most + 1}"
        )
        assert f"a number from 0.1 to {most} is wanted" in " ".join(run(words, 2).split())
    assert json.loads(run("balance --json"))["tests"] == []


def test_numbers_with_a_comma_are_those_with_a_point() -> None:
    run("balance add " + (PULLS + REST).replace("--lever-cm 38", "--lever-cm 36,5"))
    run("balance add " + (PULLS + REST).replace("--lever-cm 38", "--lever-cm 36.5"))
    (first, second) = json.loads(run("balance --json"))["tests"]
    assert first["legs"]["left"]["back_nm"] == second["legs"]["left"]["back_nm"] > 0
    assert "2.5 cm past the floor" in run("flexibility add toe-touch --cm -2,5 --cm -2,5")
    heavy = "torque lying-leg-curl --mass-kg {} --height-m {} --ankle-weight-kg {}"
    assert run(heavy.format("62,5", "1,68", "1,5")) == run(heavy.format("62.5", "1.68", "1.5"))


@pytest.mark.parametrize("typed", ["1.234,5", "thirty", "nan"])
def test_a_number_that_cannot_be_read_is_told_how_to_be_typed(typed: str) -> None:
    for words in (
        f"torque lying-leg-curl --mass-kg {typed}",
        f"flexibility add toe-touch --cm {typed} --cm 5",
    ):
        said = " ".join(run(words, 2).split())
        assert f"{typed} does not look like a number. Type it like 36.5 or 36,5" in said


@pytest.mark.parametrize(
    "words",
    [
        "balance add",
        "balance add " + PULLS,
        "balance add " + PULLS + " --front-right 40",
        "balance add " + PULLS + REST + " --unit stone",
        "balance add " + PULLS + REST + " --at yesterday",
        "balance add " + PULLS.replace("--back-left 20", "--back-left 2000") + REST,
        "flexibility add",
        "flexibility add toe-touch",
        "flexibility add toe-touch --left 5 --left 5",
        "flexibility add toe-touch --with phone --cm 5 --cm 5",
        "flexibility add straight-leg-raise --left 80",
        "flexibility add straight-leg-raise --left 800 --left 800",
        "flexibility add handstand --left 80 --left 80",
        "flexibility add straight-leg-raise --left 80 --left 80 --at 2099-01-01",
        "balance add " + PULLS + REST + " --at 2099-01-01T10:00+02:00",
        "torque ball-curl",
    ],
)
def test_what_cannot_be_kept_is_said_with_status_2(words: str) -> None:
    assert "Error" in run(words, code=2) or "Missing" in run(words, code=2)
    assert json.loads(run("balance --json"))["tests"] == []
    assert json.loads(run("flexibility --json"))["tests"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("flexibility add toe-touch --left 5 --left 5", "give --cm"),
        ("flexibility add straight-leg-raise --cm 5 --cm 5", "give --left and --right"),
        ("flexibility add straight-leg-raise" + 4 * " --left 80", "At most 3 values of each"),
        ("balance add " + PULLS + REST + 2 * " --back-left 21", "At most 3 values of each"),
        ("flexibility add toe-touch --cm 5 --cm 5 --at 2099-01-01", "2099-01-01 is still to come"),
        ("flexibility add toe-touch --cm 5 --cm 5 --at yesterday", "yesterday does not look like a date"),
    ],
)
def test_what_cannot_be_kept_is_said_with_what_to_type(words: str, said: str) -> None:
    assert said in " ".join(run(words, code=2).split())


def test_a_time_of_another_zone_is_kept_as_it_was_here() -> None:
    run("flexibility add toe-touch --cm 5 --cm 5 --at 2026-10-01T08:00+05:00")
    (test,) = json.loads(run("flexibility --json"))["tests"]
    here = datetime.fromisoformat("2026-10-01T08:00+05:00").astimezone().replace(tzinfo=None)
    assert test["at"] == here.isoformat()


def test_flexibility() -> None:
    said = run(
        "flexibility add straight-leg-raise --with phone --left 78 --left 80 --left 82 --at 2026-10-01"
    )
    assert "Left: 80° high, within the usual range" in said
    said = run("flexibility add straight-leg-raise --with phone --left 90 --left 92 --at 2026-11-01")
    assert "11° further than the first time" in said
    assert "3 cm past the floor" in run("flexibility add toe-touch --cm -3 --cm -3")
    assert "Straight leg raise, 2026-11-01:" in run("flexibility")
    tests = json.loads(run("flexibility --json"))["tests"]
    assert [test["results"] for test in tests] == [{"left": 80.0}, {"left": 91.0}, {"both": -3.0}]
    assert tests[0]["sure_change"] == 7.0


def test_torque_takes_the_body_from_the_settings() -> None:
    from hamstride.store import services

    runner = services.local_runner()
    runner.change(mass_kg=70.0, height_m=1.75)
    services.save_profile(runner, runner.profile)
    points = json.loads(run("torque lying-leg-curl --ankle-weight-kg 2 --json"))["points"]
    assert points[0] == [0, 18.786]


def test_torque_takes_the_ball_from_the_settings() -> None:
    from hamstride.store import services

    runner = services.local_runner()
    on_ball = "torque ball-curl --mass-kg 70 --height-m 1.75"
    usual = run(on_ball)
    runner.change(ball_m=0.75)
    services.save_profile(runner, runner.profile)
    assert run(on_ball) == run(on_ball + " --ball-m 0.75") != usual
    assert run(on_ball + " --ball-m 0.55") == usual
