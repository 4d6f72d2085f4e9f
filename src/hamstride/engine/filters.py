"""Tiny streaming statistics: one class each, constant memory, no clock of their own."""

import math
from collections import deque


class Median3:
    """The middle one of the last three values: a single wild frame disappears, an edge is kept (one frame late)."""

    __slots__ = ("_a", "_b")

    def __init__(self) -> None:
        self._a: float | None = None
        self._b: float | None = None

    def update(self, value: float) -> float:
        """The median of this value and the two before it."""
        a, b = self._a, self._b
        self._a, self._b = b, value
        if a is None or b is None:
            return value
        return max(min(a, b), min(max(a, b), value))


class Mean:
    """An exponential mean over `tau_s` seconds that does not mind uneven frames. Starts at the first value."""

    __slots__ = ("_t_s", "_tau_s", "value")

    def __init__(self, tau_s: float) -> None:
        self._tau_s = tau_s
        self._t_s = 0.0
        self.value: float | None = None

    def update(self, t_s: float, value: float) -> float:
        """The mean after `value` was seen at `t_s`."""
        if self.value is None:
            self.value = value
        else:
            self.value += (value - self.value) * (1.0 - math.exp(-max(t_s - self._t_s, 0.0) / self._tau_s))
        self._t_s = t_s
        return self.value


class Held:
    """How long a condition has been true without a break."""

    __slots__ = ("_since_s",)

    def __init__(self) -> None:
        self._since_s: float | None = None

    @property
    def is_held(self) -> bool:
        """Whether the condition is true now."""
        return self._since_s is not None

    def update(self, t_s: float, condition: bool) -> float:
        """Seconds for which the condition has held up to `t_s`; 0 when it does not."""
        if not condition:
            self._since_s = None
            return 0.0
        if self._since_s is None:
            self._since_s = t_s
        return t_s - self._since_s


class Recent:
    """The samples of the last `span_s` seconds, at most `most` of them: time, value, and how much it counts for."""

    __slots__ = ("_samples", "_span_s")

    def __init__(self, span_s: float, most: int = 1500) -> None:
        self._span_s = span_s
        self._samples: deque[tuple[float, float, float]] = deque(maxlen=most)

    def update(self, t_s: float, value: float, weight: float = 1.0) -> None:
        """Take one more sample and forget the old ones."""
        samples = self._samples
        samples.append((t_s, value, weight))
        while samples[0][0] < t_s - self._span_s:
            samples.popleft()

    def clear(self) -> None:
        """Forget everything."""
        self._samples.clear()

    @property
    def last(self) -> tuple[float, float, float]:
        """The newest sample. Raises `IndexError` where there is none."""
        return self._samples[-1]

    @property
    def span_s(self) -> float:
        """Seconds between the oldest and the newest sample."""
        return self._samples[-1][0] - self._samples[0][0] if self._samples else 0.0

    def since(self, t_s: float) -> list[tuple[float, float, float]]:
        """The samples from `t_s` on, oldest first."""
        found: list[tuple[float, float, float]] = []
        for sample in reversed(self._samples):
            if sample[0] < t_s:
                break
            found.append(sample)
        found.reverse()
        return found

    def values(self) -> list[float]:
        """All values, oldest first."""
        return [value for _, value, _ in self._samples]


def densest(values: list[float]) -> float:
    """The middle of the narrowest quarter of some values: the level they keep to, whatever the rest do. Raises on none."""
    ordered = sorted(values)
    part = (len(ordered) + 3) // 4
    begin = min(range(len(ordered) - part + 1), key=lambda i: ordered[i + part - 1] - ordered[i])
    return median(ordered[begin : begin + part])


def median(values: list[float]) -> float:
    """The middle value. Raises `ValueError` for an empty list."""
    if not values:
        raise ValueError("median of no values: give at least one")
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def slope(samples: list[tuple[float, float, float]], shortest_s: float) -> float:
    """Change a second between the middle of the first and of the second half; infinite where too little is known."""
    if len(samples) < 3 or samples[-1][0] - samples[0][0] < shortest_s:
        return math.inf
    half = len(samples) // 2
    first, second = samples[:half], samples[-half:]
    step = sum(value for _, value, _ in second) - sum(value for _, value, _ in first)
    return step / (sum(t_s for t_s, _, _ in second) - sum(t_s for t_s, _, _ in first))


def is_still(samples: list[float], drift_deg: float, spread_deg: float) -> bool:
    """Whether angles over a window neither drift nor swing; white jitter of 5 degrees passes."""
    if len(samples) < 4:
        return False
    half = len(samples) // 2
    first, second = samples[:half], samples[half:]
    drift = abs(sum(second) / len(second) - sum(first) / len(first))
    ordered = sorted(samples)
    cut = len(ordered) // 10
    return drift <= drift_deg and ordered[-1 - cut] - ordered[cut] <= spread_deg
