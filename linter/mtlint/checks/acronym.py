"""Acronyms of a source language that were left standing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.matcher import Expression, Layer
from mtlint.rule import Rule

# Inside an official number (512/QD-UBND, 26-CT/TW) the letters are the document's name, so a hyphen, slash
# or stop before them spares them. After them only letters and digits make them part of something longer.
_ALONE = r"(?<![\w/&.-])(?P<span>{0})(?![\w&]|-\d|/\d|/[A-Z]{{2}})"


class Options(NamedTuple):
    """`with` of a rule: a table with the columns acronym, original, expansion, english and use."""

    acronyms: str


class Acronym:
    """Finds the rows of a table whose `use` is `flag`; others need evidence that letters do not give."""

    name: ClassVar[str] = "acronym"
    needs: ClassVar[frozenset[str]] = frozenset({"matches"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._rows: dict[int, Mapping[str, str | None]] = {}
        for file, row in resources.table(rule, options.acronyms):
            forms = sorted({row["acronym"], row["original"]})
            if row["use"] == "flag" and resources.words.isdisjoint(forms):
                source = _ALONE.format("|".join(map(re.escape, forms)))
                expression = Expression(source, Layer.PROSE, rule.block_kinds)
                self._rows[resources.expression(rule, expression, f"{file}:{row['line']}")] = dict(row)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every occurrence, in capitals as the table has them."""
        for number, row in self._rows.items():
            for match in columns.matches.get(number, ()):
                yield Hit(match.start, match.end, {**row, "acronym": match.groups["span"]})
