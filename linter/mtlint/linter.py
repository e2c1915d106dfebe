"""The library: a configuration, and texts to lint."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec

from mtlint import __version__
from mtlint.batch import Batch
from mtlint.cache import cached, digest, noted, stamp_of
from mtlint.catalogue import catalogue_folder, load_catalogue
from mtlint.checks import BUILT_IN
from mtlint.config import Config
from mtlint.document import Document, Kind
from mtlint.engine import Engine, Found
from mtlint.errors import ConfigError
from mtlint.findings import DocumentResult, Finding
from mtlint.per_file import PerFileIgnores
from mtlint.pieces import PIECE_BYTES, batches
from mtlint.positions import TextLocate
from mtlint.render import render
from mtlint.rule import Rule
from mtlint.selection import named, speaks
from mtlint.suppress import Roster, find_comments, masked, silence

_MARKDOWN = (".md", ".markdown")
_CUT = f"over {PIECE_BYTES >> 20} MB: linted in pieces, so defects across a cut are not seen"


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
        self._check_languages(documents)
        comments = {n: c for n, one in enumerate(documents) if (c := find_comments(one.text, one.kind))}
        read = [*documents]
        for number, said in comments.items():
            # What speaks to mtlint is none of the text that rules read.
            read[number] = read[number]._replace(text=masked(read[number].text, said))
        found, words = self._found(read)
        notes: dict[int, tuple[str, ...]] = {}
        if self.config.inline_ignore:
            for number, said in comments.items():
                found[number], notes[number] = silence(
                    documents[number], read[number].text, said, found.get(number, []), self._roster
                )
        results = [
            DocumentResult(
                document.filename,
                document.id,
                words[number],
                self._findings(document, found[number]) if number in found else (),
                (*notes.get(number, ()), _CUT) if len(document.text) > PIECE_BYTES else notes.get(number, ()),
                document.text,
            )
            for number, document in enumerate(documents)
        ]
        for number in notes:
            results[number] = _parted(results[number])
        return results

    def _found(self, documents: Sequence[Document]) -> tuple[dict[int, list[Found]], list[int]]:
        """What the engine finds, by the number of the document, and the words of every document."""
        found: dict[int, list[Found]] = {}
        words = [0] * len(documents)
        for lot in batches(documents):
            linted = self._engine.lint(Batch([piece.document for piece in lot]))
            for piece, count in zip(lot, linted.words, strict=True):
                words[piece.number] += count
            for one in linted.found:
                piece = lot[one.document]
                found.setdefault(piece.number, []).append(one.moved(piece.offset) if piece.offset else one)
        return found, words

    def _findings(self, document: Document, found: list[Found]) -> tuple[Finding, ...]:
        ignored = self._ignores.codes(document.filename)
        kept = [one for one in found if self.rules[one.rule].code not in ignored] if ignored else found
        return tuple(render(document, kept, self.rules))

    @cached_property
    def _roster(self) -> Roster:
        by_default = {rule.code for rule in self._engine.known if rule.default and speaks(rule, self.config)}
        resting = by_default - {rule.code for rule in self.rules}
        return Roster(self.rules, self._engine.known, frozenset(resting))

    def _check_languages(self, documents: Sequence[Document]) -> None:
        ours = (self.config.target_lang, self.config.source_lang)
        if {(one.target_lang, one.source_lang) for one in documents} <= {ours}:
            return
        other = next(one for one in documents if (one.target_lang, one.source_lang) != ours)
        raise ConfigError(
            f"{other.filename} is {other.target_lang} translated from {other.source_lang or 'any language'}, "
            f"but this linter was configured for {ours[0]} "
            f"from {ours[1] or 'any language'}; make one for each pair"
        )


def _parted(result: DocumentResult) -> DocumentResult:
    """A result with the findings that comments silence set apart."""
    findings = tuple(one for one in result.findings if one.suppression is None)
    suppressed = tuple(one for one in result.findings if one.suppression is not None)
    return result._replace(findings=findings, suppressed=suppressed)


def _engine(config: Config) -> Engine:
    """The engine of a configuration, from the cache where nothing it is made of has changed."""

    def make() -> Engine:
        return Engine(load_catalogue(config), config)

    def keep(engine: Engine) -> bool:
        # The code of check kinds of other packages is no ingredient: it may change without a trace.
        return all(rule.check in BUILT_IN for rule in engine.rules)

    if not config.cache:
        return make()
    key = noted(digest(_stamps(config)), lambda: digest(_ingredients(config)))
    return cached(key, Engine, make, keep)


def _stamps(config: Config) -> Iterator[str]:
    """What changes when one of the ingredients does, without a file being read."""
    yield from _settings(config)
    yield from stamp_of(file for _, file in _files(config))


def _ingredients(config: Config) -> Iterator[bytes | str]:
    """Everything an engine depends on: versions, settings, the bytes of code, rules and lexicons."""
    yield from _settings(config)
    for folder, file in _files(config):
        yield os.path.relpath(file, folder)
        with open(file, "rb", buffering=0) as stream:
            yield stream.read()


def _settings(config: Config) -> Iterator[str]:
    # An engine made without Hyperscan is slow and right; it goes as soon as there is one.
    yield from (__version__, sys.version, sys.platform, str(find_spec("hyperscan") is not None))
    for setting in (
        config.select, config.extend_select, config.ignore, config.target_lang, config.source_lang,
        config.words, sorted(config.rule_overrides.items()), config.rule_folders,
    ):  # fmt: skip
        yield repr(setting)


def _files(config: Config) -> Iterator[tuple[str, str]]:
    """The code, the rules and lexicons, and the user's own tables, each after the folder it belongs to."""
    # In a checkout the code changes while the version does not.
    code = os.path.dirname(__file__)
    yield from ((code, file) for file in _below(code) if file.endswith(".py"))
    for folder in map(os.fspath, (catalogue_folder(), *config.rule_folders)):
        yield from ((folder, file) for file in _below(folder))
    for override in config.rule_overrides.values():
        for value in override.values():
            if isinstance(value, str) and os.path.isfile(table := os.path.join(config.root, value)):
                yield os.fspath(config.root), table


def _below(folder: str) -> list[str]:
    return sorted(os.path.join(where, name) for where, _, names in os.walk(folder) for name in names)
