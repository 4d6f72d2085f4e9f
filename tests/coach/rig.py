"""A coach on a bench: a session, a watcher that says what the script says, and everything that came out, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from hamstride.coach.bridge import sentence
from hamstride.coach.coach import Coach
from hamstride.coach.core import State
from hamstride.coach.screen import (
    Camera,
    Output,
    PainReported,
    Say,
    Screen,
    SessionEnded,
    SetFinished,
    SetProgress,
    Sound,
    Tap,
    TapKind,
    Tick,
)
from hamstride.coach.wording import words_of
from hamstride.engine.events import (
    BodySeen,
    Event,
    HoldTick,
    InPosition,
    PartialRep,
    PhaseEntered,
    RepCompleted,
    RepCounted,
)
from hamstride.engine.landmarks import Frame
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Phase
from hamstride.exercises.values import Repetition, RunnerProfile, Session, SetPlan, SetRecord, Side, Source
from hamstride.plan.compile import Basis, Wanted
from hamstride.plan.compile import session as compiled

NOW = "2026-11-22T10:00:00"
STEP_S = 0.1
BODY = tuple((0.5, 0.5, 0.0, 1.0) for _ in range(33))


def made(programme: str = "strength", **asked: Any) -> Session:
    """A session for a runner with everything, unless asked otherwise."""
    runner = asked.pop("runner", RunnerProfile(ankle_weights=2, weight_kg=1.0, ball=True))
    basis = Basis(runner=runner, catalogue=catalogue(runner.language), first=asked.pop("first", False))
    wanted = Wanted(programme=programme, **asked)
    return compiled(wanted, basis, uuid="session", date="2026-11-22", next_date="2026-11-27")


def one_set(exercise: str, side: Side = Side.LEFT, *, source: Source = Source.CAMERA, **plan: Any) -> Session:
    """A session of a single set without weights."""
    declared = catalogue()[exercise]
    reps = declared.dose.reps[0] if declared.dose.reps else None
    hold_s = declared.dose.hold_s[0] if declared.dose.hold_s else None
    values = {"variant": declared.first_variant, "reps": reps, "hold_s": hold_s, **plan}
    sets = (SetPlan(exercise=exercise, side=side, **values),)
    data = {exercise: declared.to_dict()}
    return Session(
        uuid="session", routine=exercise, date="2026-11-22", source=source, sets=sets, declarations=data
    )


def last_sets(session: Session) -> Session:
    """The last set of each exercise alone."""
    return replace(session, sets=tuple({each.exercise: each for each in session.sets}.values()))


class Scripted:
    """A watcher that says what stands in the shared script once a frame's time has reached it."""

    def __init__(self, script: list[Event]) -> None:
        self._script = script
        self._now_s = 0.0

    @property
    def share(self) -> float | None:
        return None

    def receive(self, frame: Frame) -> None:
        self._now_s = frame.t_s

    def events(self) -> list[Event]:
        due = [event for event in self._script if event.t_s <= self._now_s + 1e-9]
        self._script[:] = self._script[len(due) :]
        return due


@dataclass
class Heard:
    """One output with the time at which it came."""

    t_s: float
    output: Output


