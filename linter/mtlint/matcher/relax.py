r"""Expressions of Python's `re` as byte expressions for Hyperscan that find at least as much.

The relaxed form runs over UTF-8 bytes without Hyperscan's UTF8 and UCP modes (which compile for seconds and
run at a third of the speed). So whatever can match a character beyond ASCII matches any bytes 0x80 to 0xFF
there, up to four for each character; lookarounds and anchors are left out; `\b` stays only where a
neighbour inside the expression is sure to be an ASCII word character: then bytes beyond ASCII, which count
as no word characters there, can only make it hold more often. What it finds is a candidate; the rule's own
expression decides. (A line end in the place of a leading `^` was tried: it gained nothing, and in a database
of 650 expressions Hyperscan then missed places that it finds for the expression alone.)

Under IGNORECASE four letters beyond ASCII equal ASCII ones in `re` (U+0130 and U+0131 the i, U+017F the s,
U+212A the k). The relaxed form does not know them: the matcher gives blocks that hold one of them to the
plain expression.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from mtlint.columns.search import runs
from mtlint.matcher.expression import ASCII_TWINS, Expression, parse

_C: Any = re._constants  # type: ignore[attr-defined]
_compiler: Any = re._compiler  # type: ignore[attr-defined]


# Counting far takes Hyperscan long to compile. The 428 expressions of 29 rules: 3.1 s with every bound kept,
# 1.9 s with those over 100 dropped, 1.2 s over 48, 0.9 s over 8, at 7.4, 9.6, 10.6 and 17.2 ms/MB of English.
# 48 keeps a start without cache under two seconds.
_MOST_COUNTED = 48

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


# Hyperscan takes 16,000 characters.
_LONGEST = 15_900


def relax(expression: Expression) -> bytes:
    """A byte expression that matches at the beginning of each match of `expression`, and perhaps elsewhere.

    It is one for the whole match, unless that is too long for Hyperscan: then one for as much of its
    beginning as there is room for. Empty where there is room for nothing.
    """
    return next(beginnings(expression), b"")


def beginnings(expression: Expression) -> Iterator[bytes]:
    """Byte expressions for ever shorter beginnings of what `expression` matches, the longest first."""
    parts = _Relaxer(parse(expression)).parts()
    while parts:
        source = "".join(parts)
        if len(source) <= _LONGEST:
            yield source.encode("ascii")
        parts.pop()


@cache
def _ascii_members(category: Any) -> frozenset[int]:
    test = re.compile(_CATEGORIES[category]).match
    return frozenset(code for code in range(128) if test(chr(code)))


class _Relaxer:
    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._groups: dict[int, tuple[Any, int]] = {}

    def parts(self) -> list[str]:
        """What the items of the expression, and of groups that are no alternatives, become one by one."""
        return list(self._parts(self._tree, self._tree.state.flags))

    def _sequence(self, items: Any, flags: int) -> str:
        return "".join(self._parts(items, flags))

    def _parts(self, items: Any, flags: int) -> Iterator[str]:
        for index, (op, argument) in enumerate(items):
            if op is _C.AT:
                if argument is _C.AT_BOUNDARY and self._beside_ascii_word(items, index, flags):
                    yield r"\b"
            elif op is _C.SUBPATTERN:
                group, add, remove, inner = argument
                inner_flags = (flags | add) & ~remove
                if group is not None:
                    self._groups[group] = inner, inner_flags
                yield from self._parts(inner, inner_flags)
            else:
                yield self._item(op, argument, flags)

    def _item(self, op: Any, argument: Any, flags: int) -> str:
        if op in _SINGLE:
            return _one_character(op, argument, flags)
        if op is _C.BRANCH:
            return "(?:" + "|".join(self._sequence(branch, flags) for branch in argument[1]) + ")"
        if op in _REPEATS:
            return self._repeat(argument, flags)
        if op is _C.ATOMIC_GROUP:
            return f"(?:{self._sequence(argument, flags)})"
        if op in (_C.ASSERT, _C.ASSERT_NOT):
            # Left out, but a group inside may be referred to.
            self._sequence(argument[1], flags)
            return ""
        return self._reference(op, argument, flags)

    def _reference(self, op: Any, argument: Any, flags: int) -> str:
        if op is _C.GROUPREF:
            inner, inner_flags = self._groups[argument]
            # Under IGNORECASE the text may come back in another case.
            return f"(?:{self._sequence(inner, inner_flags | (flags & re.IGNORECASE))})"
        if op is _C.GROUPREF_EXISTS:
            _, yes, no = argument
            return f"(?:{self._sequence(yes, flags)}|{self._sequence(no, flags) if no else ''})"
        raise AssertionError(f"unknown item {op} in an expression")

    def _repeat(self, argument: Any, flags: int) -> str:
        least, most, inner = argument
        bound = "" if most is _C.MAXREPEAT else str(most)
        if len(inner) == 1 and inner[0][0] in _SINGLE and not _exact(inner[0][0], inner[0][1], flags):
            members, high = characters(inner[0][0], inner[0][1], flags)
            if high:
                bound = bound and str(4 * int(bound))
                if bound and int(bound) > _MOST_COUNTED:
                    bound = ""
                return f"{_byte_class(members, high=True)}{{{least},{bound}}}"
            return f"{_byte_class(members)}{{{least},{bound}}}"
        if bound and int(bound) > _MOST_COUNTED:
            bound = ""
        return f"(?:{self._sequence(inner, flags)}){{{least},{bound}}}"

    def _beside_ascii_word(self, items: Any, index: int, flags: int) -> bool:
        after = index + 1 < len(items) and _edge_is_ascii_word(items[index + 1], flags, first=True)
        return after or (index > 0 and _edge_is_ascii_word(items[index - 1], flags, first=False))


# ADLAM CAPITAL LETTER SHA: from there on no character has a small letter.
_LAST_CASED = 0x1E921

# A class of more characters beyond ASCII than this is cheaper as "any of them".
_MOST_EXACT = 16


def _exact(op: Any, argument: Any, flags: int) -> str | None:
    """A literal, or a class of literals, in UTF-8; None where there is nothing beyond ASCII.

    Without this each ’ “ — of a text would be a candidate of every expression that names one of them, and a
    word in Cyrillic that ignores case would be any run of bytes, which Hyperscan is slow at.
    """
    literals = [argument] if op is _C.LITERAL else _literals(argument) if op is _C.IN else []
    beyond = {code for code in literals if code > 127}
    if flags & re.IGNORECASE:
        beyond = {other for code in beyond for other in _cases(code)}
    if not 0 < len(beyond) <= _MOST_EXACT or any(0xD800 <= code <= 0xDFFF for code in beyond):
        return None
    members, _ = _cased(frozenset(code for code in literals if code < 128), flags)
    members |= {code for code in beyond if code < 128}
    parts = [_byte_class(members)] if members else []
    parts += ["".join(f"\\x{b:02x}" for b in chr(code).encode()) for code in sorted(beyond) if code > 127]
    return f"(?:{'|'.join(parts)})"


def _cases(code: int) -> frozenset[int]:
    """The characters that `re` takes for one and the same when it ignores case."""
    lower = _compiler._sre.unicode_tolower(code)
    small = {lower, *_compiler._EXTRA_CASES.get(lower, ())}
    return frozenset(small.union(*(_capitals().get(one, ()) for one in small)))


@cache
def _capitals() -> dict[int, list[int]]:
    """The characters that become another in small letters, by that one."""
    found: dict[int, list[int]] = defaultdict(list)
    lower = _compiler._sre.unicode_tolower
    for code in range(_LAST_CASED + 1):
        if lower(code) != code:
            found[lower(code)].append(code)
    return found


def _one_character(op: Any, argument: Any, flags: int) -> str:
    exact = _exact(op, argument, flags)
    if exact is not None:
        return exact
    members, high = characters(op, argument, flags)
    if not high:
        return _byte_class(members)
    return f"(?:{_byte_class(members)}|[{_HIGH}]{{1,4}})" if members else f"[{_HIGH}]{{1,4}}"


def _literals(items: Any) -> list[int]:
    """The codes of a class that holds nothing but literals."""
    return [code for _, code in items] if all(kind is _C.LITERAL for kind, _ in items) else []


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
            if flags & re.IGNORECASE and not negated:
                members |= {
                    ord(c) for twin in ASCII_TWINS if low <= ord(twin) <= top for c in _ascii_twins(twin)
                }
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
    return ASCII_TWINS.get(char, "")


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


@cache
def _byte_class(members: frozenset[int], *, high: bool = False) -> str:
    if len(members) == 1 and not high and chr(min(members)).isalnum():
        return chr(min(members))
    # Runs as ranges: Hyperscan takes 16,000 characters an expression.
    ranges = runs(np.array(sorted(members), dtype=np.int64))
    parts = [f"\\x{low:02x}-\\x{top:02x}" if low < top else f"\\x{low:02x}" for low, top in ranges]
    return "[" + "".join(parts) + (_HIGH if high else "") + "]"
