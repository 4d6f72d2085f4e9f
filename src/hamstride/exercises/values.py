"""Values that every layer shares: what is asked for (`Session`), what was done (`SetRecord`), and their small words.

All are frozen and keyword-only, and travel as plain data (`to_dict`, `from_dict`) between the server, the browser and the
coach. Times of a set are seconds on the clock of its own frames, unless the name says otherwise; dates and times of day
are the runner's local ones, written in ISO 8601 without a zone.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Self

from hamstride.exercises.codec import DecodeError, decode, encode
from hamstride.exercises.spec import Gate


class Side(Enum):
    """The leg that works: the curling leg, or the one on the step or chair."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite leg; `BOTH` is its own opposite."""
        if self is Side.LEFT:
            return Side.RIGHT
        return Side.LEFT if self is Side.RIGHT else self


class Source(Enum):
    """How a set was driven and who says that it was done."""

    CAMERA = "camera"
    BEAT = "beat"
    TAP = "tap"
    TOLD = "told"
    WATCH = "watch"


class Outcome(Enum):
    """How a set ended."""

    DONE = "done"
    STOPPED = "stopped"
    SKIPPED = "skipped"
    CRAMP = "cramp"
    PAIN = "pain"


class Effort(Enum):
    """How hard a session was, in the runner's words; easy and all right had three repetitions or more left."""

    EASY = "easy"
    ALL_RIGHT = "all-right"
    HARD = "hard"
    TOO_HARD = "too-hard"


class PainPlace(Enum):
    """Where it hurts, or what kind of pain it is; its words are in `text` under `coach.pain.`."""

    SHARP = "sharp"
    SIT_BONE = "sit-bone"
    TINGLING = "tingling"
    MUSCLE = "muscle"
    BACK = "back"
    KNEE = "knee"
    ELSEWHERE = "elsewhere"


WORST_PAIN = 10
PAIN_SCORES = range(WORST_PAIN + 1)  # what is asked of a pain; 0 is none


BALL_M = 0.55  # the usual ball's diameter


class WeightUnit(Enum):
    """What weights are written and typed in; they are kept in kilograms."""

    KG = "kg"
    LB = "lb"


class Sex(Enum):
    """Asked only where a published limit differs; unsaid shows both limits."""

    FEMALE = "female"
    MALE = "male"
    UNSAID = "unsaid"


