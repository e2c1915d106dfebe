"""Which bytes a character or a class of Python's `re` can be in UTF-8."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any

import numpy as np

from mtlint.columns.search import runs
from mtlint.matcher.expression import ASCII_TWINS

_C: Any = re._constants  # type: ignore[attr-defined]
_compiler: Any = re._compiler  # type: ignore[attr-defined]

# As plain numbers: `&` of the enumeration takes 2 µs, and is asked for each character of each expression.
IGNORECASE, DOTALL = int(re.IGNORECASE), int(re.DOTALL)

_HIGH = r"\x80-\xff"
_CATEGORIES: dict[Any, str] = {
    _C.CATEGORY_DIGIT: r"\d",
    _C.CATEGORY_NOT_DIGIT: r"\D",
    _C.CATEGORY_SPACE: r"\s",
    _C.CATEGORY_NOT_SPACE: r"\S",
    _C.CATEGORY_WORD: r"\w",
    _C.CATEGORY_NOT_WORD: r"\W",
}


@cache
def _ascii_members(category: Any) -> frozenset[int]:
    test = re.compile(_CATEGORIES[category]).match
    return frozenset(code for code in range(128) if test(chr(code)))


# ADLAM CAPITAL LETTER SHA: from there on no character has a small letter.
_LAST_CASED = 0x1E921

# A class of more characters beyond ASCII than this is cheaper as "any of them".
_MOST_EXACT = 16


def exact(op: Any, argument: Any, flags: int) -> str | None:
    """A literal, or a class of literals, in UTF-8; None where there is nothing beyond ASCII.

    Without this each ’ “ — of a text would be a candidate of every expression that names one of them, and a
    word in Cyrillic that ignores case would be any run of bytes, which Hyperscan is slow at.
    """
    literals = [argument] if op is _C.LITERAL else _literals(argument) if op is _C.IN else []
    beyond = {code for code in literals if code > 127}
    if flags & IGNORECASE:
        beyond = {other for code in beyond for other in _cases(code)}
    if not 0 < len(beyond) <= _MOST_EXACT or any(0xD800 <= code <= 0xDFFF for code in beyond):
        return None
    members, _ = _cased(frozenset(code for code in literals if code < 128), flags)
    members |= {code for code in beyond if code < 128}
    parts = [byte_class(members)] if members else []
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


def one_character(op: Any, argument: Any, flags: int) -> str:
    """A literal, a class or a dot as bytes."""
    named = exact(op, argument, flags)
    if named is not None:
        return named
    members, high = characters(op, argument, flags)
    if not high:
        return byte_class(members)
    return f"(?:{byte_class(members)}|[{_HIGH}]{{1,4}})" if members else f"[{_HIGH}]{{1,4}}"


def _literals(items: Any) -> list[int]:
    """The codes of a class that holds nothing but literals."""
    return [code for _, code in items] if all(kind is _C.LITERAL for kind, _ in items) else []


# Items that match one character.
SINGLE = (_C.LITERAL, _C.NOT_LITERAL, _C.IN, _C.ANY)
# Letters, digits and the underscore of ASCII.
WORD = _ascii_members(_C.CATEGORY_WORD)


def characters(op: Any, argument: Any, flags: int) -> tuple[frozenset[int], bool]:
    """The ASCII characters that one item matches, and whether it can match one beyond ASCII."""
    if op is _C.LITERAL:
        return _cased(frozenset([argument]), flags)
    if op is _C.NOT_LITERAL:
        members, _ = _cased(frozenset([argument]), flags)
        return frozenset(range(128)) - members, True
    if op is _C.ANY:
        return frozenset(range(128)) - (frozenset() if flags & DOTALL else frozenset([10])), True
    if op is not _C.IN:
        raise AssertionError(f"unknown item {op} in an expression")
    return _class_characters(argument, flags)


def most_bytes(op: Any, argument: Any) -> int:
    """The most bytes of UTF-8 that a character of an item has: 3 for white space, 4 where that is not sure.

    A space of an expression is one to three of white space. With 9 bytes for it, not 12, the databases of the
    catalogue compile in 4.0 s and not in 4.9.
    """
    return 3 if op is _C.IN and argument == [(_C.CATEGORY, _C.CATEGORY_SPACE)] else 4


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
            if flags & IGNORECASE and not negated:
                members |= {
                    ord(c) for twin in ASCII_TWINS if low <= ord(twin) <= top for c in _ascii_twins(twin)
                }
    return (frozenset(range(128)) - members, True) if negated else (members, high)


def _cased(codes: frozenset[int], flags: int) -> tuple[frozenset[int], bool]:
    """Codes with their other case, and whether one of them lies beyond ASCII."""
    ascii_codes = {code for code in codes if code < 128}
    beyond = len(ascii_codes) < len(codes)
    if flags & IGNORECASE:
        ascii_codes |= {ord(chr(code).swapcase()) for code in ascii_codes}
        if beyond:
            ascii_codes |= {ord(char) for code in codes for char in _ascii_twins(chr(code))}
    return frozenset(ascii_codes), beyond


def _ascii_twins(char: str) -> str:
    return ASCII_TWINS.get(char, "")


@cache
def byte_class(members: frozenset[int], *, high: bool = False) -> str:
    """A class of ASCII characters, and of all bytes beyond if `high`."""
    if len(members) == 1 and not high and chr(min(members)).isalnum():
        return chr(min(members))
    # Runs as ranges: Hyperscan takes 16,000 characters an expression.
    ranges = runs(np.array(sorted(members), dtype=np.int64))
    parts = [f"\\x{low:02x}-\\x{top:02x}" if low < top else f"\\x{low:02x}" for low, top in ranges]
    return "[" + "".join(parts) + (_HIGH if high else "") + "]"
