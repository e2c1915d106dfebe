"""`mtlint check --fix` and `--diff`: what becomes of the texts that fixes change."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from mtlint.cli import messages, status
from mtlint.cli.report import Event, say_failures
from mtlint.findings import Skipped
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import fixes_in_words, plural, skipped_lines
from mtlint.reporters.visible import visible
from mtlint.runner import Fixed, Fixing, Note

if TYPE_CHECKING:
    from mtlint.reporters import Display
    from mtlint.runner.sheet import Revision


class Filter:
    """Standard input on its way to standard output: fixed where it can be, else as it came."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def keep(self, revision: Revision) -> str:
        """Take the fixed text; nothing is to be shown."""
        self._raw = revision.new_raw
        return ""

    def write(self) -> None:
        """Give the text on, also when nothing could be fixed or read: a filter loses nothing."""
        sys.stdout.buffer.write(self._raw)
        sys.stdout.buffer.flush()


def fixing_files(display: Display) -> Fixing:
    """Fixed files are written."""
    from mtlint.runner.write import write_back

    return Fixing(display.unsafe_fixes, display.shows, write_back)


def fixing_standard_input(display: Display, filtered: Filter) -> Fixing:
    """The fixed text is kept, to be written at the end."""
    return Fixing(display.unsafe_fixes, display.shows, filtered.keep)


def showing_diffs(display: Display) -> Fixing:
    """Nothing is written; diffs are made."""
    from mtlint.runner.diff import as_diff

    return Fixing(display.unsafe_fixes, display.shows, as_diff)


def write_diffs(events: Iterable[Event], stream: TextIO, summary: Summary, *, quiet: bool) -> int:
    """Print the diffs and nothing else, as ruff does; the sum goes to the standard error stream.

    Returns 1 where there is a diff, 2 where a file could not be read.
    """
    # A terminal must not obey what stands in a text; a patch must hold it unchanged.
    terminal = stream.isatty()
    files = 0
    for event in events:
        if isinstance(event, Fixed):
            files += 1
            summary.fixed.update(event.counts)
            stream.write(_on_terminal(event.diff) if terminal else event.diff)
        elif isinstance(event, Skipped):
            summary.skipped.append(event)
        elif isinstance(event, Note) and not quiet:
            messages.note(f"{event.filename}: {event.text}")
    stream.flush()
    for line in skipped_lines(summary, failed=False):
        messages.note(line)
    if not quiet:
        fixes = f"{fixes_in_words(summary.fixed)} in {plural(files, 'file')}" if files else "nothing"
        messages.plain(f"Would fix {fixes}")
    say_failures(summary.failed, in_full=False)
    return status.FAILURE if summary.failed else status.FINDINGS if files else status.CLEAN


def _on_terminal(diff: str) -> str:
    return "".join(f"{visible(line)}\n" for line in diff.removesuffix("\n").split("\n"))
