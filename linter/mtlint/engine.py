"""The engine: a batch of documents and the rules of a run make findings.

It knows neither files nor reporters. It is built once from the catalogue and the configuration, holds
nothing of a batch, may be shared by threads, and can be pickled with all it has compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mtlint.batch import Batch
from mtlint.catalogue import Catalogue
from mtlint.checks import Check, Hit, Origin, Place, check_kind
from mtlint.checks.resources import Resources
from mtlint.columns import COLUMNS, Columns
from mtlint.columns.gaps import GapTable
from mtlint.config import Config
from mtlint.errors import ConfigError
from mtlint.extras import EXTRAS, missing_extra
from mtlint.findings import Severity
from mtlint.matcher import Matcher, matcher
from mtlint.quotation import Quotations
from mtlint.readability import ProseCounts
from mtlint.rule import Rule
from mtlint.selection import choice_of, named, select_rules, yields
from mtlint.vocabulary import Vocabulary

if TYPE_CHECKING:
    from mtlint.languagetool import Proofreads

_ABBREVIATIONS = "lexicons/{target-lang}/abbreviations.txt"


class Found(NamedTuple):
    """A finding as the engine makes it.

    `start` and `end` are bytes in the document, `rule` is a place in `Engine.rules`; row, column and message
    wait until somebody wants to read them. `origin` is that of another tool's findings. `silenced` is the
    reason of a comment that silences it, perhaps empty; None where there is none.
    """

    document: int
    start: int
    end: int
    rule: int
    groups: dict[str, str | None]
    severity: Severity
    related: tuple[Place, ...]
    origin: Origin | None = None
    silenced: str | None = None

    def moved(self, offset: int) -> Found:
        """The same finding, of a document in which the linted piece begins at `offset`."""
        related = _moved(self.related, offset)
        return self._replace(start=self.start + offset, end=self.end + offset, related=related)


def _moved(places: tuple[Place, ...], offset: int) -> tuple[Place, ...]:
    return tuple(place._replace(start=place.start + offset, end=place.end + offset) for place in places)


def _lacking(needs: frozenset[str]) -> str | None:
    """Which of a check's needs, beyond the columns, are not there."""
    if unknown := sorted(needs - EXTRAS.keys()):
        return f"its check needs {', '.join(unknown)}, which is not there"
    return next(filter(None, map(missing_extra, sorted(needs))), None)


class Linted(NamedTuple):
    """A batch's findings by document, start, rule; the words of each document; by the number of a document,
    why something could not be looked for in it; and what else was counted.
    """  # noqa: D205

    found: list[Found]
    words: list[int]
    failures: dict[int, str]
    prose: Sequence[ProseCounts] = ()


CountsProse = Callable[[Columns], Sequence[ProseCounts]]
"""What counts more than the words of each document of a batch. It must pickle."""


