"""Which runs of another language are found, how far they reach, and which foreign words are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import Bench, write_lists


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    write_lists(
        tmp_path,
        {
            "own": "the of and in was no",
            "words": "farmers minister met left market full with him",
            "names": "中文 Русский",
            "surnames": "范 王",
            "common": "market full",
            "particles": "de la los",
        },
    )
    (tmp_path / "languages.txt").write_text(
        "Spanish: no que los las de la con pero\nVietnamese: của và các cua cac hoi nghi huyen vien phat\n",
        encoding="utf-8",
    )
    lists = {"languages": "languages", "language-names": "names", "function-words": "own"}
    with_ = {key: f"{name}.txt" for key, name in lists.items()}
    return Bench(
        tmp_path,
        check="untranslated-text",
        quoted="skip",
        with_={**with_, **{key: f"{key}.txt" for key in ("surnames", "words", "common", "particles")}},
    )


@pytest.mark.parametrize(
    "text",
    [
        "The farmers ⟦вернулись домой⟧ in the market.",
        "The market was full of ⟦水果和蔬菜⟧ and left.",
        # A number between two foreign words belongs to the run, and so do unaccented words at its ends.
        "⟦Kế hoạch năm 2024 của huyện⟧, the minister left.",
        "The minister met, ⟦pero los agricultores no piensan que las ayudas⟧ and left.",
        # Without accents.
        "⟦Uy vien phat bieu hoi nghi cac huyen cua xa⟧",
        # Each run once.
        "⟦вернулись домой⟧ the farmers and the market ⟦вернулись домой⟧",
    ],
)
def test_found(bench: Bench, text: str) -> None:
    bench.check(text)


@pytest.mark.parametrize(
    "text",
    [
        # Names: in capitals, of one word, or beginning with a surname.
        "Nguyễn Thị Hồng Hạnh met Trần Quốc Vượng.",
        "The minister met Роман Донченко and أحمد in the market.",
        "The minister met 范冰冰 and 王明.",
        "Maria de los Angeles de la Cruz de la Vega met him.",
        # Dishes have a word of the own language or a mark between them.
        "bún chả, phở cuốn and nước chấm",
        # Glosses, labels, titles, words that are spoken of.
        "The market (水果和蔬菜, full of fruit) and 水果和蔬菜 (fruit).",
        "The minister met “вернулись домой и легли”.",
        "The word слово and the character 家.",
        "Photo: 水果和蔬菜",
        "中文",
    ],
)
def test_spared(bench: Bench, text: str) -> None:
    assert bench.mark(text) == text
