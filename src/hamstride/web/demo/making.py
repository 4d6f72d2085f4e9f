"""Makes the twelve weeks of the made-up runner, through the same services that keep a real one's record.

Everything hangs on the day it is made and on one seed: the same day gives the same weeks.
"""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from django.db import transaction

from hamstride import known
from hamstride.exercises import values
from hamstride.exercises.routines import AFTER, BEFORE, STRENGTH
from hamstride.exercises.values import (
    Effort,
    Hold,
    Outcome,
    PainPlace,
    Repetition,
    RunnerProfile,
    SetPlan,
    SetRecord,
    Side,
    Source,
)
from hamstride.measure.balance import Unit
from hamstride.measure.flexibility import TRIALS, FlexTest, Instrument
from hamstride.measure.kept import LEGS, PARTS, FlexKept, StrengthKept, part_id
from hamstride.plan.relief import Feel
from hamstride.plan.runs import RunKind
from hamstride.store import measuring, models, planning, progress, runs, services, training
from hamstride.web.account import asking
from hamstride.web.session import making

SEED = 8
WEEKS = 12
SORE_WEEK = 6
AWAY_WEEK = 8  # a week off, somewhere else
PROFILE = RunnerProfile(
    ankle_weights=2, weight_kg=0.5, more_kg=(1.0, 1.5), ball=True, step=True, mass_kg=64.0, height_m=1.72
)
# Weekday, kind, minutes, kilometres in the first week.
USUAL_RUNS = (
    (1, RunKind.EASY, 38, 6.4),
    (3, RunKind.HARD, 46, 8.3),
    (5, RunKind.EASY, 30, 5.0),
    (6, RunKind.LONG, 74, 12.1),
)
EFFORTS = (*3 * (Effort.ALL_RIGHT,), *2 * (Effort.EASY,), Effort.HARD)
STRENGTH_DAYS = ((0, time(19, 5)), (3, time(20, 10)))
# How high the straight leg comes, left and right, by week; and kilograms on the scale: back left, right, front left, right.
BENDS = {1: (66, 63), 5: (71, 67), 10: (77, 72)}
PULLS = {2: (19.0, 17.5, 41.0, 41.5), 9: (22.5, 20.5, 43.0, 43.0)}
# How often a camera finds something to say, at the begin and at the end of the twelve weeks.
HABITS: dict[str, tuple[float, float]] = {
    "hips-flat": (0.15, 0.03),
    "knees-close": (0.06, 0.02),
    "hold-top": (0.1, 0.02),
    "slow-lower": (0.1, 0.02),
    "hips-up": (0.12, 0.04),
    "knees-90": (0.05, 0.02),
}


def fill(runner: models.Runner, today: date) -> None:
    """Give a new runner the twelve weeks that end today."""
    with transaction.atomic():  # one commit, not hundreds
        Story(runner, today).tell()


