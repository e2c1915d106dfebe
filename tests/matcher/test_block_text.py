"""Code points of a block to bytes of the buffer, and back."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from mtlint.matcher.block_text import BlockText
from strategies import TEXTS

RANDOMS = st.randoms(use_true_random=False)


@given(TEXTS, TEXTS, RANDOMS)
def test_bytes_of_code_points_in_any_order(before: str, text: str, shuffler: random.Random) -> None:
    start = len(before.encode())
    block = BlockText(f"{before}{text}{before}".encode(), start, start + len(text.encode()))
    assert block.text == text
    places = [*range(len(text) + 1), *range(len(text) + 1)]
    shuffler.shuffle(places)
    assert [block.byte_of(place) for place in places] == [
        start + len(text[:place].encode()) for place in places
    ]


@given(TEXTS, TEXTS, RANDOMS)
def test_code_points_of_bytes_in_any_order(before: str, text: str, shuffler: random.Random) -> None:
    start = len(before.encode())
    block = BlockText(f"{before}{text}".encode(), start, start + len(text.encode()))
    owner = [index for index, char in enumerate(text) for _ in char.encode()]
    offsets = list(range(len(owner)))
    shuffler.shuffle(offsets)
    assert [block.index_of(start + offset) for offset in offsets] == [owner[offset] for offset in offsets]
    assert block.index_of(start + len(owner)) == len(text)


@given(TEXTS, RANDOMS)
def test_both_ways_may_take_turns(text: str, shuffler: random.Random) -> None:
    block = BlockText(text.encode(), 0, len(text.encode()))
    for _ in range(20):
        place = shuffler.randint(0, len(text))
        assert block.index_of(block.byte_of(place)) == place


def test_an_offset_before_the_block_is_its_beginning() -> None:
    assert BlockText("xxé".encode(), 2, 4).index_of(0) == 0
    assert BlockText(b"xxe", 2, 3).index_of(1) == 0
