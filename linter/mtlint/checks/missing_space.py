"""A punctuation mark between two words without the space after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_OPENING = "“‘(["
_TITLE = lazy_re.compile(r"[A-Z][a-z]|[AI]\Z")
_SMALL_OR_TITLE = lazy_re.compile(r"[A-Z]?[a-z]{2}|[AaI]\Z")
# The word before: it ends in two small letters (initials and acronyms do not), or it is a year or a day.
_WORD = lazy_re.compile(r"(?:[A-Za-z'’-]*[a-z]{2}|\d{1,2}(?:st|nd|rd|th))\Z")
_LEAST_NAME = 3
_THOUSANDS = lazy_re.compile(r",\d{3}(?!\d)")
_NUMBER = lazy_re.compile(r"\d{1,4}\Z")
# What may follow each mark so that the two are surely two words. After a stop a capital ("file.txt" has
# none), after a comma or semicolon any word, after a colon a capital or a word that begins a clause
# ("results:the list"; "key:value" has neither).
_AFTER = {".": _TITLE, ":": _TITLE, ",": _SMALL_OR_TITLE, ";": _SMALL_OR_TITLE, "!": _TITLE, "?": _TITLE}


class Options(NamedTuple):
    """`with` of a rule.

    `abbreviations` may end in a stop anywhere; a capitalised right part in `domains` is one, unless it is one
    of `function-words` too (both .in and In); one of `clause-openers` may follow a colon; `spare` lists
    whole names such as V.League.
    """

    abbreviations: str
    domains: str
    function_words: str
    clause_openers: str
    words: str
    spare: str


class MissingSpace:
    """Finds "2021.Internal", "October 9,The" and "name(1030"."""

    name: ClassVar[str] = "missing-space"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._words = resources.bit(rule, options.words)
        self._abbreviations = {word.lower() for word in resources.word_list(rule, options.abbreviations)}
        function_words = resources.word_list(rule, options.function_words)
        self._clause_openers = resources.word_list(rule, options.clause_openers)
        self._domains = resources.word_list(rule, options.domains) - function_words
        self._spared = resources.word_list(rule, options.spare) | resources.words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        tokens, gaps = columns.tokens, columns.gaps
        tight = np.flatnonzero(gaps.has(Gap.TIGHT | Gap.BRACKET)[1:-1]) + 1
        # Most are numbers (1,500), initials (U.S.) and times. A left word that counts ends in a small letter
        # or a digit, a right one begins with a letter; after a bracket it may be a number.
        begins, ends = columns.initial[tight], columns.text[tokens.end[tight - 1] - 1]
        letter = ((begins | 0x20) - np.uint8(ord("a"))) < 26
        fits = ((ends - np.uint8(ord("a"))) < 26) | ((ends - np.uint8(ord("0"))) < 10) | (ends >= 0x80)
        tight = tight[fits & (letter | gaps.has_at(tight, Gap.BRACKET))]
        tight = tight[columns.together(tight - 1, tight, self._kinds)]
        for index in tight.tolist():
            left, right = columns.word(index - 1), columns.word(index)
            between = columns.text_of(int(gaps.start[index]), int(gaps.end[index]))
            if between == "(":
                hit = self._before_bracket(columns, index, left, right)
            else:
                hit = self._after_mark(columns, index, left, between, right)
            if hit and f"{left}{between}{right}" not in self._spared:
                start, end = int(tokens.start[index - 1]), int(tokens.end[index])
                yield Hit(start, end, {"left": left, "mark": hit[0], "right": hit[1]})

    def _after_mark(
        self, columns: Columns, index: int, left: str, between: str, right: str
    ) -> tuple[str, str] | None:
        """The marks that belong to the left word, and the right word with what opens before it."""
        mark = next(char for char in between if char in _AFTER)
        # A name before the colon stands inside its sentence; what begins a line may be a label.
        named = left.istitle() and len(left) > _LEAST_NAME and index - 1 > columns.first_in_block(index - 1)
        opens = right in self._clause_openers and (named or columns.knows(left, self._words))
        opens = opens and mark == ":"
        if not (opens or _AFTER[mark].match(right)) or not self._is_left(columns, index, left, mark):
            return None
        if mark == "." and (left.lower() in self._abbreviations or right.lower() in self._domains):
            return None
        if _is_chain(columns, index):
            return None
        if between[-1] in _OPENING or (between[-1] == '"' and _opens(columns, index)):
            return between[:-1], between[-1] + right
        return between, right

    def _is_left(self, columns: Columns, index: int, left: str, mark: str) -> bool:
        if _WORD.match(left):
            return True
        # A number that begins its block counts a list ("3.Work"), one before letters and figures the moves of
        # a game ("2.Nf3"); "1,a" and "2:A" are no prose.
        counts = index - 1 == columns.first_in_block(index) or not columns.word(index).isalpha()
        return _NUMBER.match(left) is not None and mark in ".,;" and not counts

    def _before_bracket(self, columns: Columns, index: int, left: str, right: str) -> tuple[str, str] | None:
        """As in "name(1030": a known word, then a long number or another word; not "employee(s)"."""
        if not (left.isalpha() and left.islower() and len(left) > 3 and columns.knows(left, self._words)):
            return None
        word = len(right) > 2 and (_TITLE.match(right) or columns.knows(right, self._words))
        end = int(columns.tokens.end[index])
        grouped = right.isdigit() and _THOUSANDS.match(columns.text_of(end, end + 5))
        if not (word or grouped or re.match(r"\d{3}", right)):
            return None
        # A call in a text about programs closes its bracket before white space: "print(Value)".
        after = columns.gaps.attributes[index + 1] & Gap.WHITE
        return ("", "(" + right) if after or right[0].isdigit() else None


def _is_chain(columns: Columns, index: int) -> bool:
    """Whether more follows or precedes without a space: "System.Out.print", "Foo.Bar()"."""
    gaps = columns.gaps
    before = columns.text_of(int(gaps.start[index - 1]), int(gaps.end[index - 1]))
    after = columns.text_of(int(gaps.start[index + 1]), int(gaps.end[index + 1]))
    return (
        before in (".", "::", "/", "\\", "#", "@")
        or after.startswith(("()", "::", "/", "\\"))
        or (after in (".", "("))
    )


def _opens(columns: Columns, index: int) -> bool:
    """Whether a straight quotation mark before token `index` opens: an even number of them stands before."""
    start = columns.block_start(index)
    return columns.text_of(start, int(columns.gaps.start[index])).count('"') % 2 == 0
