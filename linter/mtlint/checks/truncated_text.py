"""A paragraph that ends in the middle of a sentence: with an article, a comma, an open bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.rule import Block, Rule

_COMMA, _BRACKET = b",("
# What may follow a paragraph that leads over to it.
_CONTINUING = frozenset({Block.LIST_ITEM, Block.IMAGE, Block.TABLE_ROW, Block.CODE, Block.CAPTION})
# Text that goes on in the next block: a small letter, a number, a quotation, a bracket, a formula, a count.
_GOES_ON = re.compile(
    r"[\s*_]*(?:[^\W_A-Z]|[\"“«‘'(\[`:$\\>|…–—-]|\.\.|[A-Z]\)"
    r"|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Finally|Last)(?:ly)?\b)"
)
# Lines up to this width may have been wrapped by hand, so that a line is no whole paragraph.
_WRAPPED_WIDTH = 120
# So many words before an auxiliary are searched for what explains it.
_EXPLAINED_WITHIN = 12


class Options(NamedTuple):
    """`with` of a rule.

    A paragraph of `min-words` or more that ends with one of `last`, or with one of `auxiliaries` and none of
    `stranding` before it.
    """

    last: str
    auxiliaries: str
    stranding: str
    min_words: int = 12


class TruncatedText:
    """Looks at the last byte of each paragraph, and at the last word where that is a small letter."""

    name: ClassVar[str] = "truncated-text"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "blocks", "lines", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._least = options.min_words
        self._last = resources.word_list(rule, options.last) - resources.words
        self._auxiliaries = resources.word_list(rule, options.auxiliaries) - resources.words
        self._stranding = resources.word_list(rule, options.stranding)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The last word of each truncated paragraph, with the mark after it."""
        blocks, tokens = columns.blocks, columns.tokens
        block = self._candidates(columns)
        first, after = (np.searchsorted(tokens.start, edge[block]) for edge in (blocks.start, blocks.end))
        long = after - first >= self._least
        for index, token, begin in zip(
            block[long].tolist(), (after[long] - 1).tolist(), first[long].tolist(), strict=True
        ):
            end = int(blocks.end[index])
            mark = columns.text_of(int(tokens.end[token]), end)
            if mark not in ("", ",", " (") or (not mark and not self._is_unfinished(columns, token, begin)):
                continue
            if not self._goes_on(columns, index):
                yield Hit(int(tokens.start[token]), end, {"last": columns.word(token) + mark})

    def _candidates(self, columns: Columns) -> Offsets:
        """Paragraphs that end in a small letter, a comma or an opening bracket."""
        blocks = columns.blocks
        last = columns.text[blocks.end - 1]
        ends = ((last - 97) < 26) | (last == _COMMA) | (last == _BRACKET)
        return np.flatnonzero(ends & blocks.of_kind(self._kinds))

    def _is_unfinished(self, columns: Columns, token: int, begin: int) -> bool:
        word = columns.word(token)
        if columns.gap(token).startswith(";"):
            # The last but one of several paragraphs that make a list: "...; and".
            return False
        if word in self._last:
            return True
        if word not in self._auxiliaries:
            return False
        before = range(max(token - _EXPLAINED_WITHIN, begin), token)
        return not any(columns.word(index).lower() in self._stranding for index in before)

    def _goes_on(self, columns: Columns, index: int) -> bool:
        """Whether what follows, or what stands around, explains how the paragraph ends."""
        blocks, batch = columns.blocks, columns.batch
        start, end = int(blocks.start[index]), int(blocks.end[index])
        document = int(batch.document_of(start))
        if index + 1 < len(blocks) and int(blocks.start[index + 1]) < batch.end[document]:
            following = int(blocks.start[index + 1])
            touching = batch.buffer.count(b"\n", end, following) == 1
            if int(blocks.kind[index + 1]) in _CONTINUING or (
                touching and self._may_be_wrapped(columns, end)
            ):
                return True
            if _GOES_ON.match(columns.text_of(following, following + 40)):
                return True
        return columns.text_of(end - 1, end) == "," and self._is_one_of_several(columns, index)

    def _may_be_wrapped(self, columns: Columns, end: int) -> bool:
        line = int(np.searchsorted(columns.lines.start, end, side="right")) - 1
        return end - int(columns.lines.start[line]) <= _WRAPPED_WIDTH

    def _is_one_of_several(self, columns: Columns, index: int) -> bool:
        """Whether a neighbour ends in a comma too: verses, recitals of a law ("Having regard to ...,")."""
        blocks, batch = columns.blocks, columns.batch
        for other in (index - 1, index + 1):
            if 0 <= other < len(blocks) and batch.document_of(blocks.start[other]) == batch.document_of(
                blocks.start[index]
            ):
                end = int(blocks.end[other])
                if columns.text_of(end - 1, end) in (",", ";"):
                    return True
        return False
