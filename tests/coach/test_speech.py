"""One voice: what waits, what cuts in, what the caption shows."""

from hypothesis import given
from hypothesis import strategies as st

from hamstride.coach.screen import Say, Sound, SoundKind, Voice
from hamstride.coach.speech import Mouth, audible, number, spoken_s
from hamstride.exercises.values import Message


def one(id_: str, **how: bool) -> Say:
    return Say(message=Message.of(id_), **how)


def ids(says: object) -> list[str]:
    return [say.message.id for say in says]  # type: ignore[attr-defined]


def mouth() -> Mouth:
    return Mouth(lambda message: 2.0)


def test_a_sentence_waits_for_the_one_before() -> None:
    it = mouth()
    it.say(one("a"))
    it.say(one("b"))
    assert ids(it.due(0.0)) == ["a"]
    assert ids(it.due(1.9)) == []
    assert ids(it.due(2.0)) == ["b"]
    assert not it.idle(3.9)
    assert it.idle(4.0)


def test_a_number_comes_at_once_and_drops_what_waits() -> None:
    it = mouth()
    it.say(one("a"))
    it.say(one("b"))
    assert ids(it.due(0.0)) == ["a"]
    it.say(one("number", number=True))
    assert ids(it.due(0.1)) == ["number"]
    assert ids(it.due(9.0)) == []


def test_the_caption_keeps_the_number_with_its_cue() -> None:
    it = mouth()
    it.say(one("number", number=True))
    list(it.due(0.0))
    it.say(one("cue", cue=True))
    list(it.due(2.0))
    assert it.caption == Message.of("coach.numbered", n=Message.of("number"), then=Message.of("cue"))
    it.say(one("other"))
    list(it.due(9.0))
    assert it.caption == Message.of("other")


def test_hush_is_silence_and_leaves_the_caption() -> None:
    it = mouth()
    it.say(one("a"))
    list(it.due(0.0))
    it.say(one("b"))
    it.hush()
    assert it.idle(0.1)
    assert it.caption == Message.of("a")


@given(st.text(max_size=200))
def test_every_text_takes_some_time(text: str) -> None:
    assert spoken_s(text) > 0


def test_each_setting_lets_less_through() -> None:
    outputs = [one("n", number=True), one("s"), Sound(sound=SoundKind.CLICK)]
    heard = {voice: [audible(voice, each) for each in outputs] for voice in Voice}
    assert heard == {
        Voice.EVERYTHING: [True, True, True],
        Voice.NUMBERS: [True, False, True],
        Voice.SOUNDS: [False, False, True],
        Voice.SILENT: [False, False, False],
    }


def test_numbers_are_told_apart() -> None:
    assert len({repr(number(n)) for n in range(120)}) == 120
