"""The check `run-together`: a word run into the capitalised word after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.config import Config
from workbench import Bench, write_lists


def bench(folder: Path, *words: str) -> Bench:
    lists = {
        "words": "by position affairs in ab island",
        "function-words": "by in",
        "openers": "In Mr The",
        "particles": "van di",
        "spare": "positionLess",
    }
    write_lists(folder, lists)
    return Bench(
        folder, Config(words=words), check="run-together", with_={name: f"{name}.txt" for name in lists}
    )


@pytest.mark.parametrize(
    "text",
    [
        "signed ⟦byProvince⟧ leaders",
        # A single "a" before a word, or before a name that the document has.
        "found ⟦aPosition⟧ on ⟦aZimmer⟧ near Zimmer",
        "the ⟦positionDeputy⟧ Director",
        "Department of ⟦AffairsIn⟧ 2023",
        "the ⟦UnionMr⟧ Tran",
        "the ⟦positionPeople's⟧ Committee",
        "the ⟦positionI⟧ want",
        "Ông đường ⟦byParty⟧ 中文 ⟦positionHead⟧",
    ],
)
def test_found(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


@pytest.mark.parametrize(
    "text",
    [
        # Brands: two capitalised words, a lower-case beginning that is no word.
        "YouTube, VietinBank, iPhone, eBay, PhD, LEDs",
        # Two letters count only where they are a function word.
        "abParty",
        # Particles of names, listed names.
        "Kees vanDijk, diCaprio, a positionLess team",
        # An opener without a word before it, or one capital only.
        "XIn, AIn, JavaScript",
        # Capitals after capitals.
        "byPROVINCE, byP",
        # What occurs again in its document is a name.
        "byProvince said that byProvince grows",
        # Other letters.
        "đườngParty, byđảng",
    ],
)
def test_near_misses(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


def test_words_of_the_user_are_spared(tmp_path: Path) -> None:
    bench(tmp_path, "byProvince").check("signed byProvince and ⟦byParty⟧")


def test_groups(tmp_path: Path) -> None:
    assert bench(tmp_path).groups("signed byProvince") == [{"left": "by", "right": "Province"}]
