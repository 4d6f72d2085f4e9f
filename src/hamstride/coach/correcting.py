"""One more or one less than was counted, kept beside it."""

from dataclasses import replace

from hamstride.coach import moments, readying
from hamstride.coach.core import Core, State
from hamstride.coach.log import SetLog
from hamstride.coach.screen import SetFinished, Tap
from hamstride.exercises.values import SetRecord

MOST = 99
_OPEN = (
    State.READY,
    State.WORKING,
    State.OVER,
    State.PAUSED,
    State.STOPPED,
    State.FETCH,
    State.CRAMP,
    State.RESUME,
)
_AT_IT = (State.READY, State.OVER)


def correctable(core: Core) -> int | None:
    """The set that ±1 corrects now: the one at work, or the one just done."""
    if core.log is not None and core.state in _OPEN and (core.log.begun or core.state is State.WORKING):
        return None if core.log.is_hold else core.log.index
    index = core.last_done
    return index if index is not None and core.session.sets[index].reps is not None else None


def correct(core: Core, tap: Tap, by: int) -> None:
    """One more or one less, kept beside what was seen."""
    index = tap.value if isinstance(tap.value, int) and not isinstance(tap.value, bool) else correctable(core)
    if index is None:
        return
    if core.log is not None and index == core.log.index:
        _correct_open(core, core.log, by)
    elif index in core.records and core.session.sets[index].reps is not None:
        _correct_record(core, core.records[index], by)


def _correct_open(core: Core, log: SetLog, by: int) -> None:
    if log.is_hold or not 0 <= log.count + by <= MOST:
        return
    log.offset += by
    log.reached = log.reached and log.full
    core.progress()
    if core.state is State.WORKING and log.full:
        moments.reach(core)
    elif by < 0 and log.count == log.target + by:
        _reopen(core)
    elif by > 0 and log.count == log.target:
        _fill(core)


def _reopen(core: Core) -> None:
    """One less than all of them: the set goes on with the one that is missing, in a break once that is over."""
    if core.state in _AT_IT:
        core.mouth.hush()
        readying.again(core, readying.from_number(core))
    elif core.back_to is State.OVER:
        core.back_to = None


def _fill(core: Core) -> None:
    """One more makes all of them: the set is over, in a break once that is."""
    if core.state in _AT_IT:
        core.mouth.hush()
        moments.reach(core)
    else:
        core.back_to = State.OVER


def _correct_record(core: Core, record: SetRecord, by: int) -> None:
    count = min(MOST, max(0, record.count + by))
    corrected = None if count == record.seen else count
    if corrected != record.corrected:
        core.records[record.index] = replace(record, corrected=corrected, revision=record.revision + 1)
        core.outputs.append(SetFinished(record=core.records[record.index]))


def plus(core: Core, tap: Tap) -> None:
    """One more than was counted."""
    correct(core, tap, 1)


def minus(core: Core, tap: Tap) -> None:
    """One less than was counted."""
    correct(core, tap, -1)
