"""Two words that have lost the space between them: "ofcase", "coldand"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.checks.word_parts import Beside, PartKinds
from mtlint.checks.word_splits import KINDS, LEAST, PLACES, Needs, Splits, Verdict
from mtlint.columns import Columns
from mtlint.columns.search import repeated
from mtlint.rule import Rule

# Among words of five letters only two function words are looked for.
_LEAST_PAIR, _MOST = 5, 40
# What may stand before and behind a word of prose.
_FREE = lazy_re.compile(r"[\s(“\"*]?_(?:\s.?|[,.;:!?)\"”](?:[\s\"”)]|\Z)|’s|)", re.DOTALL)
# "Octoberand": so many letters behind a long word where a sentence begins, fewer make names.
_LEAST_END = 3
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Options(NamedTuple):
    """`with` of a rule.

    A token outside `words` splits into one of `common` and one of `function-words`. `prefixes` and
    `suffixes` are those function words that also make new words at that end ("onscreen", "meetup"): there
    they prove nothing, but for those that stand `beside` some words. `pairs` are two function words in one
    ("ofthe"). `compound_parts` tells what English makes compounds of.
    """

    words: str
    common: str
    function_words: str
    prefixes: str
    suffixes: str
    pairs: str
    numerals: str
    determiners: str
    particles: str
    beside: str
    compound_parts: str
    calendar: str
    min_letters: int = 4


class JoinedWords:
    """Looks only at words that no list knows and that their document has once."""

    name: ClassVar[str] = "joined-words"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "blocks", "lexicon", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._known = resources.bit(rule, options.words) | resources.own_words_bit()
        # "Octoberand": names of months are no common words.
        self._common = resources.bit(rule, options.common) | resources.bit(rule, options.calendar)
        function_words = resources.word_list(rule, options.function_words)
        # Two of these in one word are two words; "a" is one only behind a longer one.
        self._short = function_words | resources.word_list(rule, options.numerals)
        # "undersix" is a pair of the list, "underlie" no word with a function word in it.
        self._lefts = function_words | {"a", "less", "over", "under"}
        self._splits = Splits(
            function_words - resources.word_list(rule, options.prefixes),
            function_words - resources.word_list(rule, options.suffixes),
            function_words | {"a"},
            resources.word_list(rule, options.numerals),
            resources.word_list(rule, options.particles),
            PartKinds(rule, resources.table(rule, options.compound_parts), KINDS),
            Beside(rule, resources.table(rule, options.beside), PLACES),
            options.min_letters,
        )
        self._determiners = resources.word_list(rule, options.determiners)
        self._pairs = resources.bit(rule, options.pairs)
        self._least = options.min_letters

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch."""
        for index, at in [*self._parts(columns), *self._function_words(columns)]:
            if self._is_foreign(columns, index):
                continue
            word, tokens = columns.word(index), columns.tokens
            groups = {"left": word[:at], "right": word[at:]}
            yield Hit(int(tokens.start[index]), int(tokens.end[index]), groups)

    def _parts(self, columns: Columns) -> Iterator[tuple[int, int]]:
        """Words that stand in their document once, and the code points of their left part."""
        words = {index: columns.word(index) for index in self._candidates(columns)}
        # The lexicons are asked about the parts of all candidates at once.
        splits = [
            (index, at)
            for index, word in words.items()
            for at in range(1, len(word))
            if self._splits.may_tell(word, at)
        ]
        left_common = columns.known([words[i][:at].lower() for i, at in splits], self._common)
        right_common = columns.known([words[i][at:] for i, at in splits], self._common)
        best: dict[int, tuple[Verdict, int]] = {}
        for number in np.flatnonzero(left_common | right_common).tolist():
            index, at = splits[number]
            word, common = words[index], (bool(left_common[number]), bool(right_common[number]))
            verdict = self._splits.judge(word, at, left_common=common[0], right_common=common[1])
            if not verdict.size and all(common):
                verdict = Verdict(self._adverb(columns, word, at))
            if verdict.size and (index not in best or best[index][0].rank() <= verdict.rank()):
                best[index] = (verdict, at)
        for index, (verdict, at) in best.items():
            if columns.count_in_document(index) == 1 and self._is_shown(columns, index, at, verdict.needs):
                yield index, at

    def _is_shown(self, columns: Columns, index: int, at: int, needs: Needs) -> bool:
        """Whether the document shows what a split needs."""
        left = columns.word(index)[:at]
        if left[0].isupper() and (needs == Needs.NAME or not self._is_no_name(columns, index, at)):
            return needs != Needs.CLAUSE and _is_named(columns, index, left)
        if needs >= Needs.NAMED and not self._is_clause(columns, index):
            return needs == Needs.NAMED and columns.occurs(index, left) and self._is_english(columns, index)
        return needs == Needs.NOTHING or self._is_english(columns, index)

    def _is_clause(self, columns: Columns, index: int) -> bool:
        """Whether it stands between two determiners, so that a noun and a verb must be in it."""
        inside = 0 < index < len(columns.tokens) - 1 and not columns.sentences[index : index + 2].any()
        return inside and all(
            columns.word(one).lower() in self._determiners for one in (index - 1, index + 1)
        )

    def _is_no_name(self, columns: Columns, index: int, at: int) -> bool:
        """Whether a capital tells of no name: a long word before a function word or in a sentence's start."""
        left, right = columns.word(index)[:at].lower(), columns.word(index)[at:]
        least = _LEAST_END if right in self._short else self._least
        # "Accordingto": no name ends so.
        told = at >= LEAST and (len(right) >= least or self._splits.kinds.has("no-compound", left))
        return (
            told
            and (right in self._short or bool(columns.sentences[index]))
            and self._is_english(columns, index)
        )

    def _is_english(self, columns: Columns, index: int) -> bool:
        """Whether the words beside it, as far as they are in small letters, are known; one at least is.

        Nothing is glued to it: no name of a file, of a page or of a function.
        """
        start, end = int(columns.tokens.start[index]), int(columns.tokens.end[index])
        if not _FREE.fullmatch(
            columns.text_of(max(start - 1, 0), start) + "_" + columns.text_of(end, end + 2)
        ):
            return False
        near = [one for one in (index - 1, index + 1) if 0 <= one < len(columns.tokens)]
        small = [
            bool(columns.lexicon[one] & np.uint32(self._known))
            for one in near
            if columns.token_block[one] == columns.token_block[index] and columns.word(one)[0].islower()
        ]
        return bool(small) and all(small)

    def _function_words(self, columns: Columns) -> Iterator[tuple[int, int]]:
        """Two function words in one ("ofthe"), as often as they come: no name looks so."""
        tokens = columns.tokens
        found = np.flatnonzero(columns.listed(self._pairs))
        found = found[columns.together(found, found, self._kinds)]
        # A small letter: as a name, "Ona" is one word.
        # Or a long one where a sentence begins: "Thereis", "Theywere".
        small = columns.text[tokens.start[found]] >= ord("a")
        long = tokens.end[found] - tokens.start[found] >= LEAST
        found = found[small | (long & columns.sentences[found])]
        for index in found.tolist():
            word = columns.word(index).lower()
            yield index, next(at for at in range(len(word) - 1, 0, -1) if word[:at] in self._lefts)

    def _is_foreign(self, columns: Columns, index: int) -> bool:
        """Whether a word beside it is of another language: "à toutes" does not hold "to utes"."""
        near = [one for one in (index - 1, index + 1) if 0 <= one < len(columns.tokens)]
        words = [columns.word(one) for one in near if columns.token_block[one] == columns.token_block[index]]
        return any(not word.isascii() and word[0].islower() for word in words)

    def _candidates(self, columns: Columns) -> list[int]:
        tokens = columns.tokens
        found = np.flatnonzero((columns.lexicon & np.uint32(self._known)) == 0)
        length = tokens.end[found] - tokens.start[found]
        # Capitalised words of five letters are names, a third of all candidates.
        least = np.where(columns.initial[found] >= ord("a"), _LEAST_PAIR, LEAST)
        found = found[(length >= least) & (length <= _MOST)]
        # ASCII letters, all but the first small: so are the words that are looked at.
        found = found[((columns.initial[found] | 0x20) - np.uint8(ord("a"))) < 26]
        for at in range(1, _LEAST_PAIR):
            found = found[(columns.text[tokens.start[found] + at] - np.uint8(ord("a"))) < 26]
        rest = np.arange(_LEAST_PAIR, _MOST)
        place = np.minimum(tokens.start[found][:, None] + rest, len(columns.text) - 1)
        within = rest < (tokens.end - tokens.start)[found][:, None]
        found = found[~(within & ((columns.text[place] - np.uint8(ord("a"))) >= 26)).any(axis=1)]
        found = found[columns.together(found, found, self._kinds)]
        candidates: list[int] = _once(columns, found).tolist()
        return candidates

    def _adverb(self, columns: Columns, word: str, at: int) -> int:
        """As in "illegallystoring": no compound begins with an adverb in -ly, made of a common word."""
        left, right = word[:at].lower(), word[at:]
        if not left.endswith("ly") or len(left) < LEAST or len(right) < self._least:
            return 0
        stem = left[:-3] + "y" if left.endswith("ily") else left[:-2]
        return len(right) if columns.knows(stem, self._common) else 0


def _is_named(columns: Columns, index: int, name: str) -> bool:
    """Whether a document has a capitalised word inside a sentence: a name, such as "the Department"."""
    text = columns.document_text(int(columns.tokens.start[index]))
    return re.search(rf"(?<=[a-z,] ){name}\b", text) is not None


def _once(columns: Columns, found: Offsets) -> Offsets:
    """Without most of those that their document has twice: names, which come again."""
    key = columns.tokens.key[found]
    document = columns.batch.document_of(columns.tokens.start[found])
    number = (key ^ (document.astype(np.uint64) * _MIX)) * _MIX
    again = repeated((number >> np.uint64(32)).astype(np.uint32))
    same = (number[again][1:] == number[again][:-1]) & (document[again][1:] == document[again][:-1])
    kept = np.ones(len(found), np.bool_)
    kept[again[:-1][same]] = False
    kept[again[1:][same]] = False
    return found[kept]
