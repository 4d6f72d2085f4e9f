"""What the watcher reports. Every event has the time of the frame that made it certain."""

from dataclasses import dataclass
from enum import Enum

from hamstride.exercises.spec import Phase
from hamstride.exercises.values import Hold, Repetition, Side


class Advice(Enum):
    """What to change so that the watcher can see; the words are in `text` under `advice.`."""

    STEP_BACK = "step-back"
    COME_CLOSER = "come-closer"
    SIDE_ON = "side-on"
    FEET_IN_PICTURE = "feet-in-picture"
    HEAD_IN_PICTURE = "head-in-picture"
    MORE_LIGHT = "more-light"
    ONE_PERSON = "one-person"
    CAMERA_LEVEL = "camera-level"
    LEGS_HIDDEN = "legs-hidden"
    OTHER_WAY_ROUND = "other-way-round"


class Posture(Enum):
    """How the body is held as a whole."""

    NONE = "none"
    STANDING = "standing"
    PRONE = "prone"
    SUPINE = "supine"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Anything that happened at `t_s`."""

    t_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySeen(Event):
    """The whole body has been in the picture, side-on, for two seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingLost(Event):
    """The legs (of a stretch, the thighs) cannot be seen any more: nobody, hidden, or not to be trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingFound(Event):
    """The legs are seen again after a loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewAdvice(Event):
    """Something about the view should change; sent once for each piece of advice until the view was good again."""

    advice: Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureChanged(Event):
    """The body as a whole got into another posture (held for a second)."""

    posture: Posture


@dataclass(frozen=True, slots=True, kw_only=True)
class InPosition(Event):
    """The declared start position has been held still for a second; its rest pose is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionLeft(Event):
    """The declared position was given up (got up, sat up, hips down on the ball)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandsRaised(Event):
    """Both hands have been above the head for about a second: the sign for a pause. Told on the feet alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseEntered(Event):
    """A part of the movement began. `side` is the leg that moves."""

    phase: Phase
    side: Side | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepCounted(Event):
    """A repetition is certain: the limb came back under `return_at`. Sent before `RepCompleted`, to be spoken at once."""

    number: int
    side: Side | None
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepCompleted(Event):
    """A counted repetition is over and all its numbers are known."""

    rep: Repetition


@dataclass(frozen=True, slots=True, kw_only=True)
class RepRevised(Event):
    """What was told of a completed repetition is put right: beside the later ones of the set it is seen better."""

    rep: Repetition


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialRep(Event):
    """A movement that did not reach the declared share of the range: not counted."""

    rep: Repetition


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLeg(Event):
    """Before the leg asked for (`side`) did any, a repetition was the other one's, as the model names the legs. It waits for
    the next, which decides: the leg asked for counts without it; the other one again is believed, and both count."""

    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTick(Event):
    """One more whole second held; `seconds` so far in this hold."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPaused(Event):
    """The runner was lost from sight in a stretch; `held_s` stays on the clock until it is clear how it goes on."""

    held_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEnded(Event):
    """A stretch is over."""

    hold: Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRaised(Event):
    """A cue is being broken."""

    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CueCleared(Event):
    """A broken cue is mended."""

    cue: str
