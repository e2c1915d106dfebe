"""A sentence that stands twice in a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.marks import Flags
from mtlint.columns.search import repeated
from mtlint.rule import Block, Rule

_MIX = np.uint64(0xBF58476D1CE4E5B9)
# A dateline in brackets before the first sentence of a paragraph: "(Outlet.vn) - On Monday".
_DATELINE = lazy_re.compile(r"\([^()]{2,40}\)\s{0,2}[-–—]?\s{0,2}")
# What stands before the sentence where a dateline or a label does ("HANOI - The ..."), or another sentence
# whose stop has a space on the wrong side.
_AFTER_DATELINE = lazy_re.compile(r"\)\s?[-–—:]{0,2}\s{0,2}|[:|]\s{1,2}|\s?[-–—]{1,2}\s{1,2}|\s[.!?]\s")
# A credit behind it, "... driftwood. Photo: Trung Hieu"; or markup, behind which the sentence goes on.
_CREDIT = lazy_re.compile(r"[.!?]?[\s|(\[/–—-]{1,4}[A-Z][a-z]{2,12}(?: (?:by|credit))?\s?: ?[A-Z]")
_MARKUP = lazy_re.compile(r"[.!?]\s?[&<*\x1a]")
# A line that ends in a credit and no stop, which looks like a heading.
_ENDS_IN_CREDIT = lazy_re.compile(
    r"[a-z\d] ?(?:[|(\[/–—-] ?)?[A-Z][a-z]{2,12}(?: (?:by|credit))?\s?: ?[A-Z][^:.]{1,40}\Z"
)
# Words of a dateline, a label or a credit at most: "Jinchang, November 21 (Reporter Qi Wenbo)".
# So many at most behind markup.
_MOST_AROUND, _MOST_BEHIND = 8, 40
_CURLY = "’".encode()
# Which of their first or last words say that two sentences may be one in the other.
_SHARED = (0, 1, 3)


class Options(NamedTuple):
    """`with` of a rule: how short a sentence may be to be looked at, in words and in characters.

    In a document of more than `long-document` words it has at least `min-words-long`.
    """

    min_words: int = 6
    min_characters: int = 40
    long_document: int = 3_000
    min_words_long: int = 12


class RepeatedSentence:
    """Makes a number of each sentence, and looks for numbers that a document has twice.

    Case, white space and punctuation do not count; a dateline in front is passed over.
    """

    name: ClassVar[str] = "repeated-sentence"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "blocks", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._options = options
        self._kinds = rule.block_kinds

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Each later copy, with the first one as related place."""
        tokens = columns.tokens
        first, last = sentences = self._sentences(columns)
        if not first.size:
            return
        number = _numbers(tokens.key, _with_apostrophe(columns), first, last)
        document = columns.batch.document_of(tokens.start[first])
        again = repeated((((number ^ document.astype(np.uint64)) * _MIX) >> np.uint64(32)).astype(np.uint32))
        first, last, number, document = first[again], last[again], number[again], document[again]
        order = np.lexsort((first, number, document))
        same = (number[order][1:] == number[order][:-1]) & (document[order][1:] == document[order][:-1])
        original, before = 0, -1
        for place in (np.flatnonzero(same) + 1).tolist():
            if place != before + 1:
                original = int(order[place - 1])
            before = place
            yield from self._hit(columns, first, last, original, int(order[place]))
        yield from self._contained(columns, *sentences)

    def _contained(self, columns: Columns, first: Offsets, last: Offsets) -> Iterator[Hit]:
        """Sentences that are the end or the beginning of another, with a dateline or a credit around it.

        Two such ones have their last or their first words in common.
        """
        tokens = columns.tokens
        document = columns.batch.document_of(tokens.start[first]).astype(np.uint64)
        for edge, step in ((last, -1), (first, 1)):
            number = document
            for shift in _SHARED:
                number = (number ^ tokens.key[edge + step * shift]) * _MIX
            again = repeated((number >> np.uint64(32)).astype(np.uint32))
            order = again[np.lexsort((first[again], number[again]))]
            same = np.flatnonzero(number[order][1:] == number[order][:-1])
            words = (last[order] - first[order]).astype(np.int64) + 1
            around = words[same + 1] - words[same]
            near = same[(around != 0) & (np.abs(around) <= _MOST_BEHIND)]
            # More than a space stands around the shorter one in the longer one.
            longer = np.where(words[near] > words[near + 1], near, near + 1)
            size = np.minimum(words[near], words[near + 1])
            behind = np.where(step > 0, first[order[longer]] + size, last[order[longer]] + 1 - size)
            behind = np.minimum(behind, len(tokens) - 1)
            label = columns.text[np.minimum(tokens.end[behind], len(columns.text) - 1)] == ord(":")
            near = near[(tokens.start[behind] - tokens.end[behind - 1] > 1) | label]
            for place in near.tolist():
                yield from self._part(columns, first, last, order[place : place + 2].tolist(), step)

    def _part(
        self, columns: Columns, first: Offsets, last: Offsets, pair: list[int], step: int
    ) -> Iterator[Hit]:
        """A hit where the shorter sentence of a pair is set off inside the longer one."""
        words = [int(last[i] - first[i]) + 1 for i in pair]
        around = abs(words[0] - words[1])
        starts = [int(first[i]) if step > 0 else int(last[i]) + 1 - min(words) for i in pair]
        ends = [start + min(words) - 1 for start in starts]
        longer = words.index(max(words))
        if step > 0:
            end = int(columns.tokens.end[ends[longer]])
            behind = columns.text_of(end, end + 40)
            set_off = _CREDIT.match(behind) if around <= _MOST_AROUND else _MARKUP.match(behind)
        elif around <= _MOST_AROUND:
            set_off = _AFTER_DATELINE.fullmatch(columns.gap(starts[longer]))
        else:
            set_off = None
        if set_off is not None and not self._is_title_without_stop(columns, starts[0], ends[0]):
            yield from self._hit(columns, np.array(starts), np.array(ends), 0, 1)

    def _sentences(self, columns: Columns) -> tuple[Offsets, Offsets]:
        """First and last token of every sentence that is long enough."""
        bounds, tokens = columns.sentence_bounds, columns.tokens
        first, last = bounds[:-1].copy(), bounds[1:] - 1
        inside = columns.together(first, last, self._kinds)
        # In plain text a line whose stop is followed by a credit counts as a heading.
        heading = np.flatnonzero(columns.blocks.kind[columns.token_block[first]] == Block.HEADING)
        stop = columns.text[np.minimum(tokens.end[last[heading]], len(columns.text) - 1)]
        inside[heading] |= (stop == ord(".")) | (stop == ord("!")) | (stop == ord("?"))
        wide = heading[last[heading] - first[heading] >= self._options.min_words]
        for index in wide.tolist():
            line = columns.text_of(int(tokens.start[first[index]]), int(tokens.end[last[index]]))
            inside[index] |= ":" in line and _ENDS_IN_CREDIT.search(line) is not None
        first, last = first[inside], last[inside]
        bracket = np.flatnonzero(columns.text[np.maximum(tokens.start[first] - 1, 0)] == ord("("))
        opening = columns.blocks.start[columns.token_block[first[bracket]]]
        bracket = bracket[columns.text[opening] == ord("(")]
        for index in bracket.tolist():
            start = columns.block_start(int(first[index]))
            match = _DATELINE.match(columns.text_of(start, start + 60))
            if match:
                first[index] = np.searchsorted(tokens.start, start + len(match[0].encode()))
        # The number of an item: "2) The ...", "(2) The ...".
        first += _is_item_number(columns, first, last)
        length = tokens.end[last] - tokens.start[np.minimum(first, last)]
        long = (last - first + 1 >= self._options.min_words) & (length >= self._options.min_characters)
        return first[long], last[long]

    def _hit(self, columns: Columns, first: Offsets, last: Offsets, one: int, other: int) -> Iterator[Hit]:
        tokens = columns.tokens
        spans = [(int(tokens.start[first[i]]), int(tokens.end[last[i]])) for i in (one, other)]
        texts = [columns.text_of(*span).lower() for span in spans]
        if texts[0] != texts[1]:
            words = [
                [columns.word(t).lower().replace("’", "'") for t in range(int(first[i]), int(last[i]) + 1)]
                for i in (one, other)
            ]
            if words[0] != words[1]:
                return
        least = self._options.min_words_long
        if last[other] - first[other] + 1 < least and self._is_long(columns, spans[1][0]):
            return
        if not self._is_title(columns, int(first[one]), int(first[other])):
            yield Hit(*spans[1], {}, related=(Place(*spans[0], "the first copy"),))

    def _is_title_without_stop(self, columns: Columns, first: int, last: int) -> bool:
        """Whether a sentence is the document's first block: a title, which the lede may quote."""
        document = int(columns.batch.document_of(columns.tokens.start[first]))
        title = int(np.searchsorted(columns.blocks.start, columns.batch.start[document]))
        end = int(columns.tokens.end[last])
        return int(columns.token_block[first]) == title and columns.text_of(end, end + 1) not in (
            ".",
            "!",
            "?",
        )

    def _is_long(self, columns: Columns, at: int) -> bool:
        """Whether a document is so long that a formula comes twice in it by the author's will."""
        document = int(columns.batch.document_of(at))
        bounds = (columns.batch.start[document], columns.batch.end[document])
        low, high = np.searchsorted(columns.tokens.start, bounds).tolist()
        return bool(high - low > self._options.long_document)

    def _is_title(self, columns: Columns, one: int, other: int) -> bool:
        """Whether the title of a scraped page comes again as its heading, among the first blocks."""
        document = int(columns.batch.document_of(columns.tokens.start[one]))
        title = int(np.searchsorted(columns.blocks.start, columns.batch.start[document]))
        block, again = int(columns.token_block[one]), int(columns.token_block[other])
        if columns.text[int(columns.block_end(one)) - 1] == ord("."):
            return False
        return block == title and again <= title + 2 and bool(columns.blocks.kind[again] == Block.HEADING)


