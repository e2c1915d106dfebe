"""The library: a configuration, and texts to lint."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from mtlint.batch import Batch
from mtlint.config import Config
from mtlint.document import Document, Kind
from mtlint.engine import CountsProse, Found
from mtlint.engine_cache import engine_of, is_repeatable
from mtlint.errors import ConfigError, UncheckedError
from mtlint.findings import DocumentResult, Finding
from mtlint.per_file import PerFileIgnores
from mtlint.pieces import PIECE_BYTES, batches
from mtlint.positions import TextLocate
from mtlint.readability import ProseCounts
from mtlint.render import render
from mtlint.rule import Rule
from mtlint.selection import LANGUAGETOOL, named, speaks
from mtlint.suppress import Roster, find_comments, masked, silence

if TYPE_CHECKING:
    from mtlint.languagetool import Proofreads

_MARKDOWN = (".md", ".markdown")
_CUT = f"over {PIECE_BYTES >> 20} MB: linted in pieces, so defects across a cut are not seen"


class Linter:
    """Lints texts by one configuration. Thread-safe; pickling keeps the configuration and builds anew.

    With `count_prose`, results say what it counts. Raises CatalogueError or ConfigError when it is made.
    """

    def __init__(self, config: Config | None = None, count_prose: CountsProse | None = None) -> None:
        self.config = config or Config()
        self._count_prose = count_prose
        self._engine = engine_of(self.config)
        self._ignores = PerFileIgnores(self.config, self._engine.known)
        self._proofreader = self._make_proofreader()

    def __reduce__(self) -> tuple[type[Linter], tuple[Config, CountsProse | None]]:
        return Linter, (self.config, self._count_prose)

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

    @property
    def is_repeatable(self) -> bool:
        """Whether it finds the same in the same text, as long as no file of mtlint or of the user changes."""
        return self._proofreader is None and is_repeatable(self._engine)

    def check_text(
        self, text: str, *, filename: str | None = None, kind: Kind | None = None, source: str | None = None
    ) -> list[Finding]:
        """The findings in one text, by position; rows, columns and offsets are those of the text.

        `kind` follows from the file name where it is not given. A lone surrogate counts as U+FFFD. Raises
        UncheckedError where a server does not answer, as does `check_batch`; `lint` gives the other findings.
        """
        raw = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8")
        name = filename or "<text>"
        if kind is None:
            kind = Kind.MARKDOWN if name.lower().endswith(_MARKDOWN) else Kind.PLAIN
        config = self.config
        document = Document(
            name, raw, TextLocate(raw), None, kind, config.target_lang, config.source_lang, source
        )
        return self.check_batch([document])[0]

    def check_batch(self, documents: Sequence[Document]) -> list[list[Finding]]:
        """The findings of each document."""
        results = self.lint(documents)
        for reason in (reason for result in results for reason in result.failures):
            raise UncheckedError(reason)
        return [list(result.findings) for result in results]

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
        found, words, prose, failures = self._found(read)
        notes: dict[int, tuple[str, ...]] = {}
        if self.config.inline_ignore:
            for number, said in comments.items():
                found[number], notes[number] = silence(
                    documents[number],
                    read[number].text,
                    said,
                    found.get(number, []),
                    self._half_roster if number in failures else self._roster,
                )
        results = [
            DocumentResult(
                document.filename,
                document.id,
                words[number],
                self._findings(document, found[number]) if number in found else (),
                (*notes.get(number, ()), _CUT) if len(document.text) > PIECE_BYTES else notes.get(number, ()),
                document.text,
                prose=prose.get(number),
            )
            for number, document in enumerate(documents)
        ]
        for number in notes:
            results[number] = _parted(results[number])
        for number, reason in failures.items():
            results[number] = results[number]._replace(failures=(reason,))
        return results

    def _found(
        self, documents: Sequence[Document]
    ) -> tuple[dict[int, list[Found]], list[int], dict[int, ProseCounts], dict[int, str]]:
        """What the engine finds, the words of every document, what else is to be counted there, failures."""
        found: dict[int, list[Found]] = {}
        words = [0] * len(documents)
        prose: dict[int, ProseCounts] = {}
        failures: dict[int, str] = {}
        for lot in batches(documents):
            batch = Batch([piece.document for piece in lot])
            linted = self._engine.lint(batch, self._count_prose, self._proofreader)
            for piece, count in zip(lot, linted.words, strict=True):
                words[piece.number] += count
            for piece, counts in zip(lot, linted.prose, strict=False):
                prose[piece.number] = counts.plus(prose.get(piece.number, ProseCounts()))
            for one in linted.found:
                piece = lot[one.document]
                found.setdefault(piece.number, []).append(one.moved(piece.offset) if piece.offset else one)
            for index, reason in linted.failures.items():
                failures.setdefault(lot[index].number, reason)
        return found, words, prose, failures

    def _findings(self, document: Document, found: list[Found]) -> tuple[Finding, ...]:
        ignored = self._ignores.codes(document.filename)
        kept = [one for one in found if not self._names(one) & ignored] if ignored else found
        return tuple(render(document, kept, self.rules))

    def _names(self, found: Found) -> frozenset[str]:
        """The codes that a file may ignore a finding by."""
        code = self.rules[found.rule].code
        return frozenset([code, f"{code}:{found.origin.source.rule}".upper()] if found.origin else [code])

    @cached_property
    def _roster(self) -> Roster:
        by_default = {rule.code for rule in self._engine.known if rule.default and speaks(rule, self.config)}
        resting = by_default - {rule.code for rule in self.rules}
        return Roster(self.rules, self._engine.known, frozenset(resting))

    @cached_property
    def _half_roster(self) -> Roster:
        """Where the server did not answer: a comment about its findings cannot prove itself."""
        unasked = {rule.code for rule in self.rules if rule.check == LANGUAGETOOL}
        return self._roster._replace(resting=self._roster.resting | unasked)

    def _make_proofreader(self) -> Proofreads | None:
        if all(rule.check != LANGUAGETOOL for rule in self.rules):
            return None
        # Imported here, as everything about LanguageTool: few runs ask it.
        from mtlint.languagetool.proofreader import Proofreader

        return Proofreader(self.config.languagetool, cache=self.config.cache)

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