@dataclass
class Bench:
    """Runs a coach through time; `script` holds the events that the camera will see, `held_s` is the clock of a hold."""

    session: Session
    done: Iterable[SetRecord] = ()
    frames: bool = True
    nobody: bool = False
    now_s: float = 0.0
    held_s: float = 0.0
    script: list[Event] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def __post_init__(self) -> None:
        ids = count(1)
        self.words = words_of(self.session)
        self.coach = Coach(
            self.session,
            self.done,
            uuid=lambda: f"set-{next(ids)}",
            now=NOW,
            watcher_factory=lambda *_: Scripted(self.script),
        )

    # ---------------------------------------------------------------- in

    def give(self, given: Any) -> None:
        """One input, at once."""
        self.coach.receive(given)
        self.heard += [Heard(self.now_s, output) for output in self.coach.outputs()]

    def run(self, seconds: float) -> "Bench":
        """Lets time go on, with frames or with ticks alone."""
        end = self.now_s + seconds
        while self.now_s < end - 1e-9:
            self.now_s = round(self.now_s + STEP_S, 6)
            self.give(self._frame() if self.frames else Tick(t_s=self.now_s))
        return self

    def until(self, state: Any, limit_s: float = 300.0) -> "Bench":
        """Lets time go on until the coach is in a state."""
        end = self.now_s + limit_s
        while self.coach.state is not state:
            if self.now_s > end:
                raise AssertionError(f"after {limit_s} s still in {self.coach.state}, not in {state}")
            self.run(STEP_S)
        return self

    def tap(self, kind: TapKind, value: str | int | None = None) -> "Bench":
        """A press, with half a second of peace after it."""
        self.give(Tap(t_s=self.now_s, kind=kind, value=value))
        return self.run(0.5)

    def camera(self, *, on: bool) -> "Bench":
        """The camera comes or goes."""
        self.frames = on
        self.give(Camera(t_s=self.now_s, on=on))
        return self

    def sees(self, *events: Event) -> "Bench":
        """Events from now on: their times are seconds from now; runs until the last."""
        moved = [_later(event, self.now_s) for event in events]
        self.script += moved
        return self.run(moved[-1].t_s - self.now_s + STEP_S)

    def to_ready(self) -> "Bench":
        """Through brief, place and weights into position."""
        for _ in range(8):
            if self.coach.state in (State.READY, State.WORKING):
                break
            if self.coach.state is State.GEAR:
                self.tap(TapKind.GO_ON)
            else:
                self.sees(BodySeen(t_s=3.0), InPosition(t_s=6.0))
        return self.until(State.READY, 30.0).run(12.0)

    def reps(self, n: int, **how: Any) -> "Bench":
        """Does repetitions that the camera sees."""
        for _ in range(n):
            self.sees(*repetition(**how))
        return self

    def _frame(self) -> Frame:
        return Frame(t_s=self.now_s, width=640, height=480, points=None if self.nobody else BODY)

    # ---------------------------------------------------------------- out

    def state(self) -> State:
        """Where the coach stands."""
        return self.coach.state

    def source(self) -> Source:
        """How the set that is shown is driven."""
        return self.screen.source

    def all(self, kind: type) -> list[Any]:
        """Outputs of a kind, in order."""
        return [heard.output for heard in self.heard if isinstance(heard.output, kind)]

    @property
    def said(self) -> list[str]:
        """Everything said so far, in words."""
        return [self.word(say.message) for say in self.all(Say)]

    @property
    def sounds(self) -> list[str]:
        """Every sound so far."""
        return [out.sound.value for out in self.all(Sound)]

    @property
    def records(self) -> list[SetRecord]:
        """Every record as it last stood, by index."""
        last = {out.record.index: out.record for out in self.all(SetFinished)}
        return [last[index] for index in sorted(last)]

    @property
    def progress(self) -> list[SetRecord]:
        return [out.record for out in self.all(SetProgress)]

    @property
    def screen(self) -> Screen:
        screen: Screen = self.all(Screen)[-1]
        return screen

    @property
    def pains(self) -> list[PainReported]:
        return self.all(PainReported)

    @property
    def ended(self) -> list[bool]:
        return [end.complete for end in self.all(SessionEnded)]

    def word(self, message: Any) -> str:
        return sentence(self.words.of(message))

    def since(self) -> "Since":
        """What is heard from now on."""
        return Since(self, len(self.heard))


@dataclass
class Since:
    """A mark in what was heard."""

    bench: Bench
    mark: int

    def _new(self) -> Iterator[Output]:
        return (heard.output for heard in self.bench.heard[self.mark :])

    @property
    def said(self) -> list[str]:
        return [self.bench.word(output.message) for output in self._new() if isinstance(output, Say)]

    @property
    def sounds(self) -> list[str]:
        return [output.sound.value for output in self._new() if isinstance(output, Sound)]

    @property
    def timed(self) -> list[tuple[float, str]]:
        says = [heard for heard in self.bench.heard[self.mark :] if isinstance(heard.output, Say)]
        return [
            (round(heard.t_s, 1), self.bench.word(heard.output.message))
            for heard in says
            if isinstance(heard.output, Say)
        ]


def _later(event: Event, by_s: float) -> Event:
    return replace(event, t_s=round(event.t_s + by_s, 6))


def repetition(
    *,
    lift_s: float = 1.5,
    hold_s: float = 0.5,
    lower_s: float = 2.0,
    pause_s: float = 1.0,
    cues: tuple[str, ...] = (),
    unseen: tuple[str, ...] = (),
    partial: bool = False,
    side: Side = Side.LEFT,
) -> list[Event]:
    """The events of one repetition, from now, until the next may begin: the number as the leg comes back, its figures when it
    has come to rest."""
    top, low, down = lift_s, lift_s + hold_s, lift_s + hold_s + lower_s
    rep = Repetition(
        side=side,
        start_s=0.0,
        top_s=top,
        end_s=down,
        hold_s=hold_s,
        range_deg=95.0,
        counted=not partial,
        cues=cues,
        unseen=unseen,
    )
    ticks: list[Event] = [HoldTick(t_s=top + s, seconds=s) for s in range(1, int(hold_s) + 1)]
    rests, over = PhaseEntered(t_s=down, phase=Phase.REST, side=side), down + min(pause_s, 1.0)
    end: list[Event] = (
        [rests, PartialRep(t_s=over, rep=rep)]
        if partial
        else [rests, RepCounted(t_s=down, number=1, side=side, cues=cues), RepCompleted(t_s=over, rep=rep)]
    )
    return [
        PhaseEntered(t_s=0.0, phase=Phase.LIFT, side=side),
        PhaseEntered(t_s=top, phase=Phase.HOLD, side=side),
        *ticks,
        PhaseEntered(t_s=low, phase=Phase.LOWER, side=side),
        *end,
    ]
