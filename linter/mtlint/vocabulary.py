"""One hash table for the words of all lexicons: which lists a token stands in, by one or two gathers.

Entries are 64 bits: the upper 32 identify the word, the lower 32 say which lexicons hold it. Each word has
two possible slots (cuckoo hashing: R. Pagh and F. F. Rodler 2001), of the bits that do not identify it; the
table is at most half full, so placing all words at once in NumPy takes a few rounds. Two words that agree in
32 bits and a slot would be taken for one another: that happens to one unknown word in ten thousand million.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from mtlint.batch import Offsets
from mtlint.columns.tokens import Keys, word_keys

Bits = npt.NDArray[np.uint32]

MAX_LEXICONS = 32
_LISTS = np.uint64((1 << MAX_LEXICONS) - 1)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Vocabulary:
    """Words and the lexicons they stand in. `abbreviations` is the bit of that list, 0 if there is none."""

    def __init__(self, lexicons: Mapping[int, Sequence[str]], abbreviations: int = 0) -> None:
        self.abbreviations = abbreviations
        keys = [_mix(word_keys(words)) for words in lexicons.values()]
        bits = [np.full(len(words), bit, np.uint64) for bit, words in lexicons.items()]
        empty = np.zeros(0, np.uint64)
        self._table = _place(*_merged(np.concatenate([*keys, empty]), np.concatenate([*bits, empty])))

    def look_up(self, token_keys: Keys) -> Bits:
        """For each key (of `tokens.keys`) the bits of the lexicons that hold it."""
        mixed = _mix(token_keys)
        found = self._table[_first_slot(mixed, len(self._table))]
        # The lower half of each entry: bytes are in the order of the machines there are wheels for.
        bits: Bits = found.view(np.uint32)[::2].copy()
        found ^= mixed
        other = np.flatnonzero(found > _LISTS)
        mixed = mixed[other]
        second = self._table[_second_slot(mixed, len(self._table))]
        second[(second ^ mixed) > _LISTS] = 0
        bits[other] = second & _LISTS
        return bits


def _mix(token_keys: Keys) -> Keys:
    mixed = token_keys * _SPREAD
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _first_slot(mixed: Keys, size: int) -> Offsets:
    """The lowest bits; `size` is a power of two."""
    slot: Offsets = (mixed & np.uint64(size - 1)).view(np.int64)
    return slot


def _second_slot(mixed: Keys, size: int) -> Offsets:
    """The same bits and those above them, spread."""
    spread = ((mixed & _LISTS) * _SPREAD) >> np.uint64(MAX_LEXICONS)
    slot: Offsets = (spread & np.uint64(size - 1)).view(np.int64)
    return slot


def _merged(mixed: Keys, bits: Keys) -> tuple[Keys, Keys]:
    """Each word once, with the bits of all its lexicons. Keys are folded: "Board" and "board" are one."""
    if not mixed.size:
        return mixed, bits
    order = np.argsort(mixed)
    mixed = mixed[order]
    first = np.flatnonzero(np.append(True, mixed[1:] != mixed[:-1]))
    return mixed[first], np.bitwise_or.reduceat(bits[order], first)


def _place(mixed: Keys, bits: Keys) -> Keys:
    """The table: a power of two of slots, at most half of them taken."""
    size = 1 << max(int(np.ceil(np.log2(max(len(mixed), 1)))) + 1, 10)
    while (owner := _owners(mixed, size)) is None:
        size *= 2
    table: Keys = np.zeros(size, dtype=np.uint64)
    taken = np.flatnonzero(owner >= 0)
    table[taken] = (mixed[owner[taken]] & ~_LISTS) | bits[owner[taken]]
    return table


def _owners(mixed: Keys, size: int) -> Offsets | None:
    """Which word has each slot, -1 for none; None where some word finds no slot.

    Round by round each homeless word takes one of its two slots and drives out who was there, who tries the
    other one in the next round.
    """
    first, second = _first_slot(mixed, size), _second_slot(mixed, size)
    owner: Offsets = np.full(size, -1, dtype=np.int64)
    homeless, tries_second = np.arange(len(mixed)), np.zeros(len(mixed), dtype=np.bool_)
    for _ in range(200):
        slot = np.where(tries_second[homeless], second[homeless], first[homeless])
        before = owner[slot]
        owner[slot] = homeless
        late = owner[slot] != homeless
        driven = before[~late]
        homeless = np.concatenate([homeless[late], driven[driven >= 0]])
        if not homeless.size:
            return owner
        tries_second[homeless] ^= True
    return None
