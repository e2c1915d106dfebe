"""One run of `mtlint check`: from files, or standard input, to a report or to diffs."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TextIO

from mtlint.baseline import Baseline, NewOnly
from mtlint.cli import status
from mtlint.cli.fix import Filter, fixing_files, fixing_standard_input, showing_diffs, write_diffs
from mtlint.cli.options import Invocation
from mtlint.cli.output import wants_colour, width_of
from mtlint.cli.progress import with_progress
from mtlint.cli.report import Event, say_beside, write_report
from mtlint.config import Config
from mtlint.discovery import Discovery
from mtlint.findings import DocumentResult, Severity
from mtlint.linter import Linter
from mtlint.reporters import Display, Page, load_reporter
from mtlint.reporters.summary import Summary
from mtlint.runner import Fixing, run, run_bytes


def display_for(invocation: Invocation, config: Config, linter: Linter, stream: TextIO) -> Display:
    """What the reporter may know of the place the report goes to, and of the user's wishes."""
    return Display(
        width=width_of(stream),
        colour=wants_colour(stream),
        # What decides over the exit status has to be seen.
        show_neutral=config.show_neutral or config.fail_on is Severity.NEUTRAL,
        shown_codes=linter.named_rules,
        statistics=invocation.statistics,
        quiet=invocation.quiet,
        unsafe_fixes=invocation.unsafe_fixes,
        rules={rule.code: rule for rule in linter.rules},
    )


@dataclass(frozen=True, slots=True)
class Run:
    """All that a run needs; `raw` is what came from standard input."""

    invocation: Invocation
    config: Config
    linter: Linter
    found: Discovery
    display: Display
    raw: bytes | None
    baseline: Baseline | None = None

    def report(self, stream: TextIO, summary: Summary) -> int:
        """Lint, perhaps fix, and report what is left."""
        reporter = load_reporter(self.config.output_format, self.display)
        filtered, fixing = self._fixing()
        try:
            with closing(self._events(reporter.page, fixing)) as events:
                notes = write_report(self._with_progress(events, stream), reporter, stream, summary)
                notes += self._missing_files()
        finally:
            if filtered:
                filtered.write()
        say_beside(reporter, summary, notes, verbose=self.invocation.verbose)
        if summary.failed:
            return status.FAILURE
        fail_on = self.config.fail_on
        return status.FINDINGS if fail_on is not None and summary.reaches(fail_on) else status.CLEAN

    def diffs(self, stream: TextIO, summary: Summary) -> int:
        """Print what fixes would change."""
        # No finding is printed, so that the reporter need not put any into words.
        page = load_reporter("concise", replace(self.display, statistics=True)).page
        with closing(self._events(page, showing_diffs(self.display))) as events:
            shown = self._with_progress(events, stream)
            return write_diffs(shown, stream, summary, quiet=self.invocation.quiet)

    def _fixing(self) -> tuple[Filter | None, Fixing | None]:
        if not self.invocation.fix:
            return None, None
        if self.raw is None:
            return None, fixing_files(self.display)
        filtered = Filter(self.raw)
        return filtered, fixing_standard_input(self.display, filtered)

    def _events(
        self, page: Callable[[DocumentResult], Page], fixing: Fixing | None
    ) -> Generator[Event, None, None]:
        files = self.found.files
        lints = NewOnly(self.linter, self.baseline) if self.baseline else self.linter
        if self.raw is not None:
            return run_bytes(self.raw, files[0], lints, self.config, page, fixing)
        return run(files, lints, self.config, page, self.found.named, fixing)

    def _missing_files(self) -> list[str]:
        missing = self.baseline.missing_files() if self.baseline else []
        return [
            f"{file}: in the baseline, but no longer there; --write-baseline drops it" for file in missing
        ]

    def _with_progress(self, events: Iterable[Event], stream: TextIO) -> Iterable[Event]:
        return with_progress(events, len(self.found.files), stream, quiet=self.invocation.quiet)
