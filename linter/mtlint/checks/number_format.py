"""Numbers written as another locale writes them: "1.500.000 dong", "12,5 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Bytes, Offsets
from mtlint.checks import Hit, Place
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.marks import Marks
from mtlint.matcher.code import Kept, any_of
from mtlint.rule import Rule

_BEFORE, _AFTER = 32, 40
# The farthest back a number may begin from its first mark.
_FIGURES = 8
_GROUPS = lazy_re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,4}(?![\w/-]|[.,]\w)")
# Points in the groups and a comma in the fraction: no English number.
_MIXED = lazy_re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){1,4},\d{1,2}(?!\d|/|[.,]\w)")
# Groups of three behind spaces, which a decimal comma follows ("12 345,67").
_SPACED = lazy_re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){0,3}[ \u00a0\u202f]\Z")
_COMMA = lazy_re.compile(r"(?:\d{1,7},\d{1,2}|0,\d{3,4})(?!\d|/|[.,]\d)")
_THOUSAND = lazy_re.compile(r"[1-9]\d{0,2}\.\d{3}(?![\w/-]|[.,]\w)")
_ADDRESS = lazy_re.compile(r"(?:\d{1,2}|1\d\d|2[0-4]\d|25[0-5])(?:\.(?:1\d\d|2[0-4]\d|25[0-5])){3}")
# What stands before a number that is a version, a section, an address, an account.
_IS_LABEL = lazy_re.compile(
    r"(?:\b(?:v|ver|versions?|sections?|sec|articles?|art|chapters?|clauses?|codes?|parts?|paragraphs?|rules?|regulations?"
    r"|no|nos|nr|n°|numbers?|phones?|tel|telephone|mobile|whatsapp|zalo|viber|fax|call|calls|dial|hotline|contact|id|ids|ip"
    r"|addresses|address|hosts?|servers?|release|build|firmware|kernel|files?|models?|patents?|orders?|invoices?|accounts?"
    r"|licen[cs]es?|serial|passports?|cards?|plates?|tickets?|lots?|batch|sku|isbn|issn|doi|dni|cpf|cnpj|nit|rut|ruc|rfc"
    r"|cedula|oid|item|items|entry|doc|document|ref|reference|case|file|gate|port|room|extension|ext)\b\.?:?|[§#/=\\(v-])\s?\Z",
    re.IGNORECASE,
)
# A colon after a word makes what follows a value of any kind, unless that word counts.
_IS_VALUE = lazy_re.compile(r":\s?\Z")
# A name before a number ("Firefox 1.200.100") has versions.
_IS_NAME = lazy_re.compile(
    r"(?:\A|\s)(?!(?:In|Of|The|Some|About|Over|Nearly|Almost|Around|And|With|At|From|To|By|For|Than|More|Only|Exactly"
    r"|Approximately|All|Total|Roughly|Another|These|Those|Its|Their|Up|Under|Between|On|Out|Altogether|Currently|But|As"
    r"|Population|Price|Sum|Amount|Income|Revenue|Profit)\s)[A-Z]\w*\s\Z"
)
_IS_SECTION = lazy_re.compile(
    r"\sof (?:the |this |that )?(?:\w+ ){0,2}(?:code|act|law|manual|rules|regulations?|standard)s?\b",
    re.IGNORECASE,
)
# Two figures, the second one more than the first, are rather two numbers before what is counted in wholes.
_COUNTED = lazy_re.compile(r"(?:year|month|week|day|hour|minute|second|time|point|goal|cup|star)s?\Z")
# The second number of a range, behind which the unit stands.
_WORD = lazy_re.compile(r"[\s\u00a0-]((?!and|but|for|from|than|that|the|was|were|with)[a-z]{3,})")
_RANGE = lazy_re.compile(r"\s?(?:-|–|to|and|or)\s?[-−]?\d{1,7}(?:[.,]\d{1,2})?")
# A list of numbers goes on with another comma or with "and" and a number.
_ENDS = lazy_re.compile(r"(?!\s?(?:,|and|or|;)\s?\d)[\s.,;:)\]–-]|\Z")
_MONEY = lazy_re.compile(
    r"(?:[$€£¥₫₽₹₺₩₴]|\b(?:VND|VNĐ|USD|EUR|GBP|IDR|CNY|RMB|JPY|KRW|THB|RUB|INR|BRL|MXN|CLP|COP|ARS|PEN|TRY|UAH|MYR|PHP|SGD|CHF|PLN|Rp\.?|R\$|S/))\s?\Z"
)


class Options(NamedTuple):
    """`with` of a rule: `units` lists what follows an amount ("percent", "km"), as words or signs.

    `counted` lists what groups of thousands count ("people"), even after a colon or a bracket; `valued` what
    has a value without a unit ("magnitude").
    """

    units: str
    counted: str
    valued: str


class NumberFormat:
    """Looks at points and commas between digits."""

    name: ClassVar[str] = "number-format"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        valued = any_of(resources.word_list(rule, options.valued))
        verb = "was|is|of|at|to|reached|from|equals|(?:stood|stands) at|(?:rose|fell) to"
        self._valued = Kept(rf"\b(?:{valued})(?:\s(?:{verb}))?\s\Z")
        counted = any_of(resources.word_list(rule, options.counted))
        self._counted = Kept(rf"[\s\u00a0](?:[a-z]{{4,12}}[\s\u00a0])?(?:{counted})\b")
        # A hyphen may stand between a number and a unit, but not between a unit and what it is part of.
        unit = any_of(resources.word_list(rule, options.units))
        self._unit = Kept(rf"[\s\u00a0-]{{0,2}}({unit})(?![\w-])")

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch; the group `fixed` is the number as it should be, if that is sure."""
        text = columns.text
        grouped, short, thousand = _candidates(text, columns.marks)
        for at in self._inside(columns, grouped):
            yield from self._grouped(columns, at)
        for at in self._inside(columns, short):
            yield from self._decimal(columns, at)
        for at in self._inside(columns, thousand):
            yield from self._mixed(columns, at) or self._both(columns, at)

    def _inside(self, columns: Columns, at: Offsets) -> list[int]:
        places: list[int] = columns.inside(at, self._kinds)[0].tolist()
        return places

    def _grouped(self, columns: Columns, at: int) -> Iterator[Hit]:
        """Two groups of three after points, where nothing says that they are a version or an address."""
        if mixed := self._mixed(columns, at):
            yield from mixed
            return
        found = _number(columns, at, _GROUPS)
        if found is None:
            return
        start, text, before, after = found
        is_count = before.rstrip().endswith((":", "(", " numbers")) and self._counted.pattern.match(after)
        if not (is_count or self._unit.pattern.match(after) or _MONEY.search(before)):
            zeros = text.endswith(".000")
            if _IS_LABEL.search(before) or _ADDRESS.fullmatch(text):
                return
            if not zeros and (
                _IS_VALUE.search(before) or _IS_NAME.search(before) or _IS_SECTION.match(after)
            ):
                return
        yield _hit(start, text, text.replace(".", ","))

    def _decimal(self, columns: Columns, at: int) -> Iterator[Hit]:
        """A comma before one or two figures and a unit, or after the sign of a currency."""
        found = _number(columns, at, _COMMA)
        if found is None:
            return
        start, text, before, after = found
        if re.match(r"\d{3},", text) and (spaced := _SPACED.search(before)):
            start -= len(spaced[0].encode())
            text, before = spaced[0] + text, before[: spaced.start()]
        # "2,5 million", but "groups of 3,4 and 5" has no unit; "1,2 and 1,3 km" lists pairs of numbers.
        if re.search(r"\d,?\s?\Z|,\Z", before):
            return
        unit = self._unit.pattern.match(after)
        if unit is None and (second := _RANGE.match(after)):
            is_range = not second[0].strip().startswith(("and", "or")) or before.lower().endswith("between ")
            unit = self._unit.pattern.match(after[second.end() :]) if is_range else None
        paid = _MONEY.search(before) is not None and text[-3] == ","
        plain = re.sub(r"\s", "", text)
        whole, fraction = plain.split(",")
        is_pair = len(text) == len("3,4") and int(fraction) == int(whole) + 1
        valued = not is_pair and self._valued.pattern.search(before) and _ENDS.match(after)
        if paid or valued or (unit and not (is_pair and _COUNTED.match(unit[1]))):
            grouped = f"{int(whole):,}" if plain != text else whole
            yield _hit(start, text, f"{grouped}.{fraction}")

    def _mixed(self, columns: Columns, at: int) -> list[Hit]:
        """Such as "1.250,50": points in the groups, a comma before the fraction."""
        found = _number(columns, at, _MIXED)
        if found is None or _IS_LABEL.search(found[2]):
            return []
        start, text, _, _ = found
        return [_hit(start, text, text.replace(".", " ").replace(",", ".").replace(" ", ","))]

    def _both(self, columns: Columns, at: int) -> Iterator[Hit]:
        """A number with a point whose digits stand with a comma in its document, before the same word."""
        found = _number(columns, at, _THOUSAND)
        if found is None:
            return
        start, text, before, after = found
        unit = self._unit.pattern.match(after) or _WORD.match(after)
        if unit is None or _IS_LABEL.search(before) or _IS_NAME.search(before):
            return
        other = text.replace(".", ",")
        document = int(columns.batch.document_of(start))
        low, high = int(columns.batch.start[document]), int(columns.batch.end[document])
        if columns.prose.find(other.encode(), low, high) < 0:
            return
        same = re.escape(unit[1])
        again = re.compile(
            rf"(?:(?:\(|\bor\s){other}(?![\d.,]\d|\d)|(?<![\d.,]){other}(?:(?:\s|\xc2\xa0|-){{0,2}}{same}(?![\w-])|(?=[,;:)]\s|\.(?:\s|$))))".encode()
        )
        if match := again.search(columns.prose, low, high):
            first = columns.prose.find(other.encode(), match.start())
            place = Place(first, first + len(other), "here it has a comma")
            yield Hit(start, start + len(text), {"number": text, "fixed": None}, related=(place,))


def _hit(start: int, text: str, fixed: str) -> Hit:
    return Hit(start, start + len(text.encode()), {"number": text, "fixed": fixed})


def _number(columns: Columns, at: int, number: re.Pattern[str]) -> tuple[int, str, str, str] | None:
    """Where the number begins that has its first mark at `at`, the number, what is before and after it."""
    start = at
    while start > at - _FIGURES and 48 <= columns.text[start - 1] < 58:
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
    # "12,5", and "0,125", which is no thousand.
    short = ~_digit(text, comma + 2) | ~_digit(text, comma + 3)
    comma = comma[short | ((text[comma - 1] == ord("0")) & ~_digit(text, comma - 2))]
    return grouped, comma, three[~next_point | ~_digit(text, three + 5)]


def _digit(text: Bytes, at: Offsets) -> np.typing.NDArray[np.bool_]:
    found: np.typing.NDArray[np.bool_] = (text[at] - np.uint8(48)) < 10
    return found
