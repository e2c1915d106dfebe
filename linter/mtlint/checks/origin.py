"""Which countries a document speaks of: evidence for words that mean something else elsewhere.

"KTP" is an identity card in a text with rupiah or Surabaya in it, and a laser in most others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.tokens import Keys, word_keys
from mtlint.rule import Rule

LOCAL = "local"
"""The `use` of a row that counts only where its document speaks of a country of the row's language."""


class Origin:
    """The lists of words that show a country, by the folder of the language they lie in."""

    def __init__(
        self,
        rule: Rule,
        reference: str | None,
        resources: Resources,
        more: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        """`more` are words beside those of the lists, by language."""
        # Whoever names the source language says where the documents come from.
        self._given = resources.source_lang is not None
        lists = resources.word_lists(rule, reference) if reference else {}
        self._words: dict[str, Keys] = {
            file.parent.name: word_keys(sorted({*words, *more.get(file.parent.name, ())}))
            for file, words in lists.items()
        }

    def shows(self, columns: Columns, token: int, language: str) -> bool:
        """Whether the document of a token speaks of a country of a language."""
        if self._given:
            return True
        words = self._words.get(language)
        return words is not None and columns.occurs_any(token, words)
