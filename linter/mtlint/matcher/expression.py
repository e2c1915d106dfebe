"""Expressions as rules write them: Python's `re`, checked for what the matcher needs to hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from mtlint.matcher.code import Code

# The parser of `re` is private, but has kept its shape since Python 2; a change of it fails every test.
_parser: Any = re._parser  # type: ignore[attr-defined]

MAX_WIDTH = 2000
"""No expression may match more code points than this: what it needs around a hit is looked at again."""

_MAXREPEAT = int(re._constants.MAXREPEAT)  # type: ignore[attr-defined]
_FLEXIBLE_SPACE = r"\s{1,3}"


ASCII_TWINS = {"\u0130": "iI", "\u0131": "iI", "\u017f": "sS", "\u212a": "kK"}
"""The letters beyond ASCII that equal letters of ASCII under IGNORECASE, and which."""


class Layer(StrEnum):
    """What an expression reads: prose (URLs, inline code, tags blanked out), or the text as it stands."""

    PROSE = "prose"
    MARKUP = "markup"


class ExpressionError(ValueError):
    """An expression cannot be used; the message says why, its rule is for the caller to name."""


@dataclass(frozen=True)
class Expression:
    """One expression, the layer it reads and the kinds of blocks (numbers) it looks at.

    Each block is matched by itself: `^` and `$` are its ends. A space in the source stands for one to three
    white-space characters, so that a wrapped line, a doubled or a no-break space does not hide a phrase.
    """

    source: str
    layer: Layer
    kinds: frozenset[int]
    ignore_case: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression, made at the first candidate."""
        return self.code.pattern(self.source)

    @cached_property
    def code(self) -> Code:
        """What `pattern` is made of; a matcher that is to be kept asks for it, so that it is kept as well."""
        return Code.of(parse(self), self.flags)

    def __getstate__(self) -> dict[str, object]:
        # A pattern pickles as its source: reading it back would compile every expression of the catalogue.
        return {key: value for key, value in self.__dict__.items() if key != "pattern"}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)

    @property
    def flags(self) -> int:
        """Flags for `re`."""
        return re.IGNORECASE if self.ignore_case else 0

    @property
    def ignores_case(self) -> bool:
        """Whether some part of it may ignore case."""
        return self.ignore_case or re.search(r"\(\?\w*i", self.source) is not None

    @cached_property
    def width(self) -> int:
        """The most code points a match can have."""
        return int(parse(self).getwidth()[1])

    def check(self) -> None:
        """Raise ExpressionError where the expression does not compile or is not of bounded width."""
        try:
            # Parsing finds the mistakes, but for those in what stands before a place.
            least, most = parse(self).getwidth()[0], self.width
            if "(?<" in self.source:
                self.code  # noqa: B018
        except (re.error, OverflowError, RecursionError) as error:
            hint = r"; write \s for a space in it" if "look-behind" in str(error) else ""
            raise ExpressionError(f"is no expression of Python's re: {error}{hint}") from None
        if parse(self).state.flags & re.VERBOSE:
            raise ExpressionError("has the flag x, in which spaces mean nothing; here they mean white space")
        if least == 0:
            raise ExpressionError("matches the empty text")
        if most >= _MAXREPEAT:
            raise ExpressionError("has no bounded width: write {1,40} in the place of +, {0,40} in that of *")
        if most > MAX_WIDTH:
            raise ExpressionError(f"can match {most} characters; at most {MAX_WIDTH} are allowed")


@lru_cache(maxsize=1024)
def parse(expression: Expression) -> Any:
    """The parse tree that `re` makes; nobody may change it."""
    return _parser.parse(with_flexible_spaces(expression.source), expression.flags)


def with_flexible_spaces(source: str) -> str:
    r"""Each space outside a class and without a quantifier becomes `\s{1,3}`.

    >>> with_flexible_spaces(r"red book[ s] {2}")
    'red\\s{1,3}book[ s] {2}'
    """
    parts: list[str] = []
    in_class = False
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\":
            parts.append(source[at : at + 2])
            at += 2
            continue
        if char == "[" and not in_class:
            in_class = True
            # "]" or "^]" right after the bracket is a member of the class.
            opening = re.match(r"\[\^?\]?", source[at:])
            assert opening is not None
            parts.append(opening[0])
            at += opening.end()
            continue
        if char == "]":
            in_class = False
        flexible = char == " " and not in_class and source[at + 1 : at + 2] not in ("?", "*", "+", "{")
        parts.append(_FLEXIBLE_SPACE if flexible else char)
        at += 1
    return "".join(parts)
