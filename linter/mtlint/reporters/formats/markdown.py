"""`markdown`: a summary for the page of a CI run or a comment on a pull request."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from mtlint.findings import DocumentResult, Finding
from mtlint.reporters.display import Display
from mtlint.reporters.markdown_text import code, escape
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import counts_in_words, limit_lines, plural, skipped_lines, summary_lines

BUDGET = 900 * 1024
"""Bytes. GitHub throws a step's summary away as a whole when it is over 1,024 KiB, other text of the step
included."""  # fmt: skip

_ROWS = 100
"""Findings of one document that are listed: a table that nobody reads to its end is no summary."""

_RULES, _DOCUMENTS, _LINES = 20, 10, 50
"""Rows of the tables of rules and of documents, and lines of what was skipped."""

_NAME, _MESSAGE = 200, 300
"""Code points of a name, and of a message."""

_LAST_LINE = 200


class _Part(NamedTuple):
    """A document with findings to show. The heap drops the least penalty first, of equals the latest."""

    penalty: float
    number: int
    label: str
    counts: str
    words: int
    text: str


class Format(Reporter):
    """Totals, rules, the worst documents, what was skipped; the findings folded, worst documents first.

    For people: neutral findings only where text formats show them. No more is held than can be written.
    """

    machine: ClassVar[bool] = False
    lists_skipped: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._parts: list[_Part] = []
        self._size = 0
        self._number = 0

    def render(self, result: DocumentResult) -> str:
        """A table of the document's findings."""
        shown = [finding for finding in result.findings if self.display.shows(finding)]
        rows = [_row(finding) for finding in shown[:_ROWS]]
        if len(shown) > _ROWS:
            rows.append(f"| | | | {plural(len(shown) - _ROWS, 'more finding')} |\n")
        return "".join(rows)

    def document(self, page: Page) -> Iterator[str]:
        """Nothing yet; keep the document if it is among the worst."""
        if page.text:
            self._number += 1
            counts = counts_in_words(page.counts)
            part = _Part(page.compared_penalty, -self._number, page.label, counts, page.words, page.text)
            heapq.heappush(self._parts, part)
            self._size += _size(part)
            while self._size > BUDGET:
                self._size -= _size(heapq.heappop(self._parts))
        yield from ()

    def finish(self, summary: Summary) -> Iterator[str]:
        """The whole page, within the budget: what stands before the findings is small even at its worst."""
        parts = sorted(self._parts, reverse=True)
        size = 0
        for piece in _head(summary, parts):
            size += len(piece.encode())
            yield piece
        left = self._number
        for part in parts:
            folded = _folded(part)
            size += len(folded.encode())
            if size > BUDGET - _LAST_LINE:
                break
            left -= 1
            yield folded
        if left:
            yield f"The findings of {plural(left, 'more document')} are not listed here.\n"


def _head(summary: Summary, parts: list[_Part]) -> Iterator[str]:
    yield f"## mtlint: {counts_in_words(summary.counts) if summary.findings else 'no findings'}\n\n"
    yield from (f"{escape(line)}.\n\n" for line in summary_lines(summary))
    yield from _list("Over the limit", [*limit_lines(summary)])
    yield from _list("Not linted", [*skipped_lines(summary, failed=True)])
    yield from _rules(summary)
    yield from _documents(parts)


def _folded(part: _Part) -> str:
    return (
        f"<details><summary>{code(part.label, _NAME)}: {part.counts}</summary>\n\n"
        f"| Place | Rule | Severity | What |\n| ---: | --- | --- | --- |\n{part.text}\n</details>\n\n"
    )


def _size(part: _Part) -> int:
    return len(_folded(part).encode())


def _row(finding: Finding) -> str:
    row, column = finding.location
    rule = f"[{finding.code}]({finding.url}) {finding.name}"
    return f"| {row}:{column} | {rule} | {finding.severity.value} | {code(finding.message, _MESSAGE)} |\n"


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"### {title}\n\n"
    yield from (f"- {code(line, _NAME)}\n" for line in lines[:_LINES])
    yield f"- and {len(lines) - _LINES:,} more\n\n" if len(lines) > _LINES else "\n"


def _rules(summary: Summary) -> Iterator[str]:
    rows = summary.by_rule()
    if not rows:
        return
    yield "### Rules\n\n| Findings | Rule | Severity |\n| ---: | --- | --- |\n"
    for count, rule, name, severities in rows[:_RULES]:
        yield f"| {count:,} | {rule} {name} | {severities} |\n"
    yield f"| | {plural(len(rows) - _RULES, 'more rule')} | |\n\n" if len(rows) > _RULES else "\n"


def _documents(parts: list[_Part]) -> Iterator[str]:
    if not parts:
        return
    yield "### Worst documents\n\n"
    yield "| Penalty | Document | Findings | Words |\n| ---: | --- | --- | ---: |\n"
    for part in parts[:_DOCUMENTS]:
        yield f"| {part.penalty:,.1f} | {code(part.label, _NAME)} | {part.counts} | {part.words:,} |\n"
    yield "\nPenalty is points per 1,000 words, over at least 200 words.\n\n"
