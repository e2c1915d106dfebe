"""`json-lines`: one JSON object per finding and line, nothing else."""

from __future__ import annotations

from mtlint.findings import DocumentResult
from mtlint.reporters.finding_json import finding_json
from mtlint.reporters.reporter import Reporter


class Format(Reporter):
    """For programs that read a run of any size as it goes."""

    def render(self, result: DocumentResult) -> str:
        """The document's findings, one a line."""
        return "".join([f"{finding_json(finding)}\n" for finding in result.findings])
