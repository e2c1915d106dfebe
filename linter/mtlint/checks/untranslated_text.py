"""Words of another language or script in a text that was to be translated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.foreign_runs.latin import LatinRuns
from mtlint.checks.foreign_runs.letters import foreign_letters
from mtlint.checks.foreign_runs.script import ScriptRuns
from mtlint.checks.foreign_runs.vietnamese import VietnameseRuns
from mtlint.checks.foreign_runs.words import ForeignWords, Run
from mtlint.checks.resources import Resources
from mtlint.columns import Columns
from mtlint.rule import Rule

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
_GLOSSED = lazy_re.compile(r"\s?[(\[（][^\W\d_]|[*_]")
_IN_BRACKETS = lazy_re.compile(r"[(\[（【《「『][^)\]）】》」』]*\Z")
_LOOK_BACK = 160


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


class UntranslatedText:
    """Starts from letters that the language does not have, and from function words of others."""

    name: ClassVar[str] = "untranslated-text"
    needs: ClassVar[frozenset[str]] = frozenset({"tokens", "gaps", "blocks", "lexicon", "sentences"})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule: Rule, options: Options, resources: Resources) -> None:
        words = ForeignWords(rule, options.languages, options.function_words, options.words, resources)
        names = resources.word_list(rule, options.language_names) | resources.words
        self._scripts = ScriptRuns(words, names, resources.word_list(rule, options.surnames))
        self._vietnamese = VietnameseRuns(words)
        common = _lower(resources.word_list(rule, options.common) | resources.words)
        particles = _lower(resources.word_list(rule, options.particles))
        self._latin = LatinRuns(words, common, particles, resources)

    def find(self, columns: Columns) -> Iterator[Hit]:
        """Every run once; the engine keeps the longest of those that overlap."""
        letters = foreign_letters(columns.text, columns.marks.beyond_ascii, columns.tokens)
        runs = [
            *self._scripts.find(columns, letters.scripts),
            *self._vietnamese.find(columns, letters.vietnamese),
            *self._latin.find(columns),
        ]
        tokens = columns.tokens
        for run in runs:
            start, end = int(tokens.start[run.first]), int(tokens.end[run.last])
            if not _is_gloss(columns, run, start, end):
                yield Hit(start, end, {"language": run.language})


def _is_gloss(columns: Columns, run: Run, start: int, end: int) -> bool:
    """Whether a run stands in brackets or italics, has a gloss or a label, or is named as a word."""
    before = columns.text_of(max(columns.block_start(run.first), start - _LOOK_BACK), start)
    if _GLOSSED.match(columns.text_of(end, end + 8)):
        return True
    if _IN_BRACKETS.search(before):
        return True
    if _SPOKEN.search(before) and _is_sentence(run, columns.text_of(start, end)):
        return False
    return _GIVEN.search(before) is not None


def _is_sentence(run: Run, text: str) -> bool:
    """Whether a run is longer than a word or a name that is spoken of."""
    if text[0] >= "\u0e00" and run.language != "Korean":
        return len(text) > _LONGEST_UNSPACED_GIVEN
    return run.last - run.first >= _LONGEST_GIVEN


def _lower(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(str.lower, words))
