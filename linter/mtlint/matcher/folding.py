"""Four letters beyond ASCII equal letters of ASCII where case is ignored: U+0130, U+0131, U+017F and U+212A.

The byte expressions do not know them. A block that holds one is looked at once more as it reads with the
letter of ASCII in its place, which takes all expressions but those that tell the two apart. (To run all
expressions over such blocks took 217 ms/MB of dense text with Turkish names in it, this takes 158.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from mtlint.batch import Offsets
from mtlint.matcher.characters import SINGLE
from mtlint.matcher.expression import ASCII_TWINS, Expression, parse

# Private, but the same since Python 3.7.
_C: Any = re._constants  # type: ignore[attr-defined]
_compiler: Any = re._compiler  # type: ignore[attr-defined]
_parser: Any = re._parser  # type: ignore[attr-defined]

# A capital for a capital, so that classes of capitals go on to take it.
_FOLDED = {"\u0130": "I", "\u0131": "i", "\u017f": "s", "\u212a": "K"}
_TABLE = str.maketrans(_FOLDED)


def folded(text: str) -> str:
    """The text with letters of ASCII in the place of their twins, code point for code point."""
    return text.translate(_TABLE)


def twins(array: np.ndarray[Any, np.dtype[np.uint8]]) -> Offsets:
    """Where (bytes) one of the four letters stands in valid UTF-8."""
    lead = np.flatnonzero(array >= 0xC4)
    places = []
    for letter in ASCII_TWINS:
        at = lead
        for shift, byte in enumerate(letter.encode()):
            at = at[array[at + shift] == byte]
        places.append(at)
    return np.concatenate(places)


def tells_twins_apart(expression: Expression) -> bool:
    """Whether some character of an expression can be one of the four letters, but not that of ASCII."""
    return any(_is_partial(*one) for one in _characters(parse(expression), expression.flags))


def _characters(items: Any, flags: int) -> Iterator[tuple[Any, Any, int]]:
    """All items of a parse tree that stand for one character, hashable, with the flags that hold there."""
    for op, argument in items:
        if op in SINGLE:
            yield op, tuple(argument) if op is _C.IN else argument, flags & re.IGNORECASE
        elif op is _C.SUBPATTERN:
            _, add, remove, inner = argument
            yield from _characters(inner, (flags | add) & ~remove)
        elif op is not _C.ASSERT_NOT:  # Those are left out of byte expressions.
            for inner in _sequences(argument):
                yield from _characters(inner, flags)


def _sequences(argument: Any) -> Iterator[Any]:
    """The sequences of items in the argument of an item: alternatives, what is repeated, what is asserted."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for one in argument:
            yield from _sequences(one)


@cache
def _is_partial(op: Any, argument: Any, flags: int) -> bool:
    if op is _C.LITERAL and argument < 128:
        return False  # Where case is ignored it takes both, else neither.
    item = (op, [*argument] if op is _C.IN else argument)
    one = _compiler.compile(_parser.SubPattern(_parser.State(), [item]), flags | re.UNICODE)
    return any(one.match(letter) and not one.match(twin) for letter, twin in _FOLDED.items())
