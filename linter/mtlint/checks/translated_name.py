"""Part of a person's name that was translated as a word: "Photo: Nguyen Book"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.matcher.code import Kept, any_of
from mtlint.rule import Rule

# A family name, up to two middle names, and the given name.
_MOST_MIDDLE = 2
# So far before a name its label or title is looked for, in bytes.
_REACH = 60
_ENDS = lazy_re.compile(r"\s{0,3}(?:\Z|[.,;|)\]\n–—*_/&-]|and\b)")
_GOES_ON = lazy_re.compile(r"(?:['’]s)?\s[a-z]")
# Middle names that only persons have.
_PERSONAL = frozenset({"Thi", "Thị", "Van", "Văn"})
# A byline with the time of its publication: "Hoang Pepper - 07:42", "Hoang Pepper | 12/05/2023".
_TIMED = lazy_re.compile(r"[*_]{0,3}\s{0,2}[-–—|•·,]?\s{1,2}\d{1,2}(?:[:h]\d\d|[/.-]\d{1,2}[/.-]\d)")
# After a name: an age, or what a person does.
_ACTS = lazy_re.compile(
    r"(?:, (?:aged )?\d{2}\b|['’]s [a-z]|,? (?:said|says|added|explained|shared|recalled|told|confessed)\b)"
)
_LINE_START = lazy_re.compile(r"[*_]{0,3}")
# Another name of the same credit: "Photos: Thu Cuc and Le Book".
_OTHER = r"(?:(?:[^\W\d_a-z][\w.]*\s){1,4}(?:and|&|[-–—/])\s?|(?:[^\W\d_a-z][\w.]*\s?){1,4}[,/]\s?)?"


class Options(NamedTuple):
    """`with` of a rule: `families` begin names, `nouns` end those that were translated.

    `labels` begin credits, words of `bylines` stand before "by" and a name, `titles` before names. Behind one
    of `given`, families whose names are given names as well, no noun of `surnames` counts. `spare` lists
    names of places that look alike; nouns of `places` end such names, so that they count after a title only.
    """

    families: str
    nouns: str
    labels: str
    bylines: str
    titles: str
    given: str
    surnames: str
    places: str
    spare: str


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
        labels = resources.word_list(rule, options.labels)
        titles = any_of(map(str.lower, resources.word_list(rule, options.titles)))
        byline = any_of(labels | resources.word_list(rule, options.bylines))
        self._title = Kept(rf"(?<![\w-])(?:{titles})(?:,|:)?\s{{1,2}}\Z")
        self._credit = Kept(
            rf"\b(?i:(?:{byline})(?: (?:and|&) [a-z]{{3,12}})?(?: by)?)\s?:\s{{0,3}}{_OTHER}\Z"
        )
        self._byline = Kept(
            rf"(?m:^[*_]{{0,3}}|\b(?i:{byline})(?: and [a-z]+)? )(?i:by)(?: reporter)?:?\s{{1,3}}{_OTHER}\Z"
        )
        self._given = resources.word_list(rule, options.given)
        self._surnames = resources.word_list(rule, options.surnames)
        self._places = resources.word_list(rule, options.places)
        self._spared = resources.word_list(rule, options.spare)
        self._own = resources.words

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch: from the family name to the noun."""
        noun = np.flatnonzero(columns.listed(self._noun))
        noun = noun[(columns.initial[noun] - np.uint8(ord("A"))) < 26]
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
        if not bool((joined & np.uint16(Gap.WHITE)).all()) or self._own.intersection(words):
            return False
        if not all(map(str.istitle, words)) and not all(map(str.isupper, words)):
            return False
        name = [word.title() for word in words]
        if name[0] not in self._families or " ".join(name) in self._spared:
            return False
        return len(words) > 2 or name[0] not in self._given or name[-1] not in self._surnames

    def _is_slot(self, columns: Columns, first: int, last: int) -> bool:
        """Whether a name stands where a person is named."""
        start, end = int(columns.tokens.start[first]), int(columns.tokens.end[last])
        block = columns.block_start(first)
        before = columns.text_of(max(block, start - _REACH), start)
        after = columns.text_of(end, min(end + _REACH, columns.block_end(first)))
        ends = _ENDS.match(after) is not None
        goes_on = _GOES_ON.match(after) is not None
        if (ends or goes_on) and (
            self._title.pattern.search(before.lower()) or self._byline.pattern.search(before)
        ):
            return True
        # A credit may name the place that is shown, of two names and more: "Photo: Truong Tien Bridge".
        personal = columns.word(last - 1) in _PERSONAL and last - first > 1
        if not personal and last - first > 1 and columns.word(last).title() in self._places:
            return False
        if ends and self._credit.pattern.search(before):
            return True
        begins = start - _REACH < block and _LINE_START.fullmatch(before) is not None
        if begins and _TIMED.match(after):
            return True
        # In running text the middle name shows a person, or an age or a verb of saying behind the name.
        if _ACTS.match(after) or (personal and goes_on):
            return True
        # A name alone on a line may be a place or a firm, unless it has a middle name.
        return begins and ends and last - first > 1 and not after.strip("*_")
