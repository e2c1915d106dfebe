"""Runs of words in another script than Latin, without the names among them."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.batch import Offsets
from mtlint.checks.foreign_runs.letters import script_name
from mtlint.checks.foreign_runs.words import ForeignWords, Run
from mtlint.columns import Columns

# A number or a brand may stand between two foreign words.
_BETWEEN = 1
# Characters of a Chinese or Korean name; words of one in a script without capitals.
_LONGEST_NAME, _WORDS_OF_A_NAME = 3, 2
# In Thai, Lao, Burmese and Khmer there is no space between words; the longest names of provinces have 15
# characters.
_UNSPACED, _LONGEST_UNSPACED_NAME = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff")), 15
# UTF-8 that was read as Shift JIS or GBK shows these before every kana, quotation mark or dash.
_MOJIBAKE = frozenset("縺繧繝鈥锟")
# The cut of a chain at function words: these runs have none.
_ANY = ""


class ScriptRuns:
    """Finds them. `names` are spared, `surnames` begin names of two or three characters."""

    def __init__(self, words: ForeignWords, names: frozenset[str], surnames: frozenset[str]) -> None:
        self._words = words
        self._names = names
        self._surnames = surnames

    def find(self, columns: Columns, found: Offsets) -> Iterator[Run]:
        """The runs of some tokens that are in such a script."""
        for chain in self._words.chains(columns, found, _BETWEEN, 1):
            for part in self._words.parts(columns, chain, _ANY):
                words = [columns.word(index) for index in part]
                # A number between them belongs to a sentence.
                gapless = part[-1] - part[0] < len(part)
                if "".join(words) not in self._names and not (gapless and self._is_name(words)):
                    first = int(columns.text[columns.tokens.start[part[0]]])
                    yield Run(part[0], part[-1], script_name(first))

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
