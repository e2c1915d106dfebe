"""What words tell of a language, and where runs of foreign ones begin and end."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks.resources import Resources
from mtlint.checks.spelling import unaccented
from mtlint.columns import Columns
from mtlint.rule import Rule

_NO_LANGUAGE = "Foreign"
# Without its accents "thể" is "the": names in two languages with "the" between them are no Vietnamese.
_ENGLISH = frozenset({"the", "and", "of"})
# What stands between two words of one run, outside quotation marks.
_RUN_GAP = lazy_re.compile(r"[.,;:!?…]{0,3}[ \u00a0\r\n]{1,3}\Z")


class Run(NamedTuple):
    """First and last token, and what to call it."""

    first: int
    last: int
    language: str


class ForeignWords:
    """The function words of languages, and which words are the text's own.

    `of` are those of each language by its name. `own` and `known` are bits of the lexicon: words that only
    runs of the text's own language hold, and all of its words.
    """

    def __init__(
        self, rule: Rule, languages: str, function_words: str, words: str, resources: Resources
    ) -> None:
        lines = [line.partition(":") for line in resources.word_list(rule, languages)]
        self.of = {name: frozenset(_with_bare_forms(words.split())) - _ENGLISH for name, _, words in lines}
        having: dict[str, list[str]] = defaultdict(list)
        for name, of_language in self.of.items():
            for word in of_language:
                having[word].append(name)
        self._having = dict(having)
        self._kinds = rule.block_kinds
        self.own = resources.bit(rule, function_words)
        self.known = resources.bit(rule, words)

    def language_of(self, words: Sequence[str]) -> str:
        """The language that has most of some words; of equals the first."""
        counts = Counter(name for word in words for name in self._having.get(word, ()))
        return min(counts, key=lambda name: (-counts[name], name), default=_NO_LANGUAGE)

    def chains(self, columns: Columns, found: Offsets, between: int, least: int) -> Iterator[list[int]]:
        """`least` foreign tokens or more of one block, with at most so many others from one to the next."""
        found = found[columns.together(found, found, self._kinds)]
        if not found.size:
            return
        block = columns.token_block[found]
        cut = np.flatnonzero((np.diff(found) > between + 1) | (np.diff(block) != 0)) + 1
        first, end = np.append(0, cut), np.append(cut, len(found))
        long = end - first >= least
        for low, high in zip(first[long].tolist(), end[long].tolist(), strict=True):
            yield found[low:high].tolist()

    def parts(self, columns: Columns, chain: list[int], language: str) -> Iterator[list[int]]:
        """A chain, cut where a word of the own language stands that the other does not have."""
        own = (columns.lexicon[chain[0] : chain[-1] + 1] & np.uint32(self.own)) != 0
        shared = self.of.get(language, frozenset())
        low = 0
        for end in (chain[0] + np.flatnonzero(own)).tolist():
            if columns.word(end) not in shared and (high := bisect_left(chain, end)) > low:
                yield chain[low:high]
                low = high
        yield chain[low:]

    def grown(self, columns: Columns, part: Sequence[int], language: str) -> Run:
        """A run up to the words of the own language on both sides, or to what is no prose."""
        first, last = part[0], part[-1]
        shared = self.of.get(language, frozenset())
        while self._goes_on(columns, first - 1, first, shared) and _RUN_GAP.match(columns.gap(first)):
            first -= 1
        while self._goes_on(columns, last + 1, last, shared) and _RUN_GAP.match(columns.gap(last + 1)):
            last += 1
        return Run(first, last, language)

    def _goes_on(self, columns: Columns, index: int, neighbour: int, shared: frozenset[str]) -> bool:
        block = columns.token_block
        if not 0 <= index < len(columns.tokens) or block[index] != block[neighbour]:
            return False
        known = int(columns.lexicon[index])
        return not known & (self.own | self.known) or (not known & self.own and columns.word(index) in shared)


def _with_bare_forms(words: list[str]) -> Iterator[str]:
    """Words, and those of two letters or more without their accents, which sites strip."""
    yield from words
    for word in words:
        bare = unaccented(word)
        if len(bare) > 1:
            yield bare
