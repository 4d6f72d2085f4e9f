"""Work for processes of their own: it must stand in a module that they can import."""

import os
import time
from pathlib import Path


def doubled(number: int) -> int:
    return number * 2


def slow_first(number: int) -> int:
    time.sleep(0.5 if number == 0 else 0.0)
    return number


def dies_once(mark: Path) -> str:
    """The first who comes here is killed in the middle; the second finds the mark."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), 9)
    return mark.name


def always_dies(number: int) -> int:
    if number == 1:
        os.kill(os.getpid(), 9)
    return number


def pids(_: int) -> int:
    time.sleep(0.2)
    return os.getpid()


def sleeps(seconds: float) -> float:
    time.sleep(seconds)
    return seconds
