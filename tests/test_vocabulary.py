"""The hash table of all lexicons against Python's sets."""

from __future__ import annotations

import pickle
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.columns.tokens import word_keys
from mtlint.vocabulary import MAX_LEXICONS, Vocabulary
from strategies import ENGLISH, FRENCH, OTHER_SCRIPTS, VIETNAMESE

WORDS = st.one_of(
    st.sampled_from(ENGLISH + VIETNAMESE + FRENCH + OTHER_SCRIPTS),
    st.text("abcDEé中'-", min_size=1, max_size=20),
)


def look_up(vocabulary: Vocabulary, words: list[str]) -> list[int]:
    return [int(bits) for bits in vocabulary.look_up(word_keys(words))]


def folded(word: str) -> str:
    """Case does not count in ASCII, and counts beyond it."""
    return "".join(char.lower() if char.isascii() else char for char in word)


@given(st.lists(st.sets(WORDS, max_size=60), min_size=1, max_size=6), st.sets(WORDS, min_size=1, max_size=60))
def test_membership_is_that_of_sets(lexicons: list[set[str]], asked: set[str]) -> None:
    vocabulary = Vocabulary({1 << number: list(words) for number, words in enumerate(lexicons)})
    for word, bits in zip(asked, look_up(vocabulary, list(asked)), strict=True):
        expected = [folded(word) in {folded(one) for one in words} for words in lexicons]
        assert [bool(bits >> number & 1) for number in range(len(lexicons))] == expected


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 1024, 100_000])
def test_any_number_of_words_finds_its_place(size: int) -> None:
    shuffler = random.Random(size)
    words = list({f"{shuffler.randrange(36**6):x}w{number}" for number in range(size)})
    vocabulary = Vocabulary({1: words[::2], 2: words[1::2], 4: words})
    assert look_up(vocabulary, words) == [5 if number % 2 == 0 else 6 for number in range(len(words))]
    assert not any(look_up(vocabulary, [f"no{number}such" for number in range(20_000)]))


def test_every_bit_can_be_used() -> None:
    vocabulary = Vocabulary({1 << number: [f"word{number}", "all"] for number in range(MAX_LEXICONS)})
    assert look_up(vocabulary, ["all"]) == [(1 << MAX_LEXICONS) - 1]
    assert look_up(vocabulary, [f"word{MAX_LEXICONS - 1}"]) == [1 << (MAX_LEXICONS - 1)]


def test_case_of_ascii_does_not_count() -> None:
    vocabulary = Vocabulary({1: ["Board", "ÉTÉ"], 2: ["board"]})
    assert look_up(vocabulary, ["board", "BOARD", "ÉTÉ", "Été", "été"]) == [3, 3, 1, 0, 0]


def test_no_words_at_all() -> None:
    vocabulary = Vocabulary({})
    assert look_up(vocabulary, ["word"]) == [0]
    assert vocabulary.look_up(np.zeros(0, dtype=np.uint64)).tolist() == []


def test_it_survives_pickling() -> None:
    vocabulary = pickle.loads(pickle.dumps(Vocabulary({1: ["word"]}, abbreviations=1)))
    assert look_up(vocabulary, ["word", "other"]) == [1, 0]
    assert vocabulary.abbreviations == 1
