"""Declarations load, and a broken one says which file, which key, what was found and what is allowed."""

import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from hamstride.exercises.load import TRANSLATED, DeclarationError, catalogue, merge, parse, routines
from hamstride.exercises.spec import Exercise, Gate
from hamstride.text.words import flatten, languages

TEXT = (resources.files("hamstride.exercises") / "catalogue" / "standing-curl.toml").read_text("utf-8")

BROKEN = [
    ('kind = "strength"', 'kind = "strong"', ("my.toml.kind", "'strong'", "'strength', 'stretch', 'test'")),
    ('position = "standing"', 'posture = "standing"', ("my.toml.posture", "no such key", "position")),
    ("order = 20", 'order = "20"', ("my.toml.order", "'20'", "a whole number")),
    ('top = "heel-up"', 'top = "heel"', ("my.toml", "no pose 'heel'", "stand, heel-up")),
    ('say = "Slower down."', 'say = "Would you please lower slower now."', ("cues.slow-lower", "five words")),
    ("limit = 2.7\n", "", ("cues.hold-top", "`limit`")),
    ("reps = [10, 10]", "reps = [10, 8]", ("my.toml.dose", "low <= high")),
    ("lift_s = 1.5", "lift_s = 0", ("my.toml.dose.tempo", "`lift_s`", "more than 0")),
    ("reps = [10, 10]", "reps = [10, 10]\nsets = 0", ("my.toml.dose", "`sets` of 1 or more")),
    ("lift_s = 1.5", "lift_s = 1500", ("my.toml.dose.tempo", "`lift_s`", "60 at most")),
    ("pause_s = 1.0", "pause_s = 61", ("my.toml.dose.tempo", "`pause_s`", "0 to 60")),
    ("{ hold_s = 3 }", "{ hold_s = -5 }", ("my.toml.ladder.rungs[0]", "`hold_s`", "600 at most")),
    ("{ hold_s = 3 }", "{ hold_s = 5000 }", ("my.toml.ladder.rungs[0]", "`hold_s`", "600 at most")),
    ("{ hold_s = 3 }", "{ sets = -3 }", ("my.toml.ladder.rungs[0]", "`sets`", "200 at most")),
    ("{ hold_s = 3 }", "{ reps = 0 }", ("my.toml.ladder.rungs[0]", "`reps`", "more than 0")),
    ("loaded = true", "loaded = true\nclean = 0", ("my.toml.ladder", "`clean` of 1")),
    ("loaded = true", "loaded = true\ndays = 100_000", ("my.toml.ladder", "`days` of 0 to 365")),
    ("order = 20", "order = -1", ("my.toml", "`order` of 0 to 10000")),
    ("order = 20", "order = 10_001", ("my.toml", "`order` of 0 to 10000")),
    ("order = 20", "order = 0x" + "f" * 5000, ("my.toml.order", "a huge number", "a whole number of")),
    ("order = 20", "order" + ".a" * 3000 + " = 1", ("my.toml", "tables within tables")),
    ("hold_s = [3, 5]", "hold_s = [3000, 5000]", ("my.toml.dose", "`hold_s`", "600 at most")),
    ("reps = [10, 10]", "reps = [10, 1000]", ("my.toml.dose", "`reps`", "200 at most")),
    ("[0.3, 0.9]", "[30, 90]", ("my.toml", "metres", "[30, 90]")),
    ("[0.3, 0.9]", "[0.9, 0.3]", ("my.toml", "[low, high]", "[0.9, 0.3]")),
    ("clear = 15", "clear = 25", ("my.toml.cues.knees-close", "not above the `limit`")),
    ("clear = 10", "clear = 3", ("my.toml.cues.soft-knee", "not below the `limit`")),
    ('id = "standing-curl"', 'id = "Ferse hoch"', ("my.toml", "small letters", "'Ferse hoch'")),
    ('id = "standing-curl"', 'id = ""', ("my.toml", "an id of", "''")),
    *(
        (
            'id = "standing-curl"',
            f'id = "{id_}"',
            ("my.toml.id", f"found '{id_}'", "no routine has", "another id"),
        )
        for id_ in ("strength", "before-run", "after-run")
    ),
    *(
        (
            'id = "standing-curl"',
            f'id = "{id_}"',
            ("my.toml.id", f"found '{id_}'", "no page has", "another id"),
        )
        for id_ in ("week", "report")
    ),
    ("knee_deg = 100", "knee_deg = 1e9", ("my.toml", "-360 to 360", "`knee_deg` of pose 'heel-up' is 1e+09")),
    ("other_hip_deg = 5", "other_hip_deg = -361", ("my.toml", "`other_hip_deg` of pose 'stand' is -361")),
    (
        "knee_deg = 100",
        "knee_deg = 0",
        ("my.toml", "a `knee_deg` that differs", "0 in 'stand' and in 'heel-up'"),
    ),
    ('signal = "knee-flexion"', 'signal = "trunk-lean"', ("my.toml", "a `trunk_deg` that differs")),
    ("[cues.slow-lower]", "[cues.Slow_lower]", ("my.toml", "'Slow_lower'")),
    ("order = 20", "order = " + "9" * 5000, ("my.toml", "not TOML")),
    ('title = "Standing curl"', "title = 0x" + "f" * 5000, ("my.toml.text.title", "a huge number")),
    ("order = 20", "order = " + "[" * 9000, ("my.toml", "not TOML")),
    ('title = "Standing curl"', 'title = "Curl {left}"', ("my.toml.text.title", "'{left}'", "no braces")),
    (
        "knee moved away from the other in {n}",
        "knee forward in {m}",
        ("cues.knees-close.summary", "'{m}'", "{n}, {of}"),
    ),
    ("order = 20", "order = ", ("my.toml", "not TOML")),
    ('format = "hamstride-exercise/1"', "", ("my.toml.format", "None", "hamstride-exercise/1")),
]


