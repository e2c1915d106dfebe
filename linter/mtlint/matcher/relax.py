r"""Expressions of Python's `re` as byte expressions for Hyperscan that find at least as much.

The relaxed form runs over UTF-8 bytes without Hyperscan's UTF8 and UCP modes (which compile for seconds and
run at a third of the speed). So whatever can match a character beyond ASCII matches any bytes 0x80 to 0xFF
there, up to four for each character; anchors and lookarounds but one are left out; `\b` stays only where a
neighbour inside the expression is sure to be an ASCII word character: then bytes beyond ASCII, which count
as no word characters there, can only make it hold more often. What it finds is a candidate; the rule's own
expression decides. (A line end in the place of a leading `^` was tried: it gained nothing, and in a database
of 650 expressions Hyperscan then missed places that it finds for the expression alone.)

Under IGNORECASE four letters beyond ASCII equal ASCII ones in `re` (U+0130 and U+0131 the i, U+017F the s,
U+212A the k). The relaxed form does not know them: the matcher looks once more at blocks that hold one of
them (`folding.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from mtlint.matcher.characters import (
    IGNORECASE,
    SINGLE,
    WORD,
    byte_class,
    characters,
    exact,
    most_bytes,
    one_character,
)
from mtlint.matcher.expression import Expression, parse

_C: Any = re._constants  # type: ignore[attr-defined]

# Counting far takes Hyperscan long to compile. The triggers of the catalogue's 451 expressions: 5.5 s of
# processor time with counts up to 48 kept, 4.7 s up to 16, 3.6 s up to 8; their scan 13.8, 13.9, 29.7 ms/MB.
_MOST_COUNTED = 16
# So many characters that may be spaces are a gap.
_GAP = 12
_REPEATS = (_C.MAX_REPEAT, _C.MIN_REPEAT, getattr(_C, "POSSESSIVE_REPEAT", None))
_ASSERTIONS = (_C.ASSERT, _C.ASSERT_NOT)
_WIDTHLESS = (*_ASSERTIONS, _C.AT)
# A class of two is a letter in both cases, or two kinds of apostrophe.
_MOST_TELLING = 2
# Other marks, and letters beyond ASCII, are in English as rare as a word's beginning of so many letters.
_COMMON_MARKS, _RARE = ",.'\"-", 5


class Part(NamedTuple):
    """One item of an expression, relaxed.

    `width` is the most code points of a match that it takes, `weight` tells how rare it is. `is_gap` if it
    runs over several words, whichever they are. Alternatives of which some hold a gap have a `head`, what
    stands before it in each, and a `tail`, what stands behind.
    """

    source: str
    width: int
    weight: int
    is_gap: bool = False
    head: Part | None = None
    tail: Part | None = None


def relaxed(expression: Expression) -> list[Part]:
    """What the items of an expression, and of groups that are no alternatives, become one by one.

    One after the other they match at each match of the expression, and perhaps elsewhere. A lookahead at
    the end is among them: it makes candidates three times fewer. (A lookbehind at the beginning does so too,
    but all of the scan took 34 ms/MB instead of 20 with it: Hyperscan is slow to begin with a class.)
    """
    return list(_Relaxer().outermost(parse(expression)))


class _Relaxer:
    def __init__(self) -> None:
        self._groups: dict[int, tuple[Any, int]] = {}

    def outermost(self, tree: Any) -> Iterator[Part]:
        """The parts of a whole expression."""
        items, flags = list(tree), int(tree.state.flags)
        consuming = [index for index, (op, _) in enumerate(items) if op not in _WIDTHLESS]
        yield from self._parts(items, flags)
        for op, argument in items[consuming[-1] + 1 :]:
            if op is _C.ASSERT and argument[0] > 0:
                # A second one would begin where this one does.
                yield from _before_gap(self._parts(argument[1], flags))
                return

    def _parts(self, items: Any, flags: int) -> Iterator[Part]:
        for index, (op, argument) in enumerate(items):
            if op is _C.AT:
                if argument is _C.AT_BOUNDARY and self._beside_ascii_word(items, index, flags):
                    yield Part(r"\b", 0, 0)
            elif op is _C.SUBPATTERN:
                group, add, remove, inner = argument
                inner_flags = (flags | add) & ~remove
                if group is not None:
                    self._groups[group] = inner, inner_flags
                yield from self._parts(inner, inner_flags)
            elif op in _ASSERTIONS:
                # Left out, but a group inside may be referred to.
                self._joined(argument[1], flags)
            else:
                yield self._part(op, argument, flags)

    def _joined(self, items: Any, flags: int) -> Part:
        return _join(list(self._parts(items, flags)))

    def _part(self, op: Any, argument: Any, flags: int) -> Part:
        if op is _C.LITERAL:
            return _literal(argument, flags & IGNORECASE)
        if op in SINGLE:
            return Part(one_character(op, argument, flags), 1, _weight(op, argument, flags))
        if op is _C.BRANCH:
            return _one_of([list(self._parts(branch, flags)) for branch in argument[1]])
        if op in _REPEATS:
            return self._repeat(argument, flags)
        if op is _C.ATOMIC_GROUP:
            return _grouped(self._joined(argument, flags))
        if op is _C.GROUPREF:
            inner, inner_flags = self._groups[argument]
            # Under IGNORECASE the text may come back in another case.
            return _grouped(self._joined(inner, inner_flags | (flags & IGNORECASE)))
        if op is _C.GROUPREF_EXISTS:
            _, yes, no = argument
            return _one_of([list(self._parts(items or (), flags)) for items in (yes, no)])
        raise AssertionError(f"unknown item {op} in an expression")

    def _repeat(self, argument: Any, flags: int) -> Part:
        least, most, items = argument
        inner = self._joined(items, flags)
        is_gap = inner.is_gap
        bound = "" if most is _C.MAXREPEAT else str(most)
        if len(items) == 1 and items[0][0] in SINGLE and not exact(items[0][0], items[0][1], flags):
            members, high = characters(items[0][0], items[0][1], flags)
            if high and bound:
                bound = str(most_bytes(items[0][0], items[0][1]) * most)
            source = byte_class(members, high=high)
            is_gap = ord(" ") in members and most >= _GAP
        else:
            source = f"(?:{inner.source})"
            high = True
        if high and bound and int(bound) > _MOST_COUNTED:
            bound = ""
        return Part(f"{source}{{{least},{bound}}}", most * inner.width, least * inner.weight, is_gap)

    def _beside_ascii_word(self, items: Any, index: int, flags: int) -> bool:
        after = [item for item in items[index + 1 :] if item[0] not in _ASSERTIONS][:1]
        before = [item for item in items[:index] if item[0] not in _ASSERTIONS][-1:]
        return any(_edge_is_ascii_word(item, flags, first=True) for item in after) or any(
            _edge_is_ascii_word(item, flags, first=False) for item in before
        )


@cache
def _literal(code: int, flags: int) -> Part:
    return Part(one_character(_C.LITERAL, code, flags), 1, _weight(_C.LITERAL, code, flags))


def _join(parts: Sequence[Part]) -> Part:
    return Part(
        "".join(part.source for part in parts),
        sum(part.width for part in parts),
        sum(part.weight for part in parts),
        any(part.is_gap or part.head for part in parts),
    )


def _grouped(part: Part) -> Part:
    return part._replace(source=f"(?:{part.source})")


def _one_of(branches: Sequence[Sequence[Part]]) -> Part:
    whole = _either([_join(parts) for parts in branches])
    if not whole.is_gap:
        return whole
    heads = [list(takewhile(_is_near, parts)) for parts in branches]
    tails = [list(takewhile(_is_near, reversed(parts)))[::-1] for parts in branches]
    head, tail = (_either([_join(parts) for parts in ends]) for ends in (heads, tails))
    return whole._replace(is_gap=False, head=head, tail=tail)


def _before_gap(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts up to the first gap: behind it, each character of a text might end a match."""
    for part in parts:
        if part.is_gap:
            return
        yield part.head or part
        if part.head:
            return


