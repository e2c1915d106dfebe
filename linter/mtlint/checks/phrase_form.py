"""A phrase with alternatives: its words, the rare pairs of words it has, and what it is for `re`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from mtlint import lazy_re
from mtlint.checks.inflection import forms_of

_PART = lazy_re.compile(r"\([^()]*\)|[^\s()]+")
# Of one to three white-space characters, a no-break space among them, in UTF-8.
_SPACE = rb"(?:\s|\xc2\xa0){1,3}"
# Words that no table can list, by their class: what each is for `re`, and how many bytes it takes at most.
_NAME = rb"[A-Z\x80-\xff][\w\x80-\xff'-]{0,24}"
_CLASSES: Mapping[str, tuple[bytes, int]] = {
    "<name>": (rb"(?-i:" + _NAME + rb"(?:\x20" + _NAME + rb"){0,2})", 80),
    "<word>": (rb"[\w\x80-\xff'-]{1,24}", 24),
    "<number>": (rb"(?:\d[\d.,]{0,12}|two|three|four|five|six|seven|eight|nine|ten)", 14),
}

Slot = tuple[tuple[str, ...], ...]
Frequency = Mapping[str, int]
_RAREST = 9


def slots_of(phrase: str) -> list[Slot]:
    """The parts of a phrase, each with its alternatives, as words.

    >>> slots_of("data (map+|file photo|)")
    [(('data',),), (('map',), ('maps',), ('file', 'photo'), ())]
    """
    parts = [part[1:-1].split("|") if part[0] == "(" else [part] for part in _PART.findall(phrase)]
    return [tuple(form for alternative in part for form in forms_of(alternative.split())) for part in parts]


class Anchor(NamedTuple):
    """Pairs of words of which each form of a phrase has one, and the words that follow them in it.

    `third` are all words that can follow a pair, or come before it, which `offset` tells: how far from its
    first word they stand. Empty where that is not sure.
    """

    pairs: frozenset[tuple[str, str]]
    third: frozenset[str]
    offset: int


def anchor_of(slots: list[Slot], frequent: Frequency) -> Anchor | None:
    """The place of a phrase where its pairs of words are rarest; None where all are of the commonest.

    `frequent` are frequent words, by how rare they are.
    """
    # A comma is no token.
    required = [
        number for number, slot in enumerate(slots) if all(slot) and (",",) not in slot and not _is_open(slot)
    ]
    places = [_place(slots[number], _after(slots, number), *_third(slots, number)) for number in required]
    places += [_place(_before(slots, number), slots[number], *_next(slots, number)) for number in required]
    places += [_inside(slots, number) for number in required if min(map(len, slots[number])) > 1]
    rarities = [
        (min(_rarity(pair, frequent) for pair in place.pairs), place) for place in places if place.pairs
    ]
    if not rarities:
        return None
    (rarity, _), anchor = max(rarities, key=lambda one: one[0])
    return anchor if rarity else None


def _place(
    ones: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]], third: frozenset[str], offset: int
) -> Anchor:
    pairs = frozenset((_bare(one[-1]), _bare(other[0])) for one, other in product(ones, others))
    return Anchor(pairs, third, offset)


def _inside(slots: list[Slot], number: int) -> Anchor:
    """The first two words of each alternative of a part."""
    pairs = frozenset((_bare(words[0]), _bare(words[1])) for words in slots[number])
    after = frozenset(_bare(words[0]) for words in _after(slots, number))
    third = frozenset(_bare(words[2]) for words in slots[number] if len(words) > 2)
    if all(len(words) > 2 for words in slots[number]):
        return Anchor(pairs, third, 2)
    return Anchor(pairs, third | after, 2) if after else Anchor(pairs, after, 0)


def _third(slots: list[Slot], number: int) -> tuple[frozenset[str], int]:
    """What follows the pairs of a part and of what comes after it, or else stands before them; and where."""
    after = _next(slots, number + 1) if number + 1 < len(slots) and all(slots[number + 1]) else None
    if after and after[0]:
        return after
    before = slots[number - 1] if number else ()
    if (
        all(before)
        and (",",) not in before
        and not _is_open(before)
        and all(len(words) == 1 for words in slots[number])
    ):
        return frozenset(_bare(words[-1]) for words in before), -1
    return frozenset(), 0


def _next(slots: list[Slot], number: int) -> tuple[frozenset[str], int]:
    """What follows pairs that end with a part of single words, and where."""
    if all(len(words) == 1 and words != (",",) for words in slots[number]):
        return frozenset(_bare(words[0]) for words in _after(slots, number)), 2
    return frozenset(), 0


def _is_open(slot: Slot | tuple[()]) -> bool:
    """Whether a part stands for a class of words."""
    return any(word in _CLASSES for words in slot for word in words)


def _bare(word: str) -> str:
    """A word as it is a token."""
    return word.rstrip(",'")


def _after(slots: list[Slot], number: int) -> list[tuple[str, ...]]:
    """What can follow a part: the next one, and the one after that where the next may be missing."""
    found: list[tuple[str, ...]] = []
    for slot in slots[number + 1 :]:
        if _is_open(slot):
            return []
        found += [words for words in slot if words and words != (",",)]
        if all(slot):
            return found
    return []


def _rarity(pair: tuple[str, str], frequent: Frequency) -> tuple[int, int]:
    """How rare the words of a pair are, and its letters."""
    return sum(_rank(word, frequent) for word in pair), len(pair[0] + pair[1])


def rarer_of(pair: tuple[str, str], frequent: Frequency) -> str:
    """The word of a pair that fewer texts have: the longer of two equally common ones."""
    return max(pair, key=lambda word: (_rank(word, frequent), len(word)))


def _before(slots: list[Slot], number: int) -> list[tuple[str, ...]]:
    """What can come before a part: the one before it, and the one before that where it may be missing."""
    turned = [tuple(words[::-1] for words in slot) for slot in slots[::-1]]
    return [words[::-1] for words in _after(turned, len(slots) - 1 - number)]


def _rank(word: str, frequent: Frequency) -> int:
    """How rare a word is, 0 for the commonest."""
    return frequent.get(word.replace("’", "'").lower(), _RAREST)


class Form(NamedTuple):
    """How to see that a phrase stands somewhere, and where.

    It takes at most `width` bytes, and holds one of the words of each of `needed`, all in small letters: that
    is seen before the expression is compiled, which takes a while.
    """

    width: int
    needed: tuple[tuple[bytes, ...], ...]
    phrase: str

    def places(self, text: bytes, at: int) -> Iterator[tuple[int, int]]:
        """Beginning and end of the phrase in a text where it holds the word that begins at a place."""
        low, high = max(at - self.width, 0), at + self.width
        around = text[low:high].lower()
        for words in self.needed:
            for word in words:
                if word in around:
                    break
            else:
                return
        for match in _expression(self.phrase).finditer(text, low, high):
            if match.start() <= at < match.end():
                yield match.span()


@lru_cache(maxsize=4096)
def form_of(phrase: str) -> Form:
    """The form of a phrase."""
    slots = slots_of(phrase)
    # Three bytes for each space and each apostrophe.
    width = 1 + sum(max(sum(_width(word) for word in words) for words in slot) for slot in slots)
    # An apostrophe may be another than in the table. Long words are looked for first, as they are rare.
    needed = [
        tuple(words[0].partition("'")[0].lower().encode() for words in slot)
        for slot in slots
        if all(slot) and not _is_open(slot)
    ]
    needed.sort(key=lambda words: -min(map(len, words)))
    return Form(width, tuple(needed), phrase)


@lru_cache(maxsize=4096)
def _expression(phrase: str) -> re.Pattern[bytes]:
    source, begun = b"", False
    for slot in slots_of(phrase):
        alternatives = [_SPACE.join(map(_word, words)) for words in slot if words]
        optional = b"?" if len(alternatives) < len(slot) else b""
        body = b"(?:" + b"|".join(alternatives) + b")"
        if alternatives == [b","]:
            source += b"," + optional
        elif begun:
            source += b"(?:" + _SPACE + body + b")" + optional
        else:
            source += b"(?:" + body + _SPACE + b")?" if optional else body
        begun = begun or not optional
    return re.compile(rb"(?<![\w-])" + source + rb"(?![\w-])", re.IGNORECASE)


def _width(word: str) -> int:
    """How many bytes a word takes at most, with the space before it."""
    return 3 + (_CLASSES[word][1] if word in _CLASSES else len(word.encode()) + 2 * word.count("'"))


def _word(word: str) -> bytes:
    if word in _CLASSES:
        return _CLASSES[word][0]
    escaped = re.escape(word.encode()).replace(b"'", "(?:'|’)".encode())
    return escaped if word == word.lower() else b"(?-i:" + escaped + b")"
