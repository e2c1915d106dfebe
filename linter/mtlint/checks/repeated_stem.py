"""A list in which one item is a prefixed form of another: "anti-corruption, negativity and corruption"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.checks.stem_pairs import StemPairs
from mtlint.columns import Columns, Flags
from mtlint.columns.gaps import Gap
from mtlint.columns.search import distinct
from mtlint.rule import Rule

# Items of one to three words: a list of five items at most lies between the two.
_REACH = 12
_HYPHEN = ord("-")
# Words of the item before: as many as stand behind a comma at most.
_ITEM = 3
# A series goes on a few words behind: "..., harvest and post-harvest".
_AFTER_SERIES = 4


class Options(NamedTuple):
    """`with` of a rule.

    `prefixes` and `first-prefixes` are written with a hyphen; a word with one of the latter must come
    before its stem, and with one of `deed-prefixes` be a deed, too. `deeds` are the endings of such nouns,
    of which two may also stand side by side. `connectors` stand before a list's last item, `followers` may
    stand after it where that has a prefix. `series` are words with a prefix that belong beside their stems.
    `glued-prefixes` are those that count without a hyphen, too, in a word that comes first. `fought` are
    things that there is work against: before another noun they count as well ("gambling, fraud and anti-
    fraud work"), and so do short ones.
    """

    prefixes: str
    first_prefixes: str
    glued_prefixes: str
    deed_prefixes: str
    deeds: str
    series: str
    connectors: str
    followers: str
    fought: str
    min_letters: int = 5


class RepeatedStem:
    """Starts from words with a listed prefix, and looks for their stems in the same list."""

    name: ClassVar[str] = "repeated-stem"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._both = {word.lower() for word in resources.word_list(rule, options.prefixes)}
        self._of_deeds = {word.lower() for word in resources.word_list(rule, options.deed_prefixes)}
        first = {word.lower() for word in resources.word_list(rule, options.first_prefixes)}
        self._prefixes = self._both | self._of_deeds | first
        self._deeds = tuple(word.lower() for word in resources.word_list(rule, options.deeds))
        self._series = {word.lower() for word in resources.word_list(rule, options.series)}
        self._fought = {word.lower() for word in resources.word_list(rule, options.fought)}
        self._glued = sorted(word.lower() for word in resources.word_list(rule, options.glued_prefixes))
        # Whether some prefix is so long and begins with that letter.
        self._fits = np.zeros((1 + max(map(len, self._prefixes), default=0), 256), np.bool_)
        for head in self._prefixes:
            self._fits[len(head.encode()), head.encode()[0] | 0x20] = True
        self._connector = resources.bit(rule, options.connectors)
        self._follower = resources.bit(rule, options.followers)
        self._least = options.min_letters
        self._pairs = StemPairs(self._glued, self._connector, self._least)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch: from the one item to the other."""
        for at in self._candidates(columns):
            word = columns.word(at).lower()
            prefix, _, stem = word.partition("-")
            long = len(stem) >= self._least or stem in self._fought
            if prefix in self._of_deeds and not stem.endswith(self._deeds):
                continue
            if prefix in self._prefixes and long and stem.replace("-", "").isalpha():
                for first, last in self._lists(columns, at, stem, both=prefix in self._both):
                    yield from self._hit(columns, first, last, at, stem)
        for at, last in self._pairs.of(columns, self._kinds):
            stem = columns.word(last).lower()
            glued = {prefix + stem for prefix in self._glued}
            if columns.word(at).lower() in glued and last in (
                self._end(columns, at, stem),
                self._beside(columns, at, stem),
            ):
                yield from self._hit(columns, at, last, at, stem)

    def _hit(self, columns: Columns, first: int, last: int, at: int, stem: str) -> Iterator[Hit]:
        word = columns.word(at)
        if word.lower() not in self._series and not self._is_series(columns, first, last, word.lower(), stem):
            start, end = int(columns.tokens.start[first]), int(columns.tokens.end[last])
            yield Hit(start, end, {"stem": stem, "prefixed": word})

    def _is_series(self, columns: Columns, first: int, last: int, word: str, stem: str) -> bool:
        """Whether the stem comes with another prefix too: "pre-harvest, harvest and post-harvest"."""
        near = range(max(first - 2, 0), min(last + _AFTER_SERIES, len(columns.tokens)))
        others = {columns.word(index).lower() for index in near} - {word, stem}
        return any(other.endswith(f"-{stem}") for other in others)

    def _candidates(self, columns: Columns) -> list[int]:
        """Tokens with a hyphen where a prefix that begins with their letter would end."""
        tokens, hyphen = columns.tokens, columns.marks.of(_HYPHEN)
        index = np.searchsorted(tokens.start, hyphen, side="right") - 1
        hyphen, index = hyphen[index >= 0], index[index >= 0]
        before = hyphen - tokens.start[index]
        inside = (hyphen < tokens.end[index]) & (before < len(self._fits))
        hyphen, before, index = hyphen[inside], before[inside], index[inside]
        fits = self._fits[before, columns.initial[index] | 0x20]
        fits[fits] = self._stem_near(columns, hyphen[fits], index[fits])
        index = distinct(index[fits])
        found: list[int] = index[columns.together(index, index, self._kinds)].tolist()
        return found

    def _stem_near(self, columns: Columns, hyphen: Offsets, index: Offsets) -> Flags:
        """Whether a word as long as what follows the hyphen, with the same first letter, stands near."""
        tokens, text = columns.tokens, columns.text
        size, first = tokens.end[index] - hyphen - 1, text[hyphen + 1] | 0x20
        other = np.clip(index[:, None] + np.arange(-_REACH, _REACH + 1), 0, len(tokens) - 1)
        as_long = tokens.end[other] - tokens.start[other] == size[:, None]
        near: Flags = (as_long & ((columns.initial[other] | 0x20) == first[:, None])).any(axis=1)
        return near

    def _lists(self, columns: Columns, at: int, stem: str, *, both: bool) -> Iterator[tuple[int, int]]:
        """Where the stem stands in the same list, after the prefixed word or, with `both`, before it."""
        near, tokens = slice(max(at - _REACH, 0), at + _REACH), columns.tokens
        alike = near.start + np.flatnonzero(tokens.end[near] - tokens.start[near] == len(stem.encode()))
        if not any(columns.word(index).lower() == stem for index in alike.tolist()):
            return
        last = self._end(columns, at, stem) or self._beside(columns, at, stem)
        if last:
            yield at, last
        if not both:
            return
        low = max(at - _REACH, 0)
        for first in range(at - 1, low - 1, -1):
            if columns.token_block[first] != columns.token_block[at]:
                break
            if (
                columns.word(first).lower() == stem
                and self._end(columns, first, columns.word(at).lower()) == at
            ):
                yield first, at
                return
        yield from self._neighbours(columns, at, stem)
        if stem in self._fought or "-" in stem:
            yield from self._last_two(columns, at, stem)

    def _beside(self, columns: Columns, at: int, stem: str) -> int:
        """The token of the stem right behind the word where both name deeds in a list; 0 for none.

        "embezzlement, misreporting and reporting", "reanimation, animation and bandages".
        """
        if not stem.endswith(self._deeds):
            return 0
        gaps = columns.gaps.attributes
        connects = columns.lexicon[at : at + _ITEM + 4] & self._connector
        for last in range(at + 1, min(at + 3, len(columns.tokens) - 1)):
            if columns.word(last).lower() != stem or columns.token_block[last] != columns.token_block[at]:
                continue
            after = last + 1
            same = columns.token_block[after] == columns.token_block[at]
            comma = bool(same and gaps[after] & Gap.COMMA)
            if last == at + 1:
                listed = gaps[last] & Gap.COMMA and (comma or (same and connects[after - at]))
            else:
                goes_on = comma and connects[after - at : after - at + _ITEM + 1].any()
                listed = connects[1] and (
                    goes_on or (gaps[max(at - _ITEM + 1, 1) : at + 1] & Gap.COMMA).any()
                )
            if listed:
                return last
        return 0

    def _neighbours(self, columns: Columns, at: int, stem: str) -> Iterator[tuple[int, int]]:
        """Where the stem stands right beside the prefixed word: "waste, anti-waste and corruption"."""
        for first in (at - 1, at):
            after = first + 2
            if (
                first < 0
                or after >= len(columns.tokens)
                or columns.token_block[first] != columns.token_block[after]
            ):
                continue
            if (
                columns.word(2 * first + 1 - at).lower() != stem
                or not columns.gaps.attributes[first + 1] & Gap.COMMA
            ):
                continue
            gap, connects = columns.gaps.attributes[after], columns.lexicon[after] & self._connector
            if gap & Gap.COMMA or (gap & Gap.WHITE and connects):
                yield first, first + 1

    def _last_two(self, columns: Columns, at: int, stem: str) -> Iterator[tuple[int, int]]:
        """Where the two end a list: "gambling, fraud and anti-fraud work", "rescue, anti-fire and fire"."""
        gaps = columns.gaps.attributes
        for first, last in ((at - 2, at), (at, at + 2)):
            item = range(first, max(first - _ITEM, 0), -1)
            if (
                first > 0
                and last < len(columns.tokens)
                and columns.word(first + last - at).lower() == stem
                and columns.lexicon[last - 1] & self._connector
                and columns.token_block[item[-1]] == columns.token_block[last]
                and any(gaps[index] & Gap.COMMA for index in item)
            ):
                yield first, last

    def _complete(self, columns: Columns, first: int, last: int) -> bool:
        """Whether the last item ends with this word: not "artillery and anti-aircraft defence".

        A stem may have a noun behind it ("inter-cultural, first-aid and cultural skills"), a prefixed word
        the one that the stem has ("money laundering, bribery and anti-money laundering"), or any where the
        stem is fought or has a hyphen itself.
        """
        after = last + 1
        if columns.word(last).isalpha():
            return True
        stem = columns.word(last).lower().partition("-")[2]
        if stem in self._fought or "-" in stem:
            return True
        if after >= len(columns.tokens) or columns.token_block[after] != columns.token_block[last]:
            return True
        if columns.tokens.key[after] == columns.tokens.key[first + 1]:
            return True
        gap = int(columns.gaps.attributes[after])
        return bool(gap & Gap.MARK or (gap & Gap.WHITE and columns.lexicon[after] & self._follower))

    def _end(self, columns: Columns, first: int, last_item: str) -> int:
        """The token that ends a list "first, ..., and last item" which begins at `first`; 0 for none."""
        commas = 0
        for index in range(first + 1, min(first + _REACH, len(columns.tokens))):
            gap = int(columns.gaps.attributes[index])
            if columns.token_block[index] != columns.token_block[first] or not gap & (Gap.WHITE | Gap.COMMA):
                return 0
            commas += bool(gap & Gap.COMMA)
            after_connector = bool(columns.lexicon[index - 1] & self._connector) and gap & Gap.WHITE
            if after_connector and commas and columns.word(index).lower() == last_item:
                return index if self._complete(columns, first, index) else 0
        return 0
