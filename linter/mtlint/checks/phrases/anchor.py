"""The words a phrase is looked for by: a rare pair that is in each of its forms, and words beside it.

A phrase without such a pair is looked for by its rarest part, which may be one word: at most 0.02 ms for each
time a text has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple

from mtlint.checks.phrases.form import Slot, tokens_of

Frequency = Mapping[str, int]
"""Frequent words, by how rare they are, 0 for the commonest."""

LONGEST = 4
"""Words of a window at most. Of 2,437 places a MB of addresses that have a pair, windows of three words leave
632, of four 237, of five 190."""

# A phrase of which more windows would be needed is looked for by shorter ones. (60 leave 344 places a MB, 400
# leave 128 and make the tables a quarter larger; the time is the same.)
_MOST = 150
_RAREST = 9
# No word has more letters.
_LONG = 99

Words = frozenset[str]
# Parts side by side, and each the words that may stand there.
_Run = tuple[Words, ...]
_Parts = Sequence[Sequence[_Run] | None]
_Rarity = tuple[int, int]


class Window(NamedTuple):
    """Tokens side by side, of each the words it may be; the pair begins with number `pair`. Or one token."""

    tokens: _Run
    pair: int


class _Place(NamedTuple):
    """A part of a phrase, and where its pairs lie: they begin with its last words, end with its first, or are
    its first two. `rarity` is that of the commonest pair.
    """  # noqa: D205

    number: int
    kind: int
    rarity: _Rarity


_BEGINS, _ENDS, _IS = range(3)


def windows_of(slots: Sequence[Slot], frequent: Frequency) -> frozenset[Window]:
    """Windows of which each form of a phrase has one, where its pairs of words are rarest.

    Empty where it has the commonest words only.
    """
    parts = [_runs_of(tokens_of(slot)) for slot in slots]
    places = [place for number in range(len(parts)) for place in _places(parts, number, frequent)]
    place = max(places, key=lambda one: one.rarity, default=None)
    if place is None or not place.rarity[0]:
        return _single(parts, frequent)
    longest = LONGEST
    while (found := _windows(parts, place, longest)) and longest > 2 and _count(found) > _MOST:
        longest -= 1
    return frozenset(found)


def _single(parts: _Parts, frequent: Frequency) -> frozenset[Window]:
    """The forms of a part, of which none has the commonest words only."""
    found: Sequence[_Run] = ()
    rarity = (0, _LONG)
    for part in parts:
        if part and all(part):
            of_part = min(max(rarity_of(words, frequent) for words in run) for run in part)
            if of_part > rarity:
                found, rarity = part, of_part
    return frozenset(Window(run, _rarest_pair(run, frequent)) for run in (run[:LONGEST] for run in found))


def _rarest_pair(run: _Run, frequent: Frequency) -> int:
    """Where the rarest pair of a run begins; 0 for a single word."""
    rarities = [rarity_of(words, frequent) for words in run]
    return max(
        range(max(len(run) - 1, 1)), key=lambda at: _sum(rarities[at], rarities[min(at + 1, len(run) - 1)])
    )


def rarity_of(words: Iterable[str], frequent: Frequency) -> _Rarity:
    """The rank of the commonest word, and its letters; those of pairs are sums of these."""
    return min((frequent.get(word.replace("’", "'").lower(), _RAREST), len(word)) for word in words)


def _runs_of(slot: Slot | None) -> Sequence[_Run] | None:
    """A part: its single words together, the others each by itself."""
    if slot is None:
        return None
    single = frozenset(words[0] for words in slot if len(words) == 1)
    others = [tuple(frozenset([word]) for word in words) for words in slot if len(words) != 1]
    return [(single,), *others] if single else others


def _count(windows: Iterable[Window]) -> int:
    return sum(prod(map(len, window.tokens)) for window in windows)


def _places(parts: _Parts, number: int, frequent: Frequency) -> Iterator[_Place]:
    """Where a part that is in each form has pairs, with what stands beside it or by itself."""
    part = parts[number]
    if not part or not all(part):
        return
    first = min(rarity_of(run[0], frequent) for run in part)
    after, before = _rightwards(parts, number, 1), _leftwards(parts, number, 1)
    if all(after):
        last = min(rarity_of(run[-1], frequent) for run in part)
        yield _Place(number, _BEGINS, _sum(last, min(rarity_of(run[0], frequent) for run in after)))
    if all(before):
        yield _Place(number, _ENDS, _sum(min(rarity_of(run[0], frequent) for run in before), first))
    if min(map(len, part)) > 1:
        pairs = [_sum(rarity_of(run[0], frequent), rarity_of(run[1], frequent)) for run in part]
        yield _Place(number, _IS, min(pairs))


def _sum(one: _Rarity, other: _Rarity) -> _Rarity:
    return one[0] + other[0], one[1] + other[1]


def _windows(parts: _Parts, place: _Place, longest: int) -> set[Window]:
    """Windows of at most so many tokens: from the pair rightwards, leftwards where that is not enough."""
    least = 1 if place.kind == _ENDS else 0
    following = _rightwards(parts, place.number, longest - 1)
    preceding = [_leftwards(parts, place.number, most) for most in range(longest)]
    found = set()
    for run in parts[place.number] or ():
        inside, begin = (run[:-1], run[-1:]) if place.kind == _BEGINS else ((), run)
        for tail in _continued(begin, following, longest - least):
            missing = longest - len(tail)
            for head in _preceded(inside, preceding[missing], missing):
                if len(head) >= least:
                    found.add(Window(head + tail, len(head) - least))
    return found


def _continued(begin: _Run, tails: Iterable[_Run], most: int) -> list[_Run]:
    """What follows; not where it begins with another that follows."""
    found = {(begin + tail)[:most] for tail in tails}
    return [one for one in found if not any(one[:size] in found for size in range(len(one)))]


def _preceded(end: _Run, heads: Iterable[_Run], most: int) -> list[_Run]:
    """What comes before; not where it ends with another that does."""
    found = {(head + end)[max(len(head + end) - most, 0) :] for head in heads}
    return [one for one in found if not any(one[size:] in found for size in range(1, len(one) + 1))]


def _rightwards(parts: _Parts, number: int, most: int) -> set[_Run]:
    """What can follow a part: tokens, fewer than `most` where the phrase ends or any word may stand."""
    following = parts[number + 1] if number + 1 < len(parts) else None
    if not most or following is None:
        return {()}
    return {
        run[:most] + tail
        for run in following
        for tail in _rightwards(parts, number + 1, max(most - len(run), 0))
    }


def _leftwards(parts: _Parts, number: int, most: int) -> set[_Run]:
    """What can come before a part, in the same way."""
    turned = [part and [run[::-1] for run in part] for part in parts[:number][::-1]]
    return {run[::-1] for run in _rightwards([None, *turned], 0, most)}
