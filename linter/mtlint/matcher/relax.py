r"""Expressions of Python's `re` as byte expressions for Hyperscan that find at least as much.

The relaxed form runs over UTF-8 bytes without Hyperscan's UTF8 and UCP modes (which compile for seconds and
run at a third of the speed). So whatever can match a character beyond ASCII matches any bytes 0x80 to 0xFF
there, up to four for each character; lookarounds and anchors are left out; `\b` stays only where a
neighbour inside the expression is sure to be an ASCII word character: then bytes beyond ASCII, which count
as no word characters there, can only make it hold more often. What it finds is a candidate; the rule's own
expression decides.

Under IGNORECASE four letters beyond ASCII equal ASCII ones in `re` (U+0130 and U+0131 the i, U+017F the s,
U+212A the k). The relaxed form does not know them: the matcher gives blocks that hold one of them to the
plain expression.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from mtlint.matcher.expression import Expression, parse

_C: Any = re._constants  # type: ignore[attr-defined]

_TWINS = {"\u0130": "iI", "\u0131": "iI", "\u017f": "sS", "\u212a": "kK"}
FOLDING_INTO_ASCII = tuple(_TWINS)

# Counting far takes Hyperscan long to compile. Of the 180 Vietnamese calques: 2.3 s with every bound kept,
# 1.8 s with those over 100 dropped (1.0 s over 50), at 4.5, 5.1 (6.7) ms/MB of English.
_MOST_COUNTED = 100

_HIGH = r"\x80-\xff"
_CATEGORIES: dict[Any, str] = {
    _C.CATEGORY_DIGIT: r"\d",
    _C.CATEGORY_NOT_DIGIT: r"\D",
    _C.CATEGORY_SPACE: r"\s",
    _C.CATEGORY_NOT_SPACE: r"\S",
    _C.CATEGORY_WORD: r"\w",
    _C.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (_C.MAX_REPEAT, _C.MIN_REPEAT, getattr(_C, "POSSESSIVE_REPEAT", None))


def relax(expression: Expression) -> bytes:
    """A byte expression that matches wherever `expression` does, and perhaps elsewhere."""
    return _Relaxer(parse(expression)).source().encode("ascii")


@cache
def _ascii_members(category: Any) -> frozenset[int]:
    test = re.compile(_CATEGORIES[category]).match
    return frozenset(code for code in range(128) if test(chr(code)))


class _Relaxer:
    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._groups: dict[int, tuple[Any, int]] = {}

    def source(self) -> str:
        return self._sequence(self._tree, self._tree.state.flags)

    def _sequence(self, items: Any, flags: int) -> str:
        parts: list[str] = []
        for index, (op, argument) in enumerate(items):
            if op is _C.AT:
                if argument is _C.AT_BOUNDARY and self._beside_ascii_word(items, index, flags):
                    parts.append(r"\b")
            else:
                parts.append(self._item(op, argument, flags))
        return "".join(parts)

    def _item(self, op: Any, argument: Any, flags: int) -> str:
        if op is _C.BRANCH:
            return "(?:" + "|".join(self._sequence(branch, flags) for branch in argument[1]) + ")"
        if op is _C.SUBPATTERN:
            group, add, remove, inner = argument
            flags = (flags | add) & ~remove
            if group is not None:
                self._groups[group] = inner, flags
            return f"(?:{self._sequence(inner, flags)})"
        if op in _REPEATS:
            return self._repeat(argument, flags)
        if op is _C.ATOMIC_GROUP:
            return f"(?:{self._sequence(argument, flags)})"
        if op in (_C.ASSERT, _C.ASSERT_NOT):
            return ""
        if op is _C.GROUPREF:
            inner, inner_flags = self._groups[argument]
            # Under IGNORECASE the text may come back in another case.
            return f"(?:{self._sequence(inner, inner_flags | (flags & re.IGNORECASE))})"
        if op is _C.GROUPREF_EXISTS:
            _, yes, no = argument
            return f"(?:{self._sequence(yes, flags)}|{self._sequence(no, flags) if no else ''})"
        members, high = characters(op, argument, flags)
        if not high:
            return _byte_class(members)
        return f"(?:{_byte_class(members)}|[{_HIGH}]{{1,4}})" if members else f"[{_HIGH}]{{1,4}}"

    def _repeat(self, argument: Any, flags: int) -> str:
        least, most, inner = argument
        bound = "" if most is _C.MAXREPEAT else str(most)
        if len(inner) == 1 and inner[0][0] in _SINGLE:
            members, high = characters(inner[0][0], inner[0][1], flags)
            if high:
                bound = bound and str(4 * int(bound))
                if bound and int(bound) > _MOST_COUNTED:
                    bound = ""
                return f"{_byte_class(members, high=True)}{{{least},{bound}}}"
            return f"{_byte_class(members)}{{{least},{bound}}}"
        return f"(?:{self._sequence(inner, flags)}){{{least},{bound}}}"

    def _beside_ascii_word(self, items: Any, index: int, flags: int) -> bool:
        after = index + 1 < len(items) and _edge_is_ascii_word(items[index + 1], flags, first=True)
        return after or (index > 0 and _edge_is_ascii_word(items[index - 1], flags, first=False))


_SINGLE = (_C.LITERAL, _C.NOT_LITERAL, _C.IN, _C.ANY)
_WORD = _ascii_members(_C.CATEGORY_WORD)


def characters(op: Any, argument: Any, flags: int) -> tuple[frozenset[int], bool]:
    """The ASCII characters that one item matches, and whether it can match one beyond ASCII."""
    if op is _C.LITERAL:
        return _cased(frozenset([argument]), flags)
    if op is _C.NOT_LITERAL:
        members, _ = _cased(frozenset([argument]), flags)
        return frozenset(range(128)) - members, True
    if op is _C.ANY:
        return frozenset(range(128)) - (frozenset() if flags & re.DOTALL else frozenset([10])), True
    if op is not _C.IN:
        raise AssertionError(f"unknown item {op} in an expression")
    return _class_characters(argument, flags)


def _class_characters(argument: Any, flags: int) -> tuple[frozenset[int], bool]:
    negated = argument[0][0] is _C.NEGATE
    members: frozenset[int] = frozenset()
    high = negated
    for kind, value in argument[negated:]:
        if kind is _C.CATEGORY:
            members |= _ascii_members(value)
            high = True
        else:
            low, top = value if kind is _C.RANGE else (value, value)
            found, beyond = _cased(frozenset(range(low, min(top, 127) + 1)), flags)
            members |= found
            high = high or beyond or top > 127
            if top > 127 and flags & re.IGNORECASE:
                members |= frozenset(b"iksIKS")
    return (frozenset(range(128)) - members, True) if negated else (members, high)


def _cased(codes: frozenset[int], flags: int) -> tuple[frozenset[int], bool]:
    """Codes with their other case, and whether one of them lies beyond ASCII."""
    ascii_codes = {code for code in codes if code < 128}
    beyond = len(ascii_codes) < len(codes)
    if flags & re.IGNORECASE:
        ascii_codes |= {ord(chr(code).swapcase()) for code in ascii_codes}
        if beyond:
            ascii_codes |= {ord(char) for code in codes for char in _ascii_twins(chr(code))}
    return frozenset(ascii_codes), beyond


def _ascii_twins(char: str) -> str:
    return _TWINS.get(char, "")


def _edge_is_ascii_word(item: Any, flags: int, *, first: bool) -> bool:
    """Whether the character at an edge of an item is sure to be an ASCII letter, digit or underscore."""
    op, argument = item
    if op in _SINGLE:
        members, high = characters(op, argument, flags)
        return not high and members <= _WORD
    if op is _C.BRANCH:
        return all(_sequence_edge(branch, flags, first=first) for branch in argument[1])
    if op is _C.SUBPATTERN:
        return _sequence_edge(argument[3], (flags | argument[1]) & ~argument[2], first=first)
    if op in _REPEATS and argument[0] > 0:
        return _sequence_edge(argument[2], flags, first=first)
    return False


def _sequence_edge(items: Any, flags: int, *, first: bool) -> bool:
    return len(items) > 0 and _edge_is_ascii_word(items[0 if first else -1], flags, first=first)


def _byte_class(members: frozenset[int], *, high: bool = False) -> str:
    codes = sorted(members)
    return "[" + "".join(f"\\x{code:02x}" for code in codes) + (_HIGH if high else "") + "]"
