"""From the events of a run to the report, and to what is said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from mtlint.cli import messages
from mtlint.cli.reports import Reports
from mtlint.findings import Skipped
from mtlint.reporters import Page, Reporter
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import fix_lines, limit_lines, skipped_lines, statistics_lines, summary_lines
from mtlint.runner import Fixed, Note

Event = Page | Skipped | Note | Fixed

_NAMED_ONE_BY_ONE = 10
"""Files that failed for the same reason; of more, only the first is named unless the run is verbose."""


def write_reports(events: Iterable[Event], reports: Reports, summary: Summary) -> list[str]:
    """Write the reports piece by piece, add up the numbers, and return what there is to note."""
    notes: list[str] = []
    reports.start()
    for event in events:
        if isinstance(event, Page):
            summary.add(event.filename, event.words, event.rules)
            if summary.limit.highest is not None:
                summary.limit.add(event.compared_penalty, event.label, event.filename)
            if event.fixable:
                summary.fixable.update(event.fixable)
            if event.notes:
                notes += (f"{event.filename}: {text}" for text in event.notes)
            reports.document(event)
        elif isinstance(event, Skipped):
            summary.skipped.append(event)
        elif isinstance(event, Fixed):
            summary.fixed.update(event.counts)
        else:
            notes.append(f"{event.filename}: {event.text}")
    summary.skipped.sort(key=lambda skipped: skipped.filename)
    reports.finish(summary)
    return notes


def say_beside(reporter: Reporter, summary: Summary, notes: Iterable[str], *, verbose: bool) -> None:
    """Say on the standard error stream what the report cannot: failures, and a machine format's numbers."""
    display = reporter.display
    if not reporter.lists_skipped:
        for line in skipped_lines(summary, failed=False):
            messages.note(line)
    if reporter.machine and display.statistics:
        for line in statistics_lines(summary):
            messages.plain(line)
    if not display.quiet:
        for text in notes:
            messages.note(text)
        if reporter.machine:
            lines = (
                limit_lines(summary),
                summary_lines(summary),
                fix_lines(summary, unsafe=display.unsafe_fixes),
            )
            for line in chain.from_iterable(lines):
                messages.plain(line)
    say_failures(summary.failed, in_full=verbose)


def say_failures(failed: Iterable[Skipped], *, in_full: bool) -> None:
    """Say on the standard error stream what could not be done."""
    for line in _failures(failed, in_full=in_full):
        messages.error(line)


def _failures(failed: Iterable[Skipped], *, in_full: bool) -> Iterator[str]:
    """One line per file, but only the first names where one cause has stopped a whole folder."""
    files: dict[str, list[str]] = {}
    for skipped in failed:
        files.setdefault(skipped.reason, []).append(skipped.filename)
    for reason, names in files.items():
        if len(names) <= _NAMED_ONE_BY_ONE or in_full:
            yield from (f"{name}: {reason}" for name in names)
        else:
            yield f"{names[0]} and {len(names) - 1:,} more files: {reason} (all names with --verbose)"
