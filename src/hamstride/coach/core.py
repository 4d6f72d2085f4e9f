"""What all states of a session share: where it stands, the clock, the voice, the records. No decision is made here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import Enum

from hamstride.coach.eyes import Eyes
from hamstride.coach.log import SetLog, begin, reopen
from hamstride.coach.screen import Output, Say, SetFinished, SetProgress, Sound, SoundKind
from hamstride.coach.script import Step, steps
from hamstride.coach.speech import Mouth
from hamstride.coach.work import Work
from hamstride.exercises.spec import Exercise, Kind
from hamstride.exercises.values import Message, Outcome, PainPlace, Session, SetPlan, SetRecord, Source


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
    PAIN_LEFT = "pain-left"  # the exercise that hurt is left out; what comes next waits for a tap
    PAIN_STOP = "pain-stop"  # the session is over because of the pain; that stands until it is read
    RESUME = "resume"  # "You stopped at six. Go on?"
    DONE = "done"
    ENDED = "ended"


BEGIN_APART_S = 1.0  # body and position, seen at about the same moment, are told by the notes of one
_REPORTED = (State.PAIN_NEXT, State.PAIN_LEFT, State.PAIN_STOP, State.DONE)  # here a report can be taken back
_TELLING = (State.CRAMP, State.PAIN_PLACE, State.PAIN_SCORE, *_REPORTED)  # perhaps by a slip of the finger


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
        self.halfway: dict[int, SetRecord] = {}  # as they were last handed out in the making
        self.last_index: int | None = None
        self.resumed = bool(self.records)
        self.steps = steps(session, self.exercises, self._first_open(), brief=not self.resumed)
        self.at = 0
        self.trail: list[int] = []
        self.state, self.since_s, self.now_s = State.BRIEF, 0.0, 0.0
        self.mouth, self.eyes = Mouth(length_s), eyes
        self.outputs: list[Output] = []
        self.wanted = session.source
        self.work: Work | None = None
        self.complete = True
        self.unmeasured = False  # a test that ended because there is no camera
        self.entered: int | None = None  # set whose words were said early, while the runner could look
        self.advised_s = -100.0
        self.began_s = -BEGIN_APART_S  # two rising notes were played then
        self.back_to: State | None = None  # what was stopped, where it was no set at work
        self.waited_in: State | None = None  # the break in which something was told: a slip leads back there
        self.sticky_before: Outcome | None = None
        self.pain_place: PainPlace | None = None
        self.reported: str | None = None  # the exercise of the last pain that was not taken back
        self.painful: str | None = None  # the same, for as long as it can be taken back
        self.after_pain: int | None = None  # the step to go on with once the exercise that hurt is left out
        self.prompted = False
        self.gentle_said = False

    # ------------------------------------------------------------ where the session stands

    @property
    def step(self) -> Step:
        """The step that is going on."""
        return self.steps[self.at]

    @property
    def set(self) -> Work:
        """The set that is open. Raises `RuntimeError` where none is."""
        if self.work is None:
            raise RuntimeError(
                f"no set is open in {self.state}; only the handlers of a set's own states may ask"
            )
        return self.work

    @property
    def log(self) -> SetLog | None:
        """The log of the set that is open, if one is."""
        return None if self.work is None else self.work.log

    @property
    def plan(self) -> SetPlan | None:
        """The set that is going on or comes next, unless all are done."""
        index = self.step.index
        return self.session.sets[index] if index < len(self.session.sets) else None

    @property
    def coming(self) -> SetPlan:
        """The set that is going on or comes next, in a step that leads to one."""
        return self.session.sets[self.step.index]

    @property
    def exercise(self) -> Exercise | None:
        """Its exercise."""
        return self.exercises[self.plan.exercise] if self.plan else None

    @property
    def is_test(self) -> bool:
        """Whether it is there to measure: that takes the camera."""
        return self.exercise is not None and self.exercise.kind is Kind.TEST

    @property
    def watching(self) -> bool:
        """True while what the camera sees decides."""
        return self.by_camera if self.log is None else self.log.source is Source.CAMERA

    @property
    def by_camera(self) -> bool:
        """True when the next set would be driven by the camera."""
        return self.next_source is Source.CAMERA

    @property
    def next_source(self) -> Source:
        """What drives the next set: the beat where the camera was wanted and cannot be used."""
        return self.wanted if self.wanted is not Source.CAMERA or self.eyes.usable else Source.BEAT

    @property
    def elapsed_s(self) -> float:
        """Seconds in this state."""
        return self.now_s - self.since_s

    def go(self, state: State) -> None:
        """Into another state."""
        if self.state in _REPORTED and state not in _REPORTED:
            self.painful, self.after_pain = None, None
        if state not in _TELLING:
            self.waited_in = None
        self.state, self.since_s, self.prompted = state, self.now_s, False

    # ------------------------------------------------------------ voice

    def say(self, message: Message, *, cue: bool = False, cut: bool = False, number: bool = False) -> None:
        """Speaks as soon as what is being said is over; `cut` and `number` at once."""
        self.mouth.say(Say(message=message, cue=cue, cut=cut, number=number))

    def sound(self, kind: SoundKind) -> None:
        """Plays one of the sounds now; the notes that begin something not twice over for what is seen in one moment."""
        if kind is SoundKind.BEGIN:
            if self.now_s - self.began_s < BEGIN_APART_S:
                return
            self.began_s = self.now_s
        self.outputs.append(Sound(sound=kind))

    # ------------------------------------------------------------ the set

    def open_set(self) -> None:
        """Begins or goes on with the set of this step."""
        plan, index = self.coming, self.step.index
        source = self.next_source
        record = self.records.get(index)
        if record is not None and record.outcome is not Outcome.SKIPPED:
            log = reopen(record, plan, source)
        else:
            log = begin(plan, index, record.uuid if record else self.uuid(), source, self.now_s)
            log.revision = record.revision if record else 0
        self.work = Work(log=log, plan=plan, exercise=self.exercises[plan.exercise])

    def keep(self) -> None:
        """Hands out the record of this set, if anything in it is new since it was handed out, finished or not."""
        record = self.set.log.record(self.session.uuid, self.zero)
        before = (self.records.get(record.index), self.halfway.get(record.index))
        if before[0] is None or any(each is not None and _is_new(record, each) for each in before):
            self.records[record.index] = record
            self.halfway.pop(record.index, None)
            self.outputs.append(SetFinished(record=record))

    def progress(self) -> None:
        """Hands out the set as far as it got."""
        if self.log is not None and self.log.begun:
            record = self.log.record(self.session.uuid, self.zero)
            self.halfway[record.index] = record
            self.outputs.append(SetProgress(record=record))

    def leave_set(self) -> None:
        """Closes the set that is open, however far it got."""
        if self.log is None:
            return
        self.log.bank()
        self.keep()
        self.last_index = self.log.index
        self.work = None

    def drop_set(self) -> None:
        """Closes the set that is open; one in which nothing happened leaves no trace."""
        if self.log is not None and self.log.begun:
            self.leave_set()
        self.work = None

    @property
    def last_done(self) -> int | None:
        """The set that was done last in this sitting: one that was skipped is behind, and was not done."""
        last = -1 if self.last_index is None else self.last_index
        done = (index for index, each in self.records.items() if each.outcome is not Outcome.SKIPPED)
        return max((index for index in done if index <= last), default=None)

    def look(self, *, again: bool = False) -> None:
        """Watches for the set of this step."""
        if self.plan is not None and self.exercise is not None:
            self.eyes.look(self.step.index, self.plan, self.exercise, again=again)

    def _first_open(self) -> int:
        """The first set after the last one that is known; the last itself where it was not brought to its end. Where pain
        ended it and nobody went on, the first set of another exercise: what the rules answered is not known here."""
        if not self.records:
            return 0
        last = self.records[max(self.records)]
        if last.outcome is Outcome.PAIN:
            return self._past(last)
        return last.index if last.broken_off else last.index + 1

    def _past(self, last: SetRecord) -> int:
        """The first set after this one that is of another exercise."""
        sets = self.session.sets
        others = (n for n in range(last.index + 1, len(sets)) if sets[n].exercise != last.exercise)
        return next(others, len(sets))


def _is_new(record: SetRecord, before: SetRecord) -> bool:
    return replace(record, source=before.source, revision=before.revision) != before
