"""JSON in, JSON out."""

import json
from dataclasses import replace
from typing import Any

import pytest

from hamstride.coach import bridge
from hamstride.coach.coach import Coach
from hamstride.exercises.codec import DecodeError
from hamstride.exercises.values import Outcome, Repetition, RunnerProfile, SetRecord, Side, Source
from tests.coach.rig import BODY, NOW, made, one_set


def begun(voice: str = "everything", **asked: Any) -> None:
    session = made("before-run", runner=RunnerProfile(), **asked)
    bridge.start(json.dumps({"session": session.to_dict(), "done": [], "now": NOW, "voice": voice}))


def play(seconds: float) -> list[dict[str, Any]]:
    ticks = (json.dumps({"kind": "tick", "t_s": n / 5}) for n in range(int(seconds * 5)))
    return [out for tick in ticks for out in json.loads(bridge.receive(tick))]


def test_a_session_by_the_beat_in_json() -> None:
    begun()
    out = play(90.0)
    said = [each["message"] for each in out if each["kind"] == "say"]
    assert said[0].startswith("One easy stretch.")
    assert [each["sound"] for each in out if each["kind"] == "sound"] == ["begin", "set-done"]
    records = [SetRecord.from_dict(each["record"]) for each in out if each["kind"] == "set"]
    assert [(record.held_s, record.source) for record in records] == [(30.0, Source.BEAT)]
    assert out[-1] == {"kind": "ended", "complete": True, "remarks": []}
    assert {each["kind"] for each in out} == {"screen", "say", "sound", "set", "progress", "ended"}


def test_the_end_brings_what_is_said_of_it_in_words() -> None:
    rep = Repetition(
        start_s=0,
        top_s=1,
        end_s=6,
        hold_s=3,
        range_deg=95,
        counted=True,
        cues=("slow-lower",),
        unseen=("soft-knee",),
    )
    record = SetRecord(
        uuid="u",
        session="session",
        index=0,
        exercise="standing-curl",
        side=Side.LEFT,
        source=Source.CAMERA,
        outcome=Outcome.DONE,
        started=NOW,
        seconds=60,
        target=10,
        seen=10,
        reps=(rep,) * 10,
    )
    session = one_set("standing-curl")
    bridge.start(json.dumps({"session": session.to_dict(), "done": [record.to_dict()], "now": NOW}))
    (end,) = (each for each in play(20.0) if each["kind"] == "ended")
    assert end == {
        "kind": "ended",
        "complete": True,
        "remarks": [
            "Nice: held at the top, every time (10 of 10).",
            "Next time, on the left: Slower down.",
        ],
        "unseen": "Not visible from where the phone was: standing knee soft.",
    }


def test_a_screen_holds_words_and_leaves_out_what_is_not_there() -> None:
    begun()
    screens = [each for each in play(40.0) if each["kind"] == "screen"]
    last = screens[-1]
    assert last["title"] == "Roll forward"
    assert last["stage"] == "working"
    assert last["caption"].endswith(".")
    assert {choice["tap"] for choice in last["choices"]} == {"hurts", "pause", "skip"}
    assert all(isinstance(choice["label"], str) for choice in last["choices"])
    assert None not in last.values()
    assert "correctable" not in last


@pytest.mark.parametrize(
    ("voice", "kinds"),
    [
        ("everything", {"say", "sound"}),
        ("numbers", {"sound"}),
        ("sounds", {"sound"}),
        ("silent", set()),
    ],
)
def test_the_voice_setting_decides_what_is_heard_and_captions_stay(voice: str, kinds: set[str]) -> None:
    begun(voice)
    out = play(90.0)
    assert {each["kind"] for each in out} & {"say", "sound"} == kinds
    captions = [each.get("caption") for each in out if each["kind"] == "screen"]
    assert "Last five." in captions


def test_numbers_only_speaks_the_numbers() -> None:
    session = made("standing-curl", runner=RunnerProfile(), source=Source.BEAT)
    bridge.start(json.dumps({"session": session.to_dict(), "done": [], "now": NOW, "voice": "numbers"}))
    said = [each["message"] for each in play(150.0) if each["kind"] == "say"]
    assert said[:10] == ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]


def test_the_voice_can_be_changed_in_the_middle() -> None:
    begun()
    assert json.loads(bridge.receive(json.dumps({"kind": "voice", "voice": "silent"}))) == []
    assert not [each for each in play(90.0) if each["kind"] in ("say", "sound")]


def test_frames_taps_and_the_camera_are_understood() -> None:
    begun(source=Source.CAMERA)
    frame = {"kind": "frame", "t_s": 0.1, "width": 640, "height": 480, "points": BODY, "world": None}
    first = json.loads(bridge.receive(json.dumps(frame)))
    assert first[0]["kind"] == "say"
    json.loads(bridge.receive(json.dumps({**frame, "t_s": 0.2, "points": None})))
    json.loads(bridge.receive(json.dumps({"kind": "camera", "t_s": 0.3, "on": False})))
    hurt = json.loads(bridge.receive(json.dumps({"kind": "tap", "t_s": 1.0, "tap": "hurts"})))
    assert hurt[-1]["stage"] == "pain"
    for tap, value in (("pain-place", "sharp"), ("pain-score", 7)):
        t_s = 2.0 if tap == "pain-place" else 3.0
        out = json.loads(bridge.receive(json.dumps({"kind": "tap", "t_s": t_s, "tap": tap, "value": value})))
    assert [each for each in out if each["kind"] == "pain"] == [
        {"kind": "pain", "exercise": "roll-forward", "side": "both", "place": "sharp", "score": 7}
    ]


@pytest.mark.parametrize(
    ("payload", "says"),
    [
        ({"kind": "dance", "t_s": 0.0}, "frame"),
        ({"kind": "tap", "t_s": 0.0, "tap": "dance"}, "go-on"),
        ({"kind": "voice", "voice": "shout"}, "numbers"),
    ],
)
def test_what_is_not_understood_is_said_with_what_is_allowed(payload: dict[str, Any], says: str) -> None:
    begun()
    with pytest.raises(DecodeError, match=says):
        bridge.receive(json.dumps(payload))


def test_receive_before_start_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "_open", [])
    with pytest.raises(RuntimeError, match="call start"):
        bridge.receive(json.dumps({"kind": "tick", "t_s": 0.0}))


def test_a_session_without_sets_is_refused() -> None:
    with pytest.raises(ValueError, match="no sets"):
        Coach(replace(made(), sets=()), uuid=lambda: "x", now=NOW)


def test_the_coach_takes_no_strangers() -> None:
    stranger: Any = "tick"
    coach = Coach(made(), uuid=lambda: "x", now=NOW)
    with pytest.raises(TypeError, match="Frame"):
        coach.receive(stranger)
