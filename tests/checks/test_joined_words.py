"""The check `joined-words`: two words that have lost the space between them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mtlint import Config, Linter
from mtlint.errors import CatalogueError
from workbench import Bench, write_lists

TABLES = {
    "beside": "words,place,beside\nin,first,(?!land).*\n",
    "compound-parts": "kind,part\nno-compound,.*ing\nsecond,land|stage\n",
}


def bench(folder: Path, *words: str, tables: Mapping[str, str] = TABLES) -> Bench:
    lists = {
        "words": "farmland quality meeting department held cold live stream stage screen island household",
        "common": "farmland quality meeting department held cold live stream term stage screen land hold",
        "function-words": "of the with and in on up is house",
        "prefixes": "in on up",
        "suffixes": "up",
        "pairs": "ofthe onup",
        "numerals": "two",
        "determiners": "the a",
        "particles": "out",
        "calendar": "October",
    }
    write_lists(folder, lists)
    for name, table in {**TABLES, **tables}.items():
        (folder / f"{name}.csv").write_text(table)
    with_ = {name: f"{name}.txt" for name in lists} | {name: f"{name}.csv" for name in TABLES}
    return Bench(folder, Config(words=words), check="joined-words", with_=with_)


@pytest.mark.parametrize(
    "text",
    [
        "the use ⟦offarmland⟧ in",
        "raise ⟦thequality⟧ of",
        "After the ⟦meetingwith⟧ investors",
        "it was ⟦coldand⟧ wet",
        # Two common words, where the left one is a capitalised word of the document.
        "He asked the Department. The ⟦Departmentheld⟧ a briefing",
        # An ending that no compound has, although the function word makes words elsewhere.
        "the ⟦meetingup⟧ here",
        # Two function words, as often as they come.
        "a board ⟦ofthe⟧ sea and ⟦ofthe⟧ land",
    ],
)
def test_found(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


@pytest.mark.parametrize(
    "text",
    [
        # Known words, compounds of two common words.
        "farmland, island, household, livestream, coldstage",
        # A function word that makes words at that end.
        "onscreen, upstream, landup",
        # Seen twice: a name.
        "thequality and again thequality",
        # A capitalised word whose left part is no name in the document.
        "The Departmentheld a briefing",
        "Department stores. The Departmentheld a briefing",
        # The words beside it are of another language.
        "à thequality",
        # Names, capitals inside, digits, short tokens, other letters.
        "Thequality, theQuality, the4quality, theon, đườngwith, thequalité",
        # Parts too short.
        "oftheup",
    ],
)
def test_near_misses(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


def test_words_of_the_user_are_spared(tmp_path: Path) -> None:
    bench(tmp_path, "thequality").check("raise thequality ⟦offarmland⟧")


def test_groups(tmp_path: Path) -> None:
    assert bench(tmp_path).groups("raise thequality") == [{"left": "the", "right": "quality"}]


def test_every_pair_of_the_catalogue_is_found() -> None:
    folder = Path(__file__).parents[2] / "rules" / "lexicons" / "en"
    lines = (folder / "joined-function-words.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line for line in lines if line and not line.startswith("#")]
    found = Linter(Config(select=("LIN102",))).check_text(
        "".join(f"He said it {pair} there.\n" for pair in pairs)
    )
    assert [finding.text for finding in found] == pairs


def test_a_function_word_that_tells_only_beside_some_words(tmp_path: Path) -> None:
    """The words beside it are known, too: one of another list would be spared."""
    bench(tmp_path).check("cold ⟦inquality⟧ meeting, cold inland meeting, some inscreen of")


@pytest.mark.parametrize(
    ("table", "text", "message"),
    [
        ("beside", "words,place,beside\nin,middle,.*\n", 'place: "middle" is none of first, last'),
        ("beside", "words,place,beside\nin,first,(\n", "beside: '(' missing )"),
        ("compound-parts", "kind,part\nodd,.*\n", 'kind: "odd" is none of'),
    ],
)
def test_a_wrong_table_is_named_with_its_line(tmp_path: Path, table: str, text: str, message: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        bench(tmp_path, tables={table: text})
    assert f"{table}.csv:2: TST101: {message}" in str(caught.value)
