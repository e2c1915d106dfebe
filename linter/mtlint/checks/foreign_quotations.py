"""Quotations in the marks of another locale, „so“, «so», <<so>>, around text of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.columns import Columns
from mtlint.matcher.code import any_of

# How far from a guillemet its partner is looked for.
_FAR = 400
# Quotation marks of other locales with what may close each; two commas and two signs are those of German and
# French as keyboards have them, and primes are straight marks as Chinese input methods have them.
OPENING = {
    "«": "»",
    "„": "[“”]|''",
    "»": "«",
    "‚": "[‘’']",
    "‹": "›",
    "›": "‹",
    "″": "″",
    "〃": "〃",
    ",,": "[“”\"]|''",
    "<<": ">>",
}
OPENER = lazy_re.compile(any_of(OPENING))
# Those that close elsewhere, and apostrophes: they have to touch a word on their inner side only.
_TOUCHING = frozenset({"»", "›", "‚", "″", "〃", ",,", "<<"})
_SINGLE = frozenset("‚‹›")
# One name in two signs is what a template leaves for a name, or a reference of AsciiDoc.
_SIGNS, _SIGNS_AROUND = "<<", lazy_re.compile(r"(?!.*,\S)[^<>=;(){}_]*\s[^<>=;(){}_]*\Z")
# One guillemet inside a paragraph of so many words, which a page's arrows are not.
_ALONE = lazy_re.compile(r"(?<=\s)«(?=\w)|(?<=[\w.!?])»(?=[\s.,;])")
_ALONE_WORDS = 8
_QUOTATION_MARK = lazy_re.compile("[«»“”„‟\"‹›「」『』《》]|''|``")
_SPACES = lazy_re.compile("[ \u00a0\u202f]{0,2}")
# Words before and after a short quotation that fills its block: the arrows of a page's navigation.
_LEAST_WORDS = 4
# A word or two may be names or loans, and their marks are foreign all the same.
_LEAST_FOREIGN = 3
# Of the words of a quotation in this language; other languages share up to half of short ones with English.
_LEAST_KNOWN = 0.6


class ForeignQuotations:
    """Both marks of a quotation; `words` is the bit of a lexicon in the columns, 0 where there is none."""

    def __init__(self, function_words: frozenset[str], words: int) -> None:
        self._function_words = function_words
        self._words = words

    def find(self, columns: Columns, place: int, opening: str, before: str, rest: str) -> Iterator[Hit]:
        """Both marks of a quotation that begins `rest` with `opening`."""
        touching, begins = opening in _TOUCHING, len(opening)
        if touching and (before[-1:].isalnum() or not rest[begins : begins + 1].isalnum()):
            return
        closing = re.search(
            r"(?<=\S)" * touching + f"(?:{OPENING[opening]})" + r"(?!\w)" * touching, rest[begins:]
        )
        if closing is None:
            return
        inside, mark = rest[begins : begins + closing.start()], closing[0]
        if opening == _SIGNS and (before[-1:].strip() or _SIGNS_AROUND.match(inside) is None):
            return
        words = inside.split()
        fills = not before and len(rest) == begins + closing.end()
        if not words or (fills and len(words) < _LEAST_WORDS) or not self._is_ours(columns, inside, words):
            return
        opened, after = _SPACES.match(inside), inside.rstrip(" \u00a0\u202f")
        width = begins + (opened.end() if opened else 0)
        low, high = begins + len(after), begins + closing.end()
        opener, closer = "‘’" if opening in _SINGLE else "“”"
        places = [(0, width, opener)] + ([(low, high, closer)] if mark != closer or low + 1 < high else [])
        for first, last, fixed in places:
            start = place + len(rest[:first].encode())
            end = place + len(rest[:last].encode())
            yield Hit(start, end, {"mark": rest[first:last].strip(), "fixed": fixed, **advice(fixed)})

    def _is_ours(self, columns: Columns, inside: str, words: list[str]) -> bool:
        """Whether what is quoted may be of this language: ASCII letters, a function word or known words."""
        if not all(char.isascii() for char in inside if char.isalpha()):
            return False
        small = [
            re.sub(r"['’]s?\Z", "", word.strip(".,;:!?").lower()) for word in words if word[:1].islower()
        ]
        if self._words and len(words) >= _LEAST_FOREIGN:
            # "So" is German as well: most of the words have to be known.
            known = columns.known([word for word in small if len(word) > 1], self._words)
            return int(known.sum()) > _LEAST_KNOWN * len(known) or not known.size
        return len(small) < 3 or not self._function_words.isdisjoint(small)


def advice(fixed: str | None) -> dict[str, str | None]:
    """The group that says what should stand there, if that is known."""
    return {"advice": f'; here it is "{fixed.strip()}"' if fixed and fixed.strip() else ""}


def is_alone(columns: Columns, place: int, start: int, end: int) -> bool:
    """Whether a guillemet inside a sentence is the only quotation mark of its block: its partner is lost."""
    low = max(start, place - _FAR)
    text = columns.text_of(low, min(place + _FAR, end))
    found = _ALONE.search(text)
    return (
        found is not None
        and len(_QUOTATION_MARK.findall(text)) == 1
        and len(text.split()) >= _ALONE_WORDS
        and bool(text[: found.start()].strip())
        and len(text[found.end() :].strip()) > 1
    )
