"""How a cut paragraph ends, and which endings what follows explains."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.document import Kind
from workbench import Bench, write_lists

LONG = (
    "The new road will link the harbour with the villages of the north, two schools, "
    "the hospital of the island"
)
NEXT = "\n\nWork begins in May."


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    write_lists(tmp_path, {"last": "the and of", "auxiliaries": "is have", "stranding": "what who"})
    lists = {name: f"{name}.txt" for name in ("last", "auxiliaries", "stranding")}
    return Bench(tmp_path, check="truncated-text", blocks=["paragraph"], with_=lists)


@pytest.mark.parametrize(
    "ending",
    [" and the market of ⟦the⟧", " and the market, ⟦and⟧", " and the ⟦market,⟧", " and the ⟦market (⟧"],
)
def test_found(bench: Bench, ending: str) -> None:
    text = LONG + ending + NEXT
    assert bench.mark(text.replace("⟦", "").replace("⟧", "")) == text


def test_an_auxiliary_counts_unless_something_explains_it(bench: Bench) -> None:
    text = LONG + ", says the mayor of the town that he and all the others {} have" + NEXT
    assert bench.mark(text.format("now")).count("⟦have⟧") == 1
    assert bench.mark(text.format("know what they")) == text.format("know what they")


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} and the market of the{{}}".format("\n\nold town. Work begins in May."),
        f"{LONG} and the\n\n- market,\n- town.",
        f"{LONG}; and\n\nA bridge joins the island.",
        f"{LONG},\n\nSecond, a bridge will join it.",
        f"Having regard to it,\n\n{LONG},\n\nIt is so.",
        f"{LONG} of the...{NEXT}",
        f"The road and{NEXT}",
    ],
)
def test_spared(bench: Bench, text: str) -> None:
    assert bench.mark(text) == text


def test_code_below_goes_on_with_the_sentence(bench: Bench) -> None:
    text = f"{LONG} and the\n\n```\ncode\n```\n"
    assert bench.mark(text, Kind.MARKDOWN) == text
