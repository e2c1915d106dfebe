"""Expressions: of a rule itself, or one for each row of a table of phrases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from mtlint.checks import Hit
from mtlint.checks.origin import Origin
from mtlint.checks.phrases import Phrases
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.errors import CatalogueError
from mtlint.findings import Severity
from mtlint.matcher import Expression, Layer, Match
from mtlint.matcher.code import Kept
from mtlint.matcher.expression import with_flexible_spaces
from mtlint.rule import Rule


@dataclass(frozen=True, slots=True)
class Options:
    """`with` of a rule.

    The group `span` of an expression is what is reported; without it, the whole match is. `table` has the
    columns `pattern`, `rule` (rows of other rules are left out) and `document` (an expression that must
    occur somewhere in the same document); all columns are groups of the message. `lists` names word lists:
    in an expression `{{outlet}}` is any entry of the list `outlet`. A row without a pattern has a `phrase`:
    words, of which `(red|blue|)` are alternatives, `book+` is also its plural, `print*` a verb in all of
    its forms, `<name>`, `<word>` and `<number>` any, `[...]` what is reported; a capital in it counts.
    `country` lists the words that show a country to its `local` rows; `topics` is a table of expressions
    (columns `topic` and `expression`), which `document`, `block` and `unless` of phrases name in two braces.
    A match in which a group of `severities` takes part has that severity. `unless-next` and
    `unless-document` give, for groups, an expression: a match in which the group takes part is spared where
    the next block of the same document matches that, or the document holds it. `parts` names pieces of
    expressions, which stand in braces as lists do.
    """

    expressions: tuple[str, ...] = ()
    table: str | None = None
    country: str | None = None
    topics: str | None = None
    ignore_case: bool = False
    layer: Layer = Layer.PROSE
    lists: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    unless_next: Mapping[str, str] = field(default_factory=dict)
    unless_document: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


class Pattern:
    """Finds expressions in blocks."""

    name: ClassVar[str] = "pattern"
    needs: ClassVar[frozenset[str]] = frozenset({"matches", "tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._evidence: dict[int, Kept] = {}
        self._groups: dict[int, Mapping[str, str | None]] = {}
        self._unless_next = {
            group: kept(source, rule, rule.place(f"with.unless-next.{group}"))
            for group, source in options.unless_next.items()
        }
        self._kinds = rule.block_kinds
        self._severities = options.severities
        self._unless_document = {
            name: kept(source, rule, rule.place(f"with.unless-document.{name}"))
            for name, source in options.unless_document.items()
        }
        lists = {name: resources.word_list(rule, path) for name, path in options.lists.items()}
        for index, source in enumerate(options.expressions):
            place = rule.place(f"with.expressions[{index}]")
            self._add(rule, options, resources, _with_lists(_with_parts(source, options.parts), lists), place)
        table = resources.table(rule, options.table) if options.table else []
        own = [(file, row) for file, row in table if (row.get("rule") or rule.code) == rule.code]
        phrases = [(file, row) for file, row in own if row.get("phrase")]
        origin = Origin(rule, options.country, resources)
        topics = resources.table(rule, options.topics) if phrases and options.topics else []
        named = {row["topic"]: row["expression"] for _, row in topics}
        self._phrases = Phrases(rule, phrases, named, origin, resources) if phrases else None
        for file, row in own:
            if not row.get("phrase"):
                place = f"{file}:{row['line']}"
                number = self._add(rule, options, resources, row["pattern"], place)
                # An empty cell says nothing; a fix that would need it is not offered.
                self._groups[number] = {key: cell or None for key, cell in row.items()}
                if row.get("document"):
                    self._evidence[number] = kept(row["document"], rule, place)

    def _add(self, rule: Rule, options: Options, resources: Resources, source: str, place: str) -> int:
        expression = Expression(source, options.layer, rule.block_kinds, options.ignore_case)
        number = resources.expression(rule, expression, place)
        self._groups[number] = {}
        return number

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Matches and phrases with the evidence their row asks for."""
        if self._phrases:
            yield from self._phrases.find(columns)
        for number, groups in self._groups.items():
            for match in columns.matches.get(number, ()):
                if self._has_evidence(columns, number, match.start) and not self._spared(columns, match):
                    yield Hit(
                        match.start, match.end, {**groups, **match.groups}, self._severity(match.groups)
                    )

    def _severity(self, groups: Mapping[str, str | None]) -> Severity | None:
        return next((severity for name, severity in self._severities.items() if groups.get(name)), None)

    def _has_evidence(self, columns: Columns, number: int, at: int) -> bool:
        evidence = self._evidence.get(number)
        return evidence is None or evidence.pattern.search(columns.document_text(at)) is not None

    def _spared(self, columns: Columns, match: Match) -> bool:
        for name, source in self._unless_document.items():
            if match.groups.get(name) and source.pattern.search(columns.document_text(match.start)):
                return True
        asked = [source for group, source in self._unless_next.items() if match.groups.get(group)]
        text = columns.next_block_text(match.start) if asked else None
        return text is not None and any(source.pattern.search(text) for source in asked)


def _with_parts(source: str, parts: Mapping[str, str]) -> str:
    """An expression with named pieces in the place of their names; a piece may name those before it."""
    for name, part in reversed(tuple(parts.items())):
        source = source.replace("{{" + name + "}}", f"(?:{part})")
    return source


def _with_lists(source: str, lists: Mapping[str, Iterable[str]]) -> str:
    """An expression with the entries of lists, longest first, in the place of their names."""
    for name, words in lists.items():
        # Both forms of "ả" occur in texts; the lists have one.
        forms = {unicodedata.normalize(form, word) for word in words for form in ("NFC", "NFD")}
        entries = sorted(forms, key=lambda word: (-len(word), word))
        alternatives = "|".join(re.escape(word).replace(r"\ ", " ") for word in entries)
        source = source.replace("{{" + name + "}}", f"(?:{alternatives})")
    return source


def kept(source: str, rule: Rule, place: str) -> Kept:
    """An expression for the check's own use. Raises CatalogueError, which names its place."""
    try:
        return Kept(with_flexible_spaces(source))
    except re.error as error:
        raise CatalogueError(f"{place}: {rule.code}: {source!r} is no expression: {error}") from None
