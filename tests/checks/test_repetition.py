"""The check `repetition`: a phrase repeated across a conjunction or comma."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.config import Config
from workbench import Bench, write_lists


def bench(folder: Path, *words: str, **options: object) -> Bench:
    write_lists(
        folder,
        {
            "connectors": "and or",
            "followers": "of the in",
            "spare": "thousands, again, higher, time and, more",
        },
    )
    lists = {"connectors": "connectors.txt", "followers": "followers.txt", "spare": "spare.txt"}
    return Bench(folder, Config(words=words), check="repetition", with_={**lists, **options})


@pytest.mark.parametrize(
    "text",
    [
        # One word of six letters or more, where the second copy ends its phrase.
        "⟦procurement and procurement⟧ of supplies",
        "the ⟦documents, and documents⟧.",
        "any ⟦warehouse or Warehouse⟧",
        "⟦anti-corruption and anti-corruption⟧!",
        "a ⟦so-so and so-so⟧ of a day",
        "a ⟦so-so and so-so⟧, he said",
        # Two to eight words, before punctuation or the block's end.
        "its ⟦market managers and market managers⟧",
        "the ⟦law on the use of land and law on the use of land⟧.",
        # Across a wrapped line.
        "They checked bidding for the ⟦procurement\nand procurement⟧ of supplies\nin the province",
        # Without a conjunction: a hyphen, or inside a list.
        "⟦Long-term, long-term⟧ planning",
        "⟦profits, profits⟧ and wages",
    ],
)
def test_found(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


@pytest.mark.parametrize(
    "text",
    [
        # A second copy that begins something longer.
        "teachers and teachers' unions",
        "farmers and farmers markets",
        "believe in America and America believes",
        "market managers and market managers said",
        # Short words, digits, English idioms.
        "more and more, work and work, year or year",
        "covid19 and covid19.",
        "thousands and thousands of",
        # Something other than white space or a comma before the connector.
        "procurement. And procurement",
        "procurement; and procurement",
        "procurement and, procurement",
        # Another block.
        "The list: procurement and\n\nprocurement",
        # A list without an end, or the same word again.
        "profits, profits, wages",
        "profits, profits and profits.",
        # Words parted by punctuation inside the phrase.
        "land, law and land law.",
    ],
)
def test_near_misses(tmp_path: Path, text: str) -> None:
    if text == "profits, profits and profits.":
        bench(tmp_path).check("profits, ⟦profits and profits⟧.")
    else:
        bench(tmp_path).check(text)


def test_words_of_the_user_are_spared(tmp_path: Path) -> None:
    bench(tmp_path, "procurement").check("procurement and procurement, ⟦regulation and regulation⟧.")


def test_options(tmp_path: Path) -> None:
    bench(tmp_path, **{"min-letters": 3}).check("⟦land and land⟧.")
    bench(tmp_path, **{"max-words": 1}).check("market managers and market managers.")


def test_the_group_phrase_is_the_first_copy(tmp_path: Path) -> None:
    assert bench(tmp_path).groups("any Warehouse or warehouse.") == [{"phrase": "Warehouse"}]
