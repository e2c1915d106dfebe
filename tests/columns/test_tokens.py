"""Tokens: the fast tokenizer against one that looks at each character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.columns.marks import Marks
from mtlint.columns.tokens import Tokens, tokenize, word_keys
from strategies import TEXTS
from workbench import batch

JOINERS = "'-_\u2019\u2010\u2011"


def tokens_of(text: str) -> tuple[list[str], Tokens]:
    of = batch(text)
    tokens = tokenize(Marks(of.array))
    spans = zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)
    return [of.buffer[start:end].decode() for start, end in spans], tokens


def is_word_character(char: str) -> bool:
    """The definition: ASCII letters and digits, and beyond ASCII all but punctuation, symbols, spaces."""
    if char.isascii():
        return char.isalnum()
    if char == "\ufffd" or ord(char) >= 0x20000:
        return True
    return unicodedata.category(char)[0] not in "PSZ" and char != "\x85"


def reference(text: str) -> list[str]:
    """Runs of word characters, with the joiners that stand between two of them."""
    inside = [is_word_character(char) for char in text]
    joined = list(inside)
    for index, char in enumerate(text):
        if char in JOINERS and 0 < index < len(text) - 1:
            joined[index] = inside[index - 1] and inside[index + 1]
    marked = "".join(char if part else "\n" for char, part in zip(text, joined, strict=True))
    return [word for word in marked.split("\n") if word]


@given(TEXTS)
def test_tokens_are_those_of_the_definition(text: str) -> None:
    assert tokens_of(text)[0] == reference(text)


@given(
    st.lists(
        st.sampled_from(["don't", "it’s", "anti-corruption", "bna_img", "-", "'", "’", "a", " ", "é"])
    ).map("".join)
)
def test_joiners_belong_to_a_word_only_between_two_letters(text: str) -> None:
    assert tokens_of(text)[0] == reference(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the people's anti-corruption img_1", ["the", "people's", "anti-corruption", "img_1"]),
        ("rock 'n' roll -- so-called-", ["rock", "n", "roll", "so-called"]),
        ("Nghệ An, Nghe\u0323\u0302 An", ["Nghệ", "An", "Nghe\u0323\u0302", "An"]),
        ("« déjà »“vu”…", ["déjà", "vu"]),
        ("soft\u00adhyphen zero\u200bwidth", ["soft\u00adhyphen", "zero\u200bwidth"]),
        ("中文。日本語、ok", ["中文", "日本語", "ok"]),
        ("a\u00a0b\u3000c\u2028d\x85e", ["a", "b", "c", "d", "e"]),
        ("bad\ufffdbyte", ["bad\ufffdbyte"]),
        ("", []),
        (" .,!? ", []),
    ],
)
def test_words_by_example(text: str, words: list[str]) -> None:
    assert tokens_of(text)[0] == words


def test_every_character_is_a_word_or_not_as_unicode_says() -> None:
    chars = [chr(code) for code in [*range(0xD800), *range(0xE000, 0x110000, 7)] if chr(code) not in JOINERS]
    text = " ".join(chars)
    assert tokens_of(text)[0] == reference(text)


@given(TEXTS)
def test_equal_words_have_equal_keys_in_any_case_of_ascii(text: str) -> None:
    lower = "".join(char.lower() if char.isascii() else char for char in text)
    upper = "".join(char.upper() if char.isascii() else char for char in text)
    assert tokens_of(lower)[1].key.tolist() == tokens_of(upper)[1].key.tolist()


@given(TEXTS)
def test_the_key_of_a_token_is_that_of_its_word_alone(text: str) -> None:
    words, tokens = tokens_of(text)
    assert tokens.key.tolist() == word_keys(words).tolist()


ASCII_WORDS = st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789'-_", min_size=1, max_size=8)


@given(st.sets(ASCII_WORDS.map(str.lower), min_size=2, max_size=200))
def test_distinct_ascii_words_of_up_to_eight_bytes_have_distinct_keys(words: set[str]) -> None:
    assert len(set(word_keys(words).tolist())) == len(words)


@given(st.sets(st.text("abcxyzéệ中-", min_size=9, max_size=30), min_size=2, max_size=100))
def test_longer_words_have_distinct_keys_but_by_a_rare_chance(words: set[str]) -> None:
    # Bytes 0 to 16, the last 8 and the length are mixed: words that agree in all of them are candidates only.
    parts = {(w.encode()[:16], w.encode()[-8:], len(w.encode())) for w in words}
    assert len(set(word_keys(words).tolist())) == len(parts)


def test_letters_beyond_ascii_are_not_folded() -> None:
    upper, lower = word_keys(["É", "é"])
    composed, decomposed = word_keys(["é", "e\u0301"])
    assert upper != lower
    assert composed != decomposed
