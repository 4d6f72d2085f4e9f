"""Writes docs/reference/ from the code, so that what is documented is what is there.

.venv/bin/python -m tools.reference            writes the pages
.venv/bin/python -m tools.reference --check    fails when a page is stale (a test does the same)
"""

import argparse
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import click

from hamstride.cli import main as command_line
from hamstride.engine import events
from hamstride.exercises.load import catalogue, routines
from hamstride.exercises.spec import Cue, Exercise

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
HEAD = "<!-- Written by tools/reference.py: change the code, then run it. -->\n"


def exercises() -> Iterator[str]:
    """A section an exercise, from its declaration."""
    yield "# Exercises\n"
    for routine_id, routine in routines().items():
        yield f"- routine `{routine_id}`: {', '.join(f'`{id_}`' for id_ in routine.exercises)}"
    for exercise in catalogue().values():
        yield from _exercise(exercise)


def _exercise(exercise: Exercise) -> Iterator[str]:
    dose = exercise.dose
    yield f"\n## `{exercise.id}`: {exercise.text.title}\n"
    yield f"{exercise.text.summary}\n"
    yield from (f"{i}. {step}" for i, step in enumerate(exercise.text.steps, 1))
    yield f"\n| | |\n|---|---|\n| kind | {exercise.kind.value} |"
    yield f"| position | {exercise.position.value}, {exercise.laterality.value} |"
    yield f"| equipment | {', '.join(item.value for item in exercise.equipment) or 'none'} |"
    yield f"| variants | {', '.join(f'`{id_}`' for id_ in exercise.variants) or 'none'} |"
    yield f"| repetitions | {_span(dose.reps)} |\n| hold, s | {_span(dose.hold_s)} |"
    yield f"| cues | {', '.join(f'`{id_}`' for id_ in exercise.cues)} |"
    yield f"| points of the article | {', '.join(map(str, exercise.article_points))} |"


def _span(span: tuple[float, float] | None) -> str:
    return "none" if span is None else " to ".join(f"{value:g}" for value in dict.fromkeys(span))


def cues() -> Iterator[str]:
    """A row a cue of each exercise: who judges it, and by what."""
    yield "# Cues\n"
    yield "A cue is *broken* when its measure lies on the wrong side of its limit for long enough in one of its phases."
    yield "*camera* and *clock* cues are judged by the engine, *ask* cues by the runner afterwards, *remind* cues by nobody.\n"
    yield "| exercise | cue | judged by | measure | limit | phases | said |\n|---|---|---|---|---|---|---|"
    for exercise in catalogue().values():
        yield from (_cue_row(exercise.id, id_, cue) for id_, cue in exercise.cues.items())


def _cue_row(exercise_id: str, id_: str, cue: Cue) -> str:
    measure = f"`{cue.measure.value}` from {cue.reference.value}" if cue.measure else ""
    limit = (
        ""
        if cue.limit is None
        else f"{cue.bound.value} {cue.limit:g}" + (f" for {cue.for_s:g} s" if cue.for_s else "")
    )
    phases = ", ".join(phase.value for phase in cue.phases)
    return f"| `{exercise_id}` | `{id_}` | {cue.judge.value} | {measure} | {limit} | {phases} | {cue.say or cue.before or ''} |"


def event_kinds() -> Iterator[str]:
    """A row an event, with its fields."""
    yield "# Events\n\nWhat `Watcher.events()` yields. Every event has `t_s`, the time of the frame that made it certain.\n"
    yield "| event | fields | meaning |\n|---|---|---|"
    for name, kind in vars(events).items():
        if inspect.isclass(kind) and issubclass(kind, events.Event) and kind is not events.Event:
            own = ", ".join(f"`{field.name}`" for field in fields(kind) if field.name != "t_s")
            yield f"| `{name}` | {own} | {' '.join((kind.__doc__ or '').split())} |"


def commands() -> Iterator[str]:
    """The help of every command."""
    yield "# Commands\n"
    yield from _command(command_line, click.Context(command_line, info_name="hamstride"))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## `{context.command_path}`\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _command(child, click.Context(child, info_name=name, parent=context))


def command_names() -> list[str]:
    """Names of the commands directly under `hamstride`."""
    return command_line.list_commands(click.Context(command_line))


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "exercises.md": exercises,
    "cues.md": cues,
    "events.md": event_kinds,
    "commands.md": commands,
}


def page(name: str) -> str:
    """The text of one page of the reference."""
    lines = "\n".join(PAGES[name]()).splitlines()
    return HEAD + "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def stale() -> list[str]:
    """Names of the pages that do not say what the code says."""
    return [
        name
        for name in PAGES
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != page(name)
    ]


def main() -> int:
    """Writes or checks the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        print("\n".join(f"docs/reference/{name} is stale: run python -m tools.reference" for name in stale()))
        return bool(stale())
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(page(name), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
