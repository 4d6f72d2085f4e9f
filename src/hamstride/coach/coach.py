"""The coach: leads one session. Events, taps and time in; what to show, say and keep out. No clock, no I/O.

The machine is a table: for every state, what each event, each tap and the passing of time do. An input that a state has
no entry for does nothing.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from hamstride.coach import (
    arriving,
    correcting,
    driving,
    ending,
    holding,
    losing,
    readying,
    repeating,
    stopping,
    view,
    working,
)
from hamstride.coach.core import Core, State
from hamstride.coach.eyes import Eyes, WatcherFactory, Watching
from hamstride.coach.screen import Battery, Camera, Input, Output, Screen, Tap, TapKind, Tick
from hamstride.coach.speech import spoken_s
from hamstride.coach.wording import words_of
from hamstride.engine.events import (
    BodySeen,
    CueCleared,
    CueRaised,
    Event,
    HandsRaised,
    HoldEnded,
    HoldPaused,
    HoldTick,
    InPosition,
    OtherLeg,
    PartialRep,
    PhaseEntered,
    PositionLeft,
    PostureChanged,
    RepCompleted,
    RepCounted,
    RepRevised,
    TrackingFound,
    ViewAdvice,
)
from hamstride.engine.landmarks import Frame
from hamstride.exercises.spec import Exercise
from hamstride.exercises.values import Message, Session, SetRecord, Side

SECOND_TAP_S = 0.4
GAP_S = 15.0  # no input for so long: the page slept

OnEvent = Callable[[Core, Any], None]
OnTap = Callable[[Core, Tap], None]
OnTick = Callable[[Core], None]


def _by_tap(handler: OnTick) -> OnTap:
    return lambda core, _tap: handler(core)


def _by_hand(handler: OnTap) -> OnTap:
    """The button that stopped it goes on. Not so a page that is hidden once more, nor a press from before the page slept: the
    sleep has stopped it in this very moment."""

    def pressed(core: Core, tap: Tap) -> None:
        if tap.value != "hidden" and core.elapsed_s > 0:
            handler(core, tap)

    return pressed


_REST_OF_A_REP: dict[type[Event], OnEvent] = {
    RepCompleted: repeating.rep_completed,
    RepRevised: repeating.rep_revised,
    HoldEnded: holding.hold_ended,
}
_MOVEMENT: dict[type[Event], OnEvent] = {
    PhaseEntered: working.phase_entered,
    RepCounted: repeating.rep_counted,
    PartialRep: repeating.partial,
    OtherLeg: repeating.other_leg,
    HoldTick: working.hold_tick,
    HoldPaused: holding.hold_paused,
    CueRaised: holding.cue_raised,
    CueCleared: holding.cue_cleared,
    TrackingFound: losing.found,
    PositionLeft: losing.position_left,
    PostureChanged: losing.posture_changed,
    ViewAdvice: losing.advice,
    HandsRaised: stopping.hands_up,
}

EVENTS: dict[State, dict[type[Event], OnEvent]] = {
    State.BRIEF: {InPosition: arriving.there_already},
    State.PLACE: {BodySeen: arriving.seen, InPosition: arriving.placed},
    State.GEAR: {PostureChanged: arriving.posture_changed, InPosition: arriving.gear_position},
    State.ENTER: {InPosition: arriving.in_position, HandsRaised: stopping.hands_up},
    State.READY: {
        PhaseEntered: working.first_movement,
        RepCounted: working.first_count,
        OtherLeg: repeating.other_leg,
        HoldTick: holding.still_held,
        TrackingFound: losing.found,
        HandsRaised: stopping.hands_up,
    },
    State.WORKING: _MOVEMENT,
    State.OVER: {
        RepCounted: repeating.one_too_many,
        PhaseEntered: working.moved_on,
        HoldTick: holding.more_held,
        PositionLeft: working.over_at_once,
    },
    State.PAUSED: {InPosition: stopping.back_in_position, HandsRaised: stopping.hands_up_again},
    State.STOPPED: {InPosition: stopping.back_in_position},
    State.FETCH: {InPosition: stopping.ball_fetched},
    State.CRAMP: {InPosition: stopping.cramp_over, PhaseEntered: stopping.begins_again},
}

_ANYWHERE: dict[TapKind, OnTap] = {
    TapKind.PLUS: correcting.plus,
    TapKind.MINUS: correcting.minus,
    TapKind.DRIVE: driving.drive,
    TapKind.PAIN_THEN: stopping.pain_then,
}
_HURTS: dict[TapKind, OnTap] = {TapKind.HURTS: stopping.hurts}
_LEAVING: dict[TapKind, OnTap] = {
    TapKind.SKIP: stopping.skip,
    TapKind.ENOUGH_EXERCISE: stopping.enough_exercise,
    TapKind.ENOUGH_TODAY: stopping.enough_today,
}
_ON_THE_WAY: dict[TapKind, OnTap] = {
    **_HURTS,
    **_LEAVING,
    TapKind.PAUSE: stopping.pause,
    TapKind.BACK: stopping.back,
    TapKind.GO_ON: _by_tap(arriving.skip_wait),
    TapKind.START: _by_tap(arriving.skip_wait),
}
_IN_SET: dict[TapKind, OnTap] = {
    **_HURTS,
    **_LEAVING,
    TapKind.PAUSE: stopping.pause,
    TapKind.BACK: stopping.back,
    TapKind.CRAMP: stopping.cramp,
    TapKind.TOLD: stopping.told,
}
_STANDSTILL: dict[TapKind, OnTap] = {
    **_HURTS,
    **_LEAVING,
    TapKind.GO_ON: stopping.go_on,
    TapKind.START: stopping.go_on,
    TapKind.PAUSE: _by_hand(stopping.go_on),
    TapKind.BACK: stopping.back,
    TapKind.CRAMP: stopping.cramp,
    TapKind.TOLD: stopping.told,
}
_BREAK: dict[TapKind, OnTap] = {
    **_STANDSTILL,
    TapKind.GO_ON: stopping.come_back,
    TapKind.START: stopping.come_back,
    TapKind.PAUSE: _by_hand(stopping.come_back),
}

TAPS: dict[State, dict[TapKind, OnTap]] = {
    State.BRIEF: _ON_THE_WAY,
    State.PLACE: _ON_THE_WAY,
    State.GEAR: _ON_THE_WAY,
    State.ENTER: {
        **_IN_SET,
        TapKind.GO_ON: _by_tap(arriving.enter_by_tap),
        TapKind.START: _by_tap(arriving.enter_by_tap),
    },
    State.READY: {
        **_IN_SET,
        TapKind.COUNT: _by_tap(repeating.tap_counted),
        TapKind.GO_ON: _by_tap(readying.begin_now),
        TapKind.START: _by_tap(readying.begin_now),
    },
    State.WORKING: {**_IN_SET, TapKind.COUNT: _by_tap(repeating.tap_counted)},
    State.OVER: _IN_SET,
    State.PAUSED: _BREAK,
    State.STOPPED: {**_BREAK, TapKind.BREAK: stopping.take_break},
    State.FETCH: {**_BREAK, TapKind.BREAK: stopping.take_break},
    State.RESUME: _BREAK,
    State.CRAMP: {**_STANDSTILL, TapKind.MISTAKE: stopping.mistake},
    State.PAIN_PLACE: {
        **_LEAVING,
        TapKind.PAIN_PLACE: stopping.pain_place,
        TapKind.MISTAKE: stopping.mistake,
    },
    State.PAIN_SCORE: {
        **_LEAVING,
        TapKind.PAIN_SCORE: stopping.pain_score,
        TapKind.MISTAKE: stopping.mistake,
        TapKind.BACK: stopping.another_place,
    },
    State.PAIN_NEXT: {
        **_LEAVING,
        TapKind.ENOUGH_EXERCISE: stopping.leave_painful,
        TapKind.GO_ON: stopping.bear_it,
        TapKind.MISTAKE: stopping.take_pain_back,
    },
    State.PAIN_LEFT: {
        TapKind.GO_ON: stopping.after_pain,
        TapKind.ENOUGH_TODAY: stopping.enough_today,
        TapKind.MISTAKE: stopping.take_pain_back,
    },
    State.PAIN_STOP: {TapKind.GO_ON: stopping.stop_read, TapKind.MISTAKE: stopping.take_pain_back},
    State.DONE: {TapKind.BACK: stopping.back, TapKind.MISTAKE: stopping.take_pain_back},
}

TICKS: dict[State, OnTick] = {
    State.BRIEF: arriving.tick_brief,
    State.PLACE: arriving.tick_place,
    State.GEAR: arriving.tick_gear,
    State.ENTER: arriving.tick_enter,
    State.READY: readying.tick_ready,
    State.WORKING: working.tick_working,
    State.OVER: working.tick_over,
    State.CRAMP: stopping.tick_cramp,
    State.DONE: ending.tick_done,
}


class Coach:
    """Leads a session. `done` are the sets that are already kept: the coach goes on after them.

    `uuid` makes the records' ids and `now` is the local time (ISO 8601) at which the clock of all inputs reads 0. All
    inputs are on one clock; one that is earlier than the last counts as now. `length_s` estimates how long a message takes
    to say.
    """

    def __init__(
        self,
        session: Session,
        done: Iterable[SetRecord] = (),
        *,
        uuid: Callable[[], str],
        now: str,
        watcher_factory: WatcherFactory | None = None,
        length_s: Callable[[Message], float] | None = None,
    ) -> None:
        if not session.sets:
            raise ValueError(f"session {session.uuid!r} has no sets; a session to lead has at least one")
        words = words_of(session)
        eyes = Eyes(watcher_factory or _watcher)
        length = length_s or (lambda message: spoken_s(words.of(message)))
        self._core = Core(session, tuple(done), uuid, datetime.fromisoformat(now), length, eyes)
        self._screen: Screen | None = None
        self._tap_s = -SECOND_TAP_S
        self._begun = False
        self._inputs: dict[type, Callable[[Any], None]] = {
            Frame: self._frame,
            Tap: self._tap,
            Tick: self._tick,
            Camera: self._camera,
            Battery: self._battery,
        }

    def receive(self, given: Frame | Input) -> None:
        """One input. Raises `TypeError` for anything else."""
        handler = self._inputs.get(type(given))
        if handler is None:
            kinds = ", ".join(kind.__name__ for kind in self._inputs)
            raise TypeError(f"the coach receives {kinds}, not {type(given).__name__}")
        self._advance(given.t_s)
        handler(given)
        tick = TICKS.get(self._core.state)
        if tick is not None:
            tick(self._core)
        driving.end_unmeasured(self._core)
        self._core.outputs.extend(self._core.mouth.due(self._core.now_s))

    def outputs(self) -> tuple[Output, ...]:
        """What came out since the last call, in order; the screen last, if it changed."""
        out = self._core.outputs
        self._core.outputs = []
        if self._begun:
            screen = view.screen(self._core)
            if screen != self._screen:
                self._screen = screen
                out.append(screen)
        return tuple(out)

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self._core.state

    def _advance(self, t_s: float) -> None:
        core = self._core
        gap_s = t_s - core.now_s
        core.now_s = max(core.now_s, t_s)
        if not self._begun:
            self._begun = True
            core.since_s = core.now_s
            _open(core)
        elif gap_s > GAP_S and driving.under_way(core):
            stopping.pause(core, Tap(t_s=core.now_s, kind=TapKind.PAUSE, value="hidden"))

    def _frame(self, frame: Frame) -> None:
        core = self._core
        for event in core.eyes.receive(frame):
            if core.watching:
                handler = EVENTS.get(core.state, {}).get(type(event)) or _REST_OF_A_REP.get(type(event))
                if handler is not None:
                    handler(core, event)

    def _tap(self, tap: Tap) -> None:
        core = self._core
        handler = TAPS.get(core.state, {}).get(tap.kind) or _ANYWHERE.get(tap.kind)
        # The shell itself tells what the pain rules answered, as soon as they have.
        by_hand = tap.kind is not TapKind.PAIN_THEN
        pressed_s = tap.t_s if tap.pressed_s is None else tap.pressed_s
        if handler is None or (by_hand and 0 <= pressed_s - self._tap_s < SECOND_TAP_S):
            return
        if by_hand:
            self._tap_s = pressed_s
        handler(core, tap)

    def _camera(self, camera: Camera) -> None:
        driving.camera(self._core, on=camera.on)

    def _battery(self, battery: Battery) -> None:
        self._core.say(Message.of("coach.battery"))

    def _tick(self, tick: Tick) -> None:
        """Time passes for every input alike."""


def _watcher(exercise: Exercise, variant: str | None, side: Side | None) -> Watching:
    from hamstride.engine.watcher import Watcher

    return Watcher(exercise, variant, side)


def _open(core: Core) -> None:
    """The first step; a session that is gone on with begins with a word of welcome (to open it was to go on)."""
    if core.resumed and core.plan is not None:
        core.say(Message.of("coach.welcome"))
    arriving.begin_step(core)
