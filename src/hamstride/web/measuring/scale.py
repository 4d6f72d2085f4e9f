"""Draws a ratio on its scale: the band that studies found, the article's rule, the value and how far it can be trusted."""

from hamstride.measure.balance import ARTICLE_RATIO, Ratio
from hamstride.text.words import Words

LOW, HIGH, WIDTH, HEIGHT = 0.2, 1.0, 320.0, 64.0
LEFT, RIGHT, MIDDLE = 12.0, 308.0, 26.0


def ratio_scale(ratio: Ratio, words: Words) -> str:
    """The picture as SVG; what it shows stands in words beside it."""
    interval, band = ratio.interval, ratio.band
    wide = _x(band.high) - _x(band.low)
    parts = [
        f'<rect class="band" x="{_x(band.low)}" y="{MIDDLE - 11}" width="{wide:.1f}" height="22" rx="4"/>',
        f'<path class="axis" d="M{LEFT} {MIDDLE + 16}H{RIGHT}"/>',
        *(
            f'<text class="tick" x="{_x(at / 10)}" y="{HEIGHT - 6}">{words.number(at / 10)}</text>'
            for at in (2, 4, 6, 8)
        ),
        f'<path class="rule" d="M{_x(ARTICLE_RATIO)} {MIDDLE - 18}V{MIDDLE + 16}"/>',
        f'<path class="spare" d="M{_x(interval.low)} {MIDDLE}H{_x(interval.high)}"/>',
        f'<circle class="value" cx="{_x(interval.value)}" cy="{MIDDLE}" r="6"/>',
    ]
    return f'<svg class="scale" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


def _x(ratio: float) -> float:
    """Where a ratio lies; what is beyond the scale lies at its end."""
    share = (min(max(ratio, LOW), HIGH) - LOW) / (HIGH - LOW)
    return round(LEFT + (RIGHT - LEFT) * share, 1)
