"""Ctrl-C that is heard whenever it comes."""

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Interrupt:
    """Whether somebody pressed Ctrl-C.

    Python drops what is raised while it collects garbage or lets go of an import, and `KeyboardInterrupt` with it: what passes
    through `until` ends then, one item later.
    """

    def __init__(self) -> None:
        self.came = False

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Inside the block Ctrl-C raises `KeyboardInterrupt`, as ever, and is remembered. Who was told not to hear it (a job in
        the background) does not."""
        usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if not usual or threading.current_thread() is not threading.main_thread():
            yield
            return
        signal.signal(signal.SIGINT, self._hear)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def until(self, items: Iterable[T]) -> Iterator[T]:
        """The same items. Raises `KeyboardInterrupt` before the next one where it came and was dropped."""
        for item in items:
            if self.came:
                raise KeyboardInterrupt
            yield item

    def _hear(self, *_: object) -> None:
        self.came = True
        raise KeyboardInterrupt
