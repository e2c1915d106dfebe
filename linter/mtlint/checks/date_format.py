"""Dates in figures that a reader cannot tell: two orders in one document, "on the morning of 23/7"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.marks import Marks
from mtlint.rule import Rule

_MOST_DAYS, _MOST_MONTHS = 31, 12
# With slashes or, before a year, hyphens or points.
_DATE = lazy_re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?:(?P=mark)(?P<year>(?:19|20)\d\d)|(?<!\.\d)(?<!\.\d\d))(?![\w/%]|[.,-]\d)"
)
# A time of day or a weekday makes two numbers a date: not a score, a fraction, a ratio, "24/7" or "9/11".
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon\.|Tues?\.|Wed\.|Thur?s?\.|Fri\.|Sat\.|Sun\."
    r"|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ww]eekend"
    r"|[Tt]he (?:same|next|following|previous) day|[Tt]he day (?:before|after))"
)
_PART = (
    r"(?:(?:[Mm]id-?)?[Mm]orning|(?:[Aa]fter|[Ff]ore)?[Nn]oon|[Aa]fternoon|[Ee]vening|[Nn]ight|[Mm]idnight|[Mm]idday"
    r"|[Nn]ighttime|[Dd]aytime|[Dd]awn|[Dd]aybreak|[Dd]usk|[Ss]unrise|[Ss]unset|[Nn]ightfall|[Ee]arly hours"
    r"|[Ss]mall hours|[Ll]unchtime|[Rr]ush hour|[Ee]ve)s?"
)
_HOUR = (
    r"(?:a\.m\.|p\.m\.|\bam|\bpm|o'clock|\d{1,2}[:h]\d\d|\b\d{1,2}\.\d\d|\b\d{1,2}h"
    r"|\d{4}\s?hours|\bGMT|\bUTC)"
)
_DATED = r"(?:[Dd]ated|[Dd]eadline|[Dd]ue date|[Dd]ay|[Dd]ate)"
_CUE = lazy_re.compile(
    rf"(?:\b(?:{_PART}|{_DAY}),?(?:\s(?:of|on|dated?)(?:\s(?:the|{_DAY},?))?\s|\s?[(\[]|,?\s)"
    rf"|{_HOUR},?\s(?:(?:of|on)\s(?:{_DAY},?\s)?|[(\[])?"
    rf"|\b{_DATED}(?:\s(?:of|on|is|was))?:?\s)\Z"
)
# "on 23/7 in the morning", "on the 23/7 evening"; and a sentence that begins so: "On 23/7, the court".
_CUE_AFTER = lazy_re.compile(rf"\)?,?\s(?:in\sthe\s|at\s)?(?:{_PART}\b|\d{{1,2}}(?:[:h]\d\d|\s?[ap]\.?m\b))")
# Beside these even two numbers up to 12 are a date, but for those that have become names.
_SURE_CUE = lazy_re.compile(
    rf"\b(?:[Tt]he\s{_PART}\sof\s|{_PART}\son\s|[Yy]esterday\s{_PART}\s\(|(?:[Yy]esterday|[Tt]omorrow)\s\()\Z"
)
_NAMED = frozenset({"9/11", "7/7", "10/7", "1/6", "24/7"})
_DAY_WORD = lazy_re.compile(r"\b(?:[Oo]n|[Oo]f|[Ff]rom|[Uu]ntil|[Ss]ince|[Bb]y|[Tt]he)\s(?:the\s)?\Z")
_OPENING = lazy_re.compile(r"(?:\A|[.!?]\s)(?:On|Since|Until|From)\s(?:the\s)?\Z")
# "The verdict is due before 28/11", "valid on 14/6." Fractions, screens and odds go on with what they are of.
_PREPOSITION = lazy_re.compile(r"\b(?:[Oo]n|[Bb]efore|[Aa]fter|[Uu]ntil|[Tt]ill|[Ss]ince|[Bb]y|[Ff]rom)\s\Z")
_ON = lazy_re.compile(r"\b[Oo]n\s\Z")
_DAY_ENDS = lazy_re.compile(r"\)?(?:[.,;:](?:\s|\Z)|\Z)")
_DAY_GOES_ON = lazy_re.compile(
    r"\s(?:and|at|in|by|but|for|with|from|to|until|because|after|when|where|which|that|the|will|is|was|were|has)\s"
)
# "From 19/9 to 22/9": of one month, or of two in a row; odds and scores differ in more.
_RANGE_AFTER = lazy_re.compile(r"\s?(?:to|until|till|through|[-–—])\s?\d{1,2}/(\d{1,2})(?![\w/%])")
_RANGE_BEFORE = lazy_re.compile(r"\b\d{1,2}/(\d{1,2})\s?(?:to|until|till|through|[-–—])\s?\Z")
# Rates of screens and of time in music.
_RATIOS = frozenset({"16/9", "16/10", "21/9", "15/8", "13/8", "15/4"})
# "On Saturday, 15/8 favourite": odds of a race; "23/7 at lunch" is a score of cricket.
_ODDS = lazy_re.compile(
    r"\s(?:(?:joint[ -]|second[ -])?favou?rites?|shots?|chance|odds|outsider|at (?:lunch|tea|stumps))\b"
)
_BEFORE = 60


class Options(NamedTuple):
    """`with` of a rule: nothing to choose."""


class _Date(NamedTuple):
    start: int
    end: int
    text: str


class DateFormat:
    """Looks at slashes between digits, and at hyphens and points of dates with a year."""

    name: ClassVar[str] = "date-format"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        text, blocks = columns.text, columns.blocks
        slash, block = columns.inside(_candidates(columns.marks), self._kinds)
        # Dates whose order is proved, by document: day first or month first.
        orders: dict[int, dict[bool, list[_Date]]] = defaultdict(lambda: {True: [], False: []})
        # Days without a year that are dates where the document has others.
        days: dict[int, list[_Date]] = defaultdict(list)
        proved: set[int] = set()
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
                # With points only the day comes first: a version is no date.
                proves = first if match["mark"] == "." else max(first, second)
                if match["year"] is not None and proves > _MOST_MONTHS:
                    orders[int(columns.batch.document_of(start))][first > _MOST_MONTHS].append(date)
                elif match["year"] is None:
                    document = int(columns.batch.document_of(start))
                    if self._is_day(columns, date, before, sure=first > _MOST_MONTHS):
                        proved.add(document)
                        yield _without_month(date)
                    elif "/" in date.text and date.text not in _NAMED and _PREPOSITION.search(before):
                        days[document].append(date)
        for document in sorted(proved & days.keys()):
            yield from map(_without_month, days[document])
        for day_first in orders.values():
            yield from _mixed(day_first[True], day_first[False])

    def _is_day(self, columns: Columns, date: _Date, before: str, *, sure: bool) -> bool:
        """Whether the words around day and month without a year say that they are that.

        `sure`: the first number is above 12, so it is no month.
        """
        after = columns.text_of(date.end, date.end + _BEFORE)
        if not sure:
            # "On 11/6." is more than one, so no fraction.
            day, month = map(int, re.findall(r"\d+", date.text))
            alone = day > month > 1 and _ON.search(before) and _DAY_ENDS.match(after)
            named = date.text in _NAMED or "/" not in date.text
            return not named and bool(alone or _SURE_CUE.search(before))
        if "-" in date.text or date.text == "24/7" or _ODDS.match(after):
            return False
        opens = _OPENING.search(before) is not None and re.match(r",\s|\s(?:the|a)\s", after) is not None
        follows = _DAY_WORD.search(before) is not None and _CUE_AFTER.match(after) is not None
        return opens or follows or _CUE.search(before) is not None or _is_due(date, before, after)


def _is_due(date: _Date, before: str, after: str) -> bool:
    """Whether a day stands behind "before" or its like and ends there, or in a range of days."""
    if date.text in _RATIOS:
        return False
    month = int(date.text.split("/")[1])
    if other := _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before):
        return abs(int(other[1]) - month) <= 1 and month > 1
    if not _PREPOSITION.search(before):
        return False
    return bool(_DAY_ENDS.match(after) or (_DAY_GOES_ON.match(after) and not before.lower().endswith("by ")))


def _candidates(marks: Marks) -> Offsets:
    """Slashes between digits, and hyphens and points that another one follows as in 28-05-2024."""
    # "-", "." and "/" are 0x2D to 0x2F.
    text, mark = marks.text, marks.at[marks.byte - np.uint8(ord("-")) < 3]
    digit = ((text[mark - 1] - np.uint8(48)) < 10) & ((text[mark + 1] - np.uint8(48)) < 10)
    mark = mark[digit]
    found: Offsets = mark[
        (text[mark] == ord("/")) | (text[mark + 3] == text[mark]) | (text[mark + 2] == text[mark])
    ]
    return found


_NO_MONTH = "is read as a fraction or a score in English: write the month as a word"
_TWO_ORDERS = "has day and month in another order than other dates of this document"


def _without_month(date: _Date) -> Hit:
    return Hit(date.start, date.end, {"date": date.text, "problem": _NO_MONTH})


def _mixed(day_first: list[_Date], month_first: list[_Date]) -> Iterator[Hit]:
    """The dates in the rarer order; where both are equally frequent, all: none can be trusted."""
    if day_first and month_first:
        main, rare = sorted((day_first, month_first), key=lambda dates: (-len(dates), dates[0].start))
        yield from _against(rare, main[0])
        if len(main) == len(rare):
            yield from _against(main, rare[0])


def _against(dates: list[_Date], other: _Date) -> Iterator[Hit]:
    related = Place(other.start, other.end, "a date in the other order")
    for date in dates:
        groups = {"date": date.text, "problem": _TWO_ORDERS}
        yield Hit(date.start, date.end, groups, related=(related,))


def _is_date(day: int, month: int) -> bool:
    return 1 <= day <= _MOST_DAYS and 1 <= month <= _MOST_MONTHS
