"""The same word twice (or more often) in a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

# "What the other problem really is is ...": so many words reach back over the clause before "is is".
_CLEFT_WORDS = 8
_CLEFT_VERBS = frozenset({"is", "was", "are", "were", "does", "do"})


class Options(NamedTuple):
    """`with` of a rule: words that may stand twice, and words after which "is is" is right."""

    spare: str
    clefts: str | None = None


class RepeatedWord:
    """Finds "in in". Two capitalised copies are a name (Duran Duran)."""

    name: ClassVar[str] = "repeated-word"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._clefts = resources.word_list(rule, options.clefts) if options.clefts else frozenset()
        self._spared = resources.bit(rule, options.spare) | resources.own_words_bit()

    def find(self, columns: Columns) -> Iterator[Hit]:
        """One hit for each run of copies."""
        tokens, gaps = columns.tokens, columns.gaps
        second = columns.doubled
        second = second[gaps.has_at(second, Gap.WHITE)]
        second = second[columns.lexicon[second] & np.uint32(self._spared) == 0]
        second = second[columns.together(second - 1, second, self._kinds)]
        run_end = -1
        places = set(second.tolist())
        for index in sorted(places):
            first_text, text = columns.word(index - 1), columns.word(index)
            if index <= run_end or first_text.lower() != text.lower() or self._is_cleft(columns, index, text):
                continue
            if _counts(first_text, text):
                run_end = index
                while run_end + 1 < len(tokens) and run_end + 1 in places:
                    run_end += 1
                yield Hit(int(tokens.start[index - 1]), int(tokens.end[run_end]), {"word": first_text})

    def _is_cleft(self, columns: Columns, index: int, word: str) -> bool:
        """As in "what it is is funny": a clause that ends in a verb, and the verb it is the subject of."""
        if word not in _CLEFT_VERBS:
            return False
        block = columns.token_block[index]
        before = [
            one for one in range(max(0, index - _CLEFT_WORDS), index) if columns.token_block[one] == block
        ]
        return any(columns.word(one).lower() in self._clefts for one in before)


def _counts(first: str, second: str) -> bool:
    # Words with letters beyond ASCII are of another language, where doubling may be grammar ("dần dần").
    if not second.isascii() or not second.isalpha() or (len(second) == 1 and second != "a"):
        return False
    return not (first[0].isupper() and second[0].isupper())
