"""Tokens: where the words are, and a 64-bit key for each, without a Python loop over words.

A token is a run of letters and digits; apostrophes, hyphens and underscores between two of them belong to
it ("people's", "anti-corruption", "bna_img"). ASCII decides by arithmetic. Of the other characters, those
that Unicode calls punctuation, symbol or space separate, everything else (letters, marks, digits of any
script) is part of a word; so a decomposed "é" (e + U+0301) stays one token. Text in scripts without spaces
gives long tokens: rules about words do not speak about it.

The key of a token holds its first 8 bytes, case folded; longer tokens mix in their last 8 bytes, bytes 8 to
16, and the length. Two equal words have equal keys; two equal keys are a candidate, and whoever reports
compares the bytes. Folding sets bit 0x20 of ASCII bytes only. Other letters are not folded ("É" and "é"
differ), and NFC and NFD forms of a word have different keys: such words are compared with themselves only
as they are written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mtlint.batch import Bytes, Offsets
from mtlint.columns.marks import Marks
from mtlint.columns.search import distinct

Keys = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

_APOSTROPHE, _HYPHEN, _UNDERSCORE = 39, 45, 95
# Characters outside ASCII that join a word as the apostrophe and the hyphen do.
_JOINERS = (0x2019, 0x2010, 0x2011)

_HIGH_BITS = np.uint64(0x8080808080808080)
_CASE_BITS = np.uint64(0x2020202020202020)
# The low n bytes of a word of 8 (little-endian: the first n bytes of the text).
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)
# Odd constants of splitmix64 (Steele, Lea and Flood 2014), only to spread bits.
_MIX_LAST = np.uint64(0x9E3779B97F4A7C15)
_MIX_SECOND = np.uint64(0xBF58476D1CE4E5B9)
_MIX_LENGTH = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tokens:
    """All tokens of a batch in order: int64 buffer offsets (bytes, end exclusive) and uint64 keys."""

    start: Offsets
    end: Offsets
    key: Keys

    def __len__(self) -> int:
        return len(self.start)


def tokenize(marks: Marks) -> Tokens:
    """The tokens of a buffer that begins with a separator and ends in padding."""
    text = marks.text
    word = _word_bytes(marks)
    changes = np.zeros(len(word), np.bool_)
    np.not_equal(word[1:], word[:-1], out=changes[1:])
    edges = np.flatnonzero(changes)
    start, end = np.ascontiguousarray(edges.reshape(-1, 2).T)
    key = keys(text, start, end, fold_all=True)
    high = marks.beyond_ascii
    if high.size and len(start):
        # Few tokens of English hold letters beyond ASCII, which are not folded: theirs are made again.
        at = np.searchsorted(start, high, side="right") - 1
        odd = distinct(at[(at >= 0) & (high < end[at])])
        key[odd] = keys(text, start[odd], end[odd])
    return Tokens(start, end, key)


def keys(text: Bytes, start: Offsets, end: Offsets, *, fold_all: bool = False) -> Keys:
    """The key of each stretch of `text`; `fold_all` says that there are only ASCII bytes in it."""
    eight = eight_bytes(text)
    length = end - start
    key = _fold(eight[start], _MASKS[np.minimum(length, 8)], fold_all=fold_all)
    long = np.flatnonzero(length > 8)
    if long.size:
        long_end, long_length = end[long], length[long]
        last = _fold(eight[long_end - 8], _MASKS[8], fold_all=fold_all)
        second = _fold(eight[start[long] + 8], _MASKS[np.minimum(long_length - 8, 8)], fold_all=fold_all)
        mixed = (key[long] ^ (last * _MIX_LAST)) * _MIX_SECOND + second * _MIX_LENGTH
        key[long] = mixed ^ (mixed >> np.uint64(29)) ^ (long_length.astype(np.uint64) * _MIX_LENGTH)
    return key


def word_keys(words: Iterable[str]) -> Keys:
    """The key each word has as a token."""
    # One string, encoded once: the English list has 270,000 words. No word holds a NUL.
    ended = [*words, "\0" * 16]
    text = np.frombuffer("\0".join(ended).encode(), dtype=np.uint8)
    end = np.flatnonzero(text == 0)[: len(ended) - 1]
    start = np.concatenate([np.zeros(1, np.int64), end + 1])[: len(end)]
    return keys(text, start, end)


def eight_bytes(text: Bytes) -> Keys:
    """The 8 bytes at every offset of `text` as one number each: an overlapping view, not a copy."""
    return np.ndarray((len(text) - 7,), np.dtype("<u8"), text, strides=(1,))


def _fold(raw: Keys, mask: Keys | np.uint64, *, fold_all: bool) -> Keys:
    raw = raw & mask
    if fold_all:
        return raw | (mask & _CASE_BITS)
    return raw | (((~raw & _HIGH_BITS) >> np.uint64(2)) & mask)


def _word_bytes(marks: Marks) -> Flags:
    """Which bytes belong to words."""
    word = marks.letter_or_digit.copy()
    if marks.beyond_ascii.size:
        word[marks.at[marks.byte >= 0x80]] = True
        _separate(marks.text, marks.beyond_ascii, word)
    byte = marks.byte
    at = marks.at[(byte == _APOSTROPHE) | (byte == _HYPHEN) | (byte == _UNDERSCORE)]
    word[at[word[at - 1] & word[at + 1]]] = True
    return word


def _separate(text: Bytes, lead: Offsets, word: Flags) -> None:
    """Clear `word` at characters outside ASCII that separate; join at those that join."""
    first = text[lead].astype(np.int32)
    width = np.where(first < 0xE0, 2, np.where(first < 0xF0, 3, 4))
    code = _code_points(text, lead, first, width)
    kind = _kinds_of(np.minimum(code, len(_KINDS) - 1))
    for size in (2, 3, 4):
        at = lead[(kind != _WORD) & (width == size)]
        for shift in range(size):
            word[at + shift] = False
    joiner = lead[kind == _JOINS]
    inside = joiner[word[joiner - 1] & word[joiner + 3]]  # all of them take 3 bytes
    for shift in range(3):
        word[inside + shift] = True


def _code_points(
    text: Bytes, lead: Offsets, first: npt.NDArray[np.int32], width: npt.NDArray[np.int64]
) -> npt.NDArray[np.int32]:
    second = text[lead + 1].astype(np.int32) & 0x3F
    third = text[lead + 2].astype(np.int32) & 0x3F
    fourth = text[lead + 3].astype(np.int32) & 0x3F
    two = ((first & 0x1F) << 6) | second
    three = ((first & 0x0F) << 12) | (second << 6) | third
    four = ((first & 0x07) << 18) | (second << 12) | (third << 6) | fourth
    return np.where(width == 2, two, np.where(width == 3, three, four))


# What each code point up to U+1FFFF is to a word, once it has been met: asking Unicode about all of them
# takes longer than linting a page. Beyond there are only ideographs, tags, private use: the last entry.
_WORD, _SEPARATES, _JOINS, _UNMET = range(4)
_KINDS = np.full(0x20000, _UNMET, dtype=np.uint8)


def _kinds_of(code: npt.NDArray[np.int32]) -> npt.NDArray[np.uint8]:
    """The kind of each code point. Threads that meet the same one write the same."""
    kinds = _KINDS[code]
    if (kinds == _UNMET).any():
        for one in set(code[kinds == _UNMET].tolist()):
            _KINDS[one] = _kind(one)
        kinds = _KINDS[code]
    return kinds


def _kind(code: int) -> int:
    """Punctuation, symbols and white space separate (Zs, Zl, Zp and the next-line control U+0085).

    Control and format characters (Cc, Cf) are part of a word: a soft hyphen or a zero-width joiner does not
    end one. U+FFFD stands for what could not be read: a letter as likely as not.
    """
    if code in _JOINERS:
        return _JOINS
    separates = unicodedata.category(chr(code))[0] in "PSZ" or code == 0x85
    return _SEPARATES if separates and code != 0xFFFD else _WORD
