"""Pairs are counted in each block; what may stand alone, and what goes on in the next block, is no defect."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.document import Kind
from workbench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, check="unbalanced-pair")


def unmarked(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize(
    "text",
    [
        "The office ⟦(⟧in town closed.",
        "The office in town⟦)⟧ closed.",
        # One opens and another kind closes: the one that closes is reported.
        "The office (in town⟦]⟧ closed.",
        'He said: “We will go.⟦"⟧ He went.',
        'He said: "We will go.⟦”⟧ He went.',
        "It costs $5 ⟦(⟧about 4 euros today.",
        "He wrote “so be it, and went.\n\nNobody saw him.".replace("“", "⟦“⟧"),
    ],
)
def test_found(bench: Bench, text: str) -> None:
    assert bench.mark(unmarked(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "We need a) nails, 1) wood (and 2) time), iv) rope.",
        # The number of a list need not close what a bracket opened.
        "We need (for now 1) nails and 2) wood).",
        "It lies in [0, 1) or (0, 1], and I am glad :) or not :-( today.",
        'The mark "(" opens, the boat is 40” long.',
        "“We will go.\n\n“We will come back,” he said.",
        "The office (in the\ntown) closed.",
        # Half of a letter read in the wrong encoding.
        "Mr. Ã“ng went home.\n\nNobody saw him.",
        # A price is no formula, but there is nothing wrong with its brackets.
        "It costs $5 (about 4 euros) today.",
        # Straight marks are never counted.
        'He said "no" and "yes and went.',
        # A segment that is a whole document may begin or end inside a quotation.
        "“We will go and see.",
        "We will go and see.”",
        # Code over several lines.
        "install(the file\nto the folder",
    ],
)
def test_spared(bench: Bench, text: str) -> None:
    assert bench.mark(text) == text


def test_targets_of_links_are_not_counted(bench: Bench) -> None:
    text = "See [the bridge](http://example.org/bridge_(old)) and `f(x` here."
    assert bench.mark(text, Kind.MARKDOWN) == text
