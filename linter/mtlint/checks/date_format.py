"""Dates in figures that a reader cannot tell: two orders in one document, "on the morning of 23/7"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.rule import Rule

_MOST_DAYS, _MOST_MONTHS = 31, 12
_DATE = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>(?:19|20)\d\d))?(?![\w/%]|[.,-]\d)")
# A time of day or a weekday makes two numbers a date: not a score, a fraction, a ratio, "24/7" or "9/11".
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CUE = re.compile(
    rf"(?:\b(?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight|[Nn]oon|[Mm]idnight|{_DAY})s?"
    rf"(?:\s(?:of|on)\s|\s?\(|,\s)|\b{_DAY}\s|\b(?:a\.m\.|p\.m\.|am|pm|o'clock|\d{{1,2}}[:h]\d\d)\s(?:of|on)\s)\Z"
)
_BEFORE = 40


class Options(NamedTuple):
    """`with` of a rule: nothing to choose."""


class _Date(NamedTuple):
    start: int
    end: int
    text: str


class DateFormat:
    """Looks at slashes between digits."""

    name: ClassVar[str] = "date-format"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        text, blocks = columns.text, columns.blocks
        slash = columns.marks.of(ord("/"))
        digit = ((text[slash - 1] - np.uint8(48)) < 10) & ((text[slash + 1] - np.uint8(48)) < 10)
        slash = slash[digit]
        slash, block = columns.inside(slash, self._kinds)
        # Dates whose order is proved, by document: day first or month first.
        orders: dict[int, dict[bool, list[_Date]]] = defaultdict(lambda: {True: [], False: []})
        for at, number in zip(slash.tolist(), block.tolist(), strict=True):
            start = at - 2 if 48 <= text[at - 2] < 58 else at - 1
            if match := _DATE.match(columns.text_of(start, at + 10)):
                first, second = int(match["first"]), int(match["second"])
                date = _Date(start, start + len(match[0]), match[0])
                before = columns.text_of(max(start - _BEFORE, int(blocks.start[number])), start)
                if re.search(r"[\w/.,-]\Z", before) or not (
                    _is_date(first, second) or _is_date(second, first)
                ):
                    continue
                if match["year"] is not None and max(first, second) > _MOST_MONTHS:
                    orders[int(columns.batch.document_of(start))][first > _MOST_MONTHS].append(date)
                elif (
                    match["year"] is None
                    and first > _MOST_MONTHS
                    and match[0] != "24/7"
                    and _CUE.search(before)
                ):
                    yield Hit(date.start, date.end, {"date": date.text, "problem": _NO_MONTH})
        for day_first in orders.values():
            yield from _mixed(day_first[True], day_first[False])


_NO_MONTH = "is read as a fraction or a score in English: write the month as a word"
_TWO_ORDERS = "has day and month in another order than other dates of this document"


def _mixed(day_first: list[_Date], month_first: list[_Date]) -> Iterator[Hit]:
    """The dates in the rarer order; where both are equally frequent, in that met later."""
    if day_first and month_first:
        main, rare = sorted((day_first, month_first), key=lambda dates: (-len(dates), dates[0].start))
        related = Place(main[0].start, main[0].end, "a date in the other order")
        for date in rare:
            groups = {"date": date.text, "problem": _TWO_ORDERS}
            yield Hit(date.start, date.end, groups, related=(related,))


def _is_date(day: int, month: int) -> bool:
    return 1 <= day <= _MOST_DAYS and 1 <= month <= _MOST_MONTHS
