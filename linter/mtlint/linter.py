"""The library: a configuration, and texts to lint."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from mtlint import __version__
from mtlint.batch import Batch
from mtlint.cache import cached, digest
from mtlint.catalogue import catalogue_folder, load_catalogue
from mtlint.checks import BUILT_IN
from mtlint.config import Config
from mtlint.document import Document, Kind
from mtlint.engine import Engine, Found
from mtlint.errors import ConfigError
from mtlint.findings import DocumentResult, Finding, count_severities
from mtlint.per_file import PerFileIgnores
from mtlint.pieces import PIECE_BYTES, batches
from mtlint.positions import TextLocate
from mtlint.render import render
from mtlint.rule import Rule
from mtlint.selection import named, speaks
from mtlint.suppress import Comment, Roster, find_comments, masked, silence

_MARKDOWN = (".md", ".markdown")


class Linter:
    """Lints texts by one configuration. Thread-safe; pickling keeps the configuration and builds anew.

    Raises CatalogueError or ConfigError when it is made.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self._engine = _engine(self.config)
        self._ignores = PerFileIgnores(self.config, self._engine.known)

    def __reduce__(self) -> tuple[type[Linter], tuple[Config]]:
        return Linter, (self.config,)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that run, by code."""
        return self._engine.rules

    @property
    def skipped_rules(self) -> tuple[tuple[str, str], ...]:
        """Code of each selected rule that cannot run, and why."""
        return self._engine.skipped

    @property
    def named_rules(self) -> frozenset[str]:
        """Codes of the rules that were selected by code or name."""
        return frozenset(rule.code for rule in self.rules if named(rule, self.config))

    def check_text(
        self, text: str, *, filename: str | None = None, kind: Kind | None = None, source: str | None = None
    ) -> list[Finding]:
        """The findings in one text, by position; rows, columns and offsets are those of the text.

        `kind` follows from the file name where it is not given. A lone surrogate counts as U+FFFD.
        """
        raw = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8")
        name = filename or "<text>"
        if kind is None:
            kind = Kind.MARKDOWN if name.lower().endswith(_MARKDOWN) else Kind.PLAIN
        config = self.config
        document = Document(
            name, raw, TextLocate(raw), None, kind, config.target_lang, config.source_lang, source
        )
        return list(self.lint([document])[0].findings)

    def check_batch(self, documents: Sequence[Document]) -> list[list[Finding]]:
        """The findings of each document."""
        return [list(result.findings) for result in self.lint(documents)]

    def lint(self, documents: Sequence[Document]) -> list[DocumentResult]:
        """Findings, words and notes of each document, in their order.

        Raises ConfigError for a document in another language than the configuration's.
        """
        for document in documents:
            self._check_language(document)
        comments = {n: c for n, one in enumerate(documents) if (c := find_comments(one.text, one.kind))}
        read = [_read(document, comments.get(number)) for number, document in enumerate(documents)]
        found: list[list[Found]] = [[] for _ in documents]
        words = [0] * len(documents)
        for lot in batches(read):
            linted = self._engine.lint(Batch([piece.document for piece in lot]))
            for piece, count in zip(lot, linted.words, strict=True):
                words[piece.number] += count
            for one in linted.found:
                piece = lot[one.document]
                found[piece.number].append(one.moved(piece.offset))
        notes: list[tuple[str, ...]] = [()] * len(documents)
        if self.config.inline_ignore:
            for number, said in comments.items():
                found[number], notes[number] = silence(
                    documents[number], read[number].text, said, found[number], self._roster
                )
        return list(map(self._result, documents, found, words, notes))

    def _result(
        self, document: Document, found: list[Found], words: int, notes: tuple[str, ...]
    ) -> DocumentResult:
        ignored = self._ignores.codes(document.filename) if found else frozenset[str]()
        kept = [one for one in found if self.rules[one.rule].code not in ignored]
        findings = tuple(render(document, kept, self.rules))
        if len(document.text) > PIECE_BYTES:
            cut = f"over {PIECE_BYTES >> 20} MB: linted in pieces, so defects across a cut are not seen"
            notes = (*notes, cut)
        return DocumentResult(
            document.filename, document.id, words, findings, notes, count_severities(findings)
        )

    @cached_property
    def _roster(self) -> Roster:
        by_default = {rule.code for rule in self._engine.known if rule.default and speaks(rule, self.config)}
        resting = by_default - {rule.code for rule in self.rules}
        return Roster(self.rules, self._engine.known, frozenset(resting))

    def _check_language(self, document: Document) -> None:
        pair = (document.target_lang, document.source_lang)
        if pair != (self.config.target_lang, self.config.source_lang):
            raise ConfigError(
                f"{document.filename} is {pair[0]} translated from {pair[1] or 'any language'}, "
                f"but this linter was configured for {self.config.target_lang} "
                f"from {self.config.source_lang or 'any language'}; make one for each pair"
            )


def _read(document: Document, comments: list[Comment] | None) -> Document:
    """The document as rules read it: what speaks to mtlint is none of its text."""
    return dataclasses.replace(document, text=masked(document.text, comments)) if comments else document


def _engine(config: Config) -> Engine:
    """The engine of a configuration, from the cache where nothing it is made of has changed."""

    def make() -> Engine:
        return Engine(load_catalogue(config), config)

    def keep(engine: Engine) -> bool:
        # The code of check kinds of other packages is no ingredient: it may change without a trace.
        return all(rule.check in BUILT_IN for rule in engine.rules)

    return cached(digest(_ingredients(config)), Engine, make, keep) if config.cache else make()


def _ingredients(config: Config) -> Iterator[bytes | str]:
    """Everything an engine depends on: versions, settings, the bytes of rules and lexicons."""
    yield from (__version__, sys.version, sys.platform)
    for setting in (
        config.select, config.extend_select, config.ignore, config.target_lang, config.source_lang,
        config.words, sorted(config.rule_overrides.items()), config.rule_folders,
    ):  # fmt: skip
        yield repr(setting)
    for folder in (catalogue_folder(), *config.rule_folders):
        for file in _files(folder):
            yield os.path.relpath(file, folder)
            with open(file, "rb", buffering=0) as stream:
                yield stream.read()
    # Tables of the user's own, which the settings name.
    for override in config.rule_overrides.values():
        for value in override.values():
            if isinstance(value, str) and os.path.isfile(table := os.path.join(config.root, value)):
                with open(table, "rb", buffering=0) as stream:
                    yield stream.read()
    # In a checkout the code changes while the version does not.
    for file in _files(Path(__file__).parent):
        if file.endswith(".py"):
            status = os.stat(file)
            yield f"{file}:{status.st_size}:{status.st_mtime_ns}"


def _files(folder: Path) -> list[str]:
    return sorted(os.path.join(where, name) for where, _, names in os.walk(folder) for name in names)
