"""A finding as JSON: one function for every format that carries findings as JSON.

The text is put together by hand, because a dense megabyte has 9,000 findings and building dictionaries for
json.dumps takes three times as long. Everything outside ASCII is escaped: no reader's idea of a line end
(U+0085, U+2028), no terminal and no encoding can then break a line of JSON lines apart, and a file name that
is not valid UTF-8 survives as well. So is the second of two number signs, since the logs of CI services obey
`##[command]` wherever in a line it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quote

from mtlint.document import Position
from mtlint.findings import Finding, Fix, Related, Severity, Source

__all__ = ["counts_json", "finding_json", "optional", "quote", "unobeyed"]


def finding_json(finding: Finding) -> str:
    """One line of JSON; the keys and their order are a contract."""
    f = finding
    line = (
        f'{{"filename": {quote(f.filename)}, "document": {optional(f.document)}, '
        f"{_rule(f.code, f.name, f.severity, f.mqm)}, "
        f'"message": {quote(f.message)}, "text": {quote(f.text)}, '
        f"{_span(f.location, f.end_location)}, "
        f'"fix": {"null" if f.fix is None else _fix(f.fix)}, "url": {quote(f.url)}, '
        f'"fingerprint": {quote(f.fingerprint)}, "source": {_source(f.source)}, '
        f'"related": {_related(f.related) if f.related else "[]"}}}'
    )
    return unobeyed(line)


def unobeyed(json: str) -> str:
    """JSON in which no log's `##[command]` stands as such: a number sign can only be inside of a string."""
    return json.replace("##", "#\\u0023") if "##" in json else json


def optional(text: str | None) -> str:
    """A text or null."""
    return "null" if text is None else quote(text)


def counts_json(counts: Mapping[Severity, int]) -> str:
    """The findings of each severity, in a fixed order."""
    return "{" + ", ".join(f'"{severity.value}": {counts.get(severity, 0)}' for severity in Severity) + "}"


# What does not change from one finding of a rule to the next is written once.
@lru_cache(maxsize=1024)
def _rule(code: str, name: str, severity: Severity, mqm: str) -> str:
    return (
        f'"code": {quote(code)}, "name": {quote(name)}, "severity": "{severity.value}", "mqm": {quote(mqm)}'
    )


@lru_cache(maxsize=1024)
def _source(source: Source) -> str:
    return f'{{"tool": {quote(source.tool)}, "rule": {quote(source.rule)}, "url": {optional(source.url)}}}'


def _span(start: Position, end: Position) -> str:
    return (
        f'"location": {{"row": {start[0]}, "column": {start[1]}}}, '
        f'"end_location": {{"row": {end[0]}, "column": {end[1]}}}'
    )


def _fix(fix: Fix) -> str:
    head = f'"applicability": "{fix.applicability.value}", "message": {quote(fix.message)}'
    edits = ", ".join(
        f'{{"content": {quote(edit.content)}, {_span(edit.location, edit.end_location)}}}'
        for edit in fix.edits
    )
    return f'{{{head}, "edits": [{edits}]}}'


def _related(related: tuple[Related, ...]) -> str:
    places = ", ".join(
        f'{{"filename": {quote(place.filename)}, "document": {optional(place.document)}, '
        f'{_span(place.location, place.end_location)}, "message": {quote(place.message)}}}'
        for place in related
    )
    return f"[{places}]"
