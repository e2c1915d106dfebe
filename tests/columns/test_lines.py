"""Lines against `bytes.split` and `bytes.strip`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.columns.lines import _MAX_STEPS, Lines, split_lines
from mtlint.columns.marks import Marks
from strategies import TEXTS
from workbench import batch

WHITE = b" \t\r\x0c\0"


def check(buffer: bytes, lines: Lines) -> None:
    *whole, _padding = buffer.split(b"\n")
    assert len(lines) == len(whole)
    at = 0
    for number, line in enumerate(whole):
        assert lines.start[number] == at
        assert lines.end[number] == at + len(line)
        first, last = int(lines.first[number]), int(lines.last[number])
        assert buffer[first:last] == line.strip(WHITE)
        if line.strip(WHITE):
            assert first == at + len(line) - len(line.lstrip(WHITE))
        assert lines.blank[number] == (not line.strip(WHITE))
        at += len(line) + 1


@given(st.lists(TEXTS, max_size=4))
def test_lines_are_those_of_split(texts: list[str]) -> None:
    of = batch(*texts)
    check(of.buffer, split_lines(Marks(of.array)))


@pytest.mark.parametrize("width", [0, 1, _MAX_STEPS - 1, _MAX_STEPS, _MAX_STEPS + 1, 5000])
@pytest.mark.parametrize("text", ["", "x", "x y"])
def test_white_space_of_any_length(width: int, text: str) -> None:
    of = batch(f"{' ' * width}{text}{chr(9) * width}\r\nnext")
    check(of.buffer, split_lines(Marks(of.array)))


def test_every_document_lies_between_blank_lines() -> None:
    lines = split_lines(Marks(batch("one", "", "two\n").array))
    assert np.flatnonzero(~lines.blank).tolist() == [2, 6]
