"""JSON in, JSON out: the coach as the browser's worker calls it. All messages leave as words.

`start` takes the session and what was done of it, `receive` one input at a time; see `INPUTS` and `OUTPUTS` for
their kinds.
"""

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from hamstride.coach.coach import Coach
from hamstride.coach.screen import (
    Battery,
    Camera,
    Input,
    Output,
    PainReported,
    PainTakenBack,
    Say,
    Screen,
    SessionEnded,
    SetFinished,
    SetProgress,
    Sound,
    Tap,
    TapKind,
    Tick,
    Voice,
)
from hamstride.coach.speech import audible
from hamstride.coach.wording import words_of
from hamstride.engine.landmarks import Frame
from hamstride.exercises.codec import DecodeError, encode
from hamstride.exercises.values import Message, Session, SetRecord
from hamstride.text.words import Words

_SENTENCE = re.compile(r"(^|[.?!…]\s+)(\w)")


def sentence(text: str) -> str:
    """A text with every sentence beginning with a capital letter."""
    return _SENTENCE.sub(lambda match: match[1] + match[2].upper(), text)


class Bridge:
    """One session in JSON. Raises `DecodeError` for a session, a record, a kind of input or a tap that does not fit; the
    numbers of frames and ticks come from our own worker, many times a second, and are taken as they are."""

    def __init__(self, payload: dict[str, Any], new_uuid: Callable[[], str]) -> None:
        session = Session.from_dict(payload.get("session"))
        done = [SetRecord.from_dict(record) for record in payload.get("done", ())]
        self._words = words_of(session)
        self._voice = _voice(payload.get("voice", Voice.EVERYTHING.value))
        self._coach = Coach(session, done, uuid=new_uuid, now=payload["now"])

    def receive(self, payload: dict[str, Any]) -> list[dict[str, Any]]:
        """One input in, all outputs that follow from it out."""
        if payload.get("kind") == "voice":
            self._voice = _voice(payload.get("voice"))
            return []
        read = INPUTS.get(str(payload.get("kind")))
        if read is None:
            raise DecodeError("kind", payload.get("kind"), "one of " + ", ".join((*INPUTS, "voice")))
        self._coach.receive(read(payload))
        return [plain(out, self._words) for out in self._coach.outputs() if audible(self._voice, out)]


def _voice(value: object) -> Voice:
    found = next((voice for voice in Voice if voice.value == value), None)
    if found is None:
        raise DecodeError("voice", value, "one of " + ", ".join(voice.value for voice in Voice))
    return found


# ---------------------------------------------------------------- in


def frame_of(data: dict[str, Any]) -> Frame:
    """A frame from its JSON."""
    points, world = data.get("points"), data.get("world")
    return Frame(
        t_s=data["t_s"],
        width=data["width"],
        height=data["height"],
        points=None if points is None else tuple(map(tuple, points)),
        world=None if world is None else tuple(map(tuple, world)),
        light=data.get("light"),
        people=data.get("people"),
    )


def _tap(data: dict[str, Any]) -> Tap:
    kind = next((kind for kind in TapKind if kind.value == data.get("tap")), None)
    if kind is None:
        raise DecodeError("tap", data.get("tap"), "one of " + ", ".join(kind.value for kind in TapKind))
    return Tap(t_s=data["t_s"], kind=kind, value=data.get("value"), pressed_s=data.get("pressed_s"))


INPUTS: dict[str, Callable[[dict[str, Any]], Frame | Input]] = {
    "frame": frame_of,
    "tap": _tap,
    "tick": lambda data: Tick(t_s=data["t_s"]),
    "camera": lambda data: Camera(t_s=data["t_s"], on=bool(data["on"])),
    "battery": lambda data: Battery(t_s=data["t_s"]),
}


# ---------------------------------------------------------------- out


def _worded(value: Any, words: Words) -> Any:
    """Plain data of an output with each message put into words."""
    if isinstance(value, Message):
        return sentence(words.of(value))
    if isinstance(value, SetRecord):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_worded(item, words) for item in value]
    if is_dataclass(value):
        pairs = ((part.name, getattr(value, part.name)) for part in fields(value))
        return {name: _worded(item, words) for name, item in pairs if item is not None}
    return encode(value)


# What each output is called in JSON; its own fields follow.
OUTPUTS: dict[type, str] = {
    Screen: "screen",
    Say: "say",
    Sound: "sound",
    SetFinished: "set",
    SetProgress: "progress",
    PainReported: "pain",
    PainTakenBack: "pain-back",
    SessionEnded: "ended",
}


def plain(output: Output, words: Words) -> dict[str, Any]:
    """An output as the browser gets it."""
    return {"kind": OUTPUTS[type(output)], **_worded(output, words)}


# ---------------------------------------------------------------- the worker's two calls

_open: list[Bridge] = []


def start(payload: str) -> None:
    """Begins a session: `{"session": …, "done": […], "now": local ISO time at t_s = 0, "voice": …}`."""
    _open[:] = [Bridge(json.loads(payload), lambda: str(uuid.uuid4()))]


def receive(payload: str) -> str:
    """One input: `{"kind": "frame" | "tick" | "tap" | "camera" | "battery" | "voice", "t_s": …}`; a list of outputs.

    Raises `RuntimeError` before `start`.
    """
    if not _open:
        raise RuntimeError("receive came before start; call start with a session first")
    return json.dumps(_open[0].receive(json.loads(payload)))
