"""Byte offsets of a text to rows and columns."""

from __future__ import annotations

import pickle
import random

from hypothesis import given
from hypothesis import strategies as st

from mtlint import positions
from mtlint.document import Position
from mtlint.positions import TextLocate

# Vietnamese composed and decomposed, Chinese, emoji with a joiner, and every kind of line end.
PIECES = [
    "a",
    " ",
    "word",
    "ế",
    "e\u0302\u0301",
    "Nghệ",
    "文章",
    "😀",
    "👩\u200d🚀",
    "\n",
    "\r\n",
    "\r",
    "\u2028",
]
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join)


def boundaries(text: str) -> list[int]:
    """Byte offsets of all characters of `text`, and of its end."""
    return [len(text[:index].encode()) for index in range(len(text) + 1)]


def oracle(text: str, index: int) -> Position:
    """Row and column of the character at `index`, by the definition."""
    before = text[:index]
    return Position(before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1)


@given(TEXTS, st.randoms(use_true_random=False))
def test_every_character_is_where_the_definition_says(text: str, shuffler: random.Random) -> None:
    offsets = boundaries(text)
    order = list(range(len(offsets)))
    shuffler.shuffle(order)
    found = TextLocate(text.encode())([offsets[index] for index in order])
    assert found == [oracle(text, index) for index in order]


def test_columns_count_code_points_not_bytes_nor_letters() -> None:
    locate = TextLocate("é e\u0301 😀!".encode())
    assert locate([2, 3, 4, 6, 7, 11]) == [Position(1, column) for column in (2, 3, 4, 5, 6, 7)]


def test_crlf_ends_one_line_and_a_lone_cr_none() -> None:
    assert TextLocate(b"a\r\nb\rc\n")([0, 1, 3, 5, 7]) == [(1, 1), (1, 2), (2, 1), (2, 3), (3, 1)]


def test_offsets_may_repeat_come_in_any_order_or_not_at_all() -> None:
    locate = TextLocate(b"one\ntwo")
    assert locate([4, 0, 4]) == [(2, 1), (1, 1), (2, 1)]
    assert locate([]) == []


def test_a_long_stretch_is_counted_in_pieces() -> None:
    text = "ế" * positions._PIECE
    assert TextLocate(text.encode())([3 * positions._PIECE]) == [(1, positions._PIECE + 1)]


def test_it_survives_pickling() -> None:
    locate = pickle.loads(pickle.dumps(TextLocate(b"one\ntwo")))
    assert locate([4]) == [(2, 1)]


def test_a_hundred_thousand_offsets_on_one_long_line_are_one_pass() -> None:
    text = "từ ".encode() * 1_000_000
    offsets = range(0, len(text), 50)  # a pass for each of them would take an hour
    found = TextLocate(text)(offsets)
    assert len(found) == 100_000
    assert found[-1] == (1, 2_999_971)
