"""One body under two names in a document: "Central Internal Affairs Commission", "... Committee"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns, Flags
from mtlint.columns.gaps import Gap
from mtlint.columns.search import among
from mtlint.columns.tokens import Keys, word_keys
from mtlint.rule import Rule

_MOST_WORDS = 8
_POSSESSIVE = ("'s", "’s")
# Between two words of a name: "Teachers' Housing Fund".
_GENITIVE = frozenset({"' ", "’ "})
# What joins two bodies that are named side by side, and how many bytes that takes.
_JOINED = lazy_re.compile(
    r"(?:[,;]|['’]s)?(?: (?:and|or|of|by|under|with|to|from|nor|not|is|/))?(?: the)? ?\Z|/\Z"
)
_BREATH = 16
_MIX = np.uint64(0x9E3779B97F4A7C15)
# A name: document, the words before its head noun, and the set of nouns its head belongs to.
_Name = tuple[int, tuple[str, ...], int]
_Use = tuple[int, int, str]


class Options(NamedTuple):
    """`with` of a rule.

    `heads` lists sets of interchangeable head nouns ("Commission, Committee, Board"), `similar-heads` sets of
    nouns that may name two bodies: those count in names of `min-similar` words or more before the noun.
    `function-words` are no part of a name's beginning, after one of `going-on` and a capital a name goes on
    ("Board of Trustees", "Committee on Labour"), but not with a word of `dates` ("Committee on Monday").
    After one of `keeping-apart` such nouns name two bodies (a People's Council, a People's Committee).
    """

    heads: str
    similar_heads: str
    function_words: str
    going_on: str
    dates: str
    keeping_apart: tuple[str, ...] = ()
    min_words: int = 2
    min_similar: int = 3


class TermVariants:
    """Starts from capitalised head nouns and reads the capitalised words before them."""

    name: ClassVar[str] = "term-variants"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._least = options.min_words
        lists = [sorted(resources.word_list(rule, one)) for one in (options.heads, options.similar_heads)]
        sets = [entry.split(", ") for entry in (*lists[0], *lists[1])]
        # A noun may stand in a set of each list; the sets of the second ask for longer names.
        self._sets_of: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, heads in enumerate(sets):
            words = options.min_words if number < len(lists[0]) else options.min_similar
            for head in heads:
                self._sets_of[head].append((number, words))
        forms = {head + mark: head for head in sorted(self._sets_of) for mark in ("", *_POSSESSIVE)}
        order = np.argsort(keys := word_keys(forms))
        self._keys = keys[order]
        # Nouns of one group are interchangeable, perhaps by way of a third; each form stands for its noun.
        group = _groups(sets)
        heads = sorted(self._sets_of)
        self._group = np.array([group[head] for head in forms.values()])[order]
        self._noun = np.array([heads.index(head) for head in forms.values()])[order]
        self._apart = frozenset(options.keeping_apart)
        self._heads = resources.bit_of(forms)
        self._going_on_keys = np.sort(word_keys(sorted(resources.word_list(rule, options.going_on))))
        self._function_words = resources.word_list(rule, options.function_words)
        self._going_on = resources.word_list(rule, options.going_on)
        self._dates = resources.word_list(rule, options.dates)
        self._own_words = {word.lower() for word in resources.words}

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every use of the rarer name; where both are equally frequent, of the one met later."""
        tokens = columns.tokens
        head = np.flatnonzero(columns.listed(self._heads))
        head = head[(columns.initial[head] - np.uint8(ord("A"))) < 26]
        head = self._likely(columns, head[columns.together(head, head, self._kinds)])
        names: dict[_Name, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
        for at in head.tolist():
            word = columns.word(at)
            plain = word.removesuffix(_POSSESSIVE[0]).removesuffix(_POSSESSIVE[1])
            name = self._name(columns, at, possessive=plain != word) if plain in self._sets_of else None
            if name is None:
                continue
            words, low, high = name
            document = int(columns.batch.document_of(tokens.start[at]))
            start, end = int(tokens.start[low]), int(tokens.end[high])
            end -= len(word.encode()) - len(plain.encode())
            for number, least in self._sets_of[plain]:
                if len(words) >= least:
                    use = start, end, columns.text_of(start, end)
                    names[document, words, number][plain].append(use)
        several = [uses for uses in names.values() if len(uses) > 1 and not _side_by_side(columns, uses)]
        found = [hit for uses in several for hit in self._rarer(uses)]
        yield from {(hit.start, hit.end): hit for hit in found}.values()

    def _likely(self, columns: Columns, head: Offsets) -> Offsets:
        """Nouns behind a capitalised word, or before "of"; where another of their group has it too."""
        key, initial = columns.tokens.key, columns.initial
        small = (initial[head - 1] - np.uint8(ord("a"))) < 26
        parted = columns.gaps.has_at(head, Gap.MARK | Gap.COMMA | Gap.ENDS | Gap.BRACKET)
        after = np.minimum(head + 1, len(key) - 1)
        goes_on = among(key[after], self._going_on_keys)
        fits = ((head > 0) & ~small & ~parted) | goes_on
        head, goes_on = head[fits], goes_on[fits]
        form = np.searchsorted(self._keys, key[head])
        group, noun = self._group[form], self._noun[form]
        place = columns.batch.document_of(columns.tokens.start[head]) * (len(self._keys) + 1) + group
        number = place.astype(np.uint64) * _MIX
        likely = _several(number ^ key[head - 1], noun)
        likely[goes_on] |= _several(number[goes_on], noun[goes_on])
        kept: Offsets = head[likely]
        return kept

    def _name(
        self, columns: Columns, at: int, *, possessive: bool
    ) -> tuple[tuple[str, ...], int, int] | None:
        """The words of the name that has this head noun, but for the noun; its first and its last token."""
        first = self._first(columns, at)
        last = at if possessive else self._last(columns, at)
        before = tuple(columns.word(index).lower() for index in range(first, at))
        if last is None or (before and before[-1] in self._apart):
            return None
        if last == at:
            return (before, first, last) if len(before) >= self._least else None
        after = tuple(columns.word(index).lower() for index in range(at + 1, last + 1))
        # "Committee for Flood Control": the word that joins is none of those that make the name.
        return ((*before, *after), first, last) if len(before) + len(after) > self._least else None

    def _first(self, columns: Columns, at: int) -> int:
        """The first word of the capitalised name that ends with the head noun."""
        first = self._back(columns, at, at)
        # "Nomination and Pay Committee": one word is no name of a body, so there is more before "and".
        if at - first < self._least and first > 1 and columns.word(first - 1) == "and":
            before = self._back(columns, first - 1, at)
            first = before if before < first - 1 and self._joined(columns, first - 1, first) else first
        while first < at and columns.word(first).lower() in self._function_words:
            first += 1
        return first

    def _back(self, columns: Columns, first: int, at: int) -> int:
        """The first of the capitalised words that stand before a word."""
        while first > 0 and at - first < _MOST_WORDS:
            if not self._joined(columns, first - 1, first) or not columns.word(first - 1)[0].isupper():
                break
            first -= 1
        return first

    def _joined(self, columns: Columns, one: int, other: int) -> bool:
        """Whether nothing but white space stands between two words of a block."""
        white = bool(columns.gaps.attributes[other] & Gap.WHITE) or columns.gap(other) in _GENITIVE
        return white and bool(columns.token_block[one] == columns.token_block[other])

    def _last(self, columns: Columns, at: int) -> int | None:
        """The last word of a name: the noun, or a capitalised word ("Board of Trustees"); None if it goes on.

        "Committee Secretariat" is another body, of "Committee of the Party" nobody knows the end.
        """
        after = at + 1
        if after >= len(columns.tokens) or not self._joined(columns, at, after):
            return at
        word = columns.word(after)
        if word[0].isupper():
            return None
        if word not in self._going_on:
            return at
        last = after
        while last + 1 < len(columns.tokens) and self._joined(columns, last, last + 1):
            following = columns.word(last + 1)
            if not following[0].isupper() or following in self._dates or last - after >= _MOST_WORDS:
                break
            last += 1
        if last > after:
            return last
        return None if word == "of" else at

    def _rarer(self, uses: dict[str, list[_Use]]) -> Iterator[Hit]:
        # More uses first; of equally frequent names the one met first is taken for right.
        order = sorted(uses.values(), key=lambda places: (-len(places), places[0][0]))
        main_start, main_end, main = order[0][0]
        if {text.lower() for places in uses.values() for _, _, text in places} & self._own_words:
            return
        for places in order[1:]:
            for start, end, text in places:
                related = Place(main_start, main_end, f"here it is “{main}”")
                groups = {"variant": text, "term": main}
                yield Hit(start, end, groups, related=(related,))


def _several(place: Keys, noun: Offsets) -> Flags:
    """For each noun whether another one has the same place."""
    several = np.zeros(len(place), np.bool_)
    if not len(place):
        return several
    order = np.argsort(place, kind="stable")
    begin = np.append(0, np.flatnonzero(place[order][1:] != place[order][:-1]) + 1)
    size = np.diff(np.append(begin, len(order)))
    others = np.minimum.reduceat(noun[order], begin) != np.maximum.reduceat(noun[order], begin)
    several[order] = np.repeat(others, size)
    return several


def _side_by_side(columns: Columns, uses: dict[str, list[_Use]]) -> bool:
    """Whether a writer names both in one breath and so tells them apart: "the A Board and the A Council"."""
    places = sorted((start, end, noun) for noun, of in uses.items() for start, end, _ in of)
    return any(
        noun != other and start - end <= _BREATH and _JOINED.match(columns.text_of(end, start))
        for (_, end, noun), (start, _, other) in pairwise(places)
    )


def _groups(sets: Sequence[Sequence[str]]) -> dict[str, int]:
    """The number of the group of each noun: sets that share a noun make one.

    >>> _groups([["Board", "Committee"], ["Act", "Law"], ["Committee", "Council"]])
    {'Board': 0, 'Committee': 0, 'Act': 1, 'Law': 1, 'Council': 0}
    """
    group: dict[str, int] = {}
    for number, heads in enumerate(sets):
        joined = {group[head] for head in heads if head in group}
        lowest = min(joined, default=number)
        group |= dict.fromkeys(heads, lowest)
        group = {head: lowest if one in joined else one for head, one in group.items()}
    return group
