"""One name in two spellings in a document: "Nguyễn Duc Trung", "Nguyen Duc Trung"."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from mtlint.batch import Offsets
from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.columns.search import distinct
from mtlint.rule import Rule

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(0xBF58476D1CE4E5B9)
_MOST_WORDS = 6
# More spellings in one place of a name than this are a list of people, not one name.
_MOST_SPELLINGS = 12
_Spellings = dict[str, list[tuple[int, int]]]


class Options(NamedTuple):
    """`with` of a rule.

    Words of `words` are no names. `initials` and `rhymes` make the syllables of a language whose names differ
    by a letter (Hung, Huong); shorter words than `min-letters` are only compared without their accents.
    """

    words: str
    function_words: str
    initials: str
    rhymes: str
    min_letters: int = 6


class NameVariants:
    """Makes a number of each capitalised name without one of its words, and looks for equal numbers."""

    name: ClassVar[str] = "name-variants"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._words = resources.bit(rule, options.words) | resources.own_words_bit()
        self._function_words = resources.bit(rule, options.function_words)
        self._least = options.min_letters
        initials, rhymes = (
            "|".join(sorted(resources.word_list(rule, path), key=lambda part: (-len(part), part)))
            for path in (options.initials, options.rhymes)
        )
        self._syllable = f"(?:{initials})?(?:{rhymes})"

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every use of the rarer spelling; where both are equally frequent, of the one met later."""
        first, last = self._names(columns)
        if not first.size:
            return
        token, owner = _members(first, last)
        # A word that may be misspelt: no word of the language, and not a short one.
        odd = (columns.lexicon[token] & np.uint32(self._words)) == 0
        odd &= columns.tokens.end[token] - columns.tokens.start[token] >= 3
        number = _numbers(columns, first, token, owner)[odd]
        token, owner = token[odd], owner[odd]
        order = np.argsort(number, kind="stable")
        same = number[order][1:] == number[order][:-1]
        other = same & (columns.tokens.key[token[order][1:]] != columns.tokens.key[token[order][:-1]])
        groups = np.cumsum(np.append(True, ~same))
        for group in distinct(groups[1:][other]).tolist():
            members = order[np.searchsorted(groups, group) : np.searchsorted(groups, group, side="right")]
            yield from self._compare(columns, first, last, token[members], owner[members])

    def _names(self, columns: Columns) -> tuple[Offsets, Offsets]:
        """First and last token of every name: capitalised words in a row, no function words."""
        tokens, text = columns.tokens, columns.text
        lead = text[tokens.start]
        at = np.flatnonzero(((lead - np.uint8(65)) < 26) | (lead == 0xC4))
        # Of what begins with that byte, "Đ" begins names.
        at = at[(lead[at] != 0xC4) | (text[tokens.start[at] + 1] == 0x90)]
        at = at[(columns.lexicon[at] & np.uint32(self._function_words)) == 0]
        linked = np.diff(at, prepend=-2) == 1
        near = np.flatnonzero(linked)
        after = at[near]
        linked[near] = columns.gaps.has_at(after, Gap.WHITE) & columns.together(after - 1, after, self._kinds)
        start = np.flatnonzero(~linked)
        size = np.diff(np.append(start, len(at)))
        fits = (size > 1) & (size <= _MOST_WORDS)
        first = at[start[fits]]
        return first, first + size[fits] - 1

    def _compare(
        self, columns: Columns, first: Offsets, last: Offsets, token: Offsets, owner: Offsets
    ) -> Iterator[Hit]:
        """Names that are equal but for one word, the n-th of each."""
        tokens = columns.tokens
        names: dict[str, _Spellings] = defaultdict(lambda: defaultdict(list))
        for at, of in zip(token.tolist(), owner.tolist(), strict=True):
            low, high = int(first[of]), int(last[of])
            rest = " ".join(columns.word(index).lower() for index in range(low, high + 1) if index != at)
            span = int(tokens.start[low]), int(tokens.end[high])
            names[rest][columns.word(at)].append(span)
        for spellings in names.values():
            if len(spellings) <= _MOST_SPELLINGS:
                for one, other in combinations(spellings, 2):
                    if self._is_variant(one, other):
                        yield from _rarer(columns, spellings[one], spellings[other])

    def _is_variant(self, one: str, other: str) -> bool:
        """Whether two words are probably one name, written in two ways."""
        plain, plain_other = unaccented(one), unaccented(other)
        if one.isupper() != other.isupper():
            return False
        if plain.replace("-", "") == plain_other.replace("-", ""):
            # Two accented forms are two names (Đức, Dục); one without accents may stand for either.
            return one.lower() != other.lower() and (plain == one.lower() or plain_other == other.lower())
        letters = min(len(plain), len(plain_other)), plain.isalpha() and plain_other.isalpha()
        if letters[0] < self._least or not letters[1] or not near(plain, plain_other):
            return False
        # A demonym, a plural, a genitive, the name of a daughter: Albania, Albanian; Ivanov, Ivanova.
        if plain[:-1] == plain_other[:-1] or plain.startswith(plain_other) or plain_other.startswith(plain):
            return False
        return not all(re.fullmatch(self._syllable, word) for word in (plain, plain_other))


def _members(first: Offsets, last: Offsets) -> tuple[Offsets, Offsets]:
    """The tokens of all names, and the number of the name each belongs to."""
    size = last - first + 1
    owner = np.repeat(np.arange(len(first)), size)
    begin = np.cumsum(size) - size
    return first[owner] + np.arange(len(owner)) - begin[owner], owner


def _numbers(columns: Columns, first: Offsets, token: Offsets, owner: Offsets) -> npt.NDArray[np.uint64]:
    """For each word of each name a number of its document, of the other words and of the place left out."""
    place = (token - first[owner]).astype(np.uint64)
    mixed = (columns.tokens.key[token] ^ (place * _SHIFT)) * _MIX
    mixed ^= mixed >> np.uint64(31)
    begin = np.flatnonzero(place == 0)
    total = np.add.reduceat(mixed, begin)
    document = columns.batch.document_of(columns.tokens.start[first]).astype(np.uint64)
    total += document * _SHIFT
    numbers: npt.NDArray[np.uint64] = total[owner] - mixed + place * _MIX
    return numbers


def unaccented(word: str) -> str:
    """A word in small letters without accents.

    >>> unaccented("Đức")
    'duc'
    """
    decomposed = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def near(one: str, other: str) -> bool:
    """Whether one letter more, less or changed makes one word the other.

    >>> near("Bolikhamxay", "Bolikhamsay")
    True
    """
    if abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[at + (len(one) >= len(other)) :] == other[at + (len(other) >= len(one)) :]


def _rarer(columns: Columns, one: list[tuple[int, int]], other: list[tuple[int, int]]) -> Iterator[Hit]:
    if min(len(one), len(other)) > 1:
        return
    main, rare = sorted((one, other), key=lambda places: (-len(places), places[0]))
    name = columns.text_of(*main[0])
    related = Place(*main[0], f"here it is “{name}”")
    for start, end in rare:
        yield Hit(start, end, {"variant": columns.text_of(start, end), "name": name}, related=(related,))
