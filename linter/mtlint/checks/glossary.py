"""The user's own glossary: words that must not stand in a translation, and those to use instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.errors import CatalogueError
from mtlint.matcher import Expression, Layer
from mtlint.rule import Rule

_COLUMNS = ("forbidden", "preferred", "case", "note")
_ALONE = r"(?<![\w-])(?P<span>{0})(?![\w-])"


class Options(NamedTuple):
    """`with` of a rule.

    `table` is a CSV file with the columns `forbidden`, `preferred` (may be empty), `case` (`exact`, or empty
    where capitals do not count) and `note`; others, such as `source`, are kept for later. Without a table
    there is nothing to look for.
    """

    table: str | None = None


class Glossary:
    """Makes an expression of each row."""

    name: ClassVar[str] = "glossary"
    needs: ClassVar[frozenset[str]] = frozenset({"matches"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._rows: dict[int, Mapping[str, str]] = {}
        for file, row in resources.table(rule, options.table) if options.table else ():
            place = f"{file}:{row['line']}"
            _check(file, row)
            source = _ALONE.format(re.escape(row["forbidden"].strip()).replace(r"\ ", " "))
            exact = row["case"].strip() == "exact"
            expression = Expression(source, Layer.PROSE, rule.block_kinds, ignore_case=not exact)
            self._rows[resources.expression(rule, expression, place)] = row

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every forbidden word that is no part of the preferred one; `fixed` begins as the word does."""
        for number, row in self._rows.items():
            preferred = row["preferred"].strip()
            for match in columns.matches.get(number, ()):
                if preferred and _is_part(columns, match.start, match.end, preferred):
                    continue
                fixed = None
                if preferred:
                    as_title = match.groups["span"] and match.groups["span"][0].isupper()
                    fixed = preferred[0].upper() + preferred[1:] if as_title else preferred
                advice = "; ".join(
                    part for part in (f'write "{fixed}"' if fixed else "", row["note"].strip()) if part
                )
                groups = {"forbidden": row["forbidden"], "preferred": preferred or None, "fixed": fixed}
                yield Hit(match.start, match.end, {**groups, "advice": f": {advice}" if advice else ""})


def _check(file: Path, row: Mapping[str, str]) -> None:
    place = f"{file}:{row['line']}"
    if missing := [column for column in _COLUMNS if column not in row]:
        raise CatalogueError(
            f"{place}: a glossary has the columns {', '.join(_COLUMNS)}; {missing[0]} is missing"
        )
    if not row["forbidden"].strip():
        raise CatalogueError(f"{place}: forbidden: nothing stands here")
    if row["case"].strip() not in ("", "exact"):
        raise CatalogueError(f'{place}: case: "{row["case"]}" is not possible here; known: exact, or nothing')


def _is_part(columns: Columns, start: int, end: int, preferred: str) -> bool:
    """Whether what is forbidden stands inside what is preferred ("Board" in "Board of Trustees")."""
    reach = 2 * len(preferred.encode())
    around = columns.text_of(max(start - reach, 0), end + reach).lower()
    at = len(columns.text_of(max(start - reach, 0), start))
    length = len(columns.text_of(start, end))
    return any(
        match.start() <= at and at + length <= match.end() and match.end() - match.start() > length
        for match in re.finditer(re.escape(preferred.lower()), around)
    )