def test_the_whole_programme_is_there_in_order() -> None:
    assert list(catalogue()) == [
        "lying-leg-curl", "standing-curl", "ball-curl", "roll-forward", "hip-hinge", "chair-stretch",
        "active-knee-extension", "straight-leg-raise", "toe-touch",
    ]  # fmt: skip
    assert list(catalogue()["lying-leg-curl"].variants) == ["neutral", "toes-in", "toes-out"]


def test_routines_name_exercises_that_exist() -> None:
    assert set(routines()) == {"strength", "before-run", "after-run"}
    assert {id_ for routine in routines().values() for id_ in routine.exercises} <= set(catalogue())


@pytest.mark.parametrize(("old", "new", "said"), BROKEN)
def test_a_broken_declaration_is_explained(old: str, new: str, said: tuple[str, ...]) -> None:
    assert old in TEXT
    with pytest.raises(DeclarationError) as caught:
        parse(TEXT.replace(old, new, 1), "my.toml")
    for part in said:
        assert part in str(caught.value)


def test_what_some_editors_write_is_no_matter() -> None:
    assert parse("\ufeff" + TEXT.replace("\n", "\r\n"), "my.toml") == parse(TEXT, "my.toml")


def test_an_error_about_the_whole_is_one_short_sentence() -> None:
    with pytest.raises(DeclarationError) as caught:
        parse(TEXT.replace('rest = "stand"', 'rest = "sit"'), "my.toml")
    assert str(caught.value) == (
        "my.toml: allowed is key poses for the movement: no pose 'sit' among stand, heel-up"
    )


def test_a_translation_lies_over_the_text_keys() -> None:
    exercise = parse(
        TEXT,
        "my.toml",
        '[text]\ntitle = "Beinbeuger im Stehen"\n[cues.hold-top]\nsay = "Auf das Ticken warten."',
    )
    assert exercise.text.title == "Beinbeuger im Stehen"
    assert exercise.cues["hold-top"].say == "Auf das Ticken warten."
    assert exercise.cues["hold-top"].limit == 2.7


def test_what_is_kept_of_an_answer_is_in_no_language() -> None:
    words = '[cues.soft-knee]\nanswers = ["locker", "manchmal durchgedrückt", "nicht sicher"]'
    cue = parse(TEXT, "my.toml", words).cues["soft-knee"]
    assert (cue.answers[0], cue.answer_ids) == ("locker", ("soft", "locked at times", "not sure"))
    reworded = TEXT.replace(
        'answers = ["soft"', 'answer_ids = ["soft", "locked", "unsure"]\nanswers = ["at ease"'
    )
    assert parse(reworded, "my.toml", words).cues["soft-knee"].answer_ids == ("soft", "locked", "unsure")


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ('id = "other"', "id"),
        ("[cues.hold-top]\nlimit = 1", "cues.hold-top.limit"),
        ('[text]\nstart = "Heb {was}."', "text.start"),
        ('[cues.hold-top]\nmeasure = "toe-turn"', "cues.hold-top.measure"),
        ('[cues.no-such]\nsay = "Hallo."', "no-such"),
        ('[text]\nsteps = ["Nur einer."]', "text.steps"),
        ("[text]\ntitle = 0x" + "f" * 5000, "a huge number at text.title"),
        ("text.title" + ".a" * 3000 + " = 1", "tables within tables without end at text.title"),
    ],
)
def test_a_translation_changes_words_and_nothing_else(translation: str, said: str) -> None:
    with pytest.raises(DeclarationError, match=said):
        parse(TEXT, "my.toml", translation)


