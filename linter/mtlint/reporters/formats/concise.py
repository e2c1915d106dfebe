"""`concise`: one line per finding."""

from __future__ import annotations

from mtlint.findings import Finding
from mtlint.reporters.text import TextReporter


class Format(TextReporter):
    """For editors and for grep: the place first, as compilers print it."""

    def finding(self, finding: Finding, path: str) -> str:
        """Path, row, column, code, message."""
        row, column = finding.location
        code = self.display.paint_severity(finding.severity, finding.code)
        return f"{self.display.paint(path, 'bold')}:{row}:{column}: {code} {self.message(finding)}\n"
