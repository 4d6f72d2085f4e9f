"""What an exercise declaration holds. One file, one exercise; everything else in Hamstride reads this.

Angles are degrees of flexion (0 = straight), `trunk_deg` is the inclination of the trunk from upright toward the front of
the body (standing 0, face down 90, on the back -90). Left and right never appear: a pose speaks of the working leg and the
other leg, and the side is chosen when the exercise is done.
"""

import re
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any

from hamstride.exercises.codec import DecodeError, decode, encode

_ID = re.compile(r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*")  # it stands in addresses and in the record
LONGEST_S = 600  # of a hold or a rest between sets: who writes milliseconds is told so
LONG_HOLD_S = 2.0  # a shorter stop at the top is part of the movement, not worth a word
LONGEST_WAY_S = 60  # of a way, or of the pause before the next
MOST_REPS = 200
MOST_CLEAN = 100
MOST_DAYS = 365
LAST_ORDER = 10_000
HIGHEST_CAMERA_M = 3.0
WIDEST_DEG = 360  # of a joint in a pose


class Kind(Enum):
    """What an exercise is for."""

    STRENGTH = "strength"
    STRETCH = "stretch"
    TEST = "test"


class Position(Enum):
    """How the body lies or stands at the start."""

    PRONE = "prone"
    SUPINE = "supine"
    STANDING = "standing"


class Laterality(Enum):
    """Whether legs work in turn or together."""

    EACH_LEG = "each-leg"
    BOTH_LEGS = "both-legs"


class Equipment(Enum):
    """Things an exercise needs."""

    MAT = "mat"
    ANKLE_WEIGHTS = "ankle-weights"
    CHAIR = "chair"
    BALL = "ball"
    STEP = "step"


class Measure(Enum):
    """What a cue or a movement may be about. All but `toe-turn` and `back-curve` can be read from landmarks by `engine`."""

    KNEE_FLEXION = "knee-flexion"
    KNEE_EXTENSION = "knee-extension"
    HIP_FLEXION = "hip-flexion"
    TRUNK_LEAN = "trunk-lean"
    HIP_RISE = "hip-rise"
    THIGH_FORWARD = "thigh-forward"
    THIGH_TILT = "thigh-tilt"
    OTHER_KNEE_FLEXION = "other-knee-flexion"
    ANKLE_FLEXION = "ankle-flexion"
    TOE_TURN = "toe-turn"
    BACK_CURVE = "back-curve"
    BOUNCE = "bounce"
    HOLD_SECONDS = "hold-seconds"
    LOWER_SECONDS = "lower-seconds"
    PEAK_FLEXION = "peak-flexion"
    END_FLEXION = "end-flexion"
    TRAVEL = "travel"


# How far a repetition went, which keeps a half one from counting: half lifts are told of by cues about this alone.
OF_HALF_LIFTS = (Measure.TRAVEL, Measure.PEAK_FLEXION)


class Phase(Enum):
    """Parts of a repetition; a stretch is entered (lift), held and left (lower)."""

    REST = "rest"
    LIFT = "lift"
    HOLD = "hold"
    LOWER = "lower"


class Reference(Enum):
    """What a measure is compared with: the person's own rest pose, or zero."""

    REST = "rest"
    ABSOLUTE = "absolute"


class Judge(Enum):
    """Who can judge a cue."""

    CAMERA = "camera"
    CLOCK = "clock"
    ASK = "ask"
    REMIND = "remind"
    NOBODY = "nobody"


class Bound(Enum):
    """Which side of the limit breaks the cue."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """A key pose, in degrees. `ankle_deg` is plantarflexion of the working foot (0 = at right angles to the shin)."""

    trunk_deg: float
    hip_deg: float = 0.0
    knee_deg: float = 0.0
    ankle_deg: float = 0.0
    other_hip_deg: float = 0.0
    other_knee_deg: float = 0.0
    spine_deg: float = 0.0
    arm_deg: float = 0.0


# What a movement can be followed by: the angle of a key pose, and its sign.
FOLLOWED = {
    Measure.KNEE_FLEXION: ("knee_deg", 1.0),
    Measure.KNEE_EXTENSION: ("knee_deg", -1.0),
    Measure.HIP_FLEXION: ("hip_deg", 1.0),
    Measure.TRUNK_LEAN: ("trunk_deg", 1.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The way from one key pose to another and back. `signal` is the measure that is followed.

    A repetition counts at `count_at` of the declared range, must come back under `return_at` of it; less than `count_at`
    but more than `partial_at` is a partial repetition.
    """

    signal: Measure
    rest: str
    top: str
    count_at: float = 0.6
    return_at: float = 0.3
    partial_at: float = 0.2

    def __post_init__(self) -> None:
        if not 0 < self.partial_at < self.return_at < self.count_at <= 1:
            raise ValueError("partial_at < return_at < count_at, all between 0 and 1")

    def followed_deg(self, pose: Pose) -> float:
        """What the signal is in a key pose. Raises `KeyError` where no movement can be followed by it."""
        name, sign = FOLLOWED[self.signal]
        return sign * float(getattr(pose, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """Seconds of each part of one repetition, as the coach keeps the beat; `pause_s` is the rest before the next."""

    lift_s: float
    hold_s: float = 0.0
    lower_s: float
    pause_s: float = 1.0

    def __post_init__(self) -> None:
        if not (0 < self.lift_s <= LONGEST_WAY_S and 0 < self.lower_s <= LONGEST_WAY_S):
            raise ValueError(
                f"a `lift_s` and a `lower_s` of more than 0 seconds, and of {LONGEST_WAY_S} at most"
            )
        if not (0 <= self.hold_s <= LONGEST_S and 0 <= self.pause_s <= LONGEST_WAY_S):
            raise ValueError(
                f"a `hold_s` of 0 to {LONGEST_S} seconds, and a `pause_s` of 0 to {LONGEST_WAY_S}"
            )

    def repetition_s(self, hold_s: float) -> float:
        """Seconds of one whole repetition with a hold of so long."""
        return self.lift_s + hold_s + self.lower_s + self.pause_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much. Ranges are the article's (low, high); the coach leads to the low end and allows the high one."""

    sets: int = 1
    reps: tuple[int, int] | None = None
    hold_s: tuple[float, float] | None = None
    rest_s: float = 10.0
    tempo: Tempo

    def __post_init__(self) -> None:
        if self.reps is None and self.hold_s is None:
            raise ValueError("a dose with `reps`, `hold_s` or both")
        if not 1 <= self.sets <= MOST_REPS or not 0 <= self.rest_s <= LONGEST_S:
            raise ValueError(
                f"`sets` of 1 or more ({MOST_REPS} at most), and a `rest_s` of 0 to {LONGEST_S} seconds"
            )
        for name, found, most in (("reps", self.reps, MOST_REPS), ("hold_s", self.hold_s, LONGEST_S)):
            if found is not None and not 0 < found[0] <= found[1] <= most:
                raise ValueError(f"a range [low, high] for `{name}` with 0 < low <= high, {most} at most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a ladder; what it does not name is as at the low end of the dose."""

    sets: int | None = None
    reps: int | None = None
    hold_s: float | None = None

    def __post_init__(self) -> None:
        for name, found, most in (
            ("sets", self.sets, MOST_REPS),
            ("reps", self.reps, MOST_REPS),
            ("hold_s", self.hold_s, LONGEST_S),
        ):
            if found is not None and not 0 < found <= most:
                raise ValueError(f"a `{name}` of more than 0, and of {most} at most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """How the dose grows. `rungs` begin at the article's lower end; with `loaded` the next weight comes after the last of
    them, and they begin again. `then` follows once there is no weight to add, up to `most_kg`. `easier` lies below the
    beginning (the easiest first), for going back. A step is offered after so many `clean` sessions in a row, and no sooner
    than `days` after the last one.
    """

    rungs: tuple[Rung, ...]
    easier: tuple[Rung, ...] = ()
    then: tuple[Rung, ...] = ()
    loaded: bool = False
    most_kg: float = 5.0
    clean: int = 2
    days: int = 0

    def __post_init__(self) -> None:
        if not self.rungs:
            raise ValueError("a ladder with at least one of `rungs`")
        if not 1 <= self.clean <= MOST_CLEAN or not 0 <= self.days <= MOST_DAYS:
            raise ValueError(f"a `clean` of 1 to {MOST_CLEAN}, and `days` of 0 to {MOST_DAYS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One thing to get right.

    Broken when `measure` (minus the rest pose's, when `reference` is rest) lies on the `bound` side of `limit` for `for_s`
    in one of `phases`; mended when it is back past `clear`. `judge` says who can tell: the camera, the clock, the runner
    when asked, nobody (only a reminder before the set: `remind`), or `nobody` because this runner is not asked for it, and then
    it is unseen. Words: `before` the set, `say` after the number, `summary` with {n} of {of}, `ask` with up to three `answers`.
    In `answer_ids` is what is kept of each, the same in every language: the declaration's own words, unless it names others
    because it was reworded.
    """

    measure: Measure | None = None
    reference: Reference = Reference.ABSOLUTE
    phases: tuple[Phase, ...] = (Phase.LIFT, Phase.HOLD, Phase.LOWER)
    bound: Bound = Bound.ABOVE
    limit: float | None = None
    clear: float | None = None
    advice: float | None = None
    for_s: float = 0.0
    judge: Judge = Judge.CAMERA
    before: str | None = None
    halfway: str | None = None
    say: str | None = None
    summary: str | None = None
    ask: str | None = None
    answers: tuple[str, ...] = ()
    answer_ids: tuple[str, ...] = ()
    good: str | None = None
    bad: str | None = None
    once: bool = False

    @property
    def is_watched(self) -> bool:
        """Whether the camera or the clock can tell."""
        return self.judge in (Judge.CAMERA, Judge.CLOCK)

    def __post_init__(self) -> None:
        if self.is_watched and (self.measure is None or self.limit is None):
            raise ValueError("`measure` and `limit`, because `judge` is camera or clock")
        if self.limit is not None and self.clear is not None:
            over = self.clear - self.limit
            if (over > 0) if self.bound is Bound.ABOVE else (over < 0):
                raise ValueError(f"a `clear` that is not {self.bound.value} the `limit`")
        if self.judge is Judge.ASK and self.ask is None:
            raise ValueError("an `ask`, because `judge` is ask")
        if self.answer_ids and len(self.answer_ids) != len(self.answers):
            raise ValueError("an `answer_ids` for each of the `answers`")
        if self.say is not None and len(self.say.split()) > 5:
            raise ValueError("a `say` of five words or fewer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another way to do the same exercise: its own words and, where the movement differs, its own cues and codes.

    `halfway` takes the place of the `halfway` of its cue.
    """

    title: str
    spoken: str
    intro: str
    cues: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    halfway: str | None = None
    bias: str | None = None
    toe_turn_deg: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Everything a person reads or hears about the exercise. `start` is said when the runner is ready; `enter` names the
    next position ("Lying curls. Face down …"); `far` is the short far-text while getting into place ("LIE DOWN"). When to
    `breathe` is said after a number, the first time that the exercise is done in a year and every fifth."""

    title: str
    plural: str
    summary: str
    steps: tuple[str, ...]
    enter: str
    far: str
    place: str
    start: str
    rhythm_up: str
    rhythm_down: str
    done: str
    breathe: str | None = None
    leave_out_if: tuple[str, ...] = ()
    article: str
    studies: str
    easier: str | None = None
    harder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Garmin FIT exercise category and name, with and without a weight."""

    category: int
    name: int
    unweighted_category: int | None = None
    unweighted_name: int | None = None


class Gate(Enum):
    """What an answer of the first questions can switch off; a declaration names those that leave it out."""

    SIT_BONE = "sit-bone"
    RADIATING = "radiating"
    ACUTE = "acute"
    BACK = "back"
    BONE = "bone"
    PRESSURE = "pressure"
    PREGNANCY = "pregnancy"
    OPERATION = "operation"
    NECK = "neck"
    KNEE = "knee"
    DIZZY = "dizzy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise, complete. `order` is its place on the catalogue page; `replaced_by` names the exercise that takes its
    place for a runner with back trouble or very tight hamstrings; `optional` may always be left out; `camera_height_m` is how
    low and how high above the floor a camera may stand; without a `ladder` the dose stays as it is."""

    id: str
    kind: Kind
    order: int
    position: Position
    laterality: Laterality
    equipment: tuple[Equipment, ...] = ()
    optional: bool = False
    replaced_by: str | None = None
    excluded_by: tuple[Gate, ...] = ()
    article_points: tuple[int, ...] = ()
    evidence: tuple[str, ...] = ()
    camera_height_m: tuple[float, float] = (0.3, 0.5)
    text: Text
    dose: Dose
    ladder: Ladder | None = None
    poses: dict[str, Pose]
    movement: Movement
    cues: dict[str, Cue]
    variants: dict[str, Variant] = field(default_factory=dict)
    fit: Fit | None = None

    def __post_init__(self) -> None:
        for id_ in (self.id, *self.cues, *self.variants):
            if not _ID.fullmatch(id_):
                raise ValueError(
                    f"an id of small letters a to z, digits and hyphens, 60 characters at most: {id_[:70]!r} is none"
                )
        if not 0 <= self.order <= LAST_ORDER:
            raise ValueError(f"an `order` of 0 to {LAST_ORDER}")
        low, high = self.camera_height_m
        if not 0 <= low <= high <= HIGHEST_CAMERA_M:
            raise ValueError(
                f"a `camera_height_m` [low, high] in metres, {HIGHEST_CAMERA_M} at most: [{low:g}, {high:g}] is none"
            )
        for name in (self.movement.rest, self.movement.top):
            if name not in self.poses:
                raise ValueError(
                    f"key poses for the movement: no pose {name!r} among {', '.join(self.poses)}"
                )
        self._check_angles()
        self._check_way()
        for id_, variant in self.variants.items():
            for cue in variant.cues:
                if cue not in self.cues:
                    raise ValueError(f"cues of variant {id_!r} from {', '.join(self.cues)}; it names {cue!r}")

    def _check_angles(self) -> None:
        for id_, pose in self.poses.items():
            for each in fields(pose):
                found = getattr(pose, each.name)
                if not -WIDEST_DEG <= found <= WIDEST_DEG:
                    raise ValueError(
                        f"angles of -{WIDEST_DEG} to {WIDEST_DEG} degrees:"
                        f" `{each.name}` of pose {id_!r} is {found:g}; write it in degrees"
                    )

    def _check_way(self) -> None:
        """The angle that is followed goes somewhere: everything is measured along its way."""
        movement = self.movement
        if movement.signal not in FOLLOWED:
            return
        name, _ = FOLLOWED[movement.signal]
        rest, top = (getattr(self.poses[pose], name) for pose in (movement.rest, movement.top))
        if rest == top:
            raise ValueError(
                f"a `{name}` that differs between rest and top, because `signal` is {movement.signal.value}:"
                f" it is {rest:g} in {movement.rest!r} and in {movement.top!r}; change one, or the `signal`"
            )

    @property
    def first_variant(self) -> str | None:
        """The variant taken when none is named."""
        return next(iter(self.variants), None)

    def cue_ids(self, variant: str | None = None) -> tuple[str, ...]:
        """Ids of the cues that apply: those of no variant, and those of the given one (default: the first)."""
        of_variants = {cue for each in self.variants.values() for cue in each.cues}
        mine = self.variants[variant or self.first_variant or ""].cues if self.variants else ()
        return tuple(cue for cue in self.cues if cue not in of_variants or cue in mine)

    @property
    def is_hold(self) -> bool:
        """True where the clock of a hold, not a count of repetitions, is the dose."""
        return self.dose.reps is None

    def to_dict(self) -> dict[str, Any]:
        """The declaration as JSON-ready plain data."""
        return {"format": FORMAT, **encode(self)}

    @classmethod
    def from_dict(cls, data: object, where: str = "exercise") -> "Exercise":
        """A declaration from plain data, checked. Raises `DecodeError` naming key, what was found and what is allowed."""
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise DecodeError(
                f"{where}.format", data.get("format") if isinstance(data, dict) else data, repr(FORMAT)
            )
        return decode(cls, {key: value for key, value in data.items() if key != "format"}, where)


FORMAT = "hamstride-exercise/1"
