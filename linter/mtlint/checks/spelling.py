"""Whether two words are spellings of one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from mtlint import lazy_re

# Letters that Unicode does not take apart into a letter and an accent.
_NOT_DECOMPOSED = str.maketrans(
    {"đ": "d", "ı": "i", "ł": "l", "ø": "o", "ħ": "h", "æ": "ae", "œ": "oe", "’": "'"}
)
# What transcriptions of one name write for one another: Aleksei, Alexei; Yoon, Yun; Zaytsev, Zaitsev.
_SOUNDS = {"ks": "x", "kh": "h", "ou": "u", "oo": "u", "ee": "i", "yeo": "yo", "eo": "u", "y": "i", "j": "i"}
_SOUNDS |= {"w": "v", "ph": "f", "q": "k", "ck": "k", "iu": "u", "ii": "i", "'": ""}
# Those that make no two names of short ones: Jing and Ying, Zhou and Zhu, Wang and Vang are.
_SHORT_SOUNDS = {"ks": "x", "oo": "u", "ou": "u", "ee": "i", "y": "i", "ph": "f", "ck": "k"}
_SHORT_SOUNDS |= {"dj": "j", "tj": "c", "oe": "u"}
_LEAST_SHORT = 4
# Long vowels of Japanese at the end of a last name: Sato, Satou; Ito, Itoh.
_LONG_VOWEL = lazy_re.compile(r"(?<=[a-z]{2}o)[uh]\Z")
_DOUBLED = lazy_re.compile(r"([a-z])\1")
# Last letters that one transcription writes and another leaves out (Suryaningsih, Bertrand, Chunlang); others
# make another word of a name: Albania, Albanian; Ivanov, Ivanova; Kuwait, Kuwaiti.
_MUTE_ENDS = frozenset("hdgtk")
# Last letters that transcriptions of one name exchange (Narongrit, Narongrid); "a" and "e" tell names apart.
_JOINTS = lazy_re.compile("(?!['’]s\\Z)[-'’]")
# Where the other names are the same, so is the person: Prasetyo, Prasetya; Ignatenko, Ignatenka.
_SURNAME_ENDS = frozenset("oa")
_LIKE_ENDS = tuple(map(frozenset, ("td", "pb", "kgcq", "nm", "szx", "vfw", "iy", "ou", "lr")))


def is_respelled(one: str, other: str) -> bool:
    """Whether two words are the same but for accents, hyphens, apostrophes, or umlauts in two letters.

    Two accented forms are two names; one without accents may stand for either.

    >>> is_respelled("Đức", "Duc"), is_respelled("Đức", "Dục"), is_respelled("Jong-hyun", "Jonghyun")
    (True, False, True)
    """
    plain, plain_other = unaccented(one), unaccented(other)
    if one.isupper() != other.isupper() or one.lower() == other.lower():
        return False
    if _JOINTS.sub("", plain) != _JOINTS.sub("", plain_other) and _umlauts(one) != _umlauts(other):
        return False
    return plain == one.lower() or plain_other == other.lower()


def is_misspelt(one: str, other: str, *, surname: bool = False) -> bool:
    """Whether two words in small letters without accents sound alike, or differ in one letter.

    Not in one at the end, which makes a demonym, a plural, a genitive, the name of a daughter.
    The last of a person's names, a `surname`, may differ in "o" and "a": Prasetyo, Prasetya.

    >>> is_misspelt("hoffmann", "hoffman"), is_misspelt("narongrit", "narongrid")
    (True, True)
    >>> is_misspelt("ivanov", "ivanova")
    False
    """
    one, other = one.removesuffix("'s"), other.removesuffix("'s")
    if one == other:
        return False
    if sounds(one) == sounds(other):
        return True
    if not (one.isalpha() and other.isalpha() and near(one, other)):
        return False
    if one[:-1] == other[:-1]:
        if surname and {one[-1], other[-1]} == _SURNAME_ENDS:
            return True
        return any({one[-1], other[-1]} <= alike for alike in _LIKE_ENDS)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return not longer.startswith(shorter) or longer[-1] in _MUTE_ENDS


def unaccented(word: str) -> str:
    """A word in small letters without accents.

    >>> unaccented("Đức")
    'duc'
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower().translate(_NOT_DECOMPOSED))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def letters(text: str) -> str:
    """A name without accents, spaces, hyphens and capitals.

    >>> letters("Sóc Trăng")
    'soctrang'
    """
    return re.sub(r"[\W_]", "", unaccented(text))


def _umlauts(word: str) -> str:
    """A word with German umlauts in two letters.

    >>> _umlauts("Jörg")
    'joerg'
    """
    return word.lower().translate({228: "ae", 246: "oe", 252: "ue", 223: "ss"})


def sounds(word: str, habits: Mapping[str, str] = _SOUNDS) -> str:
    """A word in small letters without accents, as transcriptions of other habits may write it, too.

    >>> sounds("oleksandr") == sounds("olexandr"), sounds("ghassan") == sounds("ghasan")
    (True, True)
    """
    for written, plain in habits.items():
        word = word.replace(written, plain)
    return _DOUBLED.sub(r"\1", word)


def is_short_variant(one: str, other: str, *, surname: bool) -> bool:
    """Whether two words of four or five letters, small and without accents, are transcriptions of one name.

    Of last names only those with a long vowel: a Meyer is no Meier.

    >>> is_short_variant("yuri", "yury", surname=False), is_short_variant("jing", "ying", surname=False)
    (True, False)
    """
    if surname:
        return one != other and _LONG_VOWEL.sub("", one) == _LONG_VOWEL.sub("", other)
    if one == other or min(len(one), len(other)) < _LEAST_SHORT:
        return False
    return sounds(one, _SHORT_SOUNDS) == sounds(other, _SHORT_SOUNDS)


def near(one: str, other: str) -> bool:
    """Whether one letter more, less or changed makes one word the other.

    >>> near("Bolikhamxay", "Bolikhamsay")
    True
    """
    if abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[at + (len(one) >= len(other)) :] == other[at + (len(other) >= len(one)) :]
