"""A compiled expression in a form that can be kept: the numbers that Python's `re` compiles it to.

`re` is compiled in Python, and takes 0.3 ms for a short expression and 4 ms for one with a long list; a
pattern is made from its numbers in 10 µs. A page of dense machine translation needs a hundred of them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

# Private, but the same since Python 3.7; what they make is only kept for the very Python that made it.
_compiler: Any = re._compiler  # type: ignore[attr-defined]
_parser: Any = re._parser  # type: ignore[attr-defined]
_TYPE = "I"


class Code(NamedTuple):
    """All that `re` needs to make a pattern but its source.

    `size` counts the groups (the whole match is one), `names` numbers those with a name.
    """

    numbers: bytes
    flags: int
    size: int
    names: dict[str, int]

    @classmethod
    def of(cls, tree: Any, flags: int) -> Code:
        """The code of a parse tree."""
        numbers = array(_TYPE, _compiler._code(tree, flags)).tobytes()
        return cls(numbers, flags | tree.state.flags, tree.state.groups, dict(tree.state.groupdict))

    def pattern(self, source: str) -> re.Pattern[str]:
        """The pattern, which shows `source` as its own."""
        numbers = array(_TYPE)
        numbers.frombytes(self.numbers)
        groups: list[str | None] = [None] * self.size
        for name, number in self.names.items():
            groups[number] = name
        pattern: re.Pattern[str] = _compiler._sre.compile(
            source, self.flags, numbers.tolist(), self.size - 1, self.names, tuple(groups)
        )
        return pattern


def any_of(words: Iterable[str]) -> str:
    """An expression for any of some words, the longest first, so that no shorter one hides it."""
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))


class Kept:
    """An expression that pickles with its code, and is a pattern when it is first used."""

    def __init__(self, source: str) -> None:
        """Raises re.error."""
        self._source = source
        self._code = Code.of(_parser.parse(source), 0)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern."""
        return self._code.pattern(self._source)

    def __getstate__(self) -> dict[str, object]:
        return {"_source": self._source, "_code": self._code}
