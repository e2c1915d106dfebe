"""Grammar, as a LanguageTool server sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit, Origin
from mtlint.checks.passages import Passage, Span, passages
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.errors import CatalogueError
from mtlint.findings import Severity, Source
from mtlint.languagetool import Choice, Remark, Request, Unanswered
from mtlint.rule import Block, Rule

REQUEST_UNITS = 20_000
"""UTF-16 units of a request at most: what LanguageTool's public server takes."""

# LanguageTool's own category for words its dictionary does not have.
_SPELLING = "TYPOS"

# In headings every word may have a capital: it proves no name.
_RUNNING_TEXT = Block.PROSE - {Block.HEADING}
_ENDING = lazy_re.compile("['’][a-z]{0,2}$")
_FIRST_PERSON = lazy_re.compile("I(?:['’]|$)")

_PAGE = "https://community.languagetool.org/rule/show/{rule}?lang={language}"


class Options(NamedTuple):
    """`with` of a rule: tables of LanguageTool's categories (with severity and MQM dimension) and of its
    rules that are off; a list of words that are no misspellings, in whatever country.
    """  # noqa: D205

    categories: str
    off: str
    known: str


class Category(NamedTuple):
    """What findings of a category of LanguageTool's are here."""

    severity: Severity
    mqm: str


class LanguageTool:
    """Asks for whole passages and takes over what it is told, but for words that are names."""

    name: ClassVar[str] = "languagetool"
    needs: ClassVar[frozenset[str]] = frozenset({"blocks", "prose", "tokens", "sentences", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._rule = rule
        self._categories = dict(_categories(rule, options, resources))
        self._right = resources.own_words_bit() | resources.optional_bit(rule, options.known)
        self._wanted = _wanted(rule, options, resources)
        choice = resources.languagetool
        self._request = Request(choice.language, tuple(sorted(choice.enabled_rules)))

    def find(self, columns: Columns) -> Iterator[Hit]:
        """What the server remarks on the batch's prose; where it gives no answer, the document is noted."""
        assert columns.proofreader is not None, "a run that selects the rule has one"
        asked = list(passages(columns, self._rule.block_kinds, REQUEST_UNITS))
        answers = (
            columns.proofreader.check([passage.text for passage in asked], self._request) if asked else ()
        )
        for passage, answer in zip(asked, answers, strict=True):
            if isinstance(answer, Unanswered):
                columns.failures.setdefault(
                    passage.document, f"{self._rule.code} did not run: {answer.reason}"
                )
                continue
            for remark in answer:
                if remark in self._wanted:
                    yield from self._hit(columns, passage, remark)

    def _hit(self, columns: Columns, passage: Passage, remark: Remark) -> Iterator[Hit]:
        span = passage.span(remark.offset, remark.length)
        if span is None:
            return
        words = _words(columns, span)
        if _begins_with_name(columns, words) or (
            remark.category == _SPELLING and self._is_right(columns, words)
        ):
            return
        category = self._categories.get(remark.category)
        page = _PAGE.format(rule=remark.rule, language=self._request.language.partition("-")[0])
        yield Hit(
            span.start,
            span.end,
            {
                "message": remark.message,
                "rule": remark.rule,
                # What spans markup cannot be put in its place.
                "replacement": remark.replacement if span.verbatim else None,
            },
            category.severity if category else None,
            origin=Origin(
                Source("LanguageTool", remark.rule, page), category.mqm if category else self._rule.mqm
            ),
        )

    def _is_right(self, columns: Columns, words: Offsets) -> bool:
        """Whether what LanguageTool does not know are words of the user's, words of mtlint's list, or names:
        they occur capitalised within a sentence.
        """  # noqa: D205
        return bool(words.size) and all(
            any(self._is_right_word(columns, token, word) for word in _forms(columns.word(token)))
            for token in words.tolist()
        )

    def _is_right_word(self, columns: Columns, token: int, word: str) -> bool:
        return columns.knows(word, self._right) or any(
            _is_capitalised(columns, other) for other in columns.occurrences(token, word).tolist()
        )


def _forms(word: str) -> set[str]:
    """A word as it stands, and without an apostrophe and what follows."""
    return {word, _ENDING.sub("", word)}


def _words(columns: Columns, span: Span) -> Offsets:
    """The tokens that a span touches."""
    tokens = columns.tokens
    first = int(np.searchsorted(tokens.end, span.start, side="right"))
    return np.arange(first, int(np.searchsorted(tokens.start, span.end)))


def _begins_with_name(columns: Columns, words: Offsets) -> bool:
    """Whether the first of some tokens is a name: to LanguageTool the "An" of Nghe An is an article."""
    return bool(words.size) and _is_capitalised(columns, int(words[0]))


def _is_capitalised(columns: Columns, token: int) -> bool:
    """Whether a token has a capital that no beginning of a sentence, no heading and no "I" explains."""
    word = columns.word(token)
    here = np.array([token])
    return (
        word[:1].isupper()
        and not columns.sentences[token]
        and not _FIRST_PERSON.match(word)
        and bool(columns.together(here, here, _RUNNING_TEXT)[0])
    )


def _categories(rule: Rule, options: Options, resources: Resources) -> Iterator[tuple[str, Category]]:
    for file, row in resources.table(rule, options.categories):
        try:
            yield row["category"], Category(Severity(row["severity"]), row["mqm"])
        except (KeyError, ValueError) as error:
            raise CatalogueError(f"{file}:{row['line']}: {error}") from None


@dataclass(frozen=True)
class Wanted:
    """Which of LanguageTool's rules are wanted: all but those that a table or the configuration has off."""

    choice: Choice
    off_rules: frozenset[str]
    off_patterns: tuple[str, ...]
    off_categories: frozenset[str]

    def __contains__(self, remark: Remark) -> bool:
        if remark.rule in self.choice.enabled_rules:
            return True
        return not (
            self.choice.only
            or remark.rule in self.off_rules
            or remark.category in self.off_categories
            or any(fnmatchcase(remark.rule, pattern) for pattern in self.off_patterns)
        )


def _wanted(rule: Rule, options: Options, resources: Resources) -> Wanted:
    choice = resources.languagetool
    off = {"rule": set(choice.disabled_rules), "category": set(choice.disabled_categories)}
    for file, row in resources.table(rule, options.off):
        try:
            off[row["kind"]].add(row["id"])
        except KeyError as error:
            raise CatalogueError(f"{file}:{row['line']}: {error}") from None
    patterns = {name for name in off["rule"] if "*" in name}
    return Wanted(
        choice, frozenset(off["rule"] - patterns), tuple(sorted(patterns)), frozenset(off["category"])
    )
