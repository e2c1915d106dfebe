"""Forms of a word that is marked in a phrase: `weapon+` is also its plural, `issue*` any form of the verb."""

from __future__ import annotations

from itertools import product

from mtlint import lazy_re

_SIBILANT = lazy_re.compile(r"(?:s|x|z|ch|sh)\Z")
_CONSONANT_Y = lazy_re.compile(r"[^aeiou]y\Z")
_NO_WORD = lazy_re.compile(r"[][()|\s]+")
_PLURAL_MARK, _VERB_MARK = "+", "*"


def forms_of(words: list[str]) -> list[tuple[str, ...]]:
    """All forms of a row of words.

    >>> forms_of(["land", "stork+"])
    [('land', 'stork'), ('land', 'storks')]
    """
    return list(product(*map(_forms, words)))


def in_number(replacement: str, phrase: str, span: str) -> str:
    """A replacement in which a marked word is plural where one of the phrase is so in the span.

    >>> in_number("land tout+", "land stork+", "Land storks")
    'land touts'
    """
    marked = [word for word in replacement.split() if word.endswith(_PLURAL_MARK)]
    if not marked:
        return replacement
    written = set(span.lower().split())
    words = _NO_WORD.split(phrase)
    plural = any(_plural(word[:-1]) in written for word in words if word.endswith(_PLURAL_MARK))
    for word in marked:
        replacement = replacement.replace(word, _plural(word[:-1]) if plural else word[:-1])
    return replacement


def _forms(word: str) -> tuple[str, ...]:
    stem = word[:-1]
    if word.endswith(_PLURAL_MARK):
        return stem, _plural(stem)
    if word.endswith(_VERB_MARK):
        return stem, _plural(stem), _with_ending(stem, "ed"), _with_ending(stem, "ing")
    return (word,)


def _plural(word: str) -> str:
    """A noun with the ending of the plural, which is also the third person of a verb."""
    if word.endswith("man"):
        return word[:-2] + "en"
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def _with_ending(verb: str, ending: str) -> str:
    if verb.endswith("e"):
        return verb[:-1] + ending
    if ending == "ed" and _CONSONANT_Y.search(verb):
        return verb[:-1] + "ied"
    return verb + ending
