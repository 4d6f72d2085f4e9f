"""What all states of a session share: where it stands, the clock, the voice, the records. No decision is made here."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum

from hamstride.coach.cues import CueRules
from hamstride.coach.drives import Beat
from hamstride.coach.eyes import Eyes
from hamstride.coach.log import SetLog, begin, reopen
from hamstride.coach.screen import Output, PainPlace, Say, SetFinished, SetProgress, Sound, SoundKind
from hamstride.coach.script import Step, steps
from hamstride.coach.speech import Mouth
from hamstride.exercises.spec import Exercise, Phase
from hamstride.exercises.values import Message, Outcome, Session, SetPlan, SetRecord, Source


class State(Enum):
    """Where the machine stands. Finer than `Stage`, which is what the runner sees of it."""

    BRIEF = "brief"
    PLACE = "place"
    GEAR = "gear"
    ENTER = "enter"  # getting into position
    READY = "ready"  # in position: the set begins with the first movement, or when the beat begins
    WORKING = "working"
    OVER = "over"  # the target is reached; more is counted silently until the leg rests
    PAUSED = "paused"
    STOPPED = "stopped"  # "What happened?"
    FETCH = "fetch"  # the ball has rolled away
    CRAMP = "cramp"
    PAIN_PLACE = "pain-place"
    PAIN_SCORE = "pain-score"
    PAIN_NEXT = "pain-next"
    RESUME = "resume"  # "You stopped at six. Go on?"
    DONE = "done"
    ENDED = "ended"


class Core:
    """The mutable heart of one session. States' handlers read and change it; nobody else does."""

    def __init__(
        self,
        session: Session,
        done: tuple[SetRecord, ...],
        uuid: Callable[[], str],
        zero: datetime,
        length_s: Callable[[Message], float],
        eyes: Eyes,
    ) -> None:
        self.session = session
        self.exercises = {id_: Exercise.from_dict(data) for id_, data in session.declarations.items()}
        self.uuid, self.zero = uuid, zero
        self.records = {record.index: record for record in done}
        self.last_index: int | None = None
        self.steps: tuple[Step, ...] = steps(session, self.exercises, self._first_open())
        self.at = -1
        self.trail: list[int] = []
        self.state, self.since_s, self.now_s = State.BRIEF, 0.0, 0.0
        self.mouth, self.eyes = Mouth(length_s), eyes
        self.outputs: list[Output] = []
        self.wanted = session.source
        self.log: SetLog | None = None
        self.complete = True
        self._clear_set()
        self.entered: int | None = None  # set whose words were said early, while the runner could look
        self.advised_s = -100.0
        self.posture_moved = False  # the posture has changed since this step began
        self.back_to: State | None = None  # where "tapped by mistake" goes
        self.sticky_before: Outcome | None = None
        self.pain_place: PainPlace | None = None
        self.prompted = False
        self.gentle_said = False

    def _clear_set(self) -> None:
        self.rules: CueRules | None = None
        self.beat: Beat | None = None
        self.begin_at_s: float | None = None
        self.counted_down = 0
        self.phase: Phase | None = None
        self.phase_s = 0.0
        self.moved_s = 0.0
        self.follow_s: float | None = None  # a number was said then, what follows it was not yet
        self.completing = 0  # counted repetitions whose full numbers are still to come
        self.down_said = False
        self.ticks = 0
        self.marked: set[str] = set()
        self.clock_stopped = False
        self.waited = False
        self.unseen_said = 0
        self.unseen_told = False
        self.waiting_s: float | None = None  # someone else came into the picture then
        self.waiting_told = False
        self.settled_s: float | None = None

    # ------------------------------------------------------------ where the session stands

    @property
    def step(self) -> Step:
        """The step that is going on."""
        return self.steps[self.at]

    @property
    def plan(self) -> SetPlan | None:
        """The set that is going on or comes next."""
        index = self.step.index
        return self.session.sets[index] if index < len(self.session.sets) else None

    @property
    def exercise(self) -> Exercise | None:
        """Its exercise."""
        return self.exercises[self.plan.exercise] if self.plan else None

    @property
    def watching(self) -> bool:
        """True while what the camera sees decides."""
        return self.by_camera if self.log is None else self.log.source is Source.CAMERA

    @property
    def by_camera(self) -> bool:
        """True when the next set would be driven by the camera."""
        return self.wanted is Source.CAMERA and self.eyes.usable

    @property
    def elapsed_s(self) -> float:
        """Seconds in this state."""
        return self.now_s - self.since_s

    def go(self, state: State) -> None:
        """Into another state."""
        self.state, self.since_s, self.prompted = state, self.now_s, False

    # ------------------------------------------------------------ voice

    def say(self, message: Message, *, cue: bool = False, cut: bool = False, number: bool = False) -> None:
        """Speaks as soon as what is being said is over; `cut` and `number` at once."""
        self.mouth.say(Say(message=message, cue=cue, cut=cut, number=number))

    def sound(self, kind: SoundKind) -> None:
        """Plays one of the sounds now."""
        self.outputs.append(Sound(kind=kind))

    # ------------------------------------------------------------ the set

    def open_set(self) -> None:
        """Begins or goes on with the set of this step."""
        assert self.plan is not None and self.exercise is not None
        index = self.step.index
        source = self.wanted if self.wanted is not Source.CAMERA or self.eyes.usable else Source.BEAT
        record = self.records.get(index)
        unfinished = record is not None and record.outcome is not Outcome.SKIPPED
        self.log = (
            reopen(record, self.plan, source)
            if record is not None and unfinished
            else begin(self.plan, index, record.uuid if record else self.uuid(), source)
        )
        self._clear_set()
        self.rules = CueRules(self.exercise, self.plan.variant)

    def keep(self) -> None:
        """Hands out the record of this set, if anything in it is new."""
        assert self.log is not None
        record = self.log.record(self.session.uuid, self.zero)
        if self.records.get(record.index) != record:
            self.records[record.index] = record
            self.outputs.append(SetFinished(record=record))

    def progress(self) -> None:
        """Hands out the set as far as it got."""
        if self.log is not None and self.log.begun:
            self.outputs.append(SetProgress(record=self.log.record(self.session.uuid, self.zero)))

    def leave_set(self) -> None:
        """Closes the set that is open, however far it got."""
        if self.log is None:
            return
        self.log.held_s, self.log.holding_s = self.log.held_s + self.log.holding_s, 0.0
        self.keep()
        self.last_index = self.log.index
        self.log = None
        self._clear_set()

    def look(self, *, again: bool = False) -> None:
        """Watches for the set of this step."""
        if self.plan is not None and self.exercise is not None:
            self.eyes.look(self.step.index, self.plan, self.exercise, again=again)

    def _first_open(self) -> int:
        """The first set after the last one that is known; the last itself where it was not brought to its end."""
        if not self.records:
            return 0
        last = self.records[max(self.records)]
        broken_off = last.outcome is Outcome.STOPPED and last.count < last.target
        return last.index if broken_off else last.index + 1
