"""The text of a panel in lines, and those in segments, each with the findings that lie over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtlint.reporters.html.panel import Panel, ShownFinding
from mtlint.reporters.html.stretches import Stretch
from mtlint.reporters.visible import visible

# They join emoji and letters of Indic and Arabic script and do no harm; where they are the defect, they lie
# in a finding and are shown by number.
_JOINERS = ("\u200c", "\u200d")
# What may stand before a line feed, and is then no part of the line.
_CR = b"\r"

Numbered = tuple[int, ShownFinding]
"""A finding and its number in the panel, from 1."""


class Segment(NamedTuple):
    """A part of a line, safe to show; the numbers of the findings over it, and of those that end here."""

    text: str
    findings: tuple[int, ...]
    ends: tuple[int, ...] = ()


class Line(NamedTuple):
    """A line of the text and its row in it; None where it goes on with the row before a gap."""

    row: int | None
    segments: tuple[Segment, ...]


class Passage(NamedTuple):
    """Lines without a gap, and how many bytes of the text are left out before them."""

    left_out: int
    lines: tuple[Line, ...]


def passages(panel: Panel) -> list[Passage]:
    """The text of a panel, from gap to gap."""
    findings = list(enumerate(panel.findings, 1))
    last_segments: dict[int, tuple[int, int, int]] = {}
    cut: list[tuple[int, list[tuple[int, list[Segment]]]]] = []
    here = 0
    for stretch in panel.stretches:
        near = [one for one in findings if one[1].start <= stretch.end and one[1].end >= stretch.start]
        lines = [(row, list(_segments(stretch, span, near))) for row, span in _lines(stretch)]
        for at, (_, segments) in enumerate(lines):
            for index, segment in enumerate(segments):
                last_segments |= {number: (len(cut), at, index) for number in segment.findings}
        if len(lines) > 1 and not lines[-1][1]:
            lines.pop()  # What follows the last line end is no line.
        cut.append((stretch.start - here, lines))
        here = stretch.end
    for number, (part, at, index) in last_segments.items():
        segments = cut[part][1][at][1]
        segments[index] = segments[index]._replace(ends=(*segments[index].ends, number))
    seen: set[int] = set()
    return [
        Passage(left_out, tuple(Line(_once(row, seen), tuple(segments)) for row, segments in lines))
        for left_out, lines in cut
    ]


def _once(row: int, seen: set[int]) -> int | None:
    if row in seen:
        return None
    seen.add(row)
    return row


def _lines(stretch: Stretch) -> Iterator[tuple[int, tuple[int, int]]]:
    """Row, and first and last byte (in the stretch) of each line, without its end."""
    start = 0
    for row, line in enumerate(stretch.text.split(b"\n"), stretch.row):
        yield row, (start, start + len(line.removesuffix(_CR)))
        start += len(line) + 1


def _segments(stretch: Stretch, line: tuple[int, int], findings: Sequence[Numbered]) -> Iterator[Segment]:
    """A line, parted wherever a finding begins or ends."""
    first, last = line
    spans = [(number, one.start - stretch.start, one.end - stretch.start) for number, one in findings]
    over = [(n, max(start, first), min(end, last)) for n, start, end in spans if start < last and end > first]
    # What has no width on the line where it begins, such as a missing word, is a mark between characters.
    # Its place may be between the two characters of the line's end.
    points = {
        n: min(start, last)
        for n, start, end in spans
        if first <= start <= last + len(_CR) and start >= min(end, last) and stretch.text[last:start] in _CR
    }
    edges = sorted({first, last, *points.values(), *(edge for _, *span in over for edge in span)})
    for start, end in zip(edges, [*edges[1:], last], strict=True):
        if start in points.values():
            yield Segment("", tuple(n for n, at in points.items() if at == start))
        if start < end:
            numbers = tuple(n for n, at, until in over if at <= start and end <= until)
            yield Segment(_shown(stretch.text[start:end].decode("utf-8", "replace"), numbers), numbers)


def _shown(text: str, numbers: tuple[int, ...]) -> str:
    """Text without anything that a browser would hide or obey."""
    if numbers or text.isprintable():
        return visible(text)
    for joiner in _JOINERS:
        if joiner in text:
            return joiner.join(_shown(part, ()) for part in text.split(joiner))
    return visible(text)