class Story:
    """The twelve weeks of one runner."""

    def __init__(self, runner: models.Runner, today: date) -> None:
        self.runner, self.today = runner, today
        self.begin = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
        self.dice = random.Random(SEED)

    def tell(self) -> None:
        """Day after day, from the first questions on."""
        answers = {id_: answer.value for id_, answer in asking.read({}).answers.items()}
        services.answer_questions(self.runner, self.begin, PROFILE, answers)
        usual = [
            planning.WeekdayRun(weekday=day, kind=kind, at=time(7, 15)) for day, kind, _, _ in USUAL_RUNS
        ]
        planning.set_usual(self.runner, usual, per_week=2)
        for n in range((self.today - self.begin).days + 1):
            day = self.begin + timedelta(days=n)
            self._run(day)
            self._strength(day)
            if day.weekday() == 6 and day < self.today:
                self._question(day)
                self._tests(day)

    def _week(self, day: date) -> int:
        return (day - self.begin).days // 7

    def _gone(self, day: date) -> float:
        """The share of the weeks that is over: habits get better with it."""
        return (day - self.begin).days / (7 * WEEKS)

    # ---------------------------------------------------------------------------------------------------------------- runs
    def _run(self, day: date) -> None:
        planned = next((each for each in USUAL_RUNS if each[0] == day.weekday()), None)
        if planned is None or self.dice.random() < 0.15 or day == self.today:
            return
        _, kind, minutes, km = planned
        longer = (1 + 0.02 * self._week(day)) * self.dice.uniform(0.93, 1.07)
        started = datetime.combine(day, time(7, self.dice.randrange(0, 50)))
        seconds = round(minutes * 60 * longer)
        metres = round(km * 1000 * longer * self.dice.uniform(0.98, 1.03), -1)
        runs.type_in(self.runner, started, seconds, kind, zone=UTC, distance_m=metres)
        if self.dice.random() < 0.7:
            self._stretch(BEFORE, started - timedelta(minutes=4))
        if self.dice.random() < 0.5:
            self._stretch(AFTER, started + timedelta(seconds=seconds + 300))

    def _stretch(self, routine: str, when: datetime) -> None:
        session = making.make(self.runner, routine, when, source=Source.BEAT)
        if self.dice.random() < 0.3:
            services.tell(self.runner, session, making.told(session, when))
        else:
            self._do(session, when)

    # ------------------------------------------------------------------------------------------------------------ strength
    def _strength(self, day: date) -> None:
        at = dict(STRENGTH_DAYS).get(day.weekday())
        week = self._week(day)
        if at is None or day == self.today or week == AWAY_WEEK:
            return
        if self.dice.random() < 0.12 or (week == SORE_WEEK and day.weekday() == 3):
            return
        self._ready(day, sore=week == SORE_WEEK)
        when = datetime.combine(day, at)
        row = self._do(making.make(self.runner, STRENGTH, when, source=Source.CAMERA), when)
        if week == SORE_WEEK:
            self._hurt(row, day)

    def _ready(self, day: date, *, sore: bool) -> None:
        """What is asked before a session: how the legs are, and whether a step up is wanted."""
        fresh = self.dice.choice((Feel.FRESH, Feel.FRESH, Feel.A_BIT_SORE))
        planning.feel(self.runner, day, Feel.SORE if sore else fresh)
        for step in training.offered(training.footing(self.runner), day):
            if self.dice.random() < 0.8:
                training.take(self.runner, step, day)
            else:
                training.refuse(self.runner, step.exercise, day)

    def _do(self, session: values.Session, when: datetime) -> models.Session:
        row = services.begin_session(self.runner, session)
        for index, plan in enumerate(session.sets):
            record = self._set(session, index, plan, when)
            services.keep_set(row, record)
            when += timedelta(seconds=record.seconds + 20)
        services.end_session(row, complete=True, effort=self.dice.choice(EFFORTS).value, hurt=False)
        return row

    def _set(self, session: values.Session, index: int, plan: SetPlan, when: datetime) -> SetRecord:
        reps = self._reps(plan, self._gone(when.date())) if plan.reps else ()
        held = 0.0 if plan.reps else round((plan.hold_s or 0) + self.dice.uniform(-2, 3), 1)
        counted = sum(rep.counted for rep in reps)
        planned = plan.as_planned(
            uuid=str(uuid4()), session=session.uuid, index=index, started=when.isoformat()
        )
        return replace(
            planned,
            source=session.source,
            outcome=Outcome.DONE if counted >= (plan.reps or 0) else Outcome.STOPPED,
            seconds=round(reps[-1].end_s + 3, 1) if reps else held + 10,
            seen=counted,
            held_s=held,
            reps=reps,
            holds=() if reps else (Hold(number=1, side=plan.side, start_s=2.0, end_s=held + 6, held_s=held),),
        )

    # -------------------------------------------------------------------------------------------------------- one movement
    def _reps(self, plan: SetPlan, gone: float) -> tuple[Repetition, ...]:
        weak = plan.side is Side.RIGHT and gone < 0.5
        short = self.dice.random() < (0.06 if weak else 0.01)
        count = max(1, (plan.reps or 0) - (self.dice.choice((1, 2)) if short else 0))
        now, made = 2.0, []
        for number in range(1, count + 1):
            rep = self._rep(plan, number, now, gone)
            made.append(rep)
            now = rep.end_s + self.dice.uniform(0.4, 1.1)
        return tuple(made)

    def _rep(self, plan: SetPlan, number: int, now: float, gone: float) -> Repetition:
        exercise = known.catalogue()[plan.exercise]
        poses, movement = exercise.poses, exercise.movement
        bend = poses[movement.top].knee_deg - poses[movement.rest].knee_deg
        hold = max(0.2, (plan.hold_s or 0.4) + self.dice.gauss(0.1, 0.25))
        lift, lower = self.dice.uniform(1.1, 1.7), 1.5 + gone + self.dice.uniform(-0.3, 0.5)
        seen = [id_ for id_, cue in exercise.cues.items() if cue.is_watched]
        hidden = "toes-pointed" if plan.side is Side.RIGHT else ""
        return Repetition(
            number=number,
            side=plan.side,
            start_s=round(now, 3),
            top_s=round(now + lift, 3),
            end_s=round(now + lift + hold + lower, 3),
            hold_s=round(hold, 3),
            range_deg=round(bend * self.dice.uniform(0.86, 0.95) + 6 * gone, 1),
            counted=True,
            cues=tuple(id_ for id_ in seen if id_ != hidden and self._said(id_, gone)),
            unseen=tuple(id_ for id_ in exercise.cues if id_ not in seen or id_ == hidden),
        )

    def _said(self, cue: str, gone: float) -> bool:
        first, last = HABITS.get(cue, (0.0, 0.0))
        return self.dice.random() < first + (last - first) * gone

    # ---------------------------------------------------------------------------------------------------------------- tests
    def _tests(self, day: date) -> None:
        week = self._week(day)
        if week in BENDS:
            trials = {
                side.value: tuple(round(self.dice.gauss(mean, 1.5), 1) for _ in range(TRIALS))
                for side, mean in zip(LEGS, BENDS[week], strict=True)
            }
            at = datetime.combine(day, time(10, 30))
            kept = FlexKept(test=FlexTest.LEG, instrument=Instrument.PHONE, trials=trials)
            measuring.keep_bend(self.runner, at, kept)
        if week in PULLS:
            pulls = {
                part_id(*part): tuple(round(self.dice.gauss(mean, 0.6), 1) for _ in range(TRIALS))
                for part, mean in zip(PARTS, PULLS[week], strict=True)
            }
            kept_pulls = StrengthKept(unit=Unit.KG, lever_cm=38.0, pulls=pulls, mass_kg=PROFILE.mass_kg)
            measuring.begin_strength(self.runner, datetime.combine(day, time(11)), kept_pulls)

    # ---------------------------------------------------------------------------------------------------------------- aches
    def _hurt(self, session: models.Session, day: date) -> None:
        note = models.PainNote(
            uuid=uuid4(),
            session=session,
            day=day,
            exercise="standing-curl",
            side=Side.RIGHT.value,
            place=PainPlace.MUSCLE.value,
            score=3,
        )
        services.note_pain(self.runner, note, self.runner.profile)

    def _question(self, day: date) -> None:
        sore = self._week(day) in (SORE_WEEK, SORE_WEEK + 1)
        more = {"train": "as-usual", "changed": "a-little", "slower": "none", "ache": "a-little"}
        progress.answer_check(self.runner, day, {"trouble": "yes", **more} if sore else {"trouble": "no"})
