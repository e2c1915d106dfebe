"""What is quoted, and what only stands near quotation marks."""

from __future__ import annotations

import pytest

from mtlint.quotation import Quotations
from workbench import columns


def is_quoted(marked: str) -> bool:
    """Whether what stands between ⟦ and ⟧ is quoted."""
    before, inside, after = marked.replace("⟧", "⟦").split("⟦")
    of = columns(before + inside + after)
    start = int(of.batch.start[0]) + len(before.encode())
    return Quotations(of).enclose(start, start + len(inside.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "He said “⟦in in⟧”.",
        'He said "⟦in in⟧".',
        "Elle dit «\u00a0⟦in in⟧\u00a0».",
        'A "word" and "⟦in in⟧".',
        "“A” and “the ⟦in in⟧ end”.",
        # A quotation over several paragraphs closes only in the last.
        "“The first ⟦in in⟧ paragraph.",
        "Nghệ An: “đường ⟦in in⟧”",
    ],
)
def test_quoted(text: str) -> None:
    assert is_quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "He said ⟦in in⟧.",
        "“A word” and ⟦in in⟧.",
        '"A word" and ⟦in in⟧ "another".',
        "⟦in in⟧ “a word”",
        # What contains a mark is not quoted as a whole.
        "He said “⟦in” in⟧",
        "⟦“in in”⟧",
        # Apostrophes are no quotation marks.
        "the people’s ⟦in in⟧",
        "'⟦in in⟧'",
        # Each block for itself.
        "“An open one\n\nand ⟦in in⟧ here.",
    ],
)
def test_not_quoted(text: str) -> None:
    assert not is_quoted(text)
