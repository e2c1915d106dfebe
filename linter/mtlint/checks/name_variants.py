"""One name in two spellings in a document: "Nguyễn Duc Trung", "Nguyen Duc Trung"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from mtlint.batch import Offsets
from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.checks.spelling import is_misspelt, is_respelled, is_short_variant, unaccented
from mtlint.checks.split_names import name_tokens, split_names
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.columns.search import among, distinct
from mtlint.rule import Rule

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(0xBF58476D1CE4E5B9)
_MOST_WORDS = 6
# More spellings in one place of a name than this are a list of people, not one name.
_MOST_SPELLINGS = 12
# Whether two bytes are a capital letter of Latin-1 or Latin Extended-A.
_CAPITAL = np.zeros(1 << 16, dtype=np.bool_)
_CAPITAL[
    [int.from_bytes(chr(code).encode(), "big") for code in range(0xC0, 0x180) if chr(code).isupper()]
] = True
_Spellings = dict[str, list[tuple[int, int]]]


class Options(NamedTuple):
    """`with` of a rule.

    Words of `words` are no names. `initials` and `rhymes` make the syllables of a language whose names differ
    by a letter (Hung, Huong); shorter words than `min-letters` are only compared without their accents. One
    of `abbreviations` (Dr, Mr) before a name is no part of it.
    """

    words: str
    function_words: str
    initials: str
    rhymes: str
    abbreviations: str
    min_letters: int = 6


class NameVariants:
    """Makes a number of each capitalised name without one of its words, and looks for equal numbers."""

    name: ClassVar[str] = "name-variants"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._words = resources.bit(rule, options.words) | resources.own_words_bit()
        self._function_words = resources.bit(rule, options.function_words)
        self._opener = self._words | resources.bit_of(resources.word_list(rule, options.abbreviations))
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
        first, last = self._without_openers(columns, first, last)
        for one, other in split_names(columns, first, last, self._words, self._least):
            yield from _rarer(columns, one, other)
        token, owner = name_tokens(first, last)
        # A word that may be misspelt: no word of the language, and not a short one; one with accents, and
        # what stands in its place in the same name ("Đon", "Don").
        odd = (columns.lexicon[token] & np.uint32(self._words)) == 0
        odd &= columns.tokens.end[token] - columns.tokens.start[token] >= 3
        number = _numbers(columns, first, token, owner)
        accented = among(token, _beyond_ascii(columns))
        if accented.any():
            odd |= among(number, np.sort(number[accented]))
        number, token, owner = number[odd], token[odd], owner[odd]
        order = np.argsort(number, kind="stable")
        same = number[order][1:] == number[order][:-1]
        other = same & (columns.tokens.key[token[order][1:]] != columns.tokens.key[token[order][:-1]])
        groups = np.cumsum(np.append(True, ~same))
        for group in distinct(groups[1:][other]).tolist():
            members = order[np.searchsorted(groups, group) : np.searchsorted(groups, group, side="right")]
            yield from self._compare(columns, first, last, token[members], owner[members])

    def _names(self, columns: Columns) -> tuple[Offsets, Offsets]:
        """First and last token of every name: capitalised words in a row, no function words."""
        text, at = columns.text, columns.capitals
        # Capitals beyond ASCII begin names, too: Đ and the rest of Latin-1 and Latin Extended-A.
        special = columns.marks.beyond_ascii
        special = special[_CAPITAL[text[special].astype(np.int64) * 256 + text[special + 1]]]
        others = np.concatenate([columns.beginning_at(special), _with_article(columns)])
        if others.size:
            at = np.sort(np.concatenate([at, others]))
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

    def _without_openers(self, columns: Columns, first: Offsets, last: Offsets) -> tuple[Offsets, Offsets]:
        """All names, and those of three words or more without a first word that may be no part of them.

        "Prosecutor Yoo Byeonghoon" is the Yoo Byeong-hoon of the next paragraph, "Ask Jan Müller" Jan Muller,
        and "In Kunming Ouyang Mei-ling" begins a sentence.
        """
        opener = (columns.lexicon[first] & np.uint32(self._opener)) != 0
        before = np.maximum(first - 1, 0)
        opener |= columns.sentences[before] & columns.listed_at(before, self._function_words)
        long = (last - first > 1) & opener
        return np.concatenate([first, first[long] + 1]), np.concatenate([last, last[long]])

    def _compare(
        self, columns: Columns, first: Offsets, last: Offsets, token: Offsets, owner: Offsets
    ) -> Iterator[Hit]:
        """Names that are equal but for one word, the n-th of each."""
        tokens = columns.tokens
        names: dict[tuple[str, bool], _Spellings] = defaultdict(lambda: defaultdict(list))
        for at, of in zip(token.tolist(), owner.tolist(), strict=True):
            low, high = int(first[of]), int(last[of])
            rest = " ".join(columns.word(index).lower() for index in range(low, high + 1) if index != at)
            span = int(tokens.start[low]), int(tokens.end[high])
            # A last name stands behind names, not behind a word ("Lake Francisco").
            surname = at == high and not (columns.lexicon[low:high] & np.uint32(self._words)).any()
            names[rest, surname][columns.word(at)].append(span)
        for (_, surname), spellings in names.items():
            if len(spellings) <= _MOST_SPELLINGS:
                for one, other in combinations(spellings, 2):
                    if is_respelled(one, other) or self._is_variant(one, other, surname=surname):
                        yield from _rarer(columns, spellings[one], spellings[other])

    def _is_variant(self, one: str, other: str, *, surname: bool) -> bool:
        """Whether two words that differ in letters are probably one name."""
        plain, plain_other = (unaccented(word).replace("-", "") for word in (one, other))
        # A doubled last letter may be the sixth: Patel, Patell.
        doubled = surname and (plain + plain[-1] == plain_other or plain == plain_other + plain_other[-1])
        least = self._least - doubled
        if one.isupper() != other.isupper():
            return False
        if min(len(plain), len(plain_other)) < least:
            probable = is_short_variant(plain, plain_other, surname=surname)
        else:
            probable = is_misspelt(plain, plain_other, surname=surname)
        if not probable:
            return False
        return not all(re.fullmatch(self._syllable, word) for word in (plain, plain_other))


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


def _beyond_ascii(columns: Columns) -> Offsets:
    """The tokens that hold a letter beyond ASCII, ascending."""
    at, tokens = columns.marks.beyond_ascii, columns.tokens
    index = np.searchsorted(tokens.start, at, side="right") - 1
    found: Offsets = distinct(index[(index >= 0) & (at < tokens.end[index])])
    return found


def _with_article(columns: Columns) -> Offsets:
    """Arabic names that keep their article in small letters: "al-Otaibi", "el-Sisi"."""
    text, start = columns.text, columns.tokens.start
    found = np.flatnonzero((columns.initial == ord("a")) | (columns.initial == ord("e")))
    for shift, byte in ((1, ord("l")), (2, ord("-"))):
        found = found[text[start[found] + shift] == byte]
    capital: Offsets = found[(text[start[found] + 3] - np.uint8(ord("A"))) < 26]
    return capital


def _rarer(columns: Columns, one: list[tuple[int, int]], other: list[tuple[int, int]]) -> Iterator[Hit]:
    if min(len(one), len(other)) > 1:
        return
    main, rare = sorted((one, other), key=lambda places: (-len(places), places[0]))
    name = columns.text_of(*main[0])
    related = Place(*main[0], f"here it is “{name}”")
    for start, end in rare:
        yield Hit(start, end, {"variant": columns.text_of(start, end), "name": name}, related=(related,))
