"""What goes into the coach besides frames, and what it puts out: what to show, what to speak, what was done. The shell
(browser, command line) obeys.

All times are seconds on one clock, that of the frames, which begins when the session does.
"""

from dataclasses import dataclass
from enum import Enum

from hamstride.exercises.spec import Equipment
from hamstride.exercises.values import Message, PainPlace, SetRecord, Side, Source


class Stage(Enum):
    """Where the session stands; the shell shows one layout for each."""

    BRIEF = "brief"  # what comes, what is needed
    PLACE = "place"  # placing the camera, walking on the spot
    GEAR = "gear"  # weights on, weights off
    READY = "ready"  # getting into position; "start when you like"
    WORKING = "working"
    REST = "rest"
    PAUSED = "paused"
    STOPPED = "stopped"  # "What happened?"
    CRAMP = "cramp"
    PAIN = "pain"  # where, what kind, 0 to 10
    DONE = "done"


class TapKind(Enum):
    """Everything that can be pressed in the player. `DRIVE` carries a `Source` value, `PAIN_PLACE` a `PainPlace` value,
    `PAIN_SCORE` 0..10, `PAIN_THEN` what the pain rules answered ("go-on", "leave-exercise", "end"), `PLUS` and `MINUS` the
    index of the set to correct (none: the one shown as correctable), `PAUSE` may carry "hidden" when the page went out of
    sight."""

    START = "start"
    PAUSE = "pause"
    GO_ON = "go-on"
    SKIP = "skip"
    BACK = "back"
    PLUS = "plus"
    MINUS = "minus"
    COUNT = "count"
    HURTS = "hurts"
    MISTAKE = "mistake"
    BREAK = "break"
    CRAMP = "cramp"
    ENOUGH_EXERCISE = "enough-exercise"
    ENOUGH_TODAY = "enough-today"
    PAIN_PLACE = "pain-place"
    PAIN_SCORE = "pain-score"
    PAIN_THEN = "pain-then"
    DRIVE = "drive"
    TOLD = "told"


class Voice(Enum):
    """How much is heard."""

    EVERYTHING = "everything"
    NUMBERS = "numbers"
    SOUNDS = "sounds"
    SILENT = "silent"


class SoundKind(Enum):
    """The five sounds, and the two accents of the click."""

    CLICK = "click"
    DOUBLE_CLICK = "double-click"
    HIGH_CLICK = "high-click"
    TICK = "tick"
    BEGIN = "begin"
    SET_DONE = "set-done"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A press at `t_s`; `value` is the answer for taps that carry one (a pain place, a score, a way to drive). `pressed_s`
    tells, on any clock, when it was made, where it may have waited since."""

    t_s: float
    kind: TapKind
    value: str | int | None = None
    pressed_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The clock went on, with or without frames. Send at least five a second."""

    t_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """The camera came (`on`) or went at `t_s`."""

    t_s: float
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """The device is under a tenth of its battery."""

    t_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button: what it sends and what stands on it. At most one is `main`."""

    tap: TapKind
    label: Message
    value: str | int | None = None
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One of several ways in which an exercise is done."""

    variant: str
    title: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Everything to show now. Sent whole whenever anything in it changed.

    `far` is the far word (LEFT, RIGHT, WEIGHTS ON), `state` the state word (UP, HOLD, DOWN, REST, CAN'T SEE YOU). `number` of
    `target` counts repetitions, or seconds of a stretch when `seconds` is true. `ring` is the share (0..1) of a hold done,
    `ticks` the (done, wanted) dots of a short hold. `phase_share` is 0 (rest) to 1 (top) for the tempo bar and the figure,
    `pace` where it would be by the declared tempo: the mark to follow.
    `things` are drawn beside the `lines` that name them, `ways` beside each other: what comes next is done in all of them.
    `seeing` is false while the camera cannot see, `None` without a camera and where it need not.
    """

    stage: Stage
    exercise: str | None = None
    variant: str | None = None
    side: Side | None = None
    index: int = 0
    sets: int = 0
    title: Message | None = None
    far: Message | None = None
    state: Message | None = None
    number: int | None = None
    target: int | None = None
    seconds: bool = False
    ring: float | None = None
    ticks: tuple[int, int] | None = None
    phase_share: float | None = None
    pace: float | None = None
    caption: Message | None = None
    next: Message | None = None
    source: Source = Source.CAMERA
    seeing: bool | None = None
    advice: Message | None = None
    choices: tuple[Choice, ...] = ()
    lines: tuple[Message, ...] = ()
    things: tuple[Equipment, ...] = ()
    ways: tuple[Way, ...] = ()
    correctable: int | None = None  # index of the set that ±1 corrects now


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A sentence to speak. `number` marks a repetition's count, `cue` a cue; `cut` stops what is being said (a number always
    does)."""

    message: Message
    number: bool = False
    cue: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """One of the short sounds."""

    sound: SoundKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFinished:
    """A set is over (or was corrected afterwards: same uuid, sent again). Keep it at once."""

    record: SetRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProgress:
    """The set that is going on, as it would be kept if everything stopped now. Worth keeping on the device, to go on from
    after a crash; `SetFinished` with the same uuid follows."""

    record: SetRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class PainReported:
    """The runner said that it hurts; the exercise has stopped. `score` is 0..10 or `None` when not asked."""

    exercise: str
    side: Side
    place: PainPlace
    score: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainTakenBack:
    """The pain that was reported last was tapped by mistake: forget it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded:
    """The last word was said. `complete` is false when the runner ended it early. `remarks` are for the page that follows:
    what was good, and what is for the next time; `unseen` is what the camera did not see."""

    complete: bool
    remarks: tuple[Message, ...]
    unseen: Message | None


Input = Tick | Tap | Camera | Battery
Output = Screen | Say | Sound | SetFinished | SetProgress | PainReported | PainTakenBack | SessionEnded
