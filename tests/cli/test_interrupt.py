"""Ctrl-C while Python would drop it."""

import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from hamstride.cli.interrupt import Interrupt


@pytest.fixture(autouse=True)
def as_in_a_terminal() -> Iterator[None]:
    """Whoever started the tests in the background told them not to hear it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def dropping(pressed: int) -> Iterator[int]:
    """Numbers; before one of them Ctrl-C is pressed, and lost."""
    for n in range(5):
        if n == pressed:
            with suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
        yield n


def test_what_was_dropped_is_heard_at_the_next_item() -> None:
    interrupt = Interrupt()
    with interrupt.heard():
        items = interrupt.until(dropping(2))
        assert [next(items), next(items)] == [0, 1]
        with pytest.raises(KeyboardInterrupt):
            next(items)
    assert interrupt.came


def test_it_is_raised_at_once_and_afterwards_as_before() -> None:
    interrupt = Interrupt()
    with pytest.raises(KeyboardInterrupt), interrupt.heard():
        signal.raise_signal(signal.SIGINT)
    assert interrupt.came
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_a_job_in_the_background_goes_on() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        interrupt = Interrupt()
        with interrupt.heard():
            assert list(interrupt.until(dropping(2))) == [0, 1, 2, 3, 4]
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
