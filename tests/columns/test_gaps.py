"""Gaps between tokens: their attributes against those of their bytes."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given

from mtlint.batch import Batch
from mtlint.columns import Columns
from mtlint.columns.gaps import Gap, GapTable, _attributes, _bytes_of
from mtlint.document import Kind
from mtlint.matcher import PlainMatcher
from mtlint.vocabulary import Vocabulary
from strategies import DOCUMENTS, TEXTS
from workbench import columns, document


def gap(text: str) -> int:
    """The attributes of the gap between two words."""
    return int(columns(f"left{text}right").gaps.attributes[1])


@given(DOCUMENTS)
def test_attributes_are_those_of_the_first_eight_bytes(texts: list[tuple[str, Kind]]) -> None:
    of = Columns(Batch([document(*one) for one in texts]), Vocabulary({}), PlainMatcher([]), GapTable())
    gaps = of.gaps
    for start, end, found in zip(
        gaps.start.tolist(), gaps.end.tolist(), gaps.attributes.tolist(), strict=True
    ):
        # NUL bytes at the end of the eight are not told from padding.
        raw = of.prose[start : min(end, start + 8)].rstrip(b"\0")
        expected = Gap.WHITE if raw == b" " and end - start == 1 else _attributes(raw)
        assert found == expected | (Gap.LONG if end - start > 8 else 0)


@given(TEXTS)
def test_gaps_and_tokens_tile_the_buffer(text: str) -> None:
    of = columns(text)
    assert of.gaps.start.tolist() == [0, *of.tokens.end.tolist()]
    assert of.gaps.end.tolist() == [*of.tokens.start.tolist(), len(of.prose)]


EXAMPLES: dict[int, tuple[list[str], list[str]]] = {
    Gap.WHITE: ([" ", "  ", "\u00a0", "\n", " \n"], [", ", ",", "\x1a", " - "]),
    Gap.NEWLINE: (["\n", ".\n", " \r\n"], [" ", ". "]),
    Gap.GLUED: ([",", "(", "”.“", "\x1a"], [" ", ", ", " \x1a"]),
    Gap.COMMA: ([", ", ",\n", ",\u00a0"], [",", "., ", "; ", ", ("]),
    Gap.ENDS: ([". ", "? ", "!\n", "… ", ".” ", "”. ", ".) ", "。\n", "?! "], [".", ", ", "; ", "(. "]),
    Gap.MARK: ([".", ", ", " – ", ") ", "”", "\n", "—"], [" ", "(", " (", " “", "\x1a"]),
    Gap.TIGHT: ([".", ",", ".”", "”.“", ":(", ".‘"], [". ", "..", "...", "(", "-"]),
    Gap.BRACKET: (["("], [" (", "((", "["]),
    Gap.OPAQUE: (["\x1a", " \x1a "], [" ", "."]),
    Gap.STRAY: ([" ,", "  ", "\u00a0.", "( ", " )", " -"], [" ", ", ", " - ", "- \n", "\n  "]),
    Gap.FULL_STOP: ([". ", ".\n"], [".. ", ".) ", "? ", "."]),
    Gap.LONG: ([" ........ ", " " * 9], [" ", " " * 8]),
}


def test_every_attribute_has_examples() -> None:
    assert set(EXAMPLES) == {bit for name, bit in vars(Gap).items() if name.isupper()}


@pytest.mark.parametrize("attribute", EXAMPLES)
def test_attributes_by_example(attribute: int) -> None:
    true, untrue = EXAMPLES[attribute]
    assert [text for text in true if not gap(text) & attribute] == []
    assert [text for text in untrue if gap(text) & attribute] == []


def test_a_full_table_changes_nothing() -> None:
    marks = ["".join(parts) for parts in product(".,;:!? ()-\"'", repeat=4)]
    raw = [mark.encode() for mark in marks]
    keys = np.array([int.from_bytes(mark, "little") for mark in raw], dtype=np.uint64)
    expected = [_attributes(mark) for mark in raw]
    table = GapTable()
    assert len(keys) > len(table._keys)
    for _ in range(2):
        assert table.look_up(keys).tolist() == expected
    assert np.count_nonzero(table._keys) > len(table._keys) / 2


@given(TEXTS)
def test_a_gap_is_remembered_as_its_bytes(text: str) -> None:
    raw = text.encode()[:8].rstrip(b"\0")
    assert _bytes_of(int.from_bytes(raw, "little")) == raw
