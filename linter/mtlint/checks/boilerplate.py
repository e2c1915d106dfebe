"""Lines that belong to a web page and not to its article, among them names printed twice before a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.pattern import Options as PatternOptions
from mtlint.checks.pattern import Pattern
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.tokens import keys, word_keys
from mtlint.rule import Rule

_SLASH = ord("/")
# "Báo Lao độngBáo Lao động", up to the date.
_DOUBLED = re.compile(r"(?P<label>[^\W\d_][^\n\d]{2,39})(?P=label)\Z")
_DATE = re.compile(rb"\d\d/\d\d/\d{4}(?!\d)")
_DATE_BYTES = len("14/09/2024")
_LOOK_BACK = 300
# Around a line, besides white space: what an extraction left of a table's frame.
_FRAME = " \t|"


@dataclass(frozen=True, slots=True)
class Options(PatternOptions):
    """`with` of a rule: that of a pattern, and a list of whole lines; case does not count."""

    lines: str = ""


class Boilerplate(Pattern):
    """A pattern check that compares whole lines with a list, and looks before dates that touch a letter.

    The group `label` is what a fix keeps. Expressions could find both, but forty times slower.
    """

    name: ClassVar[str] = "boilerplate"
    needs: ClassVar[frozenset[str]] = frozenset({"matches", "blocks", "lines"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        super().__init__(rule, options, resources)
        listed = resources.word_list(rule, options.lines) if options.lines else frozenset()
        self._lines = {line.lower() for line in listed} - {word.lower() for word in resources.words}
        self._keys = np.sort(word_keys(sorted(listed)))
        self._longest = max((len(line.encode()) for line in listed), default=0)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The matches, listed lines and doubled labels."""
        yield from super().find(columns)
        yield from self._listed(columns)
        yield from self._doubled(columns)

    def _listed(self, columns: Columns) -> Iterator[Hit]:
        lines = columns.lines
        first, last, text = lines.first, lines.last, columns.batch.array
        # A table's pipe at the end, and the space before it.
        last = last - 2 * ((text[last - 1] == ord("|")) & (last - first > 2))
        short = np.flatnonzero((last > first) & (last - first <= self._longest))
        found = short[np.isin(keys(text, first[short], last[short]), self._keys)]
        for start, end in zip(first[found].tolist(), last[found].tolist(), strict=True):
            line = columns.batch.buffer[start:end].decode("utf-8", "replace")
            if line.strip(_FRAME).lower() in self._lines and self._is_read(columns, start):
                yield Hit(start, end, {"span": line, "label": ""})

    def _doubled(self, columns: Columns) -> Iterator[Hit]:
        buffer = columns.batch.buffer
        for date in self._glued_dates(columns):
            block = int(columns.blocks.at(date))
            start = int(columns.blocks.start[block])
            if not self._is_read(columns, date) or not _DATE.match(buffer, date):
                continue
            line = max(start, buffer.rfind(b"\n", 0, date) + 1, date - _LOOK_BACK)
            doubled = _DOUBLED.search(buffer[line:date].decode("utf-8", "ignore"))
            if doubled:
                groups = {"span": doubled[0], "label": doubled["label"]}
                yield Hit(date - len(doubled[0].encode()), date, groups)

    def _glued_dates(self, columns: Columns) -> list[int]:
        """Where two slashes three bytes apart follow a letter and two more bytes."""
        text = columns.batch.array
        slash = columns.raw_marks.of(_SLASH)
        slash = slash[(slash > 2) & (slash < len(text) - _DATE_BYTES)]
        slash = slash[(text[slash + 3] == _SLASH) & (text[slash - 3] > ord("9"))]
        dates: list[int] = (slash - 2).tolist()
        return dates

    def _is_read(self, columns: Columns, at: int) -> bool:
        block = int(columns.blocks.at(at))
        return block >= 0 and int(columns.blocks.kind[block]) in self._kinds
