"""One hash table for the words of all lexicons: which lists a token stands in, by one or two gathers.

Entries are 64 bits: the upper 40 identify the word, the lower 24 say which lexicons hold it. Each word has
two possible slots (cuckoo hashing: R. Pagh and F. F. Rodler 2001); the table is at most half full, so
placing all words at once in NumPy takes a few rounds. Two words that agree in 40 bits and a slot would be
taken for one another: with 300,000 entries that happens to one unknown word in a million million.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from mtlint.columns.tokens import Keys, word_keys

Bits = npt.NDArray[np.uint32]

MAX_LEXICONS = 24
_LISTS = np.uint64((1 << MAX_LEXICONS) - 1)
_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)
_SPREAD = np.uint64(0xFF51AFD7ED558CCD)


class Vocabulary:
    """Words and the lexicons they stand in. `abbreviations` is the bit of that list, 0 if there is none."""

    def __init__(self, lexicons: Mapping[int, Sequence[str]], abbreviations: int = 0) -> None:
        self.abbreviations = abbreviations
        entries = [_entries(words, bit) for bit, words in lexicons.items() if words]
        self._table, self._shift = _place(_merged(np.concatenate([*entries, np.zeros(0, np.uint64)])))

    def look_up(self, token_keys: Keys) -> Bits:
        """For each key (of `tokens.keys`) the bits of the lexicons that hold it."""
        mixed = _mix(token_keys)
        found = self._table[_slot(mixed, _FIRST, self._shift)]
        wrong = ((found ^ mixed) & ~_LISTS) != 0
        other = np.flatnonzero(wrong)
        second = self._table[_slot(mixed[other], _SECOND, self._shift)]
        second[((second ^ mixed[other]) & ~_LISTS) != 0] = 0
        found[other] = second
        bits: Bits = (found & _LISTS).astype(np.uint32)
        return bits


def _entries(words: Sequence[str], bit: int) -> Keys:
    """Words as entries of one lexicon. Keys are folded, so "Board" and "board" are the same."""
    return (_mix(word_keys(words)) & ~_LISTS) | np.uint64(bit)


def _merged(entries: Keys) -> Keys:
    """One entry for each word, with the bits of all its lexicons."""
    if not entries.size:
        return entries
    entries = np.sort(entries)
    first = np.flatnonzero(np.append(True, (entries[1:] ^ entries[:-1]) & ~_LISTS))
    merged: Keys = np.bitwise_or.reduceat(entries, first)
    return merged


def _mix(token_keys: Keys) -> Keys:
    mixed = token_keys * _SPREAD
    mixed ^= mixed >> np.uint64(32)
    mixed *= _SECOND
    # Zero marks an empty slot.
    return mixed | np.uint64(1 << 63)


def _slot(mixed: Keys, factor: np.uint64, shift: int) -> npt.NDArray[np.int64]:
    return (((mixed & ~_LISTS) * factor) >> np.uint64(shift)).astype(np.int64)


def _place(entries: Keys) -> tuple[Keys, int]:
    """A table of a power of two of slots, and how far to shift a hash for a slot of it."""
    bits = max(int(np.ceil(np.log2(max(len(entries), 1)))) + 1, 10)
    while (table := _fill(entries, bits)) is None:
        bits += 1
    return table, 64 - bits


def _fill(entries: Keys, bits: int) -> Keys | None:
    """All entries in a table of 2**bits slots; None where some find no place.

    Round by round each homeless entry takes one of its two slots and drives out who was there, who tries
    the other slot in the next round.
    """
    table: Keys = np.zeros(1 << bits, dtype=np.uint64)
    homeless, factor = entries, np.full(len(entries), _FIRST)
    for _ in range(200):
        slot = (((homeless & ~_LISTS) * factor) >> np.uint64(64 - bits)).astype(np.int64)
        before = table[slot]
        table[slot] = homeless
        late = table[slot] != homeless
        driven, out = slot[~late], before[~late]
        kept = out != 0
        turned = np.where(_slot(out, _FIRST, 64 - bits) == driven, _SECOND, _FIRST)
        swapped = np.where(factor[late] == _FIRST, _SECOND, _FIRST)
        homeless = np.concatenate([homeless[late], out[kept]])
        factor = np.concatenate([swapped, turned[kept]])
        if not homeless.size:
            return table
    return None
