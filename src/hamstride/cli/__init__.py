"""The command line: one module a noun, each imported only when it is called.

A sub-command is a line in `COMMANDS` and a module `hamstride.cli.<name>` with a click command `command` (`<name>_` where
the name is a word of Python's own).
"""

from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from hamstride import __version__
from hamstride.cli import trouble

__all__ = ["COMMANDS", "main"]

COMMANDS: dict[str, str] = {
    "serve": "Start the coach and show the link that opens it.",
    "today": "What is due today.",
    "week": "This week and the next.",
    "plan": "Why strength is on a day; planned runs from a calendar.",
    "record": "What was done.",
    "import": "Take in runs from files, archives and folders.",
    "runs": "What was run.",
    "export": "The sessions as files for the watch and the calendar.",
    "progress": "What has changed.",
    "report": "A page for your physiotherapist.",
    "card": "The programme on one sheet of paper.",
    "programme": "The exercises and routines.",
    "balance": "Strength of the back and the front of the thigh.",
    "flexibility": "How far you bend.",
    "torque": "How heavy an exercise is along the way.",
    "check": "Try out a declaration of an exercise of your own.",
    "watch": "Count and time the repetitions in a film or a pose track.",
    "pose": "Find the pose in every picture of a film.",
    "demo": "Look around with a made-up runner.",
    "data": "Everything that is kept: out to a file, in again, or gone.",
    "shortcut": "Put an icon on the desktop.",
    "doctor": "What is installed, and what to do about what is missing.",
}
DEFAULT = "serve"


class LazyGroup(click.Group):
    """A group whose sub-commands are imported only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one sub-command."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"{__name__}.{module}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run what was asked for. A full disk, or a record that cannot be reached, ends it with one line."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise  # said already: to judge an error takes all of Django
        except Exception as error:
            if (says := trouble.says(error)) is None:
                raise
            raise click.ClickException(says) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the sub-commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.option("--phone", is_flag=True, help="Start the coach for the phone as well (as serve --phone does).")
@click.version_option(__version__, prog_name="hamstride")
@click.pass_context
def main(ctx: click.Context, *, phone: bool) -> None:
    """Hamstride: the hamstring programme of a runner, led, watched and kept on your own device.

    Without a command it starts the coach.
    """
    if ctx.invoked_subcommand is None:
        command = main.get_command(ctx, DEFAULT)
        assert command is not None
        ctx.invoke(command, phone=phone)
    elif phone:
        from hamstride.text.words import Words

        raise click.UsageError(Words()("web.serve.phone-alone"))
