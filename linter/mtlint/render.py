"""What the engine found, as somebody wants to read it: message, position, fix, fingerprint, excerpt."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mtlint.checks import Origin
from mtlint.document import Document, Position
from mtlint.engine import Found
from mtlint.findings import Edit, Finding, Fix, Related, Source, Suppression, SuppressionKind
from mtlint.hashing import blake2b
from mtlint.rule import FixTemplate, Rule

# The excerpt holds at most so many bytes on either side of a finding: more than any terminal is wide.
_EXCERPT_BYTES = 480
_NEIGHBOUR_BYTES, _NEIGHBOUR_WORDS = 80, 3

Groups = Mapping[str, str | None]


def render(document: Document, found: Sequence[Found], rules: Sequence[Rule]) -> list[Finding]:
    """Findings of one document, by row, column and code."""
    if not found:
        return []
    spans = [(one.start, one.end) for one in found]
    spans += [(place.start, place.end) for one in found for place in one.related]
    offsets = [offset for span in spans for offset in span]
    places = dict(zip(offsets, document.locate(offsets), strict=True))
    seen: Counter[str] = Counter()
    findings = [_finding(document, one, rules[one.rule], places, seen) for one in found]
    findings.sort(key=lambda finding: (finding.location, finding.code))
    return findings


def _finding(
    document: Document, found: Found, rule: Rule, places: Mapping[int, Position], seen: Counter[str]
) -> Finding:
    start, end = places[found.start], places[found.end]
    text = document.text[found.start : found.end].decode("utf-8", "replace")
    groups = {"span": text, **found.groups}
    url = rule.url
    origin = found.origin or _own(rule.code, rule.mqm, url)
    context, before = _excerpt(document.text, found.start, found.end)
    return Finding(
        filename=document.filename,
        document=document.id,
        code=rule.code,
        name=rule.name,
        severity=found.severity,
        mqm=origin.mqm,
        message=_fill(rule.message, groups) or rule.summary,
        text=text,
        start=found.start,
        end=found.end,
        location=start,
        end_location=end,
        fix=_fix(rule.fix, found, groups, start, end) if rule.fix else None,
        url=url,
        fingerprint=_fingerprint(document.text, found, _identity(rule, found), text, seen),
        source=origin.source,
        related=tuple(
            Related(document.filename, document.id, places[place.start], places[place.end], place.message)
            for place in found.related
        ),
        context=context,
        context_offset=before,
        suppression=None
        if found.silenced is None
        else Suppression(SuppressionKind.IN_SOURCE, found.silenced),
    )


@lru_cache(maxsize=1024)
def _own(code: str, mqm: str, url: str) -> Origin:
    """The origin of a rule's own findings."""
    return Origin(Source("mtlint", code, url), mqm)


def _identity(rule: Rule, found: Found) -> str:
    """What tells rules apart: of another tool's findings, its own rule as well."""
    return f"{rule.code}:{found.origin.source.rule}" if found.origin else rule.code


def _fill(template: str, groups: Groups) -> str | None:
    """A template with its groups filled in; None where one of them is missing."""
    parts = []
    for literal, name in _parts(template):
        parts.append(literal)
        if name is not None:
            value = groups.get(name)
            if value is None:
                return None
            parts.append(value)
    return "".join(parts)


@lru_cache(maxsize=1024)
def _parts(template: str) -> list[tuple[str, str | None]]:
    """Each stretch of text, and the name of the group that follows it."""
    return [(literal, name) for literal, name, _, _ in string.Formatter().parse(template)]


def _fix(template: FixTemplate, found: Found, groups: Groups, start: Position, end: Position) -> Fix | None:
    """The rule's fix, if the match has every group that it needs."""
    content = _fill(template.replace, groups)
    if content is None:
        return None
    edit = Edit(found.start, found.end, content, start, end)
    return Fix(template.applicability, template.message or f'Replace by "{content}"', (edit,))


def _fingerprint(text: bytes, found: Found, code: str, matched: str, seen: Counter[str]) -> str:
    """16 hexadecimal digits from rule, text, neighbouring words and the n-th occurrence of all that.

    No line number and no white space counts, so moved and re-wrapped lines keep their fingerprints.
    """
    before = text[max(found.start - _NEIGHBOUR_BYTES, 0) : found.start].decode("utf-8", "ignore")
    after = text[found.end : found.end + _NEIGHBOUR_BYTES].decode("utf-8", "ignore")
    words = (
        *before.rsplit(None, _NEIGHBOUR_WORDS)[-_NEIGHBOUR_WORDS:],
        *after.split(None, _NEIGHBOUR_WORDS)[:_NEIGHBOUR_WORDS],
    )
    content = "\0".join((code, " ".join(matched.lower().split()), *words))
    seen[content] += 1
    return blake2b(f"{content}\0{seen[content]}".encode(), digest_size=8).hexdigest()


def _excerpt(text: bytes, start: int, end: int) -> tuple[str, int]:
    """The line (or lines) around a stretch, cut on both sides, and the code points before the stretch."""
    first = max(start - _EXCERPT_BYTES, 0)
    first = max(first, text.rfind(b"\n", first, start) + 1)
    last = min(end + _EXCERPT_BYTES, len(text))
    newline = text.find(b"\n", end, last)
    last = newline if newline >= 0 else last
    before = text[first:start].decode("utf-8", "ignore")
    return before + text[start:last].decode("utf-8", "ignore").rstrip("\r"), len(before)