class Engine:
    """All selected rules, ready to run; `known` are all rules there are."""

    def __init__(self, catalogue: Catalogue, config: Config) -> None:
        # A table that the configuration names lies beside it.
        folders = (*catalogue.folders, config.root) if config.rule_overrides else catalogue.folders
        resources = Resources(
            folders, config.target_lang, config.source_lang, config.words, choice_of(catalogue, config)
        )
        rules: list[Rule] = []
        skipped: list[tuple[str, str]] = []
        self._checks: list[Check] = []
        for rule in select_rules(catalogue, config):
            kind = check_kind(rule.check)
            assert kind is not None, "the catalogue has looked for it"
            if why := _lacking(kind.needs - COLUMNS):
                if named(rule, config) and kind.needs <= COLUMNS | EXTRAS.keys():
                    raise ConfigError(f"rule {rule.code} ({rule.name}) cannot run: {why}")
                skipped.append((rule.code, why))
            else:
                self._checks.append(kind(rule, rule.options, resources))
                rules.append(rule)
        self.rules, self.skipped = tuple(rules), tuple(skipped)
        # Nobody looks at the options of the others; to read them from the cache would import their checks.
        self.known = tuple(rule if rule in rules else rule._replace(options=None) for rule in catalogue.rules)
        places = {rule.code: index for index, rule in enumerate(rules)}
        self._over = [{places[code] for code in rule.over if code in places} for rule in rules]
        for index, rule in enumerate(rules):
            for winner, over in zip(rules, self._over, strict=True):
                if winner is not rule and yields(rule, winner):
                    over.add(index)
        # Sentences need to know the abbreviations of the target language, if there is a list of them.
        abbreviations = resources.bit_of(resources.optional_list(_ABBREVIATIONS))
        # Imported here: an engine from the cache needs no threads. Hyperscan compiles for a second or two and
        # lets other threads work meanwhile.
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor() as pool:
            compiled = pool.submit(matcher, resources.expressions)
            resources.finish()
            self._vocabulary = Vocabulary(resources.lexicons, abbreviations)
            self._matcher: Matcher = compiled.result()
        self._gap_table = GapTable()

    def columns(self, batch: Batch, proofreader: Proofreads | None = None) -> Columns:
        """The columns of a batch, none computed yet."""
        return Columns(batch, self._vocabulary, self._matcher, self._gap_table, proofreader)

    def lint(
        self,
        batch: Batch,
        count_prose: CountsProse | None = None,
        proofreader: Proofreads | None = None,
    ) -> Linted:
        """Everything the rules find in a batch, overlaps within a rule and listed precedences settled."""
        columns = self.columns(batch, proofreader)
        hits = self._hits(columns)
        found = self._found(columns, hits)
        found.sort(key=lambda one: (one.document, one.start, one.rule))
        prose = count_prose(columns) if count_prose else ()
        return Linted(self._settled(found), columns.words, columns.failures, prose)

    def _hits(self, columns: Columns) -> list[tuple[int, Hit]]:
        """What each check finds and its rule does not spare, with the number of the rule."""
        quotations = Quotations(columns)
        return [
            (index, hit)
            for index in range(len(self.rules))
            for hit in self._hits_of(index, columns, quotations)
        ]

    def _hits_of(self, index: int, columns: Columns, quotations: Quotations) -> Iterator[Hit]:
        rule = self.rules[index]
        for hit in longest(self._checks[index].find(columns)):
            if rule.quoted == "skip" and quotations.enclose(hit.start, hit.end):
                continue
            if rule.document and not re.search(rule.document, columns.document_text(hit.start)):
                continue
            yield hit

    def _found(self, columns: Columns, hits: Sequence[tuple[int, Hit]]) -> list[Found]:
        """Hits, with their rules, as findings of their documents."""
        documents = columns.batch.document_of(np.array([hit.start for _, hit in hits], dtype=np.int64))
        bases = columns.batch.start[documents]
        found = []
        for (index, hit), document, base in zip(hits, documents.tolist(), bases.tolist(), strict=True):
            severity = hit.severity or self.rules[index].severity
            place = (document, hit.start - base, hit.end - base, index)
            one = Found(*place, dict(hit.groups), severity, hit.related, hit.origin)
            found.append(one._replace(related=_moved(one.related, -base)) if one.related else one)
        return found

    def _settled(self, found: Sequence[Found]) -> list[Found]:
        """Without those that a finding of a rule with precedence overlaps."""
        beaten: set[int] = set()
        reach: list[int] = []
        for index, one in enumerate(found):
            reach = [i for i in reach if found[i].document == one.document and found[i].end > one.start]
            for other in reach:
                if one.rule in self._over[found[other].rule]:
                    beaten.add(index)
                if found[other].rule in self._over[one.rule]:
                    beaten.add(other)
            reach.append(index)
        return [one for index, one in enumerate(found) if index not in beaten]


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap, the longest; the earlier one of equals."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
        else:
            kept.append(hit)
    return kept
