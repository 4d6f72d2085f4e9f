"""A clip told, and the page about it, for the tests of that page with and without a browser."""

from pathlib import Path

from hamstride.engine.story import Narrator, Story
from hamstride.exercises.load import catalogue
from hamstride.exercises.spec import Exercise
from hamstride.text.words import Words
from hamstride.video import report, track
from hamstride.video.skeleton import Size

CLIPS = Path(__file__).parents[1] / "clips"
LYING, HINGE, BALL = (catalogue()[id_] for id_ in ("lying-leg-curl", "hip-hinge", "ball-curl"))
SIZE = Size(512, 384)


def tell(exercise: Exercise, name: str | None) -> Story:
    narrator = Narrator(exercise)
    if name:
        for frame in track.read(CLIPS / f"{name}.pose.jsonl.gz").frames:
            narrator.receive(frame)
    return narrator.close()


def page(
    story: Story, exercise: Exercise = LYING, file: str = "a.mp4", pictures: dict[float, bytes] | None = None
) -> str:
    return report.page(story, exercise, file, SIZE, pictures or {}, Words())
