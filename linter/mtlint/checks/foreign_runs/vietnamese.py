"""Runs of Vietnamese words, which their accents tell."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.batch import Offsets
from mtlint.checks.foreign_runs.words import ForeignWords, Run
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap

VIETNAMESE = "Vietnamese"
# So many words of another kind may stand between two: numbers, brands, unaccented syllables.
_BETWEEN = 3
# A name has capitals; a run of Vietnamese text has small words too.
_LEAST_ACCENTED, _LEAST_SMALL = 3, 2


class VietnameseRuns:
    """Finds three accented words side by side, or two and a function word, that are not all capitalised."""

    def __init__(self, words: ForeignWords) -> None:
        self._words = words

    def find(self, columns: Columns, found: Offsets) -> Iterator[Run]:
        """The runs of some tokens that have letters of Vietnamese."""
        for chain in self._words.chains(columns, found, _BETWEEN, 2):
            for part in self._words.parts(columns, chain, VIETNAMESE):
                if self._is_text(columns, part):
                    yield self._words.grown(columns, part, VIETNAMESE)

    def _is_text(self, columns: Columns, chain: list[int]) -> bool:
        accented = set(chain)
        function_words = self._words.of.get(VIETNAMESE, frozenset())
        count = small = helping = 0
        for index in range(chain[0], chain[-1] + 1):
            if not columns.gaps.attributes[index] & Gap.WHITE:
                # A list of dishes or names has marks between them.
                count = small = helping = 0
            word = columns.word(index)
            helps = word in function_words
            known = int(columns.lexicon[index]) & (self._words.known | self._words.own)
            accents = index in accented or not (word.isascii() or known)
            count += accents
            helping += helps
            small += word[0].islower() and (helps or accents)
            if small >= _LEAST_SMALL and count + bool(helping) >= _LEAST_ACCENTED:
                return True
        return False
