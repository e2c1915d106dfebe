"""A paragraph that ends in the middle of a sentence: with an article, a comma, an open bracket."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.checks.unfinished import CONJUNCTIONS, Unfinished
from mtlint.columns import Columns
from mtlint.rule import Block, Rule

_OPENING = frozenset({"", ",", " (", " [", " “"})
_OPENING_ENDS = np.frombuffer(b",([\x9c", dtype=np.uint8)
# What may follow a paragraph that leads over to it.
_CONTINUING = frozenset({Block.LIST_ITEM, Block.IMAGE, Block.TABLE_ROW, Block.CODE, Block.CAPTION})
# What is left of a picture (its file's name, too) or of a table says nothing.
_RESIDUE = lazy_re.compile(r"(?:!\[[^\]\n]{0,200}\]\(\s*\)|\||[\w-]+\.(?:gif|jpe?g|mp4|png|webp))[\s|]*\Z")
_RESIDUE_WIDTH = 240
# Text that goes on in the next block: a small letter, a number, a quotation, a label in brackets, an address,
# a formula.
_GOES_ON = lazy_re.compile(
    r"[\s*_]*(?:[^\W_A-Z]|[\"“«‘'`:$\\<>|…–—=+%\x1a-]|\.\.|[(\[](?:[^\W_A-Z]|\w{1,4}[)\]])|[A-Z]\))"
)
# After a comma, one of several: "..., \n\nSecond, ...".
_COUNTS = lazy_re.compile(
    r"[\s*_]*(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Finally|Last)(?:ly)?\b"
)
# A sentence of its own, perhaps quoted: a capitalised word, then a small one. Names go on with capitals.
_SENTENCE = lazy_re.compile(r"[\s*_\"“«‘'(\[]*(?:…|\.{2,3})?\s?(?P<first>[A-Z][a-z]*),?\s[a-z0-9]")
_STOPS = b".!?:;\"')]|"
# Lines up to this width may have been wrapped by hand, so that one is no whole paragraph; not where so many
# lines of the document are wider.
_WRAPPED_WIDTH, _WIDE_LINES = 120, 0.25
# Shorter words of a title have small letters ("Report on the State of the Union").
_TITLE_WORD = 4
# Lists of the options that say how a sentence cannot end; words of the user's own are taken out of some.
_LISTS = ("last", "phrases", "finished", "content", "auxiliaries", "stranding", "adverbs", "numerals")
_OWN_WORDS_SPARED = frozenset({"last", "auxiliaries", "adverbs"})
# So many words at the end say whether it is one.
_LAST_WORDS = 10
# "I'm" is no name.
_I = ("I'", "I’")


class Options(NamedTuple):
    """`with` of a rule.

    A paragraph of `min-words` or more that ends with one of `last` or of `phrases`, or with one of
    `auxiliaries` and none of `stranding` before it ("that" after one of `content` is none), or, where a
    sentence before it has its stop or the paragraph is long, with one of `adverbs`; not with one of
    `finished`; an amount ("more than" one of `numerals`) explains none. Of `function-words` and `openers` a
    capitalised one begins a sentence.
    """

    last: str
    phrases: str
    finished: str
    content: str
    auxiliaries: str
    stranding: str
    adverbs: str
    numerals: str
    function_words: str
    openers: str
    min_words: int = 12


class TruncatedText:
    """Looks at the last byte of each paragraph, and at the last word where that is a small letter."""

    name: ClassVar[str] = "truncated-text"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lines", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._least = options.min_words
        lists = {name: resources.word_list(rule, getattr(options, name)) for name in _LISTS}
        own = {name: words - resources.words for name, words in lists.items() if name in _OWN_WORDS_SPARED}
        self._unfinished = Unfinished(**{**lists, **own})
        openers = resources.word_list(rule, options.function_words) | resources.word_list(
            rule, options.openers
        )
        self._openers = frozenset(map(str.lower, openers))

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The last word of each truncated paragraph, with the mark after it."""
        blocks, tokens = columns.blocks, columns.tokens
        block = self._candidates(columns)
        first, after = (np.searchsorted(tokens.start, edge[block]) for edge in (blocks.start, blocks.end))
        some = after > first + 1
        wrapped: dict[int, bool] = {}
        for index, token, begin in zip(
            block[some].tolist(), (after[some] - 1).tolist(), first[some].tolist(), strict=True
        ):
            end = int(blocks.end[index])
            mark = columns.text_of(int(tokens.end[token]), end)
            if mark not in _OPENING or (not mark and not self._is_unfinished(columns, token, begin)):
                continue
            if not self._is_long(columns, index, token, begin):
                continue
            document = int(columns.batch.document_of(blocks.start[index]))
            if document not in wrapped:
                wrapped[document] = _is_wrapped(columns, document)
            if not self._goes_on(columns, index, mark, wrapped=wrapped[document]):
                yield Hit(int(tokens.start[token]), end, {"last": columns.word(token) + mark})

    def _candidates(self, columns: Columns) -> Offsets:
        """Paragraphs that end in a small letter, a comma or an opening mark."""
        blocks = columns.blocks
        last = columns.text[blocks.end - 1]
        ends = ((last - 97) < 26) | np.isin(last, _OPENING_ENDS)
        return np.flatnonzero(ends & blocks.of_kind(self._kinds))

    def _is_long(self, columns: Columns, index: int, token: int, begin: int) -> bool:
        """Whether a block has words enough, with the lines above that run into it; and is no title."""
        blocks, words = columns.blocks, token + 1 - begin
        if int(blocks.kind[index]) == Block.HEADING and _is_title(columns, range(begin, token + 1)):
            return False
        while words < self._least and index > 0:
            end, start = int(blocks.end[index - 1]), int(blocks.start[index])
            touching = columns.batch.buffer.count(b"\n", end, start) == 1
            if not touching or columns.text[end - 1] in _STOPS:
                return False
            index -= 1
            first, after = np.searchsorted(columns.tokens.start, [blocks.start[index], end]).tolist()
            words += after - first
        return words >= self._least

    def _is_unfinished(self, columns: Columns, token: int, begin: int) -> bool:
        if not self._unfinished.may_hold(columns.word(token).lower()):
            return False
        last = range(max(token + 1 - _LAST_WORDS, begin), token + 1)
        words = [columns.word(one) for one in last]
        gap = columns.gap(token)
        if (gap.startswith(";") and words[-1] in CONJUNCTIONS) or not gap[-1:].isspace():
            # A file ("configure.in"), or the last but one of several paragraphs that make a list: "...; and".
            return False
        if not words[-1].islower() and not words[-1].startswith(_I):
            return False
        return self._unfinished.holds(
            [word.lower() for word in words],
            token + 1 - begin,
            commas=[columns.gap(one).startswith(",") for one in last],
            behind_stop=bool(columns.sentences[begin + 1 : token + 1].any()),
        )

    def _goes_on(self, columns: Columns, index: int, mark: str, *, wrapped: bool) -> bool:
        """Whether what follows, or what stands around, explains how the paragraph ends."""
        blocks, batch = columns.blocks, columns.batch
        end = int(blocks.end[index])
        document = int(batch.document_of(blocks.start[index]))
        after = index + 1
        while after < len(blocks) and _is_residue(columns, after):
            after += 1
        if after < len(blocks) and int(blocks.start[after]) < batch.end[document]:
            following = int(blocks.start[after])
            # An item of a list does not lead over to the next one.
            item = int(blocks.kind[index]) == int(blocks.kind[after]) == Block.LIST_ITEM
            if int(blocks.kind[after]) in _CONTINUING and not item:
                return True
            text = columns.text_of(following, following + 40)
            if not self._is_sentence(text):
                touching = batch.buffer.count(b"\n", end, following) == 1
                if touching and wrapped and _line_width(columns, end) <= _WRAPPED_WIDTH:
                    return True
                if _GOES_ON.match(text) or (mark == "," and _COUNTS.match(text)):
                    return True
        return mark == "," and self._is_one_of_several(columns, index)

    def _is_sentence(self, text: str) -> bool:
        """Whether a text begins with a capitalised function word, then a small one: no name does."""
        match = _SENTENCE.match(text)
        return match is not None and match["first"].lower() in self._openers

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


