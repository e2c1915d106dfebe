"""A document for the report: the text around its findings, and the findings, as a short JSON text.

It is made where the document was linted and sent to the main process, which keeps only those of the worst
documents. So it has a bounded size, whatever the document holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mtlint.findings import Applicability, DocumentResult, Edit, Finding, Related, Severity
from mtlint.reporters.html.stretches import SPAN, Stretch, stretches

FINDINGS = 150
"""Findings listed of one document, the most severe of them. Nobody reads on after so many, and each takes
a kilobyte."""

WORDING = 300
"""Code points of a message, of a flagged text or of a fix: what fills five lines of the list."""

_AROUND_FIX = 24
"""Code points shown before and after a fix, so that a space put in is seen between its words."""

_RELATED = 5
"""Other places listed for one finding; a term may have hundreds."""

_WORST_FIRST = list(reversed(Severity))


@dataclass(frozen=True, slots=True)
class Change:
    """A fix as one looks at it: the text before and after the place, and what stands there now and then."""

    before: str
    old: str
    new: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Another place that a finding speaks of; without a file name it is in the same document."""

    filename: str | None
    row: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding as the report shows it; `start` and `end` are byte offsets in the document's text."""

    code: str
    name: str
    severity: Severity
    message: str
    text: str
    start: int
    end: int
    row: int
    column: int
    source: str | None
    fix: str | None
    safe: bool
    changes: tuple[Change, ...]
    related: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What is shown of a document; `size` is the length of its text in bytes."""

    size: int
    stretches: tuple[Stretch, ...]
    findings: tuple[ShownFinding, ...]

    def worst(self, numbers: Iterable[int]) -> Severity:
        """The highest severity among findings, given by their numbers (from 1)."""
        return min((self.findings[number - 1].severity for number in numbers), key=_WORST_FIRST.index)

    @property
    def is_cut(self) -> bool:
        """Whether a part of the text is left out."""
        return sum(len(stretch.text) for stretch in self.stretches) < self.size


def panel_json(result: DocumentResult) -> str:
    """The document's panel as JSON."""
    worst = sorted(result.findings, key=lambda finding: _WORST_FIRST.index(finding.severity))[:FINDINGS]
    parts = stretches(result.text, [(finding.start, finding.end) for finding in worst])
    shown = sorted(worst, key=lambda finding: (finding.start, finding.code))
    return json.dumps(
        [
            len(result.text),
            [(part.start, part.row, part.text.decode("utf-8", "replace")) for part in parts],
            [_finding(finding, result.text) for finding in shown],
        ]
    )


def read_panel(text: str) -> Panel:
    """The panel that `panel_json` has written."""
    size, parts, findings = json.loads(text)
    return Panel(
        size,
        tuple(Stretch(start, row, part.encode()) for start, row, part in parts),
        tuple(_shown(row) for row in findings),
    )


def _finding(finding: Finding, text: bytes) -> list[Any]:
    """The fields of `ShownFinding`."""
    f, fix = finding, finding.fix
    return [
        f.code,
        f.name,
        f.severity.value,
        _short(f.message),
        _short(f.text),
        f.start,
        f.end,
        *f.location,
        None if f.source.tool == "mtlint" else f"{f.source.tool} {f.source.rule}",
        _short(fix.message) if fix else None,
        fix is not None and fix.applicability is Applicability.SAFE,
        [_change(edit, text) for edit in fix.edits] if fix else [],
        [
            (_elsewhere(place, finding), *place.location, _short(place.message))
            for place in finding.related[:_RELATED]
        ],
    ]


def _elsewhere(place: Related, finding: Finding) -> str | None:
    here = (place.filename, place.document) == (finding.filename, finding.document)
    return None if here else _short(place.filename)


def _change(edit: Edit, text: bytes) -> tuple[str, str, str, str]:
    """The fields of `Change`."""
    # A code point is at most four bytes long.
    reach = 4 * _AROUND_FIX
    before = text[max(edit.start - reach, 0) : edit.start].decode("utf-8", "ignore")
    after = text[edit.end : edit.end + reach].decode("utf-8", "ignore")
    old = text[edit.start : min(edit.end, edit.start + SPAN)].decode("utf-8", "ignore")
    before, after = before.rpartition("\n")[2], after.partition("\n")[0].rstrip("\r")
    return before[-_AROUND_FIX:], _short(old), _short(edit.content), after[:_AROUND_FIX]


def _shown(row: list[Any]) -> ShownFinding:
    *fields, changes, related = row
    fields[2] = Severity(fields[2])
    fields += [tuple(Change(*one) for one in changes), tuple(Place(*one) for one in related)]
    return ShownFinding(*fields)


def _short(text: str) -> str:
    return text if len(text) <= WORDING else f"{text[:WORDING]}…"