class Torn(Enum):
    """Whether a hamstring was pulled or torn before, by what the runner says."""

    NEVER = "never"
    LATELY = "lately"
    LONG_AGO = "long-ago"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is to be said or shown: an id of `text/<lang>.toml` (or of a declaration) and the values to fill in.

    A parameter that is itself a `Message` is put into words first.
    """

    id: str
    params: "dict[str, str | int | float | Message]"

    @classmethod
    def of(cls, id_: str, /, **params: "str | int | float | Message") -> "Message":
        """`Message.of("coach.start", side=…)`."""
        return cls(id=id_, params=params)


class Timed:
    """Leaves rest at `start_s`, is up at `top_s`, stays there for `hold_s`, is back at rest at `end_s`."""

    __slots__ = ()
    start_s: float
    top_s: float
    hold_s: float
    end_s: float

    @property
    def lift_s(self) -> float:
        """Seconds from leaving rest to the top."""
        return self.top_s - self.start_s

    @property
    def lower_s(self) -> float:
        """Seconds from the end of the hold to being back at rest."""
        return self.end_s - self.top_s - self.hold_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition(Timed):
    """One repetition as seen. `start_s` leaves rest, `top_s` ends the lift, `end_s` is back at rest, so that
    lowering = end − top − hold. `number` is `None` for a partial repetition, which is not counted. `peak_deg` is the angle
    itself that the movement's signal had at the top, not how far it went; told of tests alone. `reach_share` is how far the
    knuckles were above the heels, of the eyes' height standing; told of the toe touch alone."""

    number: int | None = None
    side: Side | None = None
    start_s: float
    top_s: float
    end_s: float
    hold_s: float
    range_deg: float
    peak_deg: float | None = None
    reach_share: float | None = None
    counted: bool
    cues: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One held stretch: `start_s`…`end_s` bound the whole movement, `held_s` is the still time alone."""

    number: int
    side: Side | None = None
    start_s: float
    end_s: float
    held_s: float
    cues: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


class _Versioned:
    """Plain data with a format mark, so that a stored or sent value can be told from any other."""

    FORMAT: ClassVar[str]
    FORMER: ClassVar[frozenset[str]] = frozenset()  # keys of what was kept before, which say nothing any more
    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data that `from_dict` reads back to an equal value."""
        return {"format": self.FORMAT, **encode(self)}

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """The value from plain data. Raises `DecodeError` on a wrong format mark, key or value."""
        if not isinstance(data, dict) or data.get("format") != cls.FORMAT:
            found = data.get("format") if isinstance(data, dict) else data
            raise DecodeError("format", found, repr(cls.FORMAT))
        said = {key: value for key, value in data.items() if key != "format" and key not in cls.FORMER}
        return decode(cls, said, cls.FORMAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlan:
    """One set to do: an exercise, a variant, a side and a dose. A strength set has `reps`, a stretch has `hold_s` alone."""

    exercise: str
    variant: str | None = None
    side: Side
    reps: int | None = None
    hold_s: float | None = None
    load_kg: float = 0.0
    rest_s: float = 10.0

    @property
    def target(self) -> float:
        """Repetitions, or seconds of a stretch."""
        return float(self.reps or self.hold_s or 0.0)

    def as_planned(self, *, uuid: str, session: str, index: int, started: str) -> "SetRecord":
        """Its record where somebody says that it was done and nothing more is known. Who saw more replaces what they saw."""
        return SetRecord(
            uuid=uuid,
            session=session,
            index=index,
            exercise=self.exercise,
            variant=self.variant,
            side=self.side,
            source=Source.TOLD,
            outcome=Outcome.DONE,
            started=started,
            seconds=0.0,
            load_kg=self.load_kg,
            target=self.target,
            seen=self.reps or 0,
            held_s=0.0 if self.reps else self.hold_s or 0.0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(_Versioned):
    """A session to be led: its sets in order, with the declarations of the exercises in it, as the runner has them.

    `declarations` maps an exercise id to its declaration as plain data (`Exercise.to_dict`), already in the runner's
    language. `source` is how sets are driven unless something goes wrong. `first` is true for the runner's very first,
    `lighter` where it has half the sets because of the day or the week: it is no ground for more. `rest_lines` allows a
    sentence about the why in a long rest, `reminds` names the exercises of which is said what is said now and then.
    `expected_s` is how long it takes, strength at this runner's own pace where that is known, `next_date` the day of the
    session after it, and `weights` how many ankle weights there are (0, 1 or 2): one changes legs in the rest.
    """

    FORMAT = "hamstride-session/1"

    uuid: str
    routine: str
    date: str
    language: str = "en"
    weight_unit: WeightUnit = WeightUnit.KG
    source: Source = Source.CAMERA
    first: bool = False
    lighter: bool = False
    rest_lines: bool = True
    reminds: tuple[str, ...] = ()
    weights: int = 0
    sets: tuple[SetPlan, ...]
    declarations: dict[str, Any]
    next_date: str | None = None
    expected_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRecord(_Versioned):
    """A set that was done (or left). `index` is its place in `Session.sets`; `uuid` makes sending it twice harmless.

    `revision` grows with every version of the set that is sent: of two, the higher one is the later and holds. `seen` is what
    the camera, the beat or the taps counted; `corrected` is the runner's own ±1 beside it, never instead.
    Of a stretch, `seen` and `target` are seconds. `started` is the local date and time at which the set began.
    """

    FORMAT = "hamstride-set/1"

    uuid: str
    session: str
    index: int
    exercise: str
    variant: str | None = None
    side: Side
    source: Source
    outcome: Outcome
    started: str
    seconds: float
    load_kg: float = 0.0
    target: float
    seen: int
    corrected: int | None = None
    held_s: float = 0.0
    reps: tuple[Repetition, ...] = ()
    holds: tuple[Hold, ...] = ()
    revision: int = 0

    @property
    def count(self) -> int:
        """Repetitions as the runner has the last word on them."""
        return self.seen if self.corrected is None else self.corrected

    @property
    def broken_off(self) -> bool:
        """Whether it ended before its target, and can be gone on with."""
        return self.outcome in (Outcome.STOPPED, Outcome.CRAMP) and self.count < self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerProfile(_Versioned):
    """What the runner told about themselves and their things; everything has the sensible default.

    `hinge` replaces the roll forward by the foot on a step (back problems or very tight hamstrings); `no_stretches` and
    `no_strength` are set by the questions before the first session, as are `gates`: an exercise that names one of them in
    `excluded_by` is left out, or replaced; `torn` is what they said there of a hamstring. `left_out` is a leg to leave out;
    `smaller_lifts` are enough for a knee that does not bend so far. `rest_lines` allows a sentence about the why in a long
    rest. `weight_kg` is the lightest weight the runner can strap on, `more_kg` are the heavier ones; `per_week` is how often
    strength is planned. The body (`mass_kg`, `height_m`, `sex`) and the ball's diameter serve the numbers of measuring, and
    how many clean sessions a heavier weight wants; without them everything works."""

    FORMAT = "hamstride-runner/1"
    FORMER = frozenset({"mat"})

    ankle_weights: int = 0
    weight_kg: float = 0.0
    chair: bool = True
    step: bool = True
    ball: bool = False
    hinge: bool = False
    left_out: Side | None = None
    smaller_lifts: bool = False
    no_stretches: bool = False
    no_strength: bool = False
    gates: tuple[Gate, ...] = ()
    torn: Torn = Torn.NEVER
    rest_lines: bool = True
    more_kg: tuple[float, ...] = ()
    per_week: int = 2
    mass_kg: float | None = None
    height_m: float | None = None
    sex: Sex = Sex.UNSAID
    ball_m: float = BALL_M
    language: str = "en"
    weight_unit: WeightUnit = WeightUnit.KG
