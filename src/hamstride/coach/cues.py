"""Which cue is spoken, and when: rarely, late, one at a time, and never praise for what was not seen."""

from collections import Counter

from hamstride.exercises.spec import OF_HALF_LIFTS, Cue, Exercise

IN_A_ROW = 3  # misses before a word
APART = 3  # repetitions from one cue to the next
IN_A_SET = 3
SAME_CUE = 2
HALF_LIFTS = 2  # partial repetitions before a word
HOLD_APART_S = 10.0  # the same distance in a stretch


class CueRules:
    """Remembers the cues of one set and decides what to say. Repetitions are told by their place, from 1."""

    def __init__(self, exercise: Exercise, variant: str | None) -> None:
        self._cues = {id_: exercise.cues[id_] for id_ in exercise.cue_ids(variant)}
        self._misses: dict[int, set[str]] = {}
        self._said: Counter[str] = Counter()
        self._last_at: float | None = None
        self._asked: str | None = None
        self._praised = False
        self._partials = 0

    def missed(self, rep: int, cues: tuple[str, ...]) -> None:
        """The cues broken in a repetition; told again once all of it is known: the last word holds."""
        self._misses[rep] = set(cues)

    def due(self, rep: int) -> str | None:
        """The cue to say after this repetition's number, if any; it then counts as said."""
        if not self._free(rep, APART):
            return None
        return next(
            (self._say(id_, rep) for id_ in self._cues if self._spoken(id_) and self._row(id_, rep)), None
        )

    def mended(self, cues: tuple[str, ...], unseen: tuple[str, ...]) -> bool:
        """Whether what was asked for last has been seen done in a repetition, and no praise was given in this set yet."""
        asked = self._asked
        return not (asked is None or self._praised or asked in cues or asked in unseen)

    def praise(self) -> None:
        """It is said now: once in a set is enough."""
        self._praised = True

    def half_lift(self, rep: int) -> str | None:
        """A partial repetition after `rep` counted ones: the cue to say after every second."""
        self._partials += 1
        id_ = next(
            (id_ for m in OF_HALF_LIFTS for id_, cue in self._cues.items() if cue.measure is m and cue.say),
            None,
        )
        if id_ is None or self._partials % HALF_LIFTS or not self._left(id_):
            return None
        return self._say(id_, rep)

    def raised(self, id_: str, t_s: float) -> bool:
        """A cue of a stretch is being broken: whether to say it now."""
        if id_ not in self._cues or not self._spoken(id_) or not self._free(t_s, HOLD_APART_S):
            return False
        self._say(id_, t_s)
        return True

    def cleared(self, id_: str) -> bool:
        """A broken cue of a stretch is mended: whether to praise that, if it was asked for."""
        return self._asked == id_ and self.mended((), ())

    def reminder(self) -> str | None:
        """The cue to be reminded of half way through, as a question that nobody has to answer."""
        return next((id_ for id_, cue in self._cues.items() if cue.halfway), None)

    def _row(self, id_: str, rep: int) -> bool:
        return rep >= IN_A_ROW and all(
            id_ in self._misses.get(n, ()) for n in range(rep - IN_A_ROW + 1, rep + 1)
        )

    def _spoken(self, id_: str) -> bool:
        cue: Cue = self._cues[id_]
        return cue.say is not None and cue.is_watched and self._left(id_)

    def _left(self, id_: str) -> bool:
        most = 1 if self._cues[id_].once else SAME_CUE
        return self._said[id_] < most and self._said.total() < IN_A_SET

    def _free(self, at: float, apart: float) -> bool:
        return self._last_at is None or at - self._last_at >= apart

    def _say(self, id_: str, at: float) -> str:
        self._said[id_] += 1
        self._last_at, self._asked = at, id_
        return id_
