"""Single small words in quotation marks, several in one document: they "untie" the "bottlenecks"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_STRAIGHT = (ord('"'), ord("'"))
# A mark opens after a space, a bracket or another mark; most of the straight single ones are apostrophes.
_BEFORE_MARK = ord("(")
_LEAST_SMALL = 2
# What stands before the first word of a sentence, between it and the mark that opens the quotation.
_SENTENCE_END = lazy_re.compile(r"(?:\A|[.!?:]\s{1,3})[\"“'‘]\Z")
# A key of JSON or of markup and its value; prose goes on in small letters ('the "medicine": an orchestra').
_VALUE = lazy_re.compile(r"=|\s?:(?!\s[a-z])|\s?:\s(?:true|false|null)\b")
_BEFORE_NOUN = frozenset({'" ', "” ", "' ", "’ "})
_ARTICLES = frozenset({"a", "an", "this", "these", "some", "more", "most", "very", "such"})
_POSSESSIVE = frozenset({"its", "his", "her", "their", "our", "my"})
_DETERMINERS = _POSSESSIVE | {"a", "an", "the"}
_PERSONS = frozenset({"him", "her", "them", "us", "me"})
_CURLY = tuple((opens.encode(), closes.encode()) for opens, closes in ("“”", "‘’"))


class Options(NamedTuple):
    """`with` of a rule: a document counts from `min-words` different quoted words on.

    A word is spared after one of `naming` ("the word “river”", "known as “black”") or of `describing`
    ("described as “quiet”", but "praised his “engine”"), but not where one of `renaming` gives it to a
    thing that has a name ("calls the crane a “bride”").
    """

    naming: str
    describing: str
    renaming: str
    min_words: int = 3


class ScareQuotes:
    """Looks at the bytes on both sides of each token for quotation marks."""

    name: ClassVar[str] = "scare-quotes"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._least = options.min_words
        self._naming = resources.word_list(rule, options.naming)
        self._describing = resources.word_list(rule, options.describing)
        self._renaming = resources.word_list(rule, options.renaming)
        self._own_words = resources.words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every quoted word of a document that has enough of them."""
        tokens = columns.tokens
        words: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
        for index in _alone_in_marks(columns).tolist():
            word = columns.word(index)
            # A word with accents is quoted because it is foreign.
            if (
                word.isascii()
                and word.replace("-", "").isalpha()
                and len(word) > 1
                and word[1:].islower()
                and word not in self._own_words
                and (figurative := self._figurative(columns, index)) is not False
            ):
                document = int(columns.batch.document_of(tokens.start[index]))
                words[document].append((index, word, figurative is True))
        for quoted in words.values():
            # A word in capitals opens a sentence, or is a title: beside others it is one more.
            small = {word for _, word, sure in quoted if sure and word.islower()}
            if len(small) >= _LEAST_SMALL and len({word for _, word, _ in quoted}) >= self._least:
                for index, word, _ in quoted:
                    yield Hit(int(tokens.start[index]), int(tokens.end[index]), {"word": word})

    def _figurative(self, columns: Columns, index: int) -> bool | None:
        """Whether the sentence does not speak of the word itself; None: perhaps ("known as the “sieve”")."""
        if not columns.together(np.array([index]), np.array([index]), self._kinds)[0]:
            return False
        end = int(columns.tokens.end[index])
        if _VALUE.match(columns.text_of(end + 1, end + 12)):
            return False
        first = columns.first_in_block(index)
        if not (97 <= columns.initial[index] < 123) and not _opens_sentence(columns, index):
            return False
        # "Nobody calls it a "small" match": what follows is what is named.
        if (
            index > first
            and columns.word(index - 1).lower() in _ARTICLES
            and columns.gap(index + 1) in _BEFORE_NOUN
        ):
            return True
        words = [columns.word(before).lower() for before in range(max(index - 3, first), index)]
        if self._renames(words):
            return True
        if self._is_named(words):
            return None if words[-1:] == ["the"] and (words[-2] in {"as", *self._renaming}) else False
        return True

    def _is_named(self, words: list[str]) -> bool:
        """Whether the words before speak of a word, or of what is said of somebody."""
        # "They called him the "engine" of the team": a person has another name.
        if not _PERSONS.isdisjoint(words):
            return False
        # "They praised their "engine"".
        owned = words[-1:] and words[-1] in _POSSESSIVE and "as" not in words
        return not self._naming.isdisjoint(words) or (not owned and not self._describing.isdisjoint(words))

    def _renames(self, words: list[str]) -> bool:
        """Whether the words before say that a thing is called what it is not: "calls visitors its"."""
        verb = next((at for at, word in enumerate(words) if word in self._renaming), None)
        between = [] if verb is None else words[verb + 1 :]
        return len(between) > 1 and (between[-1] in _DETERMINERS or between[0] in _POSSESSIVE)


def _opens_sentence(columns: Columns, index: int) -> bool:
    """Whether a capitalised word begins a sentence that goes on in small letters."""
    start = int(columns.tokens.start[index])
    low = max(columns.block_start(index), start - 8)
    follows = columns.initial[index + 1] if index + 1 < len(columns.tokens) else 0
    return _SENTENCE_END.search(columns.text_of(low, start)) is not None and 97 <= follows < 123


def _alone_in_marks(columns: Columns) -> Offsets:
    """The tokens that begin with a letter and stand alone between two quotation marks of one kind."""
    text, tokens, marks = columns.text, columns.tokens, columns.marks
    found = []
    for mark in _STRAIGHT:
        straight = marks.of(mark)
        straight = columns.beginning_at(straight[text[straight - 1] <= _BEFORE_MARK] + 1)
        found.append(straight[text[tokens.end[straight]] == mark])
    for opens, closes in _CURLY:
        opening = np.array(marks.occurrences(opens, rarest=2), dtype=np.int64)
        curly = columns.beginning_at(opening + len(opens))
        for shift, byte in enumerate(closes):
            curly = curly[text[tokens.end[curly] + shift] == byte]
        found.append(curly)
    inside = np.sort(np.concatenate(found))
    inside = inside[((columns.initial[inside] | np.uint8(0x20)) - np.uint8(ord("a"))) < 26]
    # "name"="value" and "key":value are code.
    glued = columns.gaps.has_at(inside, Gap.GLUED) | columns.gaps.has_at(inside + 1, Gap.GLUED)
    alone: Offsets = inside[~glued]
    return alone
