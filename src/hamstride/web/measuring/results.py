"""What the pages say of a test: numbers with their give or take, one word, and whether it changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hamstride.exercises.values import Message, Sex, Side
from hamstride.measure import balance, flexibility
from hamstride.measure.balance import Muscle
from hamstride.measure.error import Basis, Error
from hamstride.measure.flexibility import FlexTest, Instrument
from hamstride.measure.kept import LEGS
from hamstride.store.measuring import Bend, Strength
from hamstride.text.words import Words
from hamstride.web.measuring.scale import ratio_scale

Rows = list[tuple[Message, list[Message]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BendLine:
    """A leg's result: the value, the word for it, and what became of it since the first test with the same instrument."""

    leg: Message
    value: Message
    word: Message
    change: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioLine:
    """A leg's front and back: the picture, the ratio in words, and the word for it."""

    leg: Message
    picture: str
    ratio: Message
    word: Message


def leg(side: Side) -> Message:
    """The name of a leg at the beginning of a line."""
    return Message.of(f"web.tests.leg.{side.value}")


# ---------------------------------------------------------------------------------------------------------- flexibility
def amount(test: FlexTest, value: float) -> Message:
    """A result in words: "18° short of straight", "4 cm above the floor"."""
    if test.is_angle:
        return Message.of(f"web.bend.value.{test.value}", n=round(value))
    where = "past" if value < -0.25 else "above" if value > 0.25 else "at"
    return Message.of(f"web.bend.value.reach-{where}", n=_cm(abs(value)))


def plain_amount(test: FlexTest, value: float) -> Message:
    """A result as a bare number with its unit."""
    unit = "degrees" if test.is_angle else "cm"
    return Message.of(f"web.bend.in-{unit}", n=round(value) if test.is_angle else _cm(value))


def _shown(test: FlexTest, value: float) -> float:
    """A result as it is written: what is said of two of them must agree with the numbers that are read beside it."""
    return round(value) if test.is_angle else round(value, 1)


