"""Lines that belong to a web page and not to its article, among them names printed twice before a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.button_row import ButtonRow
from mtlint.checks.line_forms import LineForms
from mtlint.checks.pattern import Options as PatternOptions
from mtlint.checks.pattern import Pattern
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.search import among
from mtlint.columns.tokens import keys, word_keys
from mtlint.rule import Block, Rule

# "Báo Lao độngBáo Lao động", up to the date; with a space between or behind only where nothing stands before.
_DOUBLED = lazy_re.compile(r"(?P<label>[^\W\d_][^\n\d]{1,38}[^\s\d])(?P=label)\Z")
# One word, a space and the word again may be a name: "Bora Bora 12/11/2025" is a dateline.
_DOUBLED_ALONE = lazy_re.compile(
    r"\A[\s|*]{0,4}(?!\S+\s\S+\s?\Z)(?P<span>(?P<label>[^\W\d_][^\n\d]{2,39}?)\s?(?P=label))\s?\Z"
)
_DATE = lazy_re.compile(rb"\d\d?[/.-]\d\d[/.-]\d{4}(?!\d)|\d{4}[/.-]\d\d[/.-]\d\d(?!\d)")
_SEPARATES = np.isin(np.arange(256), list(b"/.-"))
_YEAR_FIRST, _YEAR_LAST = len("2024-"), len("14/")
_LOOK_BACK = 300
# Around a line, besides white space: what an extraction left of a table's frame, of a list or of emphasis.
_FRAME = " \t|:>*_[]«»→←"
_TRIMMED = np.isin(np.arange(256), list(" \t|:>*_[]«»".encode()))
_MOST_TRIMMED = 4
# A label at the end of a document counts where at least so many lines stand above it.
_LEAST_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Options(PatternOptions):
    """`with` of a rule: that of a pattern, and two lists of whole lines; case does not count.

    An entry of `labels` counts only beside one of `lines` (or such a label), and at the end of a document.
    `forms` are lines in several wordings, as `LineForms` reads them. `places` are names (of networks) that
    stand in one line with others ("Follow us on LINE Add friend").
    """

    lines: str = ""
    labels: str = ""
    forms: str = ""
    places: str = ""


class Boilerplate(Pattern):
    """A pattern check that compares whole lines with a list, and looks before dates that touch a letter.

    The group `label` is what a fix keeps; a match with the group `date` says only where one begins.
    Expressions could find the rest too, but forty times slower.
    """

    name: ClassVar[str] = "boilerplate"
    needs: ClassVar[frozenset[str]] = frozenset({"matches", "blocks", "lines"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        super().__init__(rule, options, resources)
        own = {word.lower() for word in resources.words}
        lists = [
            {line.strip(_FRAME).lower() for line in resources.word_list(rule, path)} - own if path else set()
            for path in (options.lines, options.labels, options.places)
        ]
        self._lines, self._labels, places = map(frozenset, lists)
        self._rows = ButtonRow(self._lines, self._labels | places)
        self._forms = LineForms(resources.word_list(rule, options.forms) if options.forms else ())
        listed = self._lines | self._labels
        self._keys = np.sort(word_keys(sorted(listed)))
        self._longest = max((len(line.encode()) for line in listed), default=0)
        self._longest = max(self._longest, self._forms.longest)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The matches, listed lines and doubled labels."""
        dates = self._glued_dates(columns)
        for hit in super().find(columns):
            if hit.groups.get("date"):
                dates.append(hit.start)
            elif self._is_read(columns, hit.start):
                yield hit
        yield from self._listed(columns)
        yield from self._doubled(columns, dates)

    def _listed(self, columns: Columns) -> Iterator[Hit]:
        lines, text = columns.lines, columns.batch.array
        solid = np.flatnonzero(~lines.blank)
        first, last = lines.first[solid], lines.last[solid]
        # A table's pipe at the end, and the space before it, are no part of what is reported.
        shown = last - 2 * ((text[last - 1] == ord("|")) & (last - first > 2))
        short = np.flatnonzero(last - first <= self._longest + 2 * _MOST_TRIMMED)
        low, high = first[short], last[short]
        for _ in range(_MOST_TRIMMED):
            low = low + (_TRIMMED[text[low]] & (low < high))
            high = high - (_TRIMMED[text[high - 1]] & (low < high))
        key = keys(text, low, high)
        listed = among(key, self._keys) | among(key, self._forms.keys) | self._rows.likely(text, low, high)
        # An entry may end in what was trimmed.
        cut = np.flatnonzero((low != first[short]) | (high != last[short]))
        listed[cut] |= among(keys(text, first[short[cut]], shown[short[cut]]), self._keys)
        found = short[listed]
        kept = self._kept(columns, solid, found.tolist())
        for start, end in zip(first[kept].tolist(), shown[kept].tolist(), strict=True):
            yield Hit(
                start, end, {"span": columns.batch.buffer[start:end].decode("utf-8", "replace"), "label": ""}
            )

    def _kept(self, columns: Columns, solid: Offsets, found: list[int]) -> list[int]:
        """Which of some lines (numbers in `solid`) count: runs with a listed one, and the last."""
        kept: list[int] = []
        run: list[tuple[int, bool]] = []
        for line in [*found, -1]:
            sure = self._is_listed(columns, int(solid[line])) if line >= 0 else None
            if run and (line != run[-1][0] + 1 or sure is None or self._parted(columns, solid, line)):
                if any(is_line for _, is_line in run) or self._is_last(columns, solid, run[0][0], run[-1][0]):
                    kept += [number for number, _ in run]
                run = []
            if sure is not None:
                run.append((line, sure))
        return kept

    def _is_listed(self, columns: Columns, line: int) -> bool | None:
        """True for an entry of `lines` and a row of labels, False for one of `labels`, else None."""
        start, end = int(columns.lines.first[line]), int(columns.lines.last[line])
        text = columns.batch.buffer[start:end].decode("utf-8", "replace").strip(_FRAME)
        # Inside a wrapped paragraph words may happen to fill a line: labels begin with a capital.
        inside = text[:1].islower() and not _begins_block(columns, start)
        if inside or not self._is_read(columns, start):
            return None
        if text.lower() in self._labels:
            return False
        return text.lower() in self._lines or self._forms.match(text) or self._rows.is_row(text) or None

    def _parted(self, columns: Columns, solid: Offsets, line: int) -> bool:
        """Whether a line and the one before it belong to two documents."""
        one, other = columns.batch.document_of(columns.lines.first[solid[line - 1 : line + 1]]).tolist()
        return bool(one != other)

    def _is_last(self, columns: Columns, solid: Offsets, first: int, last: int) -> bool:
        """Whether lines are the last of a document that has others above them."""
        low, high = max(first - _LEAST_ABOVE, 0), min(last + 2, len(solid))
        document = columns.batch.document_of(columns.lines.first[solid[low:high]])
        ends = high == last + 1 or document[-1] != document[last - low]
        if not _begins_block(columns, int(columns.lines.first[solid[first]])):
            return False
        return bool(ends and first - low == _LEAST_ABOVE and document[0] == document[last - low])

    def _doubled(self, columns: Columns, dates: list[int]) -> Iterator[Hit]:
        buffer = columns.batch.buffer
        for date in dates:
            block = int(columns.blocks.at(date))
            start = int(columns.blocks.start[block])
            if not self._is_read(columns, date):
                continue
            line = max(start, buffer.rfind(b"\n", 0, date) + 1, date - _LOOK_BACK)
            before = buffer[line:date].decode("utf-8", "ignore")
            if doubled := _DOUBLED.search(before) or _DOUBLED_ALONE.search(before):
                span = doubled[0].rstrip() if "span" not in doubled.groupdict() else doubled["span"]
                end = date - (len(before.encode()) - len(before.rstrip().encode()))
                yield Hit(end - len(span.encode()), end, {"span": span, "label": doubled["label"]})

    def _glued_dates(self, columns: Columns) -> list[int]:
        """Where a date in figures begins after a letter, or after a letter and a space."""
        text = columns.batch.array
        marks = columns.raw_marks
        at = marks.at[_SEPARATES[marks.byte]]
        at = at[(at > _YEAR_FIRST + 2) & (at < len(text) - len("/10/2024"))]
        at = at[
            (text[at + 3] == text[at])
            & (text[at - 1] - np.uint8(48) < 10)
            & (text[at + 1] - np.uint8(48) < 10)
        ]
        dates: set[int] = set()
        for figures in (1, 2, 4):
            start = at - figures
            before = np.where(text[start - 1] == ord(" "), text[start - 2], text[start - 1])
            dates.update(start[before > ord("9")].tolist())
        return [date for date in sorted(dates) if _DATE.match(columns.batch.buffer, date)]

    def _is_read(self, columns: Columns, at: int) -> bool:
        block = int(columns.blocks.at(at))
        if block < 0 or int(columns.blocks.kind[block]) not in self._kinds:
            return False
        # "Input 09:12 | Revised 10:40" is a row of labels and no table, which has more rows than one.
        rows = columns.blocks.kind[max(block - 1, 0) : block + 2] == Block.TABLE_ROW
        return int(columns.blocks.kind[block]) != Block.TABLE_ROW or int(rows.sum()) == 1


def _begins_block(columns: Columns, at: int) -> bool:
    block = int(columns.blocks.at(at))
    return block >= 0 and int(columns.blocks.start[block]) == at
