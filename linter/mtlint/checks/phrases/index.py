"""Where a text may hold one of thousands of phrases: a few operations on arrays for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from mtlint.batch import Offsets
from mtlint.checks.phrases.anchor import LONGEST, Frequency, Window, rarity_of
from mtlint.checks.resources import Resources
from mtlint.columns import Columns, Flags
from mtlint.columns.tokens import Keys, word_keys

Shape = tuple[int, int]

# Odd constants of splitmix64 (Steele, Lea and Flood 2014), only to spread bits.
_MIX, _SPREAD, _LEFT = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xBF58476D1CE4E5B9),
    np.uint64(0x94D049BB133111EB),
)
# A table has 32 to 64 places for each of its codes: few others pass. (With half of them, 1 ms/MB more.)
_SPARE_BITS = 5
# Each rare word of a text asks whether it is a phrase's only one, and there are few of those.
_MORE_SPARE_BITS = 8


class PhraseIndex:
    """The windows of the phrases as numbers.

    A pair may be as common as "the fact". With the words of its window, one in ten of the places that have
    one of the pairs is left.
    """

    def __init__(
        self, windows: Sequence[frozenset[Window]], frequent: Frequency, resources: Resources
    ) -> None:
        keys = _keys_of(windows)
        codes: list[Keys] = []
        pairs: list[Keys] = [np.empty(0, np.uint64)]
        ones: list[Keys] = [np.empty(0, np.uint64)]
        of_row: list[npt.NDArray[np.int64]] = []
        rare: set[str] = set()
        shapes: set[Shape] = set()
        for number, window in ((n, window) for n, of_phrase in enumerate(windows) for window in of_phrase):
            # Of each pair the rarer word is enough: fewer places of a text are looked at.
            side_by_side = window.tokens[window.pair : window.pair + 2]
            rare |= max(side_by_side, key=lambda words: rarity_of(words, frequent))
            pair, code = _coded(window, keys)
            (pairs if len(window.tokens) > 1 else ones).append(pair)
            codes.append(code)
            of_row.append(np.full(len(code), number))
            shapes.add((window.pair, len(window.tokens)))
        self._bit = resources.bit_of(rare | {_curly(word) for word in rare})
        self._shapes = frozenset(shapes)
        self._pairs = _table(np.concatenate(pairs))
        self._ones = _table(np.concatenate(ones), _MORE_SPARE_BITS)
        unordered = np.concatenate(codes)
        order = np.argsort(unordered, kind="stable")
        self._codes, self._rows = unordered[order], np.concatenate(of_row)[order]
        self._windows = _table(self._codes)

    def candidates(self, columns: Columns) -> Iterator[tuple[int, int]]:
        """Tokens that are a window or the first of its pair, and the number of its phrase, ascending."""
        key = columns.tokens.key
        rare = columns.listed(self._bit)
        # A pair has a rare word, as the first or as the second.
        at = np.flatnonzero(rare[1:] | rare[:-1])
        at = at[_passes(self._pairs, _mixed(key[at], key[at + 1]))]
        one = np.flatnonzero(rare)
        one = one[_passes(self._ones, _of_one(key[one]))]
        tokens, codes = [], []
        pairs = ((at, code) for code in _codes_at(key, at, self._shapes))
        for begins, code in chain([(one, _of_one(key[one]))], pairs):
            likely = _passes(self._windows, code)
            tokens.append(begins[likely])
            codes.append(code[likely])
        found, code = np.concatenate(tokens), np.concatenate(codes)
        low, high = np.searchsorted(self._codes, code), np.searchsorted(self._codes, code, side="right")
        yield from sorted(
            {
                (token, row)
                for token, first, last in zip(found.tolist(), low.tolist(), high.tolist(), strict=True)
                for row in self._rows[first:last].tolist()
            }
        )


def _keys_of(windows: Sequence[frozenset[Window]]) -> Mapping[frozenset[str], Keys]:
    """The keys of the words of each token, with either apostrophe, which makes another key."""
    tokens = list({words for of_phrase in windows for window in of_phrase for words in window.tokens})
    spelt = [[*words, *(_curly(word) for word in words if "'" in word)] for words in tokens]
    keys = word_keys(word for words in spelt for word in words)
    return dict(zip(tokens, np.split(keys, np.cumsum([len(words) for words in spelt[:-1]])), strict=True))


def _curly(word: str) -> str:
    return word.replace("'", "’")


def _coded(window: Window, keys: Mapping[frozenset[str], Keys]) -> tuple[Keys, Keys]:
    """The codes of the pairs (or words) of a window and of all of its forms, as `_codes_at` has them."""
    at = window.pair
    tokens = [keys[words] for words in window.tokens]
    if len(tokens) == 1:
        return _of_one(tokens[0]), _of_one(tokens[0])
    pair = code = _mixed(tokens[at][:, None], tokens[at + 1]).ravel()
    for token in tokens[at + 2 :]:
        code = _mixed(code[:, None], token).ravel()
    for token in tokens[:at][::-1]:
        code = _mixed((code ^ _LEFT)[:, None], token).ravel()
    return pair, code


def _of_one(key: Keys) -> Keys:
    """The codes of windows of one word, which are none of a pair."""
    code: Keys = key * _SPREAD
    return code


def _codes_at(key: Keys, at: Offsets, shapes: frozenset[Shape]) -> Iterator[Keys]:
    """The codes that windows of each shape have whose pairs begin at some tokens.

    Beyond the ends of a batch the words are wrong: a phrase does not stand there.
    """
    last = len(key) - 1
    rightwards = _mixed(key[at], key[at + 1])
    for length in range(2, LONGEST + 1):
        code = rightwards
        for pair in range(LONGEST - length + 1):
            if (pair, pair + length) in shapes:
                yield code
            code = _mixed(code ^ _LEFT, key[np.maximum(at - pair - 1, 0)])
        rightwards = _mixed(rightwards, key[np.minimum(at + length, last)])


def _table(codes: Keys, spare_bits: int = _SPARE_BITS) -> Flags:
    """Which first bits the codes have: nearly all places of a text are out at once."""
    bits = len(codes).bit_length() + spare_bits
    table = np.zeros(1 << bits, dtype=np.bool_)
    table[codes >> np.uint64(64 - bits)] = True
    return table


def _passes(table: Flags, code: Keys) -> Flags:
    passes: Flags = table[code >> np.uint64(65 - len(table).bit_length())]
    return passes


def _mixed(one: Keys, other: Keys) -> Keys:
    mixed: Keys = ((one * _MIX) ^ other) * _SPREAD
    return mixed
