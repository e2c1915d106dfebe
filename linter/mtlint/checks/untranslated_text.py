"""Words of another language or script in a text that was to be translated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.foreign_letters import foreign_letters, script_name
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_VIETNAMESE = "Vietnamese"
# So many words of another kind may stand between two foreign ones: numbers, brands, unaccented syllables.
_BETWEEN_SCRIPTS, _BETWEEN_WORDS = 1, 3
# A name has capitals; a run of Vietnamese text has small words too.
_LEAST_ACCENTED, _LEAST_SMALL = 3, 2
# Function words of one language, all words, and words that neither list knows, in a run in Latin script.
_LEAST_FUNCTION, _LEAST_WORDS, _LEAST_UNKNOWN = 3, 6, 2
_DENSE = 0.25
# Unaccented Vietnamese is told by its syllables alone: nearly all of them are listed.
_LEAST_SYLLABLES = 5
# Characters of a Chinese or Korean name; words of one in a script without capitals.
_LONGEST_NAME, _WORDS_OF_A_NAME = 3, 2
# A word given as such, a name in its own script: "the character 家", "Chinese: 北京", "Photo: 王明".
_GIVEN = lazy_re.compile(
    r"(?:(?i:words?|characters?|phrases?|terms?|letters?|called|means?|written|spelled|kanji|hanzi|pinyin|or|for)"
    r"[ :]{1,2}|: ?|[|/=] ?|[*_@]|[a-z][(])\Z"
)
_GLOSSED = lazy_re.compile(r"\s?[(\[（][^\W\d_]|[*_]")
_LOOK_BACK = 160
_IN_BRACKETS = lazy_re.compile(r"[(\[（【《「『][^)\]）】》」』]*\Z")


class Options(NamedTuple):
    """`with` of a rule.

    `language-names` are languages in their own words, which lists of translations hold, `surnames`
    begin names of two or three characters. A line of `languages` is a language and its function words
    ("Spanish: el los que"). A run in Latin script holds none of `function-words`, those of the language the
    text should be in, and words outside `words`.
    """

    languages: str
    language_names: str
    surnames: str
    function_words: str
    words: str


class _Run(NamedTuple):
    """First and last token, and what to call it."""

    first: int
    last: int
    language: str


class UntranslatedText:
    """Starts from letters that the language does not have, and from function words of others."""

    name: ClassVar[str] = "untranslated-text"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._names = resources.word_list(rule, options.language_names) | resources.words
        self._surnames = resources.word_list(rule, options.surnames)
        lines = [line.partition(":") for line in resources.word_list(rule, options.languages)]
        own = {word.lower() for word in resources.words}
        self._languages = {name: frozenset(words.split()) - own for name, _, words in sorted(lines)}
        foreign = frozenset().union(*self._languages.values())
        function_words = resources.word_list(rule, options.function_words)
        # A word of both sides ("no") neither begins nor ends a run.
        self._foreign = resources.bit_of(foreign - function_words)
        self._own = resources.bit_of(function_words - foreign)
        self._words = resources.bit(rule, options.words)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every run once; the engine keeps the longest of those that overlap."""
        letters = foreign_letters(columns.text, columns.marks.beyond_ascii, columns.tokens)
        runs = [
            *self._in_scripts(columns, letters.scripts),
            *self._accented(columns, letters.vietnamese),
            *self._latin(columns),
        ]
        tokens = columns.tokens
        for run in runs:
            start, end = int(tokens.start[run.first]), int(tokens.end[run.last])
            if not self._is_gloss(columns, run.first, start, end):
                yield Hit(start, end, {"language": run.language})

    def _chains(self, columns: Columns, found: Offsets, between: int, least: int) -> Iterator[list[int]]:
        """`least` foreign tokens or more of one block, with at most so many others from one to the next."""
        found = found[columns.together(found, found, self._kinds)]
        if not found.size:
            return
        block = columns.token_block[found]
        cut = np.flatnonzero((np.diff(found) > between + 1) | (np.diff(block) != 0)) + 1
        first, end = np.append(0, cut), np.append(cut, len(found))
        long = end - first >= least
        for low, high in zip(first[long].tolist(), end[long].tolist(), strict=True):
            yield found[low:high].tolist()

    def _in_scripts(self, columns: Columns, found: Offsets) -> Iterator[_Run]:
        for chain in self._chains(columns, found, _BETWEEN_SCRIPTS, 1):
            for part in self._parts(columns, chain):
                words = [columns.word(index) for index in part]
                if "".join(words) not in self._names and not self._is_name(words):
                    first = int(columns.text[columns.tokens.start[part[0]]])
                    yield _Run(part[0], part[-1], script_name(first))

    def _is_name(self, words: list[str]) -> bool:
        """Whether a run may be a name (or a single character, which is spoken of as such)."""
        text = "".join(words)
        if len(words) == 1 and (text[0] in self._surnames or len(text) == 1) and len(text) <= _LONGEST_NAME:
            return True
        spaced = text[0] < "\u2e80" or "\uac00" <= text[0] <= "\ud7a3"
        cased = text[0] < "\u0590"  # Cyrillic and Armenian
        names = all(map(str.istitle, words)) if cased else len(words) <= _WORDS_OF_A_NAME
        return spaced and (len(words) == 1 or names)

    def _accented(self, columns: Columns, found: Offsets) -> Iterator[_Run]:
        """Vietnamese: three accented words side by side, or two and a function word; not all capitalised."""
        for chain in self._chains(columns, found, _BETWEEN_WORDS, 2):
            for part in self._parts(columns, chain):
                if self._is_vietnamese(columns, part):
                    yield _Run(*self._grown(columns, part[0], part[-1]), _VIETNAMESE)

    def _parts(self, columns: Columns, chain: list[int]) -> Iterator[list[int]]:
        """A chain, cut where a word of the own language stands."""
        own = (columns.lexicon[chain[0] : chain[-1] + 1] & np.uint32(self._own)) != 0
        cuts = np.searchsorted(chain, chain[0] + np.flatnonzero(own))
        return (part.tolist() for part in np.split(np.array(chain), cuts) if part.size)

    def _is_vietnamese(self, columns: Columns, chain: list[int]) -> bool:
        accented = set(chain)
        function_words = self._languages.get(_VIETNAMESE, frozenset())
        count = small = helping = 0
        for index in range(chain[0], chain[-1] + 1):
            if not columns.gaps.attributes[index] & Gap.WHITE:
                # A list of dishes or names has marks between them.
                count = small = helping = 0
            word = columns.word(index)
            helps = word in function_words
            count += index in accented
            helping += helps
            small += word[0].islower() and (helps or index in accented)
            if small >= _LEAST_SMALL and count + bool(helping) >= _LEAST_ACCENTED:
                return True
        return False

    def _grown(self, columns: Columns, first: int, last: int) -> tuple[int, int]:
        """A run up to the words of the own language on both sides."""
        while self._goes_on(columns, first - 1, first):
            first -= 1
        while self._goes_on(columns, last + 1, last):
            last += 1
        return first, last

    def _goes_on(self, columns: Columns, index: int, neighbour: int) -> bool:
        block = columns.token_block
        inside = 0 <= index < len(columns.tokens) and bool(block[index] == block[neighbour])
        return inside and not columns.lexicon[index] & (self._own | self._words)

    def _latin(self, columns: Columns) -> Iterator[_Run]:
        """Runs that are dense in function words of one language, without those of the own language."""
        found = np.flatnonzero(columns.listed(self._foreign))
        first = columns.text[columns.tokens.start[found]]
        # Capitalised ones are parts of names ("Los Angeles").
        found = found[((first - 97) < 26) | (first >= 0x80)]
        for chain in self._chains(columns, found, _BETWEEN_WORDS, _LEAST_FUNCTION):
            for part in self._parts(columns, chain):
                if len(part) >= _LEAST_FUNCTION:
                    yield from self._latin_run(columns, part)

    def _latin_run(self, columns: Columns, chain: list[int]) -> Iterator[_Run]:
        words = [columns.word(index) for index in range(chain[0], chain[-1] + 1)]
        known = Counter({name: sum(word in of for word in words) for name, of in self._languages.items()})
        language, count = known.most_common(1)[0]
        mine = {word for word in words if word in self._languages[language]}
        first, last = self._grown(columns, chain[0], chain[-1])
        size = last - first + 1
        if count < _LEAST_FUNCTION or len(mine) < 2 or size < _LEAST_WORDS or count < _DENSE * size:
            return
        unknown = [
            columns.word(index)[0].islower()
            for index in range(first, last + 1)
            if not columns.lexicon[index] & (self._words | self._foreign)
        ]
        # The name of a law or a school is mostly capitals; Vietnamese syllables are nearly all listed.
        tells = sum(unknown) >= _LEAST_UNKNOWN and 2 * sum(unknown) > len(unknown)
        if tells or (language == _VIETNAMESE and len(mine) >= _LEAST_SYLLABLES):
            yield _Run(first, last, language)

    def _is_gloss(self, columns: Columns, first: int, start: int, end: int) -> bool:
        """Whether a run stands in brackets or italics, has a gloss or a label, or is named as a word."""
        before = columns.text_of(max(columns.block_start(first), start - _LOOK_BACK), start)
        if _GLOSSED.match(columns.text_of(end, end + 8)):
            return True
        return _IN_BRACKETS.search(before) is not None or _GIVEN.search(before) is not None
