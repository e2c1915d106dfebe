"""Acronyms of a source language that were left standing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.errors import CatalogueError
from mtlint.matcher import Expression, Layer
from mtlint.rule import Rule

# Inside an official number (512/QD-UBND, 26-CT/TW) the letters are the document's name, so a hyphen, slash
# or stop before them spares them. After them only letters and digits make them part of something longer.
_ALONE = r"(?<![\w/&.-])(?P<span>{0})(?![\w&]|-\d|/\d|/[A-Z]{{2}})"
# Letters that English has not show what they are: in brackets, after a colon or beside other such words they
# are a gloss or a quotation.
_CYRILLIC = (
    r"(?<![\w/&.(\[«“\"-])(?<!:\s)(?<![\u0400-\u04ff]\s)(?P<span>{0})"
    r"(?![\w&»”\")\]]|-\w)(?!\s[\u0400-\u04ff])"
)
_LETTERS = lazy_re.compile("[\u0400-\u04ff]")


class Options(NamedTuple):
    """`with` of a rule: a table with the columns acronym, original, expansion, english and use.

    It may have the column `unless`, an expression: in a document in which it occurs, the letters are those of
    another acronym.
    """

    acronyms: str


class Acronym:
    """Finds the rows of a table whose `use` is `flag`; others need evidence that letters do not give."""

    name: ClassVar[str] = "acronym"
    needs: ClassVar[frozenset[str]] = frozenset({"matches"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._rows: dict[int, Mapping[str, str | None]] = {}
        # Several languages share letters (ONU in Spanish and French): the first table that has them is used.
        taken: set[str] = set()
        for file, row in resources.table(rule, options.acronyms):
            forms = {row["acronym"], row["original"]}
            if row["use"] != "flag" or not resources.words.isdisjoint(forms) or forms <= taken:
                continue
            place = f"{file}:{row['line']}"
            _check(rule, row, place)
            alone = _CYRILLIC if _LETTERS.search(row["acronym"]) else _ALONE
            source = alone.format(
                "|".join(re.escape(form).replace(r"\ ", " ") for form in sorted(forms - taken))
            )
            expression = Expression(source, Layer.PROSE, rule.block_kinds)
            self._rows[resources.expression(rule, expression, place)] = dict(row)
            taken |= forms

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every occurrence, in capitals as the table has them."""
        for number, row in self._rows.items():
            for match in columns.matches.get(number, ()):
                unless = row.get("unless")
                if not unless or not re.search(unless, columns.document_text(match.start)):
                    yield Hit(match.start, match.end, {**row, "acronym": match.groups["span"]})


def _check(rule: Rule, row: Mapping[str, str], place: str) -> None:
    try:
        re.compile(row.get("unless", ""))
    except re.error as error:
        raise CatalogueError(f"{place}: {rule.code}: unless: is no expression: {error}") from None
