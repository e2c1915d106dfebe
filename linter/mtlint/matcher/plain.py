"""The matcher with nothing but `re`: slow and plainly right.

It is what the tests hold the fast one against, and what runs where Hyperscan has no wheel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mtlint.matcher.block_text import BlockText
from mtlint.matcher.expression import Expression, Layer

if TYPE_CHECKING:
    from mtlint.columns.blocks import Blocks


# Code points behind a stretch; to try each place of it takes as long as to search some thousands.
_FAR = 4000


class Match(NamedTuple):
    """What an expression found: buffer offsets in bytes of its group `span` (or all of it), its groups."""

    start: int
    end: int
    groups: dict[str, str | None]


Matches = dict[int, list[Match]]


class PlainMatcher:
    """Runs every expression over every block of its kinds."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self.expressions = tuple(expressions)

    def find(self, markup: bytes, prose: bytes, blocks: Blocks) -> Matches:
        """The matches of each expression, by its place in `expressions`, ascending."""
        found: Matches = {}
        for index, (start, end) in enumerate(zip(blocks.start.tolist(), blocks.end.tolist(), strict=True)):
            texts = {
                Layer.MARKUP: BlockText(markup, start, end),
                Layer.PROSE: BlockText(prose, start, end),
            }
            for number, expression in enumerate(self.expressions):
                if int(blocks.kind[index]) in expression.kinds:
                    matches = list(matches_in(expression, texts[expression.layer]))
                    if matches:
                        found.setdefault(number, []).extend(matches)
        return found


def matches_in(
    expression: Expression, block: BlockText, stretches: Iterable[tuple[int, int]] | None = None
) -> Iterator[Match]:
    """Matches in a block, or those that begin in some stretches of it, ascending.

    Stretches are first and last code points.
    """
    named = "span" if "span" in expression.pattern.groupindex else 0
    at = 0
    for first, last in stretches or [(0, len(block.text))]:
        at = max(at, first)
        while match := _first_match(expression.pattern, block.text, at, last):
            at = match.end()
            start, end = match.span(named)
            if start < end:
                low = block.byte_of(start)
                yield Match(low, block.byte_of(end), {"span": match[named], **match.groupdict()})


def _first_match(pattern: re.Pattern[str], text: str, first: int, last: int) -> re.Match[str] | None:
    """The first match that begins at code points `first` to `last`.

    `search` goes on to the end of the text where there is none: in a line of megabytes from each candidate.
    """
    if len(text) - last > _FAR:
        return next((found for at in range(first, last + 1) if (found := pattern.match(text, at))), None)
    match = pattern.search(text, first)
    return match if match and match.start() <= last else None
