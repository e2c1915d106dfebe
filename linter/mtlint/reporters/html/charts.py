"""The numbers behind the charts of the overview. A chart is a table: its bars stand beside its numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from mtlint.findings import Severity
from mtlint.reporters.summary import RuleKey
from mtlint.rule import FAMILIES

# Penalties of human-made prose lie under 5, those of machine-translated news mostly between 10 and 100.
_EDGES = (0, 5, 10, 20, 50, 100, 200)

_ERRORS = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)


class Piece(NamedTuple):
    """The part of a bar that is of one severity: from `start`, `width` wide, both in percent."""

    severity: Severity
    number: int
    start: float
    width: float


class Bar(NamedTuple):
    """A row of a chart: a key (code or family), what it is called, its numbers, and a bar of its errors.

    Neutral findings are no errors and have no bar: they are many, and would make all others look small.
    """

    key: str
    label: str
    errors: int
    neutral: int
    pieces: tuple[Piece, ...]


class Distribution:
    """How many documents have which penalty, in bounded memory."""

    def __init__(self) -> None:
        self._counts = [0] * (len(_EDGES) + 1)

    def add(self, penalty: float) -> None:
        """Count a document."""
        self._counts[0 if penalty <= 0 else bisect_right(_EDGES, penalty)] += 1

    @property
    def columns(self) -> list[tuple[str, int, float]]:
        """Range of penalties, documents, and height of the column in percent of the highest."""
        ranges = [f"{low}\u2013{high}" for low, high in pairwise(_EDGES)]
        labels = ["0", f"under {_EDGES[1]}", *ranges[1:], f"{_EDGES[-1]}+"]
        highest = max(*self._counts, 1)
        return [
            (label, count, round(100 * count / highest, 2))
            for label, count in zip(labels, self._counts, strict=True)
        ]


def by_rule(rules: Mapping[RuleKey, int]) -> list[Bar]:
    """A bar for every rule that found something."""
    return _bars((code, name, severity, count) for (code, name, severity), count in rules.items())


def by_family(rules: Mapping[RuleKey, int]) -> list[Bar]:
    """A bar for every family of rules that found something."""
    return _bars(
        (family_of(code), FAMILIES.get(family_of(code), ""), severity, count)
        for (code, _, severity), count in rules.items()
    )


def family_of(code: str) -> str:
    """The letters of a rule's code."""
    return code.rstrip("0123456789")


def _bars(rows: Iterable[tuple[str, str, Severity, int]]) -> list[Bar]:
    """A bar for every key and label: what has most errors first, what is only neutral last."""
    totals: dict[tuple[str, str], Counter[Severity]] = {}
    for key, label, severity, count in rows:
        totals.setdefault((key, label), Counter())[severity] += count
    longest = max((_errors(counts) for counts in totals.values()), default=0)
    bars = [
        Bar(key, label, _errors(counts), counts[Severity.NEUTRAL], _pieces(counts, longest))
        for (key, label), counts in totals.items()
    ]
    return sorted(bars, key=lambda bar: (-bar.errors, -bar.neutral, bar.key))


def _errors(counts: Counter[Severity]) -> int:
    return counts.total() - counts[Severity.NEUTRAL]


def _pieces(counts: Mapping[Severity, int], longest: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    done = 0
    for severity in _ERRORS:
        if count := counts.get(severity, 0):
            start, width = (round(100 * number / longest, 2) for number in (done, count))
            pieces.append(Piece(severity, count, start, width))
            done += count
    return tuple(pieces)