def _cm(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def bend_lines(bends: Sequence[Bend], sex: Sex) -> list[BendLine]:
    """The newest test, leg by leg, against the first one: two small steps that are more than chance together are a change."""
    if not bends:
        return []
    now = bends[-1]
    return [
        BendLine(
            leg=leg(side),
            value=amount(now.kept.test, value),
            word=Message.of(f"web.bend.word.{_word_of(now.kept.test, value, sex)}"),
            change=_change(bends, side, value),
        )
        for side, value in now.kept.results.items()
    ]


def _word_of(test: FlexTest, value: float, sex: Sex) -> str:
    found = flexibility.word(test, value, sex).value
    return f"{found}-reach" if not test.is_angle and found == "tight" else found


def _change(bends: Sequence[Bend], side: Side, value: float) -> Message | None:
    """Against the first test with the same instrument on cold legs; `None` where there is none."""
    now = bends[-1].kept
    alike = [
        each.kept for each in bends[:-1] if each.kept.instrument is now.instrument and not each.kept.warm
    ]
    earlier = [found for each in alike if (found := each.result(side)) is not None]
    if not earlier or now.warm:
        return None
    test = now.test
    before, after = _shown(test, earlier[0]), _shown(test, value)
    least = flexibility.SURE_CHANGE[test, now.instrument]
    params = {"n": plain_amount(test, abs(after - before)), "needs": plain_amount(test, least)}
    if not flexibility.changed(test, now.instrument, before, after):
        return Message.of("web.bend.change.none", **params)
    further = (after > before) is (test is FlexTest.LEG)
    return Message.of(f"web.bend.change.{'further' if further else 'less'}", **params)


def bend_error(bend: Bend) -> Message:
    """Give or take of a result, and the smallest change that is more than chance."""
    test, error = bend.kept.test, bend.kept.error
    spare, change = error.factor * error.sem, flexibility.SURE_CHANGE[test, bend.kept.instrument]
    return Message.of("web.bend.error", spare=plain_amount(test, spare), change=plain_amount(test, change))


def surer(test: FlexTest) -> Message | None:
    """From where on the phone on the shin can tell a change, and the camera; `None` where the phone is no way to measure."""
    ways = (Instrument.PHONE, Instrument.CAMERA)
    if any((test, way) not in flexibility.SURE_CHANGE for way in ways):
        return None
    told = {way.value: plain_amount(test, flexibility.SURE_CHANGE[test, way]) for way in ways}
    return Message.of("web.bend.surer", **told)


def bend_limits(test: FlexTest, sex: Sex) -> Message:
    """The published limits, both where the runner did not say what would tell them apart."""
    found = flexibility.limits(test, sex).tight
    if len(found) == 2:
        low, high = (f"{value:g}" for value in found)
        return Message.of(f"web.bend.limits.{test.value}-both", low=low, high=high)
    return Message.of(f"web.bend.limits.{test.value}", n=f"{found[0]:g}")


def very_tight(bend: Bend, sex: Sex) -> bool:
    """Whether either leg is so tight that the foot on a step is offered."""
    return any(flexibility.very_tight(bend.kept.test, value, sex) for value in bend.kept.results.values())


def bend_summary(bend: Bend) -> Message:
    """A whole test in a few words: "left 18°, right 22°"."""
    found = bend.kept.results
    if Side.BOTH in found:
        return amount(bend.kept.test, found[Side.BOTH])
    if len(found) == 2:
        left, right = (plain_amount(bend.kept.test, found[side]) for side in LEGS)
        return Message.of("web.tests.both-legs", left=left, right=right)
    ((side, value),) = found.items()
    return Message.of("web.tests.one-leg", leg=leg(side), n=plain_amount(bend.kept.test, value))


# ------------------------------------------------------------------------------------------------------------- strength
def ratio_lines(one: Strength, error: Error, words: Words) -> list[RatioLine]:
    """Front and back of each leg, with the article's rule and what studies found of this test beside it."""
    found = [balance.ratio(one.test, side, error) for side in LEGS]
    return [
        RatioLine(
            leg=leg(each.side),
            picture=ratio_scale(each, words),
            ratio=ratio_words(each),
            word=Message.of(f"web.strength.word.{each.word.value}"),
        )
        for each in found
        if each is not None
    ]


def ratio_words(ratio: balance.Ratio) -> Message:
    """A ratio, give or take."""
    interval = ratio.interval
    return Message.of("web.strength.ratio", n=f"{interval.value:.2f}", spare=f"{interval.give_or_take:.2f}")


def pulled_rows(one: Strength) -> Rows:
    """How hard each muscle pulled, left and right, as the scale showed it."""
    return _rows(one, _pulled)


def moment_rows(one: Strength) -> Rows:
    """Each muscle with its moments, left and right."""
    return _rows(one, _moment)


def _rows(one: Strength, cell: Callable[[Strength, Side, Muscle], Message | None]) -> Rows:
    none = Message.of("web.strength.not-pulled")
    return [
        (
            Message.of(f"web.strength.muscle.{muscle.value}"),
            [cell(one, side, muscle) or none for side in LEGS],
        )
        for muscle in Muscle
    ]


def _pulled(one: Strength, side: Side, muscle: Muscle) -> Message | None:
    best_n, unit = one.test.best_n(side, muscle), one.kept.unit
    if best_n is None:
        return None
    decimals = 0 if unit is balance.Unit.N else 1
    return Message.of("web.strength.pulled", n=f"{best_n / unit.newtons:.{decimals}f}", unit=unit.value)


def _moment(one: Strength, side: Side, muscle: Muscle) -> Message | None:
    moment, per_kg = one.test.moment_nm(side, muscle), one.test.per_kg(side, muscle)
    if moment is None:
        return None
    if per_kg is None:
        return Message.of("web.strength.moment", n=f"{moment:.0f}")
    return Message.of("web.strength.moment-per-kg", n=f"{moment:.0f}", per_kg=f"{per_kg:.2f}")


def differences(tests: Sequence[Strength], error: Error) -> list[Message]:
    """Left and right of each muscle: a difference only under the stated rules."""
    return [
        _difference(found)
        for muscle in Muscle
        if (found := balance.difference([each.test for each in tests], muscle, error)) is not None
    ]


def _difference(found: balance.Difference) -> Message:
    params: dict[str, str | int | float | Message] = {
        "muscle": Message.of(f"web.strength.muscle.{found.muscle.value}"),
        "percent": round(100 * abs(found.share)),
        "least": round(100 * found.sure_from),
        "leg": Message.of(f"web.tests.leg-in.{found.stronger.value}"),
    }
    return Message.of(f"web.strength.{'difference' if found.sure else 'no-difference'}", **params)


def error_of(error: Error) -> Message:
    """Where the error comes from, and how large a change is more than chance."""
    name = "own" if error.basis is Basis.OWN else "published"
    return Message.of(f"web.strength.error-{name}", change=round(100 * error.sure_change))


def strength_summary(one: Strength) -> Message:
    """A whole test in a few words: the ratios of both legs."""
    left, right = (one.test.ratio(side) for side in LEGS)
    return Message.of("web.tests.both-legs", left=f"{left or 0:.2f}", right=f"{right or 0:.2f}")
