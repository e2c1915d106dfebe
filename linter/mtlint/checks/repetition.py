"""A phrase repeated across a conjunction or comma: two terms of the source became one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.resources import Resources
from mtlint.checks.wide_connectors import AMPERSAND, ampersands, as_well_as
from mtlint.columns import Columns, Flags
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_COMPOUND = lazy_re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})+\Z")
_VOWELS = lazy_re.compile("[aeiou]+")
# A determiner opens a noun phrase of its own, so the copy before it is a whole verb or noun.
_BEFORE_DETERMINER = 4
_PAIR = 2
# So many words before a preposition are one phrase: "the policy and the policy of the state".
_PHRASE = 3
# Behind "X, X and" a third copy within so many words says it again on purpose.
_INSISTED = 3


class Options(NamedTuple):
    """`with` of a rule.

    `connectors` join two copies, `followers` after the second show that it is complete, `spare` lists
    phrases that English repeats. A single word counts from `min-letters` letters on, before one of
    `determiners` from four on ("check and check the goods").
    """

    connectors: str
    followers: str
    spare: str
    min_letters: int = 6
    max_words: int = 8
    determiners: str | None = None


class Repetition:
    """Finds "X and X", "X, and X", "X, X" (with a hyphen) and "X, X and Y"."""

    name: ClassVar[str] = "repetition"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._options = options
        self._kinds = rule.block_kinds
        self._connector = resources.bit(rule, options.connectors)
        self._follower = resources.bit(rule, options.followers)
        self._determiner = resources.bit(rule, options.determiners) if options.determiners else 0
        self._own_words = resources.own_words_bit()
        self._spared = {phrase.lower() for phrase in resources.word_list(rule, options.spare)}

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The hits of a batch, those around a conjunction first."""
        yield from self._around_connectors(columns)
        yield from self._across_commas(columns)

    def _around_connectors(self, columns: Columns) -> Iterator[Hit]:
        key, gaps = columns.tokens.key, columns.gaps
        anchor = np.flatnonzero(columns.listed(self._connector))
        anchor = anchor[gaps.has_at(anchor, Gap.WHITE | Gap.COMMA) & gaps.has_at(anchor + 1, Gap.WHITE)]
        several, ampersand = as_well_as(columns), ampersands(columns)
        # Where the left copy has ended and the right one begins.
        low = np.concatenate([anchor, several, ampersand])
        high = np.concatenate([anchor + 1, several + 3, ampersand])
        low, high = low[high < len(key)], high[high < len(key)]
        begins = key[high]
        found, size = [], []
        for words in range(1, self._options.max_words + 1):
            fits = np.flatnonzero(key[np.maximum(low - words, 0)] == begins)
            fits = fits[(low[fits] >= words) & (high[fits] + words <= len(key))]
            found.append(fits[key[low[fits] - 1] == key[high[fits] + words - 1]])
            size.append(np.full(len(found[-1]), words))
        at, words_each = np.concatenate(found), np.concatenate(size)
        low, high = low[at], high[at]
        last = high + words_each - 1
        inside = columns.together(low - words_each, last, self._kinds)
        complete = self._complete(columns, last, phrase=words_each <= _PHRASE)
        # A hyphenated adjective needs no end of a phrase: nobody plans "low-carbon and low-carbon transport".
        complete |= (
            (words_each == 1) & columns.gaps.has_at(high + 1, Gap.WHITE) & self._hyphenated(columns, high)
        )
        inside &= complete
        for left, right, words in zip(
            low[inside].tolist(), high[inside].tolist(), words_each[inside].tolist(), strict=True
        ):
            yield from self._hit(columns, range(left - words, left), range(right, right + words))

    def _hyphenated(self, columns: Columns, token: Offsets) -> Flags:
        """Which tokens hold a hyphen between letters, and no digit."""
        words = map(columns.word, token.tolist())
        return np.array([_COMPOUND.match(word) is not None for word in words], np.bool_)

    def _complete(self, columns: Columns, last: Offsets, *, phrase: Flags) -> Flags:
        """Whether the second copy, which ends with token `last`, begins nothing longer."""
        gaps, block = columns.gaps, columns.token_block
        after = np.minimum(last + 1, len(columns.tokens) - 1)
        # An apostrophe after the copy is a possessive: "teachers and teachers' unions".
        ends: Flags = gaps.has_at(last + 1, Gap.MARK) | (block[after] != block[last]) | (after == last)
        follows = columns.listed_at(after, self._follower)
        # "collected, and collected 87 sets": a number begins a noun phrase as a determiner does.
        first = columns.initial[after]
        follows |= (first >= ord("0")) & (first <= ord("9"))
        ends |= phrase & gaps.has_at(last + 1, Gap.WHITE) & follows
        return ends

    def _across_commas(self, columns: Columns) -> Iterator[Hit]:
        """As in "non-stop, non-stop work" anywhere, in "profits, profits and wages" where a list goes on."""
        for words, second in ((1, columns.doubled), (_PAIR, columns.doubled_pairs)):
            second = second[columns.gaps.has_at(second, Gap.COMMA)]
            second = second[columns.together(second - words, second + words - 1, self._kinds)]
            for at in second.tolist():
                if (words == 1 and "-" in columns.word(at)) or self._is_listed(columns, at, words):
                    yield from self._hit(columns, range(at - words, at), range(at, at + words))

    def _is_listed(self, columns: Columns, at: int, words: int) -> bool:
        """Whether a list goes on behind the copy that begins with token `at`, and not with a third copy.

        "Training, training, and more training" is no list.
        """
        after = at + words
        return bool(
            after + 1 < len(columns.tokens)
            and columns.token_block[after + 1] == columns.token_block[at]
            and columns.gaps.attributes[after] & (Gap.WHITE | Gap.COMMA)
            and columns.lexicon[after] & self._connector
            and columns.tokens.key[after - 1] not in columns.tokens.key[after + 1 : after + 1 + _INSISTED]
        )

    def _hit(self, columns: Columns, left: range, right: range) -> Iterator[Hit]:
        copies = [[columns.word(index) for index in copy] for copy in (left, right)]
        first, second = ([word.lower() for word in copy] for copy in copies)
        if first != second or not self._counts(second, self._least(columns, right[-1])):
            return
        listed = right[0] - left[-1] == 1 and columns.gaps.attributes[right[0]] & Gap.COMMA
        if len(second) > 1 and self._begins_more(columns, right, second, listed=bool(listed)):
            return
        if not all(
            columns.gaps.attributes[index] & Gap.WHITE for copy in (left, right) for index in copy[1:]
        ):
            return
        if any(columns.lexicon[index] & self._own_words for index in right):
            return
        if columns.gap(right[0]) == AMPERSAND and second[0] != copies[1][0]:
            return  # a firm
        adjacent = right[0] - left[0] == 1
        if (adjacent and _is_sound(second)) or self._has_two_modifiers(columns, left, right):
            return
        tokens = columns.tokens
        start, end = int(tokens.start[left[0]]), int(tokens.end[right[-1]])
        yield Hit(start, end, {"phrase": columns.text_of(start, int(tokens.end[left[-1]]))})

    def _begins_more(self, columns: Columns, copy: range, words: list[str], *, listed: bool) -> bool:
        """Whether a phrase with no mark behind it may go on: all but nouns, a determiner or modifiers before.

        "The individual and the individual the source of progress" is a clause whose verb stands before.
        """
        after = copy[-1] + 1
        marked = after == len(columns.tokens) or not columns.gaps.attributes[after] & Gap.WHITE
        if marked and not listed:
            return False
        lexicon = columns.lexicon[copy[0] : copy[-1] + 1]
        if (not marked and columns.lexicon[after] & self._determiner) or len(
            words[-1]
        ) < self._options.min_letters - 1:
            return True
        content = ~((lexicon & (self._follower | self._determiner | self._connector)) != 0)
        determined = bool(lexicon[0] & self._determiner)
        modified = bool(content[0]) and words[0] not in self._spared and len(words[0]) >= _BEFORE_DETERMINER
        return not bool(content[1:].all()) or not (
            (determined and len(words[-1]) >= self._options.min_letters) or modified
        )

    def _has_two_modifiers(self, columns: Columns, left: range, right: range) -> bool:
        """Whether each copy has a modifier of its own: "the local officials and officials from the ministry".

        The first stands behind a determiner or preposition and one word, or behind the sentence's first word;
        the second has a preposition behind it.
        """
        adjective, after = left[0] - 1, right[-1] + 1
        if right[0] - left[-1] == 1 or adjective < 0 or after >= len(columns.tokens):
            return False
        gaps = columns.gaps.attributes
        if not (
            gaps[left[0]] & Gap.WHITE and gaps[after] & Gap.WHITE and columns.lexicon[after] & self._follower
        ):
            return False
        modifies = (
            not columns.lexicon[adjective] & (self._follower | self._determiner)
            # A determiner is no modifier; "her" is none of the list, since it stands alone as well.
            and len(word := columns.word(adjective)) > 1
            and word.lower() != "her"
            and word.isalpha()
        )
        return modifies and bool(
            columns.sentences[adjective]
            or (
                gaps[adjective] & Gap.WHITE
                and columns.lexicon[adjective - 1] & self._follower
                and not columns.lexicon[adjective - 1] & self._connector
            )
        )

    def _least(self, columns: Columns, last: int) -> int:
        """How many letters a single word must have whose second copy is token `last`."""
        after = min(last + 1, len(columns.tokens) - 1)
        determined = (
            columns.gaps.attributes[last + 1] & Gap.WHITE and columns.lexicon[after] & self._determiner
        )
        return min(_BEFORE_DETERMINER, self._options.min_letters) if determined else self._options.min_letters

    def _counts(self, phrase: list[str], least: int) -> bool:
        if " ".join(phrase) in self._spared or not any(word.isalpha() or "-" in word for word in phrase):
            return False
        if len(phrase) > 1:
            return True
        word = phrase[0]
        return not any(map(str.isdigit, word)) and ("-" in word or len(word) >= least)


def _is_sound(phrase: list[str]) -> bool:
    """Whether a word with a hyphen imitates a sound or sways: ding-dong, tick-tock, zig-zag, choo-choo."""
    parts = phrase[0].split("-")
    skeletons = {_VOWELS.sub("a", part) for part in parts}
    return len(phrase) == 1 and len(parts) > 1 and len(skeletons) == 1
