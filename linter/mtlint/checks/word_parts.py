"""Tables about parts of words: which begin or end compounds, and beside which a function word tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from mtlint.errors import CatalogueError
from mtlint.matcher.code import Kept
from mtlint.rule import Rule

Rows = Iterable[tuple[Path, Mapping[str, str]]]


class PartKinds:
    """Of which kinds a part of a word is; a table has the columns `kind` and `part`, an expression."""

    def __init__(self, rule: Rule, rows: Rows, kinds: Collection[str]) -> None:
        """Raises CatalogueError: another kind than those, or a mistake in an expression."""
        sources: dict[str, list[str]] = defaultdict(list)
        for file, cells in rows:
            place = f"{file}:{cells['line']}: {rule.code}"
            if cells["kind"] not in kinds:
                raise CatalogueError(
                    f'{place}: kind: "{cells["kind"]}" is none of {", ".join(sorted(kinds))}'
                )
            sources[cells["kind"]].append(_checked(cells["part"], f"{place}: part"))
        self._parts = {kind: Kept("|".join(of_kind)) for kind, of_kind in sources.items()}

    def has(self, kind: str, part: str) -> bool:
        """Whether a part, in small letters, is of a kind."""
        return kind in self._parts and self._parts[kind].pattern.fullmatch(part) is not None


class Beside:
    """Beside which other part a word tells; a table has the columns `words`, `place` and `beside`."""

    def __init__(self, rule: Rule, rows: Rows, places: Collection[str]) -> None:
        """Raises CatalogueError: another place than those, or a mistake in an expression."""
        sources: dict[tuple[str, str], list[str]] = defaultdict(list)
        for file, cells in rows:
            place = f"{file}:{cells['line']}: {rule.code}"
            if cells["place"] not in places:
                raise CatalogueError(
                    f'{place}: place: "{cells["place"]}" is none of {", ".join(sorted(places))}'
                )
            beside = _checked(cells["beside"], f"{place}: beside")
            for word in cells["words"].split("|"):
                sources[cells["place"], word].append(beside)
        self._beside = {key: Kept("|".join(of_key)) for key, of_key in sources.items()}

    def tells(self, place: str, word: str, other: str) -> bool:
        """Whether a word at a place tells, with the other part, in small letters."""
        kept = self._beside.get((place, word))
        return kept is not None and kept.pattern.fullmatch(other) is not None


def _checked(source: str, place: str) -> str:
    try:
        re.compile(source)
    except re.error as error:
        raise CatalogueError(f"{place}: {source!r} {error}") from None
    return source
