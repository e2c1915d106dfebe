"""`full`: every finding with its line, a mark under it, and its fix."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.findings import Applicability, Finding
from mtlint.reporters.excerpt import excerpt
from mtlint.reporters.summary import Summary
from mtlint.reporters.text import TextReporter
from mtlint.reporters.visible import brief, visible


class Format(TextReporter):
    """For reading in a terminal: as ruff and rustc lay out their findings."""

    file_end = "\n\n"

    def finding(self, finding: Finding, path: str) -> str:
        """Head, excerpt, carets, fix, and the places it speaks of."""
        row, column = finding.location
        paint = self.display.paint
        gutter = " " * len(str(row))
        bar = paint("|", "blue")
        text, carets = excerpt(finding, self.display.width - len(gutter) - 3)
        severity = self.display.paint_severity(finding.severity, finding.severity.value)
        place, rule = f"{paint(path, 'bold')}:{row}:{column}", f"{paint(finding.code, 'bold')} {finding.name}"
        lines = [
            f"{place}: {rule} {severity}: {self.message(finding)}",
            f"{paint(str(row), 'blue')} {bar} {text}",
            f"{gutter} {bar} {self.display.paint_severity(finding.severity, carets)}",
            *(f"{gutter} = {remark}" for remark in _remarks(finding)),
        ]
        return "\n".join(lines) + "\n\n"

    def hints(self, summary: Summary) -> Iterator[str]:
        """Where the reasons are: in place under each finding they would drown the findings."""
        shown = {code for code, _, severity in summary.rules if self.display.shows_rule(code, severity)}
        for _, code, _, _ in summary.by_rule():
            if self._shown_any and code in shown:
                yield f"Why it matters, and what is spared: mtlint rule {code}"
                return


def _remarks(finding: Finding) -> list[str]:
    remarks = []
    if finding.document is not None:
        remarks.append(f"document: {visible(finding.document)}")
    for place in finding.related:
        where = f"{visible(place.filename)}:{place.location.row}:{place.location.column}"
        remarks.append(f"note: {where}: {brief(place.message)}")
    if finding.fix is not None:
        unsafe = " (unsafe)" if finding.fix.applicability is Applicability.UNSAFE else ""
        remarks.append(f"fix: {brief(finding.fix.message)}{unsafe}")
    return remarks
