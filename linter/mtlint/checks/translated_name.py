"""Part of a person's name that was translated as a word: "Photo: Nguyen Book"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

# A family name, up to two middle names, and the given name.
_MOST_MIDDLE = 2
# So far before a name its label or title is looked for, in bytes.
_REACH = 60
_ENDS = re.compile(r"\s{0,3}(?:\Z|[.,;|)\]\n–—*_-])")
_GOES_ON = re.compile(r"(?:['’]s)?\s[a-z]")
# Middle names that only persons have.
_PERSONAL = frozenset({"Thi", "Thị", "Van", "Văn"})
# After a name: an age, or what a person does.
_ACTS = re.compile(
    r"(?:, (?:aged )?\d{2}\b|['’]s [a-z]|,? (?:said|says|added|explained|shared|recalled|told|confessed)\b)"
)
_BYLINE = re.compile(
    r"[*_]{0,3}(?:Reporter:|(?:By|(?:Reported|Story|Text|Performed|Written|Edited|Translated|Compiled) by)"
    r"(?: reporter)?:?)\s{1,3}\Z"
)
_LINE_START = re.compile(r"[*_]{0,3}\Z")


class Options(NamedTuple):
    """`with` of a rule: `families` begin names, `nouns` end those that were translated.

    `labels` begin credits, `titles` stand before names.
    """

    families: str
    nouns: str
    labels: str
    titles: str


class TranslatedName:
    """Starts from listed words behind a family name; keeps those in a credit, a byline or after a title."""

    name: ClassVar[str] = "translated-name"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        families = resources.word_list(rule, options.families)
        # Both forms of "ễ" occur in texts; the list has one.
        self._families = families | {unicodedata.normalize("NFD", name) for name in families}
        self._family = resources.bit_of(self._families)
        self._noun = resources.bit(rule, options.nouns)
        self._labels = _any_of(resources.word_list(rule, options.labels))
        self._titles = _any_of(map(str.lower, resources.word_list(rule, options.titles)))
        self._own = resources.words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch: from the family name to the noun."""
        noun = np.flatnonzero(columns.listed(self._noun))
        family = columns.listed(self._family)
        for middle in range(_MOST_MIDDLE + 1):
            at = noun[noun > middle]
            at = at[family[at - 1 - middle]]
            for last in at[columns.together(at - 1 - middle, at, self._kinds)].tolist():
                first = last - 1 - middle
                words = [columns.word(index) for index in range(first, last + 1)]
                if self._is_name(columns, first, words) and self._is_slot(columns, first, last):
                    start, end = int(columns.tokens.start[first]), int(columns.tokens.end[last])
                    yield Hit(start, end, {"span": columns.text_of(start, end), "noun": words[-1]})

    def _is_name(self, columns: Columns, first: int, words: list[str]) -> bool:
        joined = columns.gaps.attributes[first + 1 : first + len(words)]
        return (
            words[0] in self._families
            and all(word.istitle() for word in words)
            and bool((joined & np.uint16(Gap.WHITE)).all())
            and not self._own.intersection(words)
        )

    def _is_slot(self, columns: Columns, first: int, last: int) -> bool:
        """Whether a name stands where a person is named."""
        start, end = int(columns.tokens.start[first]), int(columns.tokens.end[last])
        block = columns.block_start(first)
        before = columns.text_of(max(block, start - _REACH), start)
        after = columns.text_of(end, min(end + _REACH, columns.block_end(first)))
        ends = _ENDS.match(after) is not None
        if re.search(rf"(?<![\w-])(?:{self._titles}),?\s{{1,2}}\Z", before.lower()):
            return ends or _GOES_ON.match(after) is not None
        if ends and re.search(rf"\b(?:{self._labels})(?: by)?\s?:\s{{0,3}}\Z", before, re.IGNORECASE):
            return True
        # In running text the middle name shows a person, or an age or a verb of saying behind the name.
        personal = columns.word(last - 1) in _PERSONAL and last - first > 1
        if _ACTS.match(after) or (personal and _GOES_ON.match(after)):
            return True
        if not ends or start - _REACH >= block:
            return False
        # A name alone on a line may be a place or a firm, unless it has a middle name.
        alone = last - first > 1 and not after.strip("*_") and _LINE_START.match(before)
        return bool(alone or _BYLINE.match(before))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
