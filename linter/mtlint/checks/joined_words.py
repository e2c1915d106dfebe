"""Two words that have lost the space between them: "ofcase", "coldand"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.search import repeated
from mtlint.rule import Rule

# Shorter tokens that no list knows are names and abbreviations.
_LEAST, _MOST = 6, 40
# A capitalised part of five letters or fewer begins too many brands (Face|book, Air|bus, Black|rock).
_LEAST_CAPITALISED = 6
# Words with these endings form no compounds with a particle, as bare verbs do ("checkin", "standby"): in
# "scoredby" and "emptyin" even a function word that elsewhere ends new words shows a lost space. Nor do past
# forms of irregular verbs, as far as they are no bare verbs as well ("heldon", but "putdown").
_NO_COMPOUND = lazy_re.compile(
    r"(?:ed|ing|[ts]ion|ment|ness|ity|ies|ance|ence|body|thing|[^aeiou]y)\Z|(?:began|begun|bought|brought|built|came"
    r"|caught|chose|chosen|dealt|drawn|drew|driven|drove|fallen|fell|felt|found|fought|gave|given|grew|grown|held"
    r"|kept|knew|known|laid|left|lost|made|meant|paid|rose|seen|sent|shot|shown|slept|sold|spent|spoke|spoken|stood"
    r"|taken|taught|threw|thrown|told|took|went|wore|worn|written|wrote)\Z"
)
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Options(NamedTuple):
    """`with` of a rule.

    A token outside `words` splits into one of `common` and one of `function-words`. `prefixes` and
    `suffixes` are those function words that also make new words at that end ("onscreen", "meetup"): there
    they prove nothing. `pairs` are two function words in one ("ofthe").
    """

    words: str
    common: str
    function_words: str
    prefixes: str
    suffixes: str
    pairs: str
    min_letters: int = 4


class JoinedWords:
    """Looks only at words that no list knows and that their document has once."""

    name: ClassVar[str] = "joined-words"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "blocks", "lexicon", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._known = resources.bit(rule, options.words) | resources.own_words_bit()
        self._common = resources.bit(rule, options.common)
        function_words = resources.word_list(rule, options.function_words)
        self._first = function_words - resources.word_list(rule, options.prefixes)
        self._last = function_words - resources.word_list(rule, options.suffixes)
        self._function = function_words | {"a"}
        # "undersix" is a pair of the list, "underlie" no word with a function word in it.
        self._lefts = self._function | {"less", "over", "under"}
        self._pairs = resources.bit(rule, options.pairs)
        self._least = options.min_letters

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        for index, at in [*self._splits(columns), *self._function_words(columns)]:
            if self._is_foreign(columns, index):
                continue
            word, tokens = columns.word(index), columns.tokens
            groups = {"left": word[:at], "right": word[at:]}
            yield Hit(int(tokens.start[index]), int(tokens.end[index]), groups)

    def _splits(self, columns: Columns) -> Iterator[tuple[int, int]]:
        """Words that stand in their document once, and the code points of their left part."""
        words = {index: columns.word(index) for index in self._candidates(columns)}
        # The lexicons are asked about the parts of all candidates at once.
        splits = [
            (index, at)
            for index, word in words.items()
            if word.isascii() and word.isalpha() and word[1:].islower()
            for at in range(2, len(word) - 1)
            if self._may_tell(word, at)
        ]
        common = columns.known([words[i][:at].lower() for i, at in splits], self._common)
        common_right = columns.known([words[i][at:] for i, at in splits], self._common)
        best: dict[int, tuple[int, int]] = {}
        for number in np.flatnonzero(common | common_right).tolist():
            index, at = splits[number]
            size = self._size(
                words[index], at, left_common=bool(common[number]), right_common=bool(common_right[number])
            )
            if not size and common[number] and common_right[number]:
                size = self._adverb(columns, words[index], at)
            if size and (words[index][0].islower() or _is_named(columns, index, words[index][:at])):
                best[index] = max(best.get(index, (0, 0)), (size, at))
        for index, (_, at) in best.items():
            if columns.count_in_document(index) == 1:
                yield index, at

    def _function_words(self, columns: Columns) -> Iterator[tuple[int, int]]:
        """Two function words in one ("ofthe"), as often as they come: no name looks so."""
        tokens = columns.tokens
        found = np.flatnonzero(columns.listed(self._pairs))
        found = found[columns.together(found, found, self._kinds)]
        # A small letter: as a name, "Ona" is one word.
        # Or a long one where a sentence begins: "Thereis", "Theywere".
        small = columns.text[tokens.start[found]] >= ord("a")
        long = tokens.end[found] - tokens.start[found] >= _LEAST
        found = found[small | (long & columns.sentences[found])]
        for index in found.tolist():
            word = columns.word(index).lower()
            yield index, next(at for at in range(len(word) - 1, 0, -1) if word[:at] in self._lefts)

    def _is_foreign(self, columns: Columns, index: int) -> bool:
        """Whether a word beside it is of another language: "à toutes" does not hold "to utes"."""
        near = [one for one in (index - 1, index + 1) if 0 <= one < len(columns.tokens)]
        words = [columns.word(one) for one in near if columns.token_block[one] == columns.token_block[index]]
        return any(not word.isascii() and word[0].islower() for word in words)

    def _may_tell(self, word: str, at: int) -> bool:
        """Whether a split is worth asking the lexicons about."""
        left, right = word[:at].lower(), word[at:]
        if left in self._first or right in self._last or left.endswith("ly"):
            return True
        if right in self._function and _NO_COMPOUND.search(left):
            return True
        return word[0].isupper() and len(left) >= _LEAST_CAPITALISED and len(right) >= self._least

    def _candidates(self, columns: Columns) -> list[int]:
        tokens = columns.tokens
        found = np.flatnonzero((columns.lexicon & np.uint32(self._known)) == 0)
        length = tokens.end[found] - tokens.start[found]
        found = found[(length >= _LEAST) & (length <= _MOST)]
        for at in range(_LEAST):
            # ASCII letters, all but the first small: so are the words that are looked at.
            letter = columns.text[tokens.start[found] + at] | (0x20 if at == 0 else 0)
            found = found[(letter - np.uint8(ord("a"))) < 26]
        found = found[columns.together(found, found, self._kinds)]
        candidates: list[int] = _once(columns, found).tolist()
        return candidates

    def _adverb(self, columns: Columns, word: str, at: int) -> int:
        """As in "illegallystoring": no compound begins with an adverb in -ly, made of a common word."""
        left, right = word[:at].lower(), word[at:]
        if not left.endswith("ly") or len(left) < _LEAST or len(right) < self._least:
            return 0
        stem = left[:-3] + "y" if left.endswith("ily") else left[:-2]
        return len(right) if columns.knows(stem, self._common) else 0

    def _size(self, word: str, at: int, *, left_common: bool, right_common: bool) -> int:
        """How much the part tells that decides for a split: its letters; 0 where nothing tells.

        A capitalised word that no list knows is a name; only where its left part stands in the document by
        itself (the caller looks) may it be two words, and then two common words will do.
        """
        left, right = word[:at].lower(), word[at:]
        long_left, long_right = len(left) >= self._least, len(right) >= self._least
        # "twoand", but not "oneof": of two short parts, a name is made too easily.
        short_left = len(left) == self._least - 1 and len(right) >= self._least - 1
        last = right in self._last or (right in self._function and _NO_COMPOUND.search(left) is not None)
        sizes = [
            len(left) if left in self._first and long_right and right_common else 0,
            len(right) if last and (long_left or short_left) and left_common else 0,
            len(right)
            if word[0].isupper()
            and len(left) >= _LEAST_CAPITALISED
            and long_right
            and left_common
            and right_common
            else 0,
        ]
        return max(sizes)


def _is_named(columns: Columns, index: int, name: str) -> bool:
    """Whether a document has a capitalised word inside a sentence: a name, such as "the Department"."""
    text = columns.document_text(int(columns.tokens.start[index]))
    return re.search(rf"(?<=[a-z,] ){name}\b", text) is not None


def _once(columns: Columns, found: Offsets) -> Offsets:
    """Without most of those that their document has twice: names, which come again."""
    key = columns.tokens.key[found]
    document = columns.batch.document_of(columns.tokens.start[found])
    number = (key ^ (document.astype(np.uint64) * _MIX)) * _MIX
    again = repeated((number >> np.uint64(32)).astype(np.uint32))
    same = (number[again][1:] == number[again][:-1]) & (document[again][1:] == document[again][:-1])
    kept = np.ones(len(found), np.bool_)
    kept[again[:-1][same]] = False
    kept[again[1:][same]] = False
    return found[kept]
