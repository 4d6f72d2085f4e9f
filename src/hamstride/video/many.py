"""Many films at once: on the processors of this machine, or on a cluster of machines, with the same results."""

from collections.abc import Iterator, Sequence

from hamstride.engine.watcher import Watcher, WatchReport
from hamstride.video import source
from hamstride.video.errors import SourceError
from hamstride.video.jobs import Failed, Frames, Job, WatchOutcome, frames
from hamstride.video.workers import Crew, Died, cores


def watch(job: Job, frames: Frames = frames) -> WatchOutcome:
    """Watch one film, in any process on any machine. What is wrong with it is a result too."""
    try:
        return _watch(job, frames)
    except SourceError as error:
        return Failed.by(error)


def _watch(job: Job, frames: Frames) -> WatchReport:
    if job.report or job.overlay:
        from hamstride.video import showing

        return showing.watch(job, frames)
    watcher = Watcher(job.exercise, job.variant, job.side)
    with source.read(job.file) as found:
        for frame in frames(found):
            watcher.receive(frame)
            watcher.events()
        return found.told(watcher.close())


def outcomes(jobs: Sequence[Job], scheduler: str | None = None) -> Iterator[tuple[int, WatchOutcome]]:
    """What became of every job, with its place, as they become ready. Closing the iterator ends what is under way.

    Args:
        jobs: the films.
        scheduler: the address of a Dask scheduler; without one, the processors of this machine do it.

    Raises:
        SourceError: the scheduler cannot be used.
    """
    for place, outcome in _here(jobs) if scheduler is None else _there(jobs, scheduler):
        if isinstance(outcome, Died):
            yield place, Failed.by(SourceError("worker-died", file=str(jobs[place].file)))
        else:
            yield place, outcome


def _here(jobs: Sequence[Job]) -> Iterator[tuple[int, WatchOutcome | Died]]:
    with Crew[Job, WatchOutcome](watch, min(cores(), len(jobs))) as crew:
        yield from crew.run(jobs)


def _there(jobs: Sequence[Job], scheduler: str) -> Iterator[tuple[int, WatchOutcome | Died]]:
    from hamstride.video.cluster import spread

    return spread(scheduler, watch, jobs)
