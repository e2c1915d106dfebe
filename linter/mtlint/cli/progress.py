"""A progress bar for runs that take long enough to make one wonder."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from mtlint.cli.output import shares_terminal

if TYPE_CHECKING:
    from mtlint.cli.report import Event

_PATIENCE = 1.0
"""Seconds before a bar appears: most runs are over by then, and none of those waits for rich."""


def with_progress(
    events: Iterable[Event], files: int, stream: TextIO, *, quiet: bool, waits: bool = False
) -> Iterable[Event]:
    """The events, and on the standard error stream, where it is a terminal, how many files are done.

    A report on the same terminal is in the way, unless it `waits` for the last event.
    """
    in_the_way = shares_terminal(stream) and not (waits and stream.isatty())
    if quiet or not sys.stderr.isatty() or in_the_way:
        return events
    return _draw(iter(events), files)


def _draw(events: Iterator[Event], files: int) -> Iterator[Event]:
    begun = time.monotonic()
    done, last = 0, ""
    for event in events:
        done, last = done + (event.filename != last), event.filename
        yield event
        if time.monotonic() - begun > _PATIENCE:
            break
    else:
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Linting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("lint", total=files, completed=done)
        for event in events:
            bar.advance(task, event.filename != last)
            last = event.filename
            yield event
