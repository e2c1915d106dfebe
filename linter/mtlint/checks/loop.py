"""A translation engine caught in a loop: "band band band band", "of a bit of a bit of a bit"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.columns.search import distinct, runs
from mtlint.findings import Severity
from mtlint.rule import Rule

_MOST_WORDS = 5
# "DMC-DMC-DMC" is one token, and so is "WhiteWhiteWhite".
_HYPHENATED = lazy_re.compile(r"([^\W\d_]{2,})(?:-\1){2,}\Z")
_GLUED = lazy_re.compile(r"([^\W\d_]{3,}?)\1{2,}\Z")
_LEAST_GLUED = 8


class Options(NamedTuple):
    """`with` of a rule.

    A word counts from `word-copies` on, a unit of two to five words or of a capitalised word from
    `unit-copies` on; from `critical-copies` on the loop is critical. `spare` lists what people repeat.
    """

    spare: str
    word_copies: int = 4
    unit_copies: int = 3
    critical_copies: int = 10


class Loop:
    """Compares the tokens with themselves one to five words further on."""

    name: ClassVar[str] = "loop"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._options = options
        self._kinds = rule.block_kinds
        self._spared = resources.bit(rule, options.spare) | resources.own_words_bit()

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The loops, those of one word first; the engine keeps the longest of those that overlap."""
        for words in range(1, _MOST_WORDS + 1):
            yield from self._loops_of(columns, words)
        yield from self._inside_tokens(columns)

    def _loops_of(self, columns: Columns, words: int) -> Iterator[Hit]:
        tokens, options = columns.tokens, self._options
        key = tokens.key
        least = min(options.word_copies, options.unit_copies) if words == 1 else options.unit_copies
        if len(key) <= words:
            return
        same = key[words:] == key[:-words]
        if words * (least - 1) > 1:
            # One such place alone is no loop; pairs of them are few.
            pairs = np.flatnonzero(same[1:] & same[:-1]) + words
            at = distinct(np.concatenate([pairs, pairs + 1]))
        else:
            at = np.flatnonzero(same) + words
        block = columns.token_block
        at = at[columns.gaps.has_at(at, Gap.WHITE) & (block[at] == block[at - words])]
        for first, last in runs(at, words * (least - 1)):
            first -= words
            copies = (last - first + 1) // words
            if copies >= least and self._is_loop(columns, first, words, copies):
                last = first + copies * words - 1
                text = columns.text_of(int(tokens.start[first]), int(tokens.end[first + words - 1]))
                yield self._hit(int(tokens.start[first]), int(tokens.end[last]), text, copies)

    def _is_loop(self, columns: Columns, first: int, words: int, copies: int) -> bool:
        unit = [columns.word(index) for index in range(first, first + words)]
        if any(any(map(str.isdigit, word)) for word in unit):
            return False
        if words == 1:
            spared = bool(columns.lexicon[first] & self._spared)
            return not spared and (copies >= self._options.word_copies or unit[0][0].isupper())
        # "no no no no" is a loop of one word, found as such.
        return len({word.lower() for word in unit}) > 1

    def _inside_tokens(self, columns: Columns) -> Iterator[Hit]:
        tokens = columns.tokens
        # A word that some list holds is no loop: with a word list of the language, few tokens are looked at.
        long = np.flatnonzero(columns.lexicon == 0)
        long = long[tokens.end[long] - tokens.start[long] >= _LEAST_GLUED]
        # The bytes that begin a looping token come again 2 to 12 bytes further on, and once more after that.
        text, start, end = columns.text, tokens.start[long], tokens.end[long]
        first = text[start]
        again = np.zeros(len(long), dtype=np.bool_)
        for step in range(2, 13):
            same = np.flatnonzero(text[start + step] == first)
            same = same[start[same] + 2 * step < end[same]]
            again[same[text[start[same] + 2 * step] == first[same]]] = True
        long = long[again]
        for index in long[columns.together(long, long, self._kinds)].tolist():
            word = columns.word(index)
            match = _HYPHENATED.match(word) or _GLUED.match(word)
            if match:
                copies = len(word.replace("-", "")) // len(match[1])
                if copies >= self._options.word_copies or match[1][0].isupper():
                    yield self._hit(int(tokens.start[index]), int(tokens.end[index]), match[1], copies)

    def _hit(self, start: int, end: int, unit: str, copies: int) -> Hit:
        critical = Severity.CRITICAL if copies >= self._options.critical_copies else None
        return Hit(start, end, {"unit": " ".join(unit.split()), "copies": str(copies)}, critical)
