"""Runs in Latin script, dense in function words of one language and in words that English does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.checks.foreign_runs.words import ForeignWords, Run
from mtlint.checks.resources import Resources
from mtlint.columns import Columns, Flags

# So many words of another kind may stand between two listed ones, or between two that are unknown: those side
# by side make a candidate even where none is listed.
_BETWEEN, _BETWEEN_UNKNOWN = 3, 1
# A run has half of its words, and four or more, from the list of one language or unknown to English: two of
# the list that tell, or one among unknown words, or none where letters or particles tell. "ca phe sua da, nem
# ran, banh mi" is a menu: without a comma stand five words or more, or a whole sentence.
_LEAST_FOREIGN, _DENSE, _VERY_DENSE = 4, 0.5, 0.8
_LEAST_TELLING, _LEAST_UNKNOWN = 2, 3
_LEAST_STRETCH = 5
# Of these so many, listed, unknown or names, in a stretch without words that only the own language has.
_LEAST_COUNTED = 3
# Where nouns have capitals (German) or syllables are English words too (Vietnamese), function words are
# enough.
_MANY_TELLING = 4
# More words of a sentence need not be looked at to know its language.
_LONGEST_SENTENCE = 40
# What stands between two words of prose.
_PROSE_GAP = lazy_re.compile(r"[\"”’»]?[.,;:!?…]{0,3}[\"”’»]?[ \u00a0\r\n]{1,3}[\"“‘«]?\Z")


class _Count(NamedTuple):
    """What a run holds.

    Words, those listed for its language, of these the distinct ones that tell; words unknown to English, in
    small letters (and with accents) or capitalised; the longest stretch without a mark.
    """

    size: int
    listed: int
    telling: int
    unknown: int
    names: int
    accented: int
    longest: int


class LatinRuns:
    """Finds them. What is one of `common` or `particles` proves nothing; neither does a word in capitals."""

    def __init__(
        self, words: ForeignWords, common: frozenset[str], particles: frozenset[str], resources: Resources
    ) -> None:
        self._words = words
        foreign = {name: of_language - common for name, of_language in words.of.items()}
        self._telling = {name: of_language - particles for name, of_language in foreign.items()}
        self._foreign = resources.bit_of(frozenset().union(*foreign.values()))
        self._shared = resources.bit_of(frozenset().union(*words.of.values()))

    def find(self, columns: Columns) -> Iterator[Run]:
        """The runs, and whole sentences where a run is too short."""
        # Words that only the own language has: no run and no foreign sentence holds one.
        own = columns.listed(self._words.own) & ~columns.listed(self._shared)
        # Chains of listed words and of unknown ones grow to the same runs and lie in the same sentences.
        runs: set[Run] = set()
        sentences: set[Run] = set()
        for chain in self._chains(columns, own):
            language = self._words.language_of([columns.word(index) for index in chain])
            for part in self._words.parts(columns, chain, language):
                run = self._words.grown(columns, part, language)
                if run in runs:
                    continue
                runs.add(run)
                if self._is_foreign(columns, run):
                    yield run
                    continue
                sentence = self._sentence(columns, run, own)
                if sentence and sentence not in sentences:
                    sentences.add(sentence)
                    if self._is_foreign_sentence(columns, sentence):
                        yield sentence

    def _chains(self, columns: Columns, own: Flags) -> Iterator[list[int]]:
        # Capitalised ones are parts of names ("Los Angeles").
        small = ((columns.initial - np.uint8(ord("a"))) < 26) | (columns.initial >= 0x80)
        foreign = columns.listed(self._foreign)
        unknown = ~columns.listed(self._foreign | self._words.own | self._words.known)
        small &= _dense(foreign | unknown, own)
        chains = self._words.chains
        yield from chains(columns, np.flatnonzero(small & foreign), _BETWEEN, 1)
        yield from chains(columns, np.flatnonzero(small & unknown), _BETWEEN_UNKNOWN, _LEAST_UNKNOWN)

    def _sentence(self, columns: Columns, run: Run, own: Flags) -> Run | None:
        """The sentence that a run begins in, if it holds no word of the own language alone."""
        bounds = columns.sentence_bounds
        index = int(np.searchsorted(bounds, run.first, side="right"))
        first, last = int(bounds[index - 1]), int(bounds[index]) - 1
        if own[first : last + 1].any():
            return None
        words = range(first, min(last, first + _LONGEST_SENTENCE) + 1)
        return Run(first, last, self._words.language_of([columns.word(at).lower() for at in words]))

    def _is_foreign(self, columns: Columns, run: Run) -> bool:
        of = self._count(columns, run)
        if (
            of is None
            or of.listed + of.unknown < max(_LEAST_FOREIGN, _DENSE * of.size)
            or of.longest < _LEAST_STRETCH
        ):
            return False
        if of.telling >= _LEAST_TELLING and (of.unknown or of.telling >= _MANY_TELLING):
            return True
        tells = of.telling or of.accented >= _LEAST_UNKNOWN or of.listed >= _LEAST_TELLING
        return (
            bool(tells) and of.unknown >= _LEAST_UNKNOWN and of.listed + of.unknown >= _VERY_DENSE * of.size
        )

    def _is_foreign_sentence(self, columns: Columns, run: Run) -> bool:
        """Whether a whole sentence is: then names count as well, and a few words are enough."""
        if columns.token_block[run.first] != columns.token_block[run.last]:
            return False
        of = self._count(columns, run)
        if of is None or of.longest < _LEAST_FOREIGN:
            return False
        if of.listed + of.unknown + of.names < _VERY_DENSE * of.size:
            return False
        if of.telling and of.unknown and (of.listed >= _LEAST_TELLING or of.accented >= _LEAST_TELLING):
            return True
        if of.unknown >= _LEAST_UNKNOWN and (
            of.telling or of.accented >= _LEAST_UNKNOWN or of.listed >= _LEAST_TELLING
        ):
            return True
        finished = (
            columns.text_of(int(columns.tokens.end[run.last]), columns.block_end(run.last))[:1] in ".!?"
        )
        return of.unknown >= _LEAST_FOREIGN and finished and columns.word(run.first)[0].isupper()

    def _count(self, columns: Columns, run: Run) -> _Count | None:
        """What a run holds; None where words of the own language or marks of code speak against it."""
        language = self._words.of.get(run.language, frozenset())
        telling: set[str] = set()
        size = listed = unknown = names = accented = longest = 0
        start = run.first
        for index in range(run.first, run.last + 1):
            gap, word = columns.gap(index), columns.word(index)
            if index > run.first and not gap.isspace():
                # File names and code have other marks than prose.
                if not _PROSE_GAP.match(gap):
                    return None
                start = index
            longest = max(longest, index + 1 - start)
            known, shared = int(columns.lexicon[index]), word.lower() in language
            if (known & self._words.own and not shared) or "_" in word:
                return None
            # Letters, numbers and words of both languages say nothing: "O governo", "a inflação", "in der".
            if len(word) == 1 or word[0].isdigit() or known & self._words.own:
                continue
            size += 1
            if shared:
                listed += 1
                telling.update({word} & self._telling[run.language])
            elif not known & self._words.known:
                unknown += word[0].islower()
                names += not word[0].islower()
                accented += word[0].islower() and not word.isascii()
        return _Count(size, listed, len(telling), unknown, names, accented, longest)


def _dense(counted: Flags, ends: Flags) -> Flags:
    """Which tokens stand in a stretch between two ends that holds enough of some others.

    In English a stretch is four words long, and few hold what is looked at any further.
    """
    stretch = np.cumsum(ends)
    enough = np.bincount(stretch[counted], minlength=int(ends.sum()) + 1) >= _LEAST_COUNTED
    dense: Flags = enough[stretch]
    return dense
