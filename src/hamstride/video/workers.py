"""Work shared out to processes of this machine: one piece at a time each, and a process that dies costs a second try."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")

TRIES = 2  # a piece in whose middle a process died this often is given up
_FRESH = multiprocessing.get_context("spawn")  # the pose model has threads, and those do not survive a fork


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Died(Exception):
    """The process that worked on a piece ended in its middle, every time."""


@dataclass(slots=True, kw_only=True)
class _Worker:
    """A process and our end of its pipe; `place` is that of the job it has in hand."""

    process: BaseProcess
    pipe: "Connection[Any, Any]"
    place: int | None = None

    def begin(self, place: int, jobs: Sequence[Any]) -> None:
        self.place = place
        with suppress(OSError):  # a process that is gone is noticed at the other end
            self.pipe.send(jobs[place])

    def end(self) -> tuple[int, Any]:
        """The job that was in hand and its result, or `Died`."""
        assert self.place is not None, "a worker without a job has no result"
        place, self.place = self.place, None
        try:
            return place, self.pipe.recv()
        except (EOFError, OSError):
            self.stop()
            return place, Died()

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Crew(Generic[J, R]):
    """Some processes that call `work` on one job after the other. A context manager; leaving it ends them at once.

    `work` must be a function of a module, and jobs and results things that can be pickled. Let `work` return its errors: a
    process in which it raises ends there, as if it had been killed.
    """

    def __init__(self, work: Callable[[J], R], size: int) -> None:
        self._work, self._size = work, size
        self._workers: list[_Worker] = []

    def __enter__(self) -> "Crew[J, R]":
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def run(self, jobs: Sequence[J]) -> Iterator[tuple[int, R | Died]]:
        """The result of each job with its place, as they become ready."""
        waiting = deque(range(len(jobs)))
        tries = [0] * len(jobs)
        while waiting or any(worker.place is not None for worker in self._workers):
            self._hire(len(waiting))
            for worker in self._workers:
                if worker.place is None and waiting:
                    worker.begin(waiting.popleft(), jobs)
            for worker in self._ready():
                place, result = worker.end()
                if isinstance(result, Died):
                    self._workers.remove(worker)
                    tries[place] += 1
                    if tries[place] < TRIES:
                        waiting.appendleft(place)
                        continue
                yield place, result

    def _hire(self, waiting: int) -> None:
        idle = sum(worker.place is None for worker in self._workers)
        while len(self._workers) < self._size and idle < waiting:
            ours, theirs = _FRESH.Pipe()
            process = _FRESH.Process(target=_serve, args=(theirs, self._work), daemon=True)
            with _deaf():
                process.start()
            theirs.close()
            self._workers.append(_Worker(process=process, pipe=ours))
            idle += 1

    def _ready(self) -> list[_Worker]:
        busy = {worker.pipe: worker for worker in self._workers if worker.place is not None}
        return [busy[pipe] for pipe in wait(list(busy))]  # type: ignore[index]


@contextmanager
def _deaf() -> Iterator[None]:
    """Whoever is started here never hears Ctrl-C: the terminal tells all of them, and the first process alone decides."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which opens the ears again where it begins
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: "Connection[Any, Any]", work: Callable[[Any], Any]) -> None:
    """The life of a worker: until the other end of its pipe is closed, or the process there is gone."""
    threading.Thread(target=_follow_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _follow_parent() -> None:
    """End with the process that gave the work, in the middle of a film too: nobody is left to take its result."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "a worker is started by another process"
    wait([parent.sentinel])
    os._exit(1)
