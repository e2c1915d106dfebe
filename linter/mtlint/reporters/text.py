"""What the text formats have in common: files one after the other, numbers after each file and at the end."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from mtlint.findings import DocumentResult, Finding, Severity
from mtlint.reporters.display import Display
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import (
    file_line,
    fix_lines,
    limit_lines,
    skipped_lines,
    statistics_lines,
    summary_lines,
)
from mtlint.reporters.visible import brief, visible_path


class TextReporter(Reporter):
    """A format for people. With statistics asked for, a table of the rules stands in the findings' place."""

    machine: ClassVar[bool] = False
    lists_skipped: ClassVar[bool] = True
    file_end: ClassVar[str] = "\n"
    """What ends the numbers of a file."""

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._file = Summary()
        self._filename: str | None = None
        self._shown = False
        self._shown_any = False

    def render(self, result: DocumentResult) -> str:
        """The findings to show, one after the other."""
        if self.display.statistics:
            return ""
        shows = self.display.shows
        path = visible_path(result.filename)
        return "".join([self.finding(finding, path) for finding in result.findings if shows(finding)])

    def message(self, finding: Finding) -> str:
        """What the finding says, marked where --fix would fix it."""
        mark = f"[{self.display.paint('*', 'cyan')}] " if self.display.offers(finding) else ""
        return f"{mark}{brief(finding.message)}"

    @abstractmethod
    def finding(self, finding: Finding, path: str) -> str:
        """One finding, its line end included; `path` is the file's name, safe to print."""

    def document(self, page: Page) -> Iterator[str]:
        """The document's findings, after the numbers of the file before where a new file begins."""
        if page.filename != self._filename:
            yield from self._end_file()
            self._filename = page.filename
        self._file.add(page.filename, page.words, page.rules)
        if page.text:
            self._shown = self._shown_any = True
            yield page.text

    def finish(self, summary: Summary) -> Iterator[str]:
        """The last file's numbers and the run's; what was left out or is over the limit even when quiet."""
        yield from self._end_file()
        if self.display.statistics:
            yield from _lines(statistics_lines(summary))
        yield from _lines(skipped_lines(summary, failed=False))
        yield from _lines(limit_lines(summary))
        if not self.display.quiet:
            yield from _lines(summary_lines(summary, hidden_neutral=self._hides_neutral(summary)))
            yield from _lines(fix_lines(summary, unsafe=self.display.unsafe_fixes))
            yield from _lines(self.hints(summary))

    def hints(self, summary: Summary) -> Iterator[str]:
        """What the format says at its very end, where it has shown anything."""
        yield from ()

    def _end_file(self) -> Iterator[str]:
        if self._filename is not None and self._shown and not self.display.quiet:
            line = file_line(self._filename, self._file.counts, self._file.words)
            yield f"{self.display.paint(line, 'bold')}{self.file_end}"
        self._file, self._shown = Summary(), False

    def _hides_neutral(self, summary: Summary) -> bool:
        return not (self.display.show_neutral or self.display.statistics) and any(
            severity is Severity.NEUTRAL and code not in self.display.shown_codes
            for code, _, severity in summary.rules
        )


def _lines(lines: Iterator[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)
