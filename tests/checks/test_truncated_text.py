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
    words = {
        "last": "the and of",
        "auxiliaries": "is have",
        "stranding": "what who that",
        "adverbs": "behind while",
        "phrases": "owing to, and then",
        "finished": "a while, just behind",
        "numerals": "forty thousand",
        "content": "told",
        "function-words": "the in",
        "openers": "However",
    }
    write_lists(tmp_path, words)
    lists = {name: f"{name}.txt" for name in words}
    return Bench(tmp_path, check="truncated-text", blocks=["paragraph", "heading"], with_=lists)


@pytest.mark.parametrize(
    "ending",
    [" and the market of ⟦the⟧", " and the market, ⟦and⟧", " and the ⟦market,⟧", " and the ⟦market (⟧"],
)
def test_found(bench: Bench, ending: str) -> None:
    bench.check(LONG + ending + NEXT)


def test_an_auxiliary_counts_unless_something_explains_it(bench: Bench) -> None:
    text = LONG + ", says the mayor of the town that he and all the others {} have" + NEXT
    assert bench.mark(text.format("now")).count("⟦have⟧") == 1
    assert bench.mark(text.format("know what they")) == text.format("know what they")


def test_an_adverb_counts_behind_a_sentence_with_a_stop(bench: Bench) -> None:
    bench.check(f"{LONG}. The mayor says that nobody may stay ⟦behind⟧{NEXT}")
    bench.check(f"The mayor of the town by the sea says that nobody may stay behind{NEXT}")


def test_two_words_tell_where_one_does_not(bench: Bench) -> None:
    for ending in ("owing ⟦to⟧", "and ⟦then⟧"):
        bench.check(f"{LONG}, {ending}{NEXT}")
    bench.check(f"{LONG}. The ferry will wait for a while{NEXT}")


def test_what_is_said_explains_no_auxiliary(bench: Bench) -> None:
    bench.check(f"{LONG}, and the crew was told on Monday that they ⟦have⟧{NEXT}")
    bench.check(f"{LONG}, and nobody likes what the farmers say of the cattle that they have{NEXT}")


def test_a_picture_without_target_is_passed_over(bench: Bench) -> None:
    bench.check(f"{LONG} and the market of ⟦the⟧\n\n![]()\n\nWork begins in May.", Kind.MARKDOWN)


def test_the_next_line_begins_a_sentence_of_its_own(bench: Bench) -> None:
    cut = "The new road will link the harbour with all the five villages of ⟦the⟧\n"
    for line in ("However, work begins in May.", '"In the end we all gain," he said.', "The work begins."):
        bench.check(cut + line)
    wrapped = cut.replace("⟦", "").replace("⟧", "") + "Northern District Council."
    bench.check(wrapped)


def test_lines_are_paragraphs_where_many_are_wide(bench: Bench) -> None:
    wide = f"{LONG} and the market hall of the old town.\n"
    cut = "The new road will link the harbour with all the five villages of ⟦the⟧\n"
    bench.check(wide + cut + "Farmers will gain.\n")


def test_a_title_is_no_sentence(bench: Bench) -> None:
    title = f"Report on the State of the Roads Delivered Before the Council of the{NEXT}"
    bench.check(title)


def test_lines_above_count_as_words(bench: Bench) -> None:
    bench.check("For the island we are looking for a cook and two drivers\nwith a boat, and, if ⟦possible,⟧")


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
    bench.check(text)


def test_code_below_goes_on_with_the_sentence(bench: Bench) -> None:
    text = f"{LONG} and the\n\n```\ncode\n```\n"
    assert bench.mark(text, Kind.MARKDOWN) == text
