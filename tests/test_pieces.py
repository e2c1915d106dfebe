"""Batches, and documents so long that they are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint import Config, Linter, linter, pieces
from mtlint.pieces import BATCH_BYTES, batches, cut
from strategies import TEXTS
from workbench import document

LIMIT = 64


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE_BYTES", LIMIT)


@given(st.lists(TEXTS, max_size=6).map("".join))
def test_pieces_are_the_text_cut_between_characters_at_line_ends_if_there_are_some(text: str) -> None:
    raw = text.encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE_BYTES", LIMIT)
        parts = list(cut(raw))
    assert b"".join(part for _, part in parts) == raw
    at = 0
    for number, (offset, part) in enumerate(parts):
        assert offset == at
        assert 0 < len(part) <= LIMIT or raw == b""
        part.decode()
        if number < len(parts) - 1 and b"\n" in part:
            assert part.endswith(b"\n")
        at += len(part)


@pytest.mark.usefixtures("_short")
@pytest.mark.parametrize("text", ["a" * LIMIT, "é" * 32, "a" * (LIMIT - 1) + "\n", ""])
def test_what_fits_is_not_cut(text: str) -> None:
    raw = text.encode()
    ((offset, part),) = cut(raw)
    assert offset == 0
    assert part is raw


def test_small_documents_make_batches_of_a_useful_size_in_order() -> None:
    documents = [document("x" * size) for size in (10, 20, BATCH_BYTES, 30, BATCH_BYTES - 30, 1)]
    lots = [[piece.number for piece in lot] for lot in batches(documents)]
    assert lots == [[0, 1], [2], [3, 4], [5]]
    assert list(batches([])) == []


DEFECT = "The workshop was held in in Nghệ An./.\n"


def test_a_document_in_pieces_has_the_findings_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DEFECT + "\n" + "Từ này không sai. " * 5 + "\n\n") * 50
    one = Linter(Config(cache=False, select=("LIN108", "LOC101")))
    whole = one.lint([document(text), document(DEFECT)])
    assert len(whole[0].findings) == 100
    for limit in (400, 1000, 5000):
        monkeypatch.setattr(pieces, "PIECE_BYTES", limit)
        monkeypatch.setattr(linter, "PIECE_BYTES", limit)
        cut_up = one.lint([document(text), document(DEFECT)])
        assert cut_up[0].findings == whole[0].findings
        assert cut_up[0].words == whole[0].words
        assert "linted in pieces" in cut_up[0].notes[0]
        assert cut_up[1] == whole[1]


def test_a_defect_across_a_cut_is_not_seen_and_nothing_else_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Linter(Config(cache=False, select=("LIN108",)))
    text = "left right " * 45 + "in in it " + "left right " * 50 + "on on it"
    monkeypatch.setattr(pieces, "PIECE_BYTES", 498)
    assert [finding.text for finding in one.check_text(text)] == ["on on"]
