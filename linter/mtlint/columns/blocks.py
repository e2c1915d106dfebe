"""Blocks: stretches of one kind (paragraph, heading, list item, ...), from the lines of a batch.

A format decides two things for each line: its kind, and whether a block begins there. `plain_text` and
`markdown` do so for the documents they are for; here lines become blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mtlint.batch import Batch, Offsets
from mtlint.columns import markdown, plain_text
from mtlint.document import Kind
from mtlint.rule import Block

if TYPE_CHECKING:
    from mtlint.columns.lines import Lines
    from mtlint.columns.marks import Marks

Kinds = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Blocks:
    """All blocks of a batch in order, blank lines left out.

    `start` and `end` are buffer offsets in bytes: from the first to behind the last character that is no
    white space. `kind` holds numbers of `rule.Block`.
    """

    start: Offsets
    end: Offsets
    kind: Kinds

    def __len__(self) -> int:
        return len(self.start)

    def at(self, offsets: npt.ArrayLike) -> Offsets:
        """The last block that begins at or before each buffer offset; -1 before the first."""
        # Its method: the function of NumPy takes a microsecond more, and checks ask about single places.
        found: Offsets = self.start.searchsorted(np.asarray(offsets), side="right") - 1
        return found

    def of_kind(self, kinds: frozenset[int]) -> Flags:
        """Which blocks are of one of the kinds."""
        wanted = np.zeros(len(Block.NAMES), dtype=np.bool_)
        wanted[list(kinds)] = True
        return wanted[self.kind]


def find_blocks(batch: Batch, lines: Lines, marks: Marks) -> Blocks:
    """The blocks of all documents of a batch, whose marks are given."""
    kind = np.full(len(lines), Block.BLANK, dtype=np.uint8)
    begins = np.ones(len(lines), dtype=np.bool_)
    markdowns = _line_ranges(batch, lines, Kind.MARKDOWN)
    if len(markdowns) < len(batch.documents):
        plain_text.classify(batch.buffer, marks, lines, kind, begins)
    if markdowns:
        markdown.classify(batch.buffer, batch.array, lines, markdowns, kind, begins)
    solid = np.flatnonzero(kind != Block.BLANK)
    # A block also begins after a blank line, whatever the format said of the line.
    opens = begins[solid] | (np.diff(solid, prepend=-2) != 1)
    opening = np.flatnonzero(opens)
    closing = np.append(opening, len(solid))[1:] - 1
    return Blocks(lines.first[solid[opening]], lines.last[solid[closing]], kind[solid[opening]])


def _line_ranges(batch: Batch, lines: Lines, kind: Kind) -> list[tuple[int, int]]:
    """First and last line (exclusive) of each document of a kind."""
    first = np.searchsorted(lines.start, batch.start)
    last = np.searchsorted(lines.start, batch.end, side="right")
    return [
        (int(first[index]), int(last[index]))
        for index, document in enumerate(batch.documents)
        if document.kind is kind
    ]