def _is_title(columns: Columns, tokens: range) -> bool:
    """Whether a heading is one: marked as such in Markdown, or nearly all its long words have capitals."""
    block = columns.block_start(tokens[0])
    long = [word for word in map(columns.word, tokens) if len(word) >= _TITLE_WORD]
    return columns.text_of(block, block + 1) == "#" or 4 * sum(word[0].isupper() for word in long) > 3 * len(
        long
    )


def _is_residue(columns: Columns, block: int) -> bool:
    """Whether a block is a picture without target or a pipe, of which nothing is left."""
    start, end = int(columns.blocks.start[block]), int(columns.blocks.end[block])
    return end - start <= _RESIDUE_WIDTH and _RESIDUE.match(columns.text_of(start, end).strip()) is not None


def _is_wrapped(columns: Columns, document: int) -> bool:
    """Whether the lines of a document may have been wrapped by hand: few are wider than that."""
    lines, batch = columns.lines, columns.batch
    low, high = np.searchsorted(lines.start, [batch.start[document], batch.end[document]]).tolist()
    width = lines.last[low:high] - lines.first[low:high]
    return int(np.count_nonzero(width > _WRAPPED_WIDTH)) < _WIDE_LINES * int(np.count_nonzero(width))


def _line_width(columns: Columns, end: int) -> int:
    """The bytes of a line up to its end."""
    line = int(np.searchsorted(columns.lines.start, end, side="right")) - 1
    return end - int(columns.lines.start[line])
