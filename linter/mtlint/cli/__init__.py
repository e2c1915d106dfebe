"""The command line: one file per command, imported only when that command runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from mtlint import __version__
from mtlint.cli import messages, status
from mtlint.errors import MtlintError

COMMANDS = ("check", "stats", "rule", "rules", "init")
"""Each is a module of this package with a click command `command`."""


class _LazyCommands(click.Group):
    """Commands that are imported when they are called: `mtlint --version` must not wait for any of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command


@click.group(
    cls=_LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 clean, 1 findings, 2 mtlint could not do its work, 130 interrupted.",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def group() -> None:
    """Find the defects of machine-translated text, without its source."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; what goes wrong is said in one sentence."""
    try:
        result = group.main(args=arguments, prog_name="mtlint", standalone_mode=False)
    except click.Abort:
        return status.INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as lost:
        click.echo(lost.format_message(), err=True)
    except click.UsageError as mistake:
        where = mistake.ctx.command_path if mistake.ctx else "mtlint"
        messages.error(f"{mistake.format_message()} (see {where} --help)")
    except click.ClickException as mistake:
        messages.error(mistake.format_message())
    except MtlintError as mistake:
        messages.error(str(mistake))
    except OSError as failure:
        messages.error(f"{failure.strerror}: {failure.filename}" if failure.filename else str(failure))
    except Exception as bug:  # A user is not served by a traceback; --verbose shows it.
        if "-v" in sys.argv or "--verbose" in sys.argv:
            raise
        messages.error(f"an error inside mtlint, please report it: {type(bug).__name__}: {bug}")
    else:
        return result if isinstance(result, int) else status.CLEAN
    return status.FAILURE
