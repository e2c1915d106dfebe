"""All expressions of all rules, found in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from mtlint.matcher.expression import Expression, ExpressionError, Layer
from mtlint.matcher.plain import Match, Matches, PlainMatcher

if TYPE_CHECKING:
    from mtlint.columns.blocks import Blocks

__all__ = ["Expression", "ExpressionError", "Layer", "Match", "Matcher", "Matches", "PlainMatcher", "matcher"]


class Matcher(Protocol):
    """Finds the matches of expressions in the blocks of a batch."""

    def find(self, markup: bytes, prose: bytes, blocks: Blocks) -> Matches:
        """The matches of each expression, by its number, ascending; no overlaps within an expression."""


def matcher(expressions: Sequence[Expression]) -> Matcher:
    """The fastest matcher there is here."""
    try:
        from mtlint.matcher.hyper import HyperMatcher
    except ImportError:
        return PlainMatcher(expressions)
    return HyperMatcher(expressions)
