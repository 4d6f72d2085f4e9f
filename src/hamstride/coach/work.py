"""One set while it is open: its log, its cues, and where its movement stands."""

from dataclasses import dataclass, field

from hamstride.coach.cues import CueRules
from hamstride.coach.drives import Beat
from hamstride.coach.log import SetLog
from hamstride.exercises.spec import Exercise, Phase
from hamstride.exercises.values import SetPlan, Source


@dataclass(slots=True, kw_only=True)
class Work:
    """What belongs to the open set alone, and is forgotten with it. Times are on the session's clock."""

    log: SetLog
    plan: SetPlan
    exercise: Exercise
    rules: CueRules = field(init=False)
    beat: Beat | None = None
    begin_at_s: float | None = None  # when the beat begins
    counted_down: int = 0
    settled_s: float | None = None  # everything about getting into position was said then
    # Since then the runner is about where the set would be but not seen to be in position, and was last told how to be.
    near_s: float | None = None
    reminded_s: float = 0.0
    phase: Phase | None = None
    phase_s: float = 0.0
    moved_s: float = 0.0  # the last movement
    down_said: bool = False
    ticks: int = 0  # of this repetition's hold
    follow_s: float | None = None  # a number was said then, what may follow it was not yet
    wordless: bool = False  # nothing has followed the last number yet
    completing: int = 0  # repetitions that the camera counted, and whose full figures are still to come
    marked: set[str] = field(default_factory=set)  # what is said once in a set
    clock_stopped: bool = False
    waited: bool = False  # "take your time" was said
    unseen_said: int = 0
    unseen_told: bool = False  # the runner knows that the legs cannot be seen
    waiting_s: float | None = None  # someone else came into the picture then
    waiting_told: bool = False

    def __post_init__(self) -> None:
        self.rules = CueRules(self.exercise, self.plan.variant)

    def drive_by(self, source: Source) -> None:
        """Something else drives the set from now on: the camera alone has figures to come."""
        self.log.source = source
        if source is not Source.CAMERA:
            self.completing = 0
