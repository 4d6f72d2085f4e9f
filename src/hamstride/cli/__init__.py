"""The command line: one module a noun, each imported only when it is called.

A sub-command is a line in `COMMANDS` and a module `hamstride.cli.<name>` with a click command `command`.
"""

from importlib import import_module
from importlib.util import find_spec

import click

from hamstride import __version__

__all__ = ["COMMANDS", "main"]

COMMANDS: dict[str, str] = {
    "serve": "Start the coach and show the link that opens it.",
    "today": "What is due today.",
    "record": "What was done.",
    "programme": "The exercises and routines.",
    "check": "Try out a declaration of an exercise of your own.",
    "watch": "Count and time the repetitions in a film or a pose track.",
    "pose": "Find the pose in every picture of a film.",
    "doctor": "What is installed, and what to do about what is missing.",
}
DEFAULT = "serve"


class LazyGroup(click.Group):
    """A group whose sub-commands are imported only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return [name for name in COMMANDS if find_spec(f"{__name__}.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one sub-command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the sub-commands without importing them."""
        rows = [(name, COMMANDS[name]) for name in self.list_commands(ctx)]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.version_option(__version__, prog_name="hamstride")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Hamstride: the hamstring programme of a runner, led, watched and kept on your own device.

    Without a command it starts the coach.
    """
    if ctx.invoked_subcommand is not None:
        return
    command = main.get_command(ctx, DEFAULT)
    if command is None:
        raise click.UsageError("there is no coach to start yet")
    ctx.invoke(command)
