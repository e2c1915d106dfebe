"""Which tokens are written in another script than Latin, and which hold letters that only Vietnamese has."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mtlint.batch import Bytes, Offsets
from mtlint.columns import Flags
from mtlint.columns.search import among, distinct
from mtlint.columns.tokens import Tokens

# Letters beyond Latin-1, byte by byte in UTF-8: ă, đ; ơ, ư (composed); hook, horn, dot below (decomposed).
_VIETNAMESE = {
    first: np.array(seconds, dtype=np.uint8)
    for first, seconds in (
        (0xC4, (0x82, 0x83, 0x90, 0x91)),
        (0xC6, (0xA0, 0xA1, 0xAF, 0xB0)),
        (0xCC, (0x89, 0x9B, 0xA3)),
    )
}
# What the first byte of a letter says of its script; the bytes not listed are Latin, Greek or no letters.
_SCRIPTS = (
    (0xD0, 0xD3, "Cyrillic"),
    (0xD4, 0xD6, "Armenian"),
    (0xD7, 0xD7, "Hebrew"),
    (0xD8, 0xDF, "Arabic"),
    (0xE0, 0xE1, "South or Southeast Asian"),
    (0xE3, 0xE3, "Japanese"),
    (0xE4, 0xE9, "Chinese or Japanese"),
    (0xEA, 0xED, "Korean"),
)


class ForeignLetters(NamedTuple):
    """Numbers of the tokens that hold such letters, ascending."""

    scripts: Offsets
    vietnamese: Offsets


def foreign_letters(text: Bytes, start: Offsets, tokens: Tokens) -> ForeignLetters:
    """Looks only at characters from the byte 0xC4 on; `start` is where those beyond ASCII begin.

    English prose has few, most of them quotation marks and dashes.
    """
    lead = start[text[start] >= 0xC4]
    first = text[lead]
    # E2 begins punctuation and symbols, EE and beyond private and full-width characters.
    lead = lead[(first != 0xE2) & (first <= 0xED)]
    if not lead.size:
        return ForeignLetters(lead, lead)
    first, second, third = text[lead], text[lead + 1], text[lead + 2]
    additional = first == 0xE1
    vietnamese: Flags = additional & (
        ((second == 0xBA) & (third >= 0xA0)) | ((second == 0xBB) & (third <= 0xB9))
    )
    for byte, seconds in _VIETNAMESE.items():
        vietnamese |= (first == byte) & among(second, seconds)
    scripts: Flags = (first >= 0xD0) & ~additional
    # E1 B4 to E1 BF are phonetic, Latin and Greek; E3 80 punctuation; E3 84 to E3 8F symbols.
    scripts |= additional & (second < 0xB4)
    scripts &= ~((first == 0xE3) & ((second == 0x80) | ((second >= 0x84) & (second < 0x90))))
    # EA 80 to EA AF are rare scripts and Latin letters; ED A0 and beyond are no characters.
    scripts &= ~((first == 0xEA) & (second < 0xB0))
    return ForeignLetters(_tokens_at(tokens, lead[scripts]), _tokens_at(tokens, lead[vietnamese]))


def script_name(first_byte: int) -> str:
    """What messages call the script of a letter."""
    return next((name for low, high, name in _SCRIPTS if low <= first_byte <= high), "foreign")


def _tokens_at(tokens: Tokens, places: Offsets) -> Offsets:
    index = np.searchsorted(tokens.start, places, side="right") - 1
    found: Offsets = distinct(index[(index >= 0) & (places < tokens.end[index])])
    return found
