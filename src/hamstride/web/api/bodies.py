"""What the API is sent, each declared once; `codec.decode` checks it and says what is wrong."""

import json
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest

from hamstride.exercises.codec import DecodeError, decode
from hamstride.exercises.values import PAIN_SCORES, WORST_PAIN, Effort, PainPlace, Side, Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Begin a session of a routine, or of one exercise. Of a `trial` nothing is kept."""

    routine: str | None = None
    exercise: str | None = None
    variant: str | None = None
    shorter: bool = False
    longer: bool = False
    trial: bool = False
    source: Source | None = None

    def __post_init__(self) -> None:
        if (self.routine is None) == (self.exercise is None):
            raise ValueError("either a `routine` or an `exercise`")


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A session is over, and what the runner says about it."""

    complete: bool
    effort: Effort | None = None
    hurt: bool | None = None
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hurts:
    """It hurts, and where and how much is not told yet; `hurt` false: it was a slip."""

    hurt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pain:
    """It hurts. The same `uuid` again changes nothing; without one, saying the same again of the same session."""

    uuid: str | None = None
    session: str | None = None
    exercise: str
    side: Side
    place: PainPlace
    score: int | None = None

    def __post_init__(self) -> None:
        if self.score is not None and self.score not in PAIN_SCORES:
            raise ValueError(f"a `score` of 0 to {WORST_PAIN}")


def data(request: HttpRequest) -> Any:
    """The JSON of a request. Raises `DecodeError`."""
    if b"\\u0000" in request.body:
        raise DecodeError("body", "\\u0000", "text without NUL, which no database keeps")
    try:
        found = json.loads(request.body)
        json.dumps(
            found, ensure_ascii=False
        ).encode()  # half a character (a lone surrogate) cannot be kept either
    except (ValueError, RecursionError):
        raise DecodeError("body", request.body[:40], "JSON") from None
    return found


def read(request: HttpRequest, kind: type[T]) -> T:
    """A request's body as one of the values above. Raises `DecodeError`."""
    return decode(kind, data(request), "body")
