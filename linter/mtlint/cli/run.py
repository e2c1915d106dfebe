"""One run of `mtlint check`: from files, or standard input, to a report or to diffs."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from mtlint.cli import messages, status
from mtlint.cli.options import Invocation
from mtlint.cli.output import open_destination, wants_colour, width_of
from mtlint.cli.progress import with_progress
from mtlint.cli.report import Event, say_beside, write_reports
from mtlint.cli.reports import Report, Reports, cannot_write
from mtlint.config import Config
from mtlint.discovery import Discovery
from mtlint.findings import DocumentResult, Severity
from mtlint.reporters import Display, Page, Reporter, load_reporter
from mtlint.reporters.summary import Summary
from mtlint.runner import Fixing, Lints, run, run_bytes

if TYPE_CHECKING:
    from mtlint.baseline import Baseline
    from mtlint.cli.fix import Filter
    from mtlint.linter import Linter
    from mtlint.remembered import Remembered
    from mtlint.rule import Rule

    CheckLinter = Linter | Remembered

Formats = Callable[[str, Display], Reporter]
"""The reporter of a format, by its name."""


class _RulesByCode(Mapping[str, "Rule"]):
    """The rules that run, asked for when a report looks at them: few do."""

    def __init__(self, linter: CheckLinter) -> None:
        self._linter = linter

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self._linter.rules}

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


@dataclass(frozen=True, slots=True)
class Run:
    """All that a run needs; `raw` is what came from standard input."""

    invocation: Invocation
    config: Config
    linter: CheckLinter
    found: Discovery
    raw: bytes | None
    formats: Formats
    baseline: Baseline | None = None

    def report(self, standard: TextIO, summary: Summary) -> int:
        """Lint, perhaps fix, and report what is left: to a stream or a file, and where --report says."""
        reports = self._open(standard)
        if reports is None:
            return status.FAILURE
        filtered, fixing = self._fixing(reports.first.display)
        summary.limit.highest = self.config.max_penalty
        with reports:
            try:
                with closing(self._events(reports.renders, fixing)) as events:
                    shown = self._with_progress(events, reports.stream, waits=reports.first.waits)
                    notes = write_reports(shown, reports, summary)
                    notes += self._missing_files()
            finally:
                if filtered:
                    filtered.write()
        say_beside(reports.first, summary, notes, verbose=self.invocation.verbose)
        if summary.failed or reports.failed:
            return status.FAILURE
        lowest = self.config.lowest_failing
        found = lowest is not None and summary.reaches(lowest)
        return status.FINDINGS if found or summary.limit.count else status.CLEAN

    def diffs(self, stream: TextIO, summary: Summary) -> int:
        """Print what fixes would change."""
        from mtlint.cli.fix import showing_diffs, write_diffs

        display = self._display(stream)
        # No finding is printed, so that the reporter need not put any into words.
        page = load_reporter("concise", replace(display, statistics=True)).page
        with closing(self._events(page, showing_diffs(display))) as events:
            shown = self._with_progress(events, stream)
            return write_diffs(shown, stream, summary, quiet=self.invocation.quiet)

    def _open(self, standard: TextIO) -> Reports | None:
        """The reports, without those whose place cannot be written; None where that is all of them."""
        opened, failed = [], False
        for name, file in ((self.config.output_format, self.invocation.output_file), *self.invocation.report):
            label = file or "standard output"
            try:
                destination = open_destination(file, standard)
            except OSError as error:
                messages.error(cannot_write(label, error))
                failed = True
                continue
            reporter = self.formats(name, self._display(destination.stream))
            opened.append(Report(reporter, destination, label))
        return Reports(opened, failed=failed) if opened else None

    def _display(self, stream: TextIO) -> Display:
        """What a reporter may know of the place its report goes to, of the rules and of the user's wishes."""
        config, invocation = self.config, self.invocation
        return Display(
            width=width_of(stream),
            colour=wants_colour(stream),
            # What decides over the exit status has to be seen.
            show_neutral=config.show_neutral or config.lowest_failing is Severity.NEUTRAL,
            shown_codes=self.linter.named_rules,
            statistics=invocation.statistics,
            quiet=invocation.quiet,
            unsafe_fixes=invocation.unsafe_fixes,
            rules=_RulesByCode(self.linter),
            max_penalty=config.max_penalty,
            repository=os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR"),
        )

    def _fixing(self, display: Display) -> tuple[Filter | None, Fixing | None]:
        if not self.invocation.fix:
            return None, None
        # Imported here, as in `diffs`: few runs fix anything.
        from mtlint.cli.fix import Filter, fixing_files, fixing_standard_input

        if self.raw is None:
            return None, fixing_files(display)
        filtered = Filter(self.raw)
        return filtered, fixing_standard_input(display, filtered)

    def _events(
        self, page: Callable[[DocumentResult], Page], fixing: Fixing | None
    ) -> Generator[Event, None, None]:
        files = self.found.files
        lints: Lints = self.linter
        if self.baseline:
            from mtlint.baseline import NewOnly

            lints = NewOnly(self.linter, self.baseline)
        if self.raw is not None:
            return run_bytes(self.raw, files[0], lints, self.config, page, fixing)
        return run(files, lints, self.config, page, self.found.named, fixing)

    def _missing_files(self) -> list[str]:
        missing = self.baseline.missing_files() if self.baseline else []
        return [
            f"{file}: in the baseline, but no longer there; --write-baseline drops it" for file in missing
        ]

    def _with_progress(
        self, events: Iterable[Event], stream: TextIO, *, waits: bool = False
    ) -> Iterable[Event]:
        quiet = self.invocation.quiet
        return with_progress(events, len(self.found.files), stream, quiet=quiet, waits=waits)
