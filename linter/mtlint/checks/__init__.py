"""Check kinds: the algorithms that rules name. One file each; this is their registry.

A check is a class with the name rules use, the columns it needs, a `schema` (the frozen
dataclass that a rule's `with` fills) and `find`. It is built once per rule and shared by threads: `find`
keeps nothing. Check kinds of other packages are found through the entry-point group `mtlint.checks`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NamedTuple, Protocol

from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.findings import Severity, Source
from mtlint.rule import Rule

ENTRY_POINTS = "mtlint.checks"

# Name of a check: module below this package and class. Imported when a rule of the run names it.
BUILT_IN: Mapping[str, tuple[str, str]] = {
    "acronym": ("acronym", "Acronym"),
    "acronym-mismatch": ("acronym_mismatch", "AcronymMismatch"),
    "all-caps": ("all_caps", "AllCaps"),
    "boilerplate": ("boilerplate", "Boilerplate"),
    "date-format": ("date_format", "DateFormat"),
    "file-name": ("file_name", "FileName"),
    "foreign-marks": ("foreign_marks", "ForeignMarks"),
    "glossary": ("glossary", "Glossary"),
    "invisible": ("invisible", "Invisible"),
    "joined-words": ("joined_words", "JoinedWords"),
    "languagetool": ("languagetool", "LanguageTool"),
    "llm-residue": ("llm_residue", "LlmResidue"),
    "loop": ("loop", "Loop"),
    "markup-residue": ("markup_residue", "MarkupResidue"),
    "missing-space": ("missing_space", "MissingSpace"),
    "mojibake": ("mojibake", "Mojibake"),
    "name-variants": ("name_variants", "NameVariants"),
    "number-format": ("number_format", "NumberFormat"),
    "pattern": ("pattern", "Pattern"),
    "placeholder": ("placeholder", "Placeholder"),
    "readability": ("readability", "Readability"),
    "repeated-clause": ("repeated_clause", "RepeatedClause"),
    "repeated-sentence": ("repeated_sentence", "RepeatedSentence"),
    "repeated-stem": ("repeated_stem", "RepeatedStem"),
    "repeated-word": ("repeated_word", "RepeatedWord"),
    "repetition": ("repetition", "Repetition"),
    "run-together": ("run_together", "RunTogether"),
    "scare-quotes": ("scare_quotes", "ScareQuotes"),
    "sentence-break": ("sentence_break", "SentenceBreak"),
    "sentence-length": ("sentence_length", "SentenceLength"),
    "stray-space": ("stray_space", "StraySpace"),
    "term-variants": ("term_variants", "TermVariants"),
    "translated-name": ("translated_name", "TranslatedName"),
    "truncated-text": ("truncated_text", "TruncatedText"),
    "unbalanced-pair": ("unbalanced_pair", "UnbalancedPair"),
    "untranslated-text": ("untranslated_text", "UntranslatedText"),
}


class Place(NamedTuple):
    """Another place a hit speaks of, in the same document: buffer offsets in bytes, and what it is."""

    start: int
    end: int
    message: str


class Origin(NamedTuple):
    """Where a finding of another tool comes from, and its error type of MQM: one rule holds many of them."""

    source: Source
    mqm: str


class Hit(NamedTuple):
    """A defect in a batch: buffer offsets in bytes, end exclusive, and the groups messages speak of.

    `severity` is the rule's unless the check knows better; `origin` says which other tool has found it.
    """

    start: int
    end: int
    groups: Mapping[str, str | None]
    severity: Severity | None = None
    related: tuple[Place, ...] = ()
    origin: Origin | None = None


class Check(Protocol):
    """What a check kind is."""

    name: ClassVar[str]
    needs: ClassVar[frozenset[str]]
    schema: ClassVar[type[Any]]

    def __init__(self, rule: Rule, options: Any, resources: Resources) -> None:
        """Ask `resources` for lexicons and expressions."""

    def find(self, columns: Columns) -> Iterable[Hit]:
        """The hits in a batch, in any order, in the blocks the rule names; overlaps are allowed."""


def check_names() -> list[str]:
    """The names a rule can use, sorted."""
    return sorted({*BUILT_IN, *(point.name for point in _entry_points())})


def check_kind(name: str) -> type[Check] | None:
    """The check kind of a name, None where there is none."""
    if name in BUILT_IN:
        module, attribute = BUILT_IN[name]
        found: type[Check] = getattr(importlib.import_module(f"mtlint.checks.{module}"), attribute)
        return found
    for point in _entry_points():
        if point.name == name:
            loaded: type[Check] = point.load()
            return loaded
    return None


def _entry_points() -> Iterable[Any]:
    # Imported here: reading what is installed costs more than a small run.
    from importlib.metadata import entry_points

    return entry_points(group=ENTRY_POINTS)
