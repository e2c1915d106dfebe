"""The check `repeated-word`: the same word twice in a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.config import Config
from workbench import Bench, write_lists


def bench(folder: Path, *words: str) -> Bench:
    write_lists(folder, {"spare": "had that very", "clefts": "what problem"})
    with_ = {"spare": "spare.txt", "clefts": "clefts.txt"}
    return Bench(folder, Config(words=words), check="repeated-word", with_=with_)


@pytest.mark.parametrize(
    "text",
    [
        "held ⟦in in⟧ Hue",
        "held ⟦in\u00a0in⟧ Hue",
        "⟦The the⟧ first, ⟦a a⟧ second",
        "a run of ⟦in in in in⟧ copies is one",
        "one line that goes ⟦on\non⟧ with the next\nand a third",
        "Nghệ An đường: ⟦in in⟧ 中文 👩\u200d🚀 ⟦on on⟧",
        "two ⟦extraordinarily extraordinarily⟧ long words",
        "The road ⟦is is⟧ long. What came before does not count:\n\nit ⟦is is⟧ long",
    ],
)
def test_found(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


@pytest.mark.parametrize(
    "text",
    [
        # Two capitalised copies are a name.
        "Duran Duran and NGO NGO",
        # More than white space between them, or nothing.
        "in, in. In - in (in) in\u2014in",
        # Different blocks, documents aside.
        "ends in.\n\nin the next",
        "The word, in\n\nIn the next",
        # Only part of a word.
        "the then; is island; so-so so-called so",
        # Letters beyond ASCII: doubling may be grammar there.
        "dần dần and é é",
        # A single letter that is no word, digits, hyphens.
        "x x and 10 10 and so-so so-so",
        # A clause that ends in "is" is the subject of another.
        "What it is is funny, and the problem with them is is that they laugh",
        # The list.
        "had had, that that, very very",
        # Keys of long words mix their bytes, and bytes are compared in the end.
        "internationalisation internationalization",
    ],
)
def test_near_misses(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


def test_words_of_the_user_are_spared(tmp_path: Path) -> None:
    bench(tmp_path, "bling").check("a bling bling and a ⟦thing thing⟧")


def test_the_group_word_is_the_first_copy(tmp_path: Path) -> None:
    assert bench(tmp_path).groups("The the end") == [{"word": "The"}]


def test_neighbours_lie_in_one_document(tmp_path: Path) -> None:
    from workbench import batch

    assert bench(tmp_path).engine.lint(batch("ends in", "in begins")).found == []
