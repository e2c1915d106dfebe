"""Numbers written as another locale writes them: "1.500.000 dong", "12,5 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.batch import Bytes, Offsets
from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.marks import Marks
from mtlint.rule import Rule

_BEFORE, _AFTER = 24, 40
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,4}(?![\w/-]|[.,]\w)")
_COMMA = re.compile(r"\d{1,3},\d{1,2}(?![\w/]|[.,]\d)")
_THOUSAND = re.compile(r"[1-9]\d{0,2}\.\d{3}(?![\w/-]|[.,]\w)")
# What stands before a number that is a version, a section or an address.
_IS_LABEL = re.compile(
    r"(?:\b(?:v|ver|version|section|sec|article|art|chapter|clause|code|part|paragraph|rule|regulation"
    r"|no|number|phone|tel|fax|call|dial|hotline|id|ip|address|release|build|file)s?\.?|[§#:/=\\(v-])\s?\Z",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:[$€£¥₫₽]|\b(?:VND|USD|EUR|GBP|IDR|CNY|RMB|JPY|KRW|THB|RUB|INR|BRL|MXN|CLP|COP|Rp\.?))\s?\Z"
)


class Options(NamedTuple):
    """`with` of a rule: `units` lists what follows an amount ("percent", "km"), as words or signs."""

    units: str


class NumberFormat:
    """Looks at points and commas between digits."""

    name: ClassVar[str] = "number-format"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        units = sorted(resources.word_list(rule, options.units), key=lambda unit: (-len(unit), unit))
        # A hyphen may stand between a number and a unit, but not between a unit and what it is part of.
        self._unit = re.compile(rf"[\s\u00a0-]{{0,2}}({'|'.join(map(re.escape, units))})(?![\w-])")

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch; the group `fixed` is the number as it should be, if that is sure."""
        text = columns.text
        grouped, short, thousand = _candidates(text, columns.marks)
        for at in self._inside(columns, grouped):
            yield from self._hit(columns, at, _GROUPS)
        for at in self._inside(columns, short):
            yield from self._hit(columns, at, _COMMA)
        for at in self._inside(columns, thousand):
            yield from self._both(columns, at)

    def _inside(self, columns: Columns, at: Offsets) -> list[int]:
        places: list[int] = columns.inside(at, self._kinds)[0].tolist()
        return places

    def _hit(self, columns: Columns, at: int, number: re.Pattern[str]) -> Iterator[Hit]:
        """The hit at a number whose first mark is at `at`, where what is around it says that it is one."""
        found = _number(columns, at, number)
        if found is None:
            return
        start, text, before, after = found
        unit = self._unit.match(after)
        money = _MONEY.search(before)
        if number is _GROUPS:
            if not (unit or money or text.endswith(".000")) or (_IS_LABEL.search(before) and not unit):
                return
            fixed = text.replace(".", ",")
        else:
            # "2,5 million", but "groups of 3,4 and 5" has no unit; "1,2 and 1,3 km" lists pairs of numbers.
            if not unit or re.search(r"\d,?\s?\Z|[(,]\Z", before):
                return
            fixed = text.replace(",", ".")
        yield Hit(start, start + len(text), {"number": text, "fixed": fixed})

    def _both(self, columns: Columns, at: int) -> Iterator[Hit]:
        """A number with a point whose digits stand with a comma before the same unit in its document."""
        found = _number(columns, at, _THOUSAND)
        if found is None:
            return
        start, text, before, after = found
        unit = self._unit.match(after)
        if unit is None or _IS_LABEL.search(before):
            return
        other = text.replace(".", ",")
        document = int(columns.batch.document_of(start))
        low, high = int(columns.batch.start[document]), int(columns.batch.end[document])
        if columns.prose.find(other.encode(), low, high) < 0:
            return
        again = re.compile(
            rf"(?<![\d.,]){other}(?:\s|\xc2\xa0|-){{0,2}}{re.escape(unit[1])}(?![\w-])".encode()
        )
        if match := again.search(columns.prose, low, high):
            place = Place(match.start(), match.start() + len(other), "here it has a comma")
            yield Hit(start, start + len(text), {"number": text, "fixed": None}, related=(place,))


def _number(columns: Columns, at: int, number: re.Pattern[str]) -> tuple[int, str, str, str] | None:
    """Where the number begins that has its first mark at `at`, the number, what is before and after it."""
    start = at
    while start > at - 4 and 48 <= columns.text[start - 1] < 58:
        start -= 1
    match = number.match(columns.text_of(start, at + 24))
    block = int(columns.blocks.at(at))
    first, last = int(columns.blocks.start[block]), int(columns.blocks.end[block])
    before = columns.text_of(max(start - _BEFORE, first), start)
    glued = re.search(r"[\w.,/]\Z", before) and not _MONEY.search(before)
    if match is None or glued:
        return None
    end = start + len(match[0])
    return start, match[0], before, columns.text_of(end, min(end + _AFTER, last))


def _candidates(text: Bytes, marks: Marks) -> tuple[Offsets, Offsets, Offsets]:
    """Marks after a digit: a point that two groups of three follow, a comma before one or two digits, a point
    before three.
    """  # noqa: D205
    # One bit parts "," (0x2C) from "." (0x2E).
    mark = marks.at[(marks.byte | 2) == ord(".")]
    mark = mark[_digit(text, mark + 1)]
    mark = mark[_digit(text, mark - 1)]
    is_comma = text[mark] == ord(",")
    point, comma = mark[~is_comma], mark[is_comma]
    three = point[_digit(text, point + 2) & _digit(text, point + 3) & ~_digit(text, point + 4)]
    next_point = text[three + 4] == ord(".")
    # "1.500.000": the first of its points.
    grouped = three[next_point & ~((text[three - 4] == ord(".")) & _digit(text, three - 5))]
    comma = comma[~_digit(text, comma + 2) | ~_digit(text, comma + 3)]
    return grouped, comma, three[~next_point | ~_digit(text, three + 5)]


def _digit(text: Bytes, at: Offsets) -> np.typing.NDArray[np.bool_]:
    found: np.typing.NDArray[np.bool_] = (text[at] - np.uint8(48)) < 10
    return found
