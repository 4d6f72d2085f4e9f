"""A film watched to be looked at: the same result as ever, and beside it the report and the film with what was seen."""

from dataclasses import replace

from hamstride.engine.story import Narrator, Story
from hamstride.engine.watcher import WatchReport
from hamstride.text.words import Words
from hamstride.video import source, track
from hamstride.video.errors import SourceError
from hamstride.video.jobs import Frames, Job
from hamstride.video.skeleton import Poses, Size


def watch(job: Job, frames: Frames) -> WatchReport:
    """Watch the film of a job and write what it asks for.

    Raises:
        SourceError: the film cannot be used, or a file cannot be written.
    """
    if job.overlay is not None and track.is_track(job.file):
        raise SourceError("overlay-of-track", file=job.file.name)
    narrator, poses = Narrator(job.exercise, job.variant, job.side), Poses()
    with source.read(job.file) as found:
        for frame in frames(found):
            narrator.receive(frame)
            if job.overlay is not None:
                poses.receive(frame)
    story, words = narrator.close(), Words()
    story = replace(story, report=found.told(story.report))
    if job.overlay is not None:
        from hamstride.video import overlay

        overlay.write(job.overlay, job.file, story, poses, job.exercise, words)
    if job.report is not None:
        _report(job, story, found.header, words)
    return story.report


def _report(job: Job, story: Story, header: track.Header, words: Words) -> None:
    from hamstride.video import report

    assert job.report is not None, "only where a report is asked for"
    pictures: dict[float, bytes] = {}
    if not track.is_track(job.file):
        from hamstride.video import stills

        pictures = stills.take(job.file, (still.t_s for still in story.stills))
    size = Size(header.width, header.height)
    report.write(job.report, report.page(story, job.exercise, job.file.name, size, pictures, words))