@pytest.mark.parametrize("language", languages())
def test_every_text_of_every_exercise_is_translated(language: str) -> None:
    if language == "en":
        return
    folder = resources.files("hamstride.exercises") / "catalogue"
    bases = [f for f in folder.iterdir() if f.name.endswith(".toml") and f.name.count(".") == 1]
    for base in bases:
        translation = folder / base.name.replace(".toml", f".{language}.toml")
        texts_of = (_texts(tomllib.loads(file.read_text("utf-8"))) for file in (base, translation))
        original, translated = texts_of
        assert original == translated, translation.name


def _texts(data: dict[str, Any]) -> set[str]:
    return {id_ for id_, _ in flatten(data) if TRANSLATED.fullmatch(re.sub(r"\.\d+$", "", id_) + ".")}


def test_a_file_of_the_runner_replaces_or_joins() -> None:
    mine = parse(
        TEXT.replace('id = "standing-curl"', 'id = "my-curl"').replace("order = 20", "order = 5"), "my.toml"
    )
    assert list(merge(catalogue(), [mine]))[0] == "my-curl"
    assert len(merge(catalogue(), [catalogue()["ball-curl"]])) == len(catalogue())


def test_a_declaration_goes_round_as_plain_data() -> None:
    for exercise in catalogue().values():
        assert type(exercise).from_dict(exercise.to_dict()) == exercise


def test_cues_of_a_variant_apply_to_it_alone() -> None:
    lying = catalogue()["lying-leg-curl"]
    assert "toes-turned" not in lying.cue_ids("neutral")
    assert "toes-turned" in lying.cue_ids("toes-in")
    assert lying.cue_ids() == lying.cue_ids("neutral")


SAID_OF = {
    Gate.ACUTE: "a sharp pain or a pop",
    Gate.RADIATING: "tingling runs down a leg",
    Gate.SIT_BONE: "sit bone aches",
    Gate.BACK: "back troubles you",
    Gate.BONE: "bones are thin",
    Gate.PRESSURE: "blood pressure",
    Gate.PREGNANCY: "pregnan",
    Gate.OPERATION: "an operation on hip, knee, leg or belly",
    Gate.NECK: "neck or shoulder hurts, you lose your balance",
    Gate.DIZZY: "makes you dizzy or brings up acid",
}


@pytest.mark.parametrize("exercise", catalogue().values(), ids=lambda exercise: exercise.id)
def test_whatever_leaves_an_exercise_out_is_said_on_its_page(exercise: Exercise) -> None:
    said = " ".join(exercise.text.leave_out_if)
    assert [gate for gate in exercise.excluded_by if SAID_OF[gate] not in said] == []
    for language in languages():
        translated = catalogue(language)[exercise.id].text.leave_out_if
        assert len(translated) == len(exercise.text.leave_out_if)


@pytest.mark.parametrize(
    ("exercise", "warning"),
    [
        ("roll-forward", "Wait if you feel light-headed."),
        ("lying-leg-curl", "Never run in it."),
        ("standing-curl", "never run in them"),
        ("ball-curl", "made not to burst, and a clear floor"),
    ],
)
def test_what_may_do_harm_on_the_way_is_said_in_its_steps(exercise: str, warning: str) -> None:
    assert warning in " ".join(catalogue()[exercise].text.steps)


@pytest.mark.parametrize("language", languages())
def test_what_is_harder_promises_no_seconds_where_the_ladder_has_none(language: str) -> None:
    for exercise in catalogue(language).values():
        ladder = exercise.ladder
        holds = {rung.hold_s for rung in (*ladder.rungs, *ladder.then)} if ladder else set()
        if len(holds) < 2:
            assert not re.search("se[ck]und|second|segund", exercise.text.harder or "", re.IGNORECASE)
