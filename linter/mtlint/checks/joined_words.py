"""Two words that have lost the space between them: "ofcase", "coldand"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.rule import Rule

# Shorter tokens that no list knows are names and abbreviations.
_LEAST, _MOST = 6, 40


@dataclass(frozen=True, slots=True)
class Options:
    """`with` of a rule.

    A token outside `words` splits into one of `common` and one of `function-words`. `prefixes` and
    `suffixes` are those function words that also make new words at that end ("onscreen", "meetup"): there
    they prove nothing.
    """

    words: str
    common: str
    function_words: str
    prefixes: str
    suffixes: str
    min_letters: int = 4


class JoinedWords:
    """Looks only at words that no list knows and that their document has once."""

    name: ClassVar[str] = "joined-words"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._known = resources.bit(rule, options.words) | resources.own_words_bit()
        self._common = resources.bit(rule, options.common)
        function_words = resources.word_list(rule, options.function_words)
        self._first = function_words - resources.word_list(rule, options.prefixes)
        self._last = function_words - resources.word_list(rule, options.suffixes)
        self._least = options.min_letters

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        tokens, text = columns.tokens, columns.text
        length = tokens.end - tokens.start
        unknown = (columns.lexicon & np.uint32(self._known)) == 0
        unknown &= (length >= _LEAST) & (length <= _MOST)
        candidates = np.flatnonzero(unknown)
        candidates = candidates[columns.together(candidates, candidates, self._kinds)]
        for index in candidates[_letters_then_small(text, tokens.start[candidates])].tolist():
            word = columns.word(index)
            if word.isascii() and word.isalpha() and word[1:].islower():
                split = self._split(columns, index, word)
                if split and columns.count_in_document(index) == 1:
                    left, right = word[:split], word[split:]
                    yield Hit(
                        int(tokens.start[index]), int(tokens.end[index]), {"left": left, "right": right}
                    )

    def _split(self, columns: Columns, index: int, word: str) -> int:
        """Where the word falls into two, 0 for nowhere; the longest function word decides."""
        lower = word.lower()
        splits = []
        for at in range(2, len(word) - 1):
            left, right = lower[:at], lower[at:]
            if left in self._first and len(right) >= self._least and columns.knows(right, self._common):
                splits.append((len(left), at))
            if right in self._last and len(left) >= self._least and columns.knows(left, self._common):
                splits.append((len(right), at))
            if word[0].isupper() and self._two_words(columns, index, word[:at], right):
                splits.append((len(right), at))
        if word[0].isupper():
            # A capitalised word that no list knows is a name, unless its left part is a word of the document.
            splits = [(size, at) for size, at in splits if columns.occurs(index, word[:at])]
        return max(splits)[1] if splits else 0

    def _two_words(self, columns: Columns, index: int, left: str, right: str) -> bool:
        return (
            len(left) >= self._least
            and len(right) >= self._least
            and columns.knows(right, self._common)
            and columns.knows(left, self._common)
        )


def _letters_then_small(text: np.typing.NDArray[np.uint8], start: Offsets) -> np.typing.NDArray[np.bool_]:
    """Which tokens begin with an ASCII letter and go on with a small one."""
    found: np.typing.NDArray[np.bool_] = (((text[start] | 0x20) - 97) < 26) & ((text[start + 1] - 97) < 26)
    return found
