"""Findings and results made by hand: a reporter is tested without anything that finds."""

from __future__ import annotations

from mtlint.document import Position
from mtlint.findings import DocumentResult, Finding, Severity, Source


def _position(text: str, offset: int) -> Position:
    return Position(text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def make_finding(marked: str, /, **fields: object) -> Finding:
    """A finding where `marked` has ⟦...⟧; the fields can be set by name."""
    before, _, rest = marked.partition("⟦")
    span, _, after = rest.partition("⟧")
    text = before + span + after
    start, end = len(before), len(before) + len(span)
    line_start = before.rfind("\n") + 1
    line_end = text.find("\n", end)
    values: dict[str, object] = {
        "filename": "news/a.txt",
        "document": None,
        "code": "ACC101",
        "name": "repeated-phrase",
        "severity": Severity.MAJOR,
        "mqm": "accuracy/addition",
        "message": f'"{span}" is wrong',
        "text": span,
        "start": len(before.encode("utf-8", "surrogatepass")),
        "end": len((before + span).encode("utf-8", "surrogatepass")),
        "location": _position(text, start),
        "end_location": _position(text, end),
        "fix": None,
        "url": "https://example.org/ACC101",
        "fingerprint": "f00d",
        "source": Source("mtlint", "ACC101", "https://example.org/ACC101"),
        "context": text[line_start : line_end if line_end >= 0 else None],
        "context_offset": start - line_start,
    }
    return Finding(**{**values, **fields})  # type: ignore[arg-type]


def make_result(
    *findings: Finding, filename: str = "news/a.txt", words: int = 200, text: str = ""
) -> DocumentResult:
    document = findings[0].document if findings else None
    return DocumentResult(filename, document, words, findings, text=text.encode())