def _numbers(
    key: npt.NDArray[np.uint64], left_out: Flags, first: Offsets, last: Offsets
) -> npt.NDArray[np.uint64]:
    """A number for each sentence, from its first three and last two words and its length."""
    total = (last - first).astype(np.uint64)
    for index in (first, first + 1, first + 2, last - 1, last):
        total = (total ^ np.where(left_out[index], 0, key[index]).astype(np.uint64)) * _MIX
    return total


def _with_apostrophe(columns: Columns) -> Flags:
    """Which tokens have an apostrophe inside, which one copy may have straight and the other curly."""
    found: Flags = np.zeros(len(columns.tokens), dtype=np.bool_)
    text, curly = columns.text, columns.marks.of(_CURLY[0])
    curly = curly[(text[curly + 1] == _CURLY[1]) & (text[curly + 2] == _CURLY[2])]
    if curly.size:
        at = np.concatenate([columns.marks.of(ord("'")), curly])
        token = np.searchsorted(columns.tokens.start, at, side="right") - 1
        found[token[(token >= 0) & (columns.tokens.end[token] > at)]] = True
    return found


def _is_item_number(columns: Columns, first: Offsets, last: Offsets) -> Flags:
    """Which sentences begin with a number or a letter of one or two characters and a bracket."""
    tokens, text = columns.tokens, columns.text
    closes = text[np.minimum(tokens.end[first], len(text) - 1)] == ord(")")
    found: Flags = closes & (tokens.end[first] - tokens.start[first] <= 2) & (first < last)
    return found
