"""The set that is going on: what was counted, held and corrected, and the record that is kept of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hamstride.exercises.values import Hold, Outcome, Repetition, SetPlan, SetRecord, Source


@dataclass(slots=True, kw_only=True)
class SetLog:
    """One set in the making. `seen` is what the drive counted, `offset` the runner's own ±1 beside it.

    `held_s` is the sum of the holds that are over and `holding_s` the one that is going on. `banked_s` is what the
    sum already has of a hold that still goes on (a pause does not end it for the watcher). `sticky` is an outcome that stays
    whatever comes after (a cramp, a pain). `revision` counts the records made of it.
    """

    index: int
    plan: SetPlan
    uuid: str
    source: Source
    started_s: float | None = None
    last_s: float = 0.0
    seconds_before: float = 0.0
    started: str | None = None
    seen: int = 0
    offset: int = 0
    held_s: float = 0.0
    holding_s: float = 0.0
    banked_s: float = 0.0
    reps: list[Repetition] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    sticky: Outcome | None = None
    reached: bool = False
    revision: int = 0

    @property
    def is_hold(self) -> bool:
        """True for a stretch, whose number is seconds."""
        return self.plan.reps is None

    @property
    def target(self) -> float:
        """Repetitions, or seconds of a stretch."""
        return self.plan.target

    @property
    def count(self) -> int:
        """What is shown and spoken: repetitions with the runner's correction, or whole seconds held."""
        return int(self.held_s + self.holding_s) if self.is_hold else max(0, self.seen + self.offset)

    @property
    def full(self) -> bool:
        """True once all that was planned is counted or held."""
        return self.count >= self.target

    @property
    def begun(self) -> bool:
        """True once there is something to keep."""
        return self.count > 0 or self.seen > 0 or self.sticky is not None

    def bank(self) -> None:
        """The hold that is going on stands as it is, whether the runner lets go of it or not."""
        self.held_s, self.banked_s = self.held_s + self.holding_s, self.banked_s + self.holding_s
        self.holding_s = 0.0

    def hold(self, seconds: float) -> None:
        """A hold has lasted so long; what of it is banked counts once. Shorter than that, it is another hold."""
        if seconds < self.banked_s:
            self.banked_s = 0.0
        self.holding_s = seconds - self.banked_s

    def let_go(self, seconds: float) -> None:
        """A hold is over after so long."""
        self.hold(seconds)
        self.held_s, self.holding_s, self.banked_s = self.held_s + self.holding_s, 0.0, 0.0

    def tell(self, t_s: float) -> None:
        """The runner says that the set is done; what was counted so far stays beside it."""
        if self.started_s is None and self.started is None:
            self.touch(t_s)
        self.source, self.holding_s = Source.TOLD, 0.0
        if self.is_hold:
            self.held_s = self.target
        elif self.seen:
            self.offset = int(self.target) - self.seen
        else:
            self.seen, self.offset = int(self.target), 0

    def touch(self, t_s: float) -> None:
        """Something of the set happened now."""
        if self.started_s is None:
            self.started_s = t_s
        self.last_s = t_s

    def outcome(self) -> Outcome:
        """How the set stands as of now."""
        if self.sticky is not None:
            return self.sticky
        if self.reached or self.full:
            return Outcome.DONE
        return Outcome.STOPPED if self.begun else Outcome.SKIPPED

    def record(self, session: str, zero: datetime) -> SetRecord:
        """The next version of what to keep; `zero` is the local time at which the clock read 0."""
        self.revision += 1
        start_s = self.last_s if self.started_s is None else self.started_s
        started = self.started or (zero + timedelta(seconds=start_s)).isoformat(timespec="seconds")
        return SetRecord(
            uuid=self.uuid,
            session=session,
            index=self.index,
            exercise=self.plan.exercise,
            variant=self.plan.variant,
            side=self.plan.side,
            source=self.source,
            outcome=self.outcome(),
            started=started,
            seconds=round(self.seconds_before + self.last_s - start_s, 3),
            load_kg=self.plan.load_kg,
            target=self.target,
            seen=self.count if self.is_hold else self.seen,
            corrected=self.count if self.offset and not self.is_hold else None,
            held_s=round(self.held_s + self.holding_s, 3),
            reps=tuple(self.reps),
            holds=tuple(self.holds),
            revision=self.revision,
        )


def begin(plan: SetPlan, index: int, uuid: str, source: Source, t_s: float) -> SetLog:
    """A new set, opened now."""
    return SetLog(index=index, plan=plan, uuid=uuid, source=source, last_s=t_s)


def reopen(record: SetRecord, plan: SetPlan, source: Source) -> SetLog:
    """A set that is gone on with: the same uuid, everything so far stays."""
    kept = (Outcome.CRAMP, Outcome.PAIN)
    told = record.source is Source.TOLD  # taken back: only what was counted counts
    counted = record.seen if not told or record.corrected is not None else 0
    return SetLog(
        index=record.index,
        plan=plan,
        uuid=record.uuid,
        source=source,
        started=record.started,
        seconds_before=record.seconds,
        seen=counted,
        offset=0 if told or record.corrected is None else record.corrected - record.seen,
        held_s=sum(hold.held_s for hold in record.holds) if told else record.held_s,
        reps=list(record.reps),
        holds=list(record.holds),
        sticky=record.outcome if record.outcome in kept else None,
        revision=record.revision,
    )
