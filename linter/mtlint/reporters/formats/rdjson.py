"""`rdjson`: the diagnostics that reviewdog puts into reviews on any code host."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from mtlint.document import Position
from mtlint.findings import DocumentResult, Finding, Severity
from mtlint.reporters.display import Display
from mtlint.reporters.finding_json import unobeyed
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary
from mtlint.reporters.visible import brief, visible

Object = dict[str, Any]

_SEVERITIES = {
    Severity.NEUTRAL: "INFO",
    Severity.MINOR: "WARNING",
    Severity.MAJOR: "ERROR",
    Severity.CRITICAL: "ERROR",
}


class Format(Reporter):
    """Columns count bytes of UTF-8. A record is written with escapes in its file, so it has lines only."""

    lists_skipped: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._first = True

    def render(self, result: DocumentResult) -> str:
        """The document's diagnostics, commas between them."""
        lines = _line_starts(result.text, [finding.start for finding in result.findings])
        return ",\n".join(_as_json(_diagnostic(one, lines[one.start])) for one in result.findings)

    def start(self) -> Iterator[str]:
        """The head of the object."""
        yield '{"source": {"name": "mtlint", "url": "https://github.com/mtlint/mtlint"}, "diagnostics": ['

    def document(self, page: Page) -> Iterator[str]:
        """The document's diagnostics, and one more where its penalty is over the limit."""
        if page.text:
            yield self._next(page.text)
        if remark := self.over_limit(page):
            text = f"{brief(page.label)}: {remark}"
            yield self._next(_as_json(_about_file(page.filename, text, "ERROR", "max-penalty")))

    def finish(self, summary: Summary) -> Iterator[str]:
        """What was skipped, and the end."""
        for one in summary.skipped:
            text, severity = f"not linted: {brief(one.reason)}", "ERROR" if one.failed else "WARNING"
            yield self._next(_as_json(_about_file(one.filename, text, severity, "skipped-file")))
        for code, reason in summary.skipped_rules:
            # A diagnostic has to have a path, and this one has no file.
            text = f"rule {code} was not run: {brief(reason)}"
            yield self._next(_as_json(_about_file(".", text, "WARNING", "skipped-rule")))
        yield "\n]}\n"

    def _next(self, text: str) -> str:
        comma = "\n" if self._first else ",\n"
        self._first = False
        return comma + text


def _as_json(value: Object) -> str:
    return unobeyed(json.dumps(value))


def _line_starts(text: bytes, offsets: Sequence[int]) -> dict[int, int]:
    """Where the line of each offset begins: one pass over the text, even when it is a single line."""
    starts: dict[int, int] = {}
    here = line = 0
    for offset in sorted(offsets):
        newline = text.rfind(b"\n", here, offset)
        line = newline + 1 if newline >= 0 else line
        starts[offset] = line
        here = offset
    return starts


def _diagnostic(finding: Finding, line: int) -> Object:
    diagnostic: Object = {
        "message": brief(finding.message) or finding.name,
        "location": {"path": _path(finding.filename), "range": _range(finding, line)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code, "url": finding.url},
    }
    if suggestions := _suggestions(finding, line):
        diagnostic["suggestions"] = suggestions
    if finding.related:
        diagnostic["related_locations"] = [
            {
                "message": brief(place.message),
                "location": {
                    "path": _path(place.filename),
                    "range": _lines(place.location, place.end_location),
                },
            }
            for place in finding.related
        ]
    return diagnostic


def _about_file(filename: str, text: str, severity: str, code: str) -> Object:
    return {
        "message": text,
        "location": {"path": _path(filename)},
        "severity": severity,
        "code": {"value": code},
    }


def _path(filename: str) -> str:
    # Protocol buffers hold UTF-8 only: one name that is none would make reviewdog refuse the whole report.
    return filename if filename.isprintable() else visible(filename)


def _range(finding: Finding, line: int) -> Object:
    if finding.document is not None:
        return _lines(finding.location, finding.end_location)
    start = finding.start - line + 1
    last = finding.text.rpartition("\n")[2]
    end = (start if "\n" not in finding.text else 1) + len(last.encode("utf-8", "replace"))
    return {
        "start": {"line": finding.location.row, "column": start},
        "end": {"line": finding.end_location.row, "column": end},
    }


def _lines(start: Position, end: Position) -> Object:
    """Whole lines: a range without columns."""
    return {"start": {"line": start.row}, "end": {"line": end.row}}


def _suggestions(finding: Finding, line: int) -> list[Object]:
    """The fix, where it is one edit in the line where the finding begins."""
    # Several suggestions are several ways to mend it, so a fix of several edits cannot be said.
    if finding.fix is None or finding.document is not None or len(finding.fix.edits) != 1:
        return []
    (edit,) = finding.fix.edits
    row = finding.location.row
    if edit.location.row != row or edit.end_location.row != row:
        return []
    columns = edit.start - line + 1, edit.end - line + 1
    start, end = ({"line": row, "column": column} for column in columns)
    return [{"range": {"start": start, "end": end}, "text": edit.content}]
