"""Where sentences begin."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from strategies import TEXTS
from workbench import columns


def sentences(text: str) -> list[str]:
    """The first word of each sentence."""
    of = columns(text, abbreviations=["dr", "approx"])
    return [of.word(index) for index in np.flatnonzero(of.sentences).tolist()]


@pytest.mark.parametrize(
    ("text", "first_words"),
    [
        ("One sentence. Two sentences? Three! Four", ["One", "Two", "Three", "Four"]),
        ("He said “stop.” Then he left.", ["He", "Then"]),
        ("He left (at last). Nobody saw. 5 people came", ["He", "Nobody", "5"]),
        ("A heading without stop\n\nA paragraph", ["A", "A"]),
        ("Ông ấy đến. Đảng họp. Été", ["Ông", "Đảng", "Été"]),
    ],
)
def test_a_sentence_begins_with_its_block_or_after_an_end_mark(text: str, first_words: list[str]) -> None:
    assert sentences(text) == first_words


@pytest.mark.parametrize(
    "text",
    [
        "It costs approx. Ten",
        "Ask Dr. Smith",
        "J. Smith and T. S. Eliot",
        "He came. but left",
        "Version 2.5 of node.js",
        "The end.Of it",
    ],
)
def test_abbreviations_initials_and_small_letters_do_not_begin_one(text: str) -> None:
    assert len(sentences(text)) == 1


def test_question_and_exclamation_marks_end_a_sentence_after_any_word() -> None:
    assert sentences("Was it Dr? Yes. Plan B! No") == ["Was", "Yes", "Plan", "No"]


@given(TEXTS)
def test_every_block_with_a_word_begins_a_sentence(text: str) -> None:
    of = columns(text)
    block = of.token_block
    first = np.flatnonzero(np.diff(block, prepend=-2))
    assert of.sentences[first].all()
