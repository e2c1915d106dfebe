"""What was found in a few documents, kept until something changes that it depends on.

A hook or a person lints the same files again and again. Two pages that are remembered take 0.08 s, new ones
0.31 s: most of that is NumPy, Hyperscan and the engine, which are then not even imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mtlint.cache import cached, digest
from mtlint.config import Config
from mtlint.document import Document
from mtlint.engine_key import engine_key
from mtlint.findings import DocumentResult
from mtlint.positions import TextLocate

if TYPE_CHECKING:
    from mtlint.linter import Linter
    from mtlint.rule import Rule


class Settings(NamedTuple):
    """What a run asks of its linter before a document is linted; only of a valid configuration."""

    skipped_rules: tuple[tuple[str, str], ...]
    named_rules: frozenset[str]


class Answers(NamedTuple):
    """The results of documents, without their texts."""

    results: tuple[DocumentResult, ...]


class Remembered:
    """A linter that reads its results from the cache where it has linted the same documents before.

    For a run of one batch: a corpus would fill the cache with what is never asked for again. Raises
    CatalogueError or ConfigError when it is made.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self._key = digest((engine_key(config), repr(config)))
        settings = cached(self._key, Settings, self._settings, self._is_repeatable)
        self.skipped_rules, self.named_rules = settings

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that run, by code."""
        return self._linter.rules

    def lint(self, documents: Sequence[Document]) -> list[DocumentResult]:
        """What `Linter.lint` finds."""
        if not all(type(document.locate) is TextLocate for document in documents):
            # Where the findings lie depends on the file, and not only on the text.
            return self._linter.lint(documents)
        answers = cached(
            digest(self._parts(documents)),
            Answers,
            lambda: Answers(tuple(one._replace(text=b"") for one in self._linter.lint(documents))),
            self._is_repeatable,
        )
        pairs = zip(answers.results, documents, strict=True)
        return [result._replace(text=document.text) for result, document in pairs]

    @cached_property
    def _linter(self) -> Linter:
        # Imported here: it is what takes long.
        from mtlint.linter import Linter

        return Linter(self.config)

    def _settings(self) -> Settings:
        return Settings(self._linter.skipped_rules, self._linter.named_rules)

    def _is_repeatable(self, _made: object) -> bool:
        return self._linter.is_repeatable

    def _parts(self, documents: Sequence[Document]) -> Iterator[str | bytes]:
        yield self._key
        for document in documents:
            yield repr({**document._asdict(), "text": None, "locate": None})
            yield document.text
