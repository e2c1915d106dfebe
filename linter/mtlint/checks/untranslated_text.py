"""Words of another language or script in a text that was to be translated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import numpy as np

from mtlint import lazy_re
from mtlint.batch import Offsets
from mtlint.checks import Hit
from mtlint.checks.foreign_letters import foreign_letters, script_name
from mtlint.checks.resources import Resources
from mtlint.checks.spelling import unaccented
from mtlint.columns import Columns, Flags
from mtlint.columns.gaps import Gap
from mtlint.rule import Rule

_VIETNAMESE, _NO_LANGUAGE = "Vietnamese", "Foreign"
# So many words of another kind may stand between two foreign ones: numbers, brands, unaccented syllables.
_BETWEEN_SCRIPTS, _BETWEEN_WORDS = 1, 3
# A name has capitals; a run of Vietnamese text has small words too.
_LEAST_ACCENTED, _LEAST_SMALL = 3, 2
# A run in Latin script has half of its words, and four or more, from the list of one language or unknown to
# English: two of the list that tell, or one among unknown words, or none where letters or particles tell.
# "ca phe sua da, nem ran, banh mi" is a menu: without a comma stand five words or more, or a whole
# sentence.
_LEAST_FOREIGN, _DENSE, _VERY_DENSE = 4, 0.5, 0.8
_LEAST_TELLING, _LEAST_UNKNOWN = 2, 3
_LEAST_STRETCH = 5
# Of these so many, listed, unknown or names, in a stretch without words that only the own language has.
_LEAST_COUNTED = 3
# Where nouns have capitals (German) or syllables are English words too (Vietnamese), function words are
# enough.
_MANY_TELLING = 4
# More words of a sentence need not be looked at to know its language.
_LONGEST_SENTENCE = 40
# Unknown words side by side make a candidate even where none is listed.
_BETWEEN_UNKNOWN = 1
# What stands between two words of prose; of one run, outside quotation marks.
_PROSE_GAP = lazy_re.compile(r"[\"”’»]?[.,;:!?…]{0,3}[\"”’»]?[ \u00a0\r\n]{1,3}[\"“‘«]?\Z")
_RUN_GAP = lazy_re.compile(r"[.,;:!?…]{0,3}[ \u00a0\r\n]{1,3}\Z")
# Characters of a Chinese or Korean name; words of one in a script without capitals.
_LONGEST_NAME, _WORDS_OF_A_NAME = 3, 2
# In Thai, Lao, Burmese and Khmer there is no space between words; the longest names of provinces have 15
# characters.
_UNSPACED, _LONGEST_UNSPACED_NAME = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff")), 15
# A word given as such, a name in its own script: "the character 家", "Chinese: 北京", "Photo: 王明".
_GIVEN = lazy_re.compile(
    r"(?:(?i:words?|characters?|phrases?|terms?|letters?|called|means?|written|spelled|kanji|hanzi|pinyin|or|for)"
    r"[ :]{1,2}|: ?|[|/=] ?|[*_@]|[a-z][(])\Z"
)
# What is said, a label or a caption: no word and no name is as long as this (words, or characters where there
# are no spaces). "Chinese name: " has a name behind it.
_SPOKEN = lazy_re.compile(
    r"(?:(?<!name)(?<!title)(?<!script)(?<!spelling)(?<!original)(?<=[a-z]): |\bthe words )\Z"
)
_LONGEST_GIVEN, _LONGEST_UNSPACED_GIVEN = 4, 24
# UTF-8 that was read as Shift JIS or GBK shows these before every kana, quotation mark or dash.
_MOJIBAKE = frozenset("縺繧繝鈥锟")
_GLOSSED = lazy_re.compile(r"\s?[(\[（][^\W\d_]|[*_]")
_LOOK_BACK = 160
_IN_BRACKETS = lazy_re.compile(r"[(\[（【《「『][^)\]）】》」』]*\Z")


# Without its accents "thể" is "the": names in two languages with "the" between them are no Vietnamese.
_ENGLISH = frozenset({"the", "and", "of"})


class Options(NamedTuple):
    """`with` of a rule.

    `language-names` are languages in their own words, which lists of translations hold, `surnames`
    begin names of two or three characters. A line of `languages` is a language and its function words
    ("Spanish: el los que"). A run in Latin script holds none of `function-words`, those of the language the
    text should be in, and words outside `words`. What is one of `common` or `particles` proves nothing.
    """

    languages: str
    language_names: str
    surnames: str
    function_words: str
    words: str
    common: str
    particles: str


class _Run(NamedTuple):
    """First and last token, and what to call it."""

    first: int
    last: int
    language: str


class _Count(NamedTuple):
    """What a run holds.

    Words, those listed for its language, of these the distinct ones that tell; words unknown to English, in
    small letters (and with accents) or capitalised; the longest stretch without a mark.
    """

    size: int
    listed: int
    telling: int
    unknown: int
    names: int
    accented: int
    longest: int


class UntranslatedText:
    """Starts from letters that the language does not have, and from function words of others."""

    name: ClassVar[str] = "untranslated-text"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        self._kinds = rule.block_kinds
        self._names = resources.word_list(rule, options.language_names) | resources.words
        self._surnames = resources.word_list(rule, options.surnames)
        lines = [line.partition(":") for line in resources.word_list(rule, options.languages)]
        self._languages = {
            name: frozenset(_with_bare_forms(words.split())) - _ENGLISH for name, _, words in sorted(lines)
        }
        having: dict[str, list[str]] = defaultdict(list)
        for name, words in self._languages.items():
            for word in words:
                having[word].append(name)
        self._having = dict(having)
        common = _lower(resources.word_list(rule, options.common)) | _lower(resources.words)
        particles = _lower(resources.word_list(rule, options.particles))
        foreign = {name: words - common for name, words in self._languages.items()}
        self._telling = {name: words - particles for name, words in foreign.items()}
        self._foreign = resources.bit_of(frozenset().union(*foreign.values()))
        self._shared = resources.bit_of(frozenset().union(*self._languages.values()))
        self._own = resources.bit(rule, options.function_words)
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
            if not self._is_gloss(columns, run, start, end):
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
                # A number between them belongs to a sentence.
                gapless = part[-1] - part[0] < len(part)
                if "".join(words) not in self._names and not (gapless and self._is_name(words)):
                    first = int(columns.text[columns.tokens.start[part[0]]])
                    yield _Run(part[0], part[-1], script_name(first))

    def _is_name(self, words: list[str]) -> bool:
        """Whether a run may be a name (or a single character, which is spoken of as such)."""
        text = "".join(words)
        if not _MOJIBAKE.isdisjoint(text):
            return True
        if len(words) == 1 and (text[0] in self._surnames or len(text) == 1) and len(text) <= _LONGEST_NAME:
            return True
        if any(low <= text[0] <= high for low, high in _UNSPACED) and len(
            text
        ) > _LONGEST_UNSPACED_NAME * len(words):
            return False
        spaced = text[0] < "\u2e80" or "\uac00" <= text[0] <= "\ud7a3"
        cased = text[0] < "\u0590"  # Cyrillic and Armenian
        names = all(map(str.istitle, words)) if cased else len(words) <= _WORDS_OF_A_NAME
        return spaced and (len(words) == 1 or names)

    def _accented(self, columns: Columns, found: Offsets) -> Iterator[_Run]:
        """Vietnamese: three accented words side by side, or two and a function word; not all capitalised."""
        for chain in self._chains(columns, found, _BETWEEN_WORDS, 2):
            for part in self._parts(columns, chain):
                if self._is_vietnamese(columns, part):
                    yield _Run(*self._grown(columns, part[0], part[-1], _VIETNAMESE), _VIETNAMESE)

    def _parts(self, columns: Columns, chain: list[int], language: str = _VIETNAMESE) -> Iterator[list[int]]:
        """A chain, cut where a word of the own language stands that the other does not have."""
        own = (columns.lexicon[chain[0] : chain[-1] + 1] & np.uint32(self._own)) != 0
        shared = self._languages.get(language, frozenset())
        ends = [at for at in (chain[0] + np.flatnonzero(own)).tolist() if columns.word(at) not in shared]
        return (
            part.tolist() for part in np.split(np.array(chain), np.searchsorted(chain, ends)) if part.size
        )

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
            known = int(columns.lexicon[index]) & (self._words | self._own)
            accents = index in accented or not (word.isascii() or known)
            count += accents
            helping += helps
            small += word[0].islower() and (helps or accents)
            if small >= _LEAST_SMALL and count + bool(helping) >= _LEAST_ACCENTED:
                return True
        return False

    def _grown(self, columns: Columns, first: int, last: int, language: str) -> tuple[int, int]:
        """A run up to the words of the own language on both sides, or to what is no prose."""
        shared = self._languages.get(language, frozenset())
        while self._goes_on(columns, first - 1, first, shared) and _RUN_GAP.match(columns.gap(first)):
            first -= 1
        while self._goes_on(columns, last + 1, last, shared) and _RUN_GAP.match(columns.gap(last + 1)):
            last += 1
        return first, last

    def _goes_on(self, columns: Columns, index: int, neighbour: int, shared: frozenset[str]) -> bool:
        block = columns.token_block
        if not 0 <= index < len(columns.tokens) or block[index] != block[neighbour]:
            return False
        known = int(columns.lexicon[index])
        return not known & (self._own | self._words) or (
            not known & self._own and columns.word(index) in shared
        )

    def _latin(self, columns: Columns) -> Iterator[_Run]:
        """Runs that are dense in function words of one language and in words that English does not know."""
        # Capitalised ones are parts of names ("Los Angeles").
        small = ((columns.initial - np.uint8(ord("a"))) < 26) | (columns.initial >= 0x80)
        foreign = columns.listed(self._foreign)
        unknown = ~columns.listed(self._foreign | self._own | self._words)
        # Words that only the own language has: no run and no foreign sentence holds one.
        own = columns.listed(self._own) & ~columns.listed(self._shared)
        small &= _dense(foreign | unknown, own)
        chains = (
            *self._chains(columns, np.flatnonzero(small & foreign), _BETWEEN_WORDS, 1),
            *self._chains(columns, np.flatnonzero(small & unknown), _BETWEEN_UNKNOWN, _LEAST_UNKNOWN),
        )
        for chain in chains:
            language = self._language_of([columns.word(index) for index in chain])
            for part in self._parts(columns, chain, language):
                run = _Run(*self._grown(columns, part[0], part[-1], language), language)
                if self._is_foreign(columns, run):
                    yield run
                    continue
                first, last = _sentence(columns, run)
                if not own[first : last + 1].any():
                    words = [
                        columns.word(at).lower()
                        for at in range(first, min(last, first + _LONGEST_SENTENCE) + 1)
                    ]
                    sentence = _Run(first, last, self._language_of(words))
                    if self._is_foreign_sentence(columns, sentence):
                        yield sentence

    def _language_of(self, words: list[str]) -> str:
        """The language that has most of some words; of equals the first."""
        known = Counter(name for word in words for name in self._having.get(word, ()))
        return min(known, key=lambda name: (-known[name], name), default=_NO_LANGUAGE)

    def _count(self, columns: Columns, run: _Run) -> _Count | None:
        """What a run holds; None where words of the own language or marks of code speak against it."""
        language = self._languages.get(run.language, frozenset())
        telling: set[str] = set()
        size = listed = unknown = names = accented = longest = 0
        start = run.first
        for index in range(run.first, run.last + 1):
            gap, word = columns.gap(index), columns.word(index)
            if index > run.first and not gap.isspace():
                # File names and code have other marks than prose.
                if not _PROSE_GAP.match(gap):
                    return None
                start = index
            longest = max(longest, index + 1 - start)
            known, shared = int(columns.lexicon[index]), word.lower() in language
            if (known & self._own and not shared) or "_" in word:
                return None
            # Letters, numbers and words of both languages say nothing: "O governo", "a inflação", "in der".
            if len(word) == 1 or word[0].isdigit() or known & self._own:
                continue
            size += 1
            if shared:
                listed += 1
                telling.update({word} & self._telling[run.language])
            elif not known & self._words:
                unknown += word[0].islower()
                names += not word[0].islower()
                accented += word[0].islower() and not word.isascii()
        return _Count(size, listed, len(telling), unknown, names, accented, longest)

    def _is_foreign(self, columns: Columns, run: _Run) -> bool:
        of = self._count(columns, run)
        if (
            of is None
            or of.listed + of.unknown < max(_LEAST_FOREIGN, _DENSE * of.size)
            or of.longest < _LEAST_STRETCH
        ):
            return False
        if of.telling >= _LEAST_TELLING and (of.unknown or of.telling >= _MANY_TELLING):
            return True
        tells = of.telling or of.accented >= _LEAST_UNKNOWN or of.listed >= _LEAST_TELLING
        return (
            bool(tells) and of.unknown >= _LEAST_UNKNOWN and of.listed + of.unknown >= _VERY_DENSE * of.size
        )

    def _is_foreign_sentence(self, columns: Columns, run: _Run) -> bool:
        """Whether a whole sentence is: then names count as well, and a few words are enough."""
        if columns.token_block[run.first] != columns.token_block[run.last]:
            return False
        of = self._count(columns, run)
        if of is None or of.longest < _LEAST_FOREIGN:
            return False
        if of.listed + of.unknown + of.names < _VERY_DENSE * of.size:
            return False
        if of.telling and of.unknown and (of.listed >= _LEAST_TELLING or of.accented >= _LEAST_TELLING):
            return True
        if of.unknown >= _LEAST_UNKNOWN and (
            of.telling or of.accented >= _LEAST_UNKNOWN or of.listed >= _LEAST_TELLING
        ):
            return True
        finished = (
            columns.text_of(int(columns.tokens.end[run.last]), columns.block_end(run.last))[:1] in ".!?"
        )
        return of.unknown >= _LEAST_FOREIGN and finished and columns.word(run.first)[0].isupper()

    def _is_gloss(self, columns: Columns, run: _Run, start: int, end: int) -> bool:
        """Whether a run stands in brackets or italics, has a gloss or a label, or is named as a word."""
        before = columns.text_of(max(columns.block_start(run.first), start - _LOOK_BACK), start)
        if _GLOSSED.match(columns.text_of(end, end + 8)):
            return True
        if _IN_BRACKETS.search(before):
            return True
        if _SPOKEN.search(before) and self._is_sentence(columns, run, start, end):
            return False
        return _GIVEN.search(before) is not None

    def _is_sentence(self, columns: Columns, run: _Run, start: int, end: int) -> bool:
        """Whether a run is longer than a word or a name that is spoken of."""
        unspaced = columns.text_of(start, end)[0] >= "\u0e00" and run.language != "Korean"
        if unspaced:
            return len(columns.text_of(start, end)) > _LONGEST_UNSPACED_GIVEN
        return run.last - run.first >= _LONGEST_GIVEN


def _dense(counted: Flags, ends: Flags) -> Flags:
    """Which tokens stand in a stretch between two ends that holds enough of some others.

    In English a stretch is four words long, and few hold what is looked at any further.
    """
    stretch = np.cumsum(ends)
    enough = np.bincount(stretch[counted], minlength=int(ends.sum()) + 1) >= _LEAST_COUNTED
    dense: Flags = enough[stretch]
    return dense


def _sentence(columns: Columns, run: _Run) -> tuple[int, int]:
    """First and last token of the sentence that a run begins in."""
    bounds = columns.sentence_bounds
    index = int(np.searchsorted(bounds, run.first, side="right"))
    return int(bounds[index - 1]), int(bounds[index]) - 1


def _with_bare_forms(words: list[str]) -> Iterator[str]:
    """Words, and those of two letters or more without their accents, which sites strip."""
    yield from words
    for word in words:
        bare = unaccented(word)
        if len(bare) > 1:
            yield bare


def _lower(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(str.lower, words))