def _is_near(part: Part) -> bool:
    return not part.is_gap and part.head is None


def _either(branches: Sequence[Part]) -> Part:
    return Part(
        "(?:" + "|".join(part.source for part in branches) + ")",
        max(part.width for part in branches),
        min(part.weight for part in branches),
        any(part.is_gap for part in branches),
    )


def _weight(op: Any, argument: Any, flags: int) -> int:
    """Nothing for a space and for a large class, more for a mark that is rare in prose than for a letter."""
    members, high = characters(op, argument, flags)
    if (high and exact(op, argument, flags) is None) or len(members) > _MOST_TELLING:
        return 0
    if any(chr(code).isspace() for code in members):
        return 0
    return 1 if any(chr(code).isalnum() or chr(code) in _COMMON_MARKS for code in members) else _RARE


def _edge_is_ascii_word(item: Any, flags: int, *, first: bool) -> bool:
    """Whether the character at an edge of an item is sure to be an ASCII letter, digit or underscore."""
    op, argument = item
    if op in SINGLE:
        members, high = characters(op, argument, flags)
        return not high and members <= WORD
    if op is _C.BRANCH:
        return all(_sequence_edge(branch, flags, first=first) for branch in argument[1])
    if op is _C.SUBPATTERN:
        return _sequence_edge(argument[3], (flags | argument[1]) & ~argument[2], first=first)
    if op in _REPEATS and argument[0] > 0:
        return _sequence_edge(argument[2], flags, first=first)
    return False


def _sequence_edge(items: Any, flags: int, *, first: bool) -> bool:
    return len(items) > 0 and _edge_is_ascii_word(items[0 if first else -1], flags, first=first)
