"""Marks of another script between Latin letters, quotation marks of another locale."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import Bench, write_lists

MARKS = """# comment
mark,replacement,kind
，,",",stop
、,",",stop
。,.,stop
：,:,stop
（,(,open
）,),close
「,“,open
」,”,close
～,,sign
　, ,space
"""


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    write_lists(tmp_path, {"function": "the of a is"})
    (tmp_path / "marks.csv").write_text(MARKS, encoding="utf-8")
    return Bench(
        tmp_path, check="foreign-marks", with_={"marks": "marks.csv", "function-words": "function.txt"}
    )


def test_a_run_of_marks_is_one_finding(bench: Bench) -> None:
    bench.check("He came⟦，⟧saw⟦」。⟧")
    bench.check("Red⟦　⟧House")


@pytest.mark.parametrize("text", ["他说，你好。", "the title 「紅楼夢」 of", "（・ω・）", "Kim（김）"])
def test_marks_beside_chinese_japanese_and_korean_are_spared(bench: Bench, text: str) -> None:
    bench.check(text)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Yes，he", [", "]),
        ("Yes， he", [","]),
        ("at 10：30", [":"]),
        ("name（old）is", [" (", ") "]),
        ("said，「yes", [", “"]),
        ("10～20", [None]),
        ("2、Dealing", [". "]),
        ("one、two", [", "]),
    ],
)
def test_spaces_go_where_this_script_has_them(bench: Bench, text: str, fixed: list[str | None]) -> None:
    assert [groups["fixed"] for groups in bench.groups(text)] == fixed


def test_quotation_marks_count_in_pairs(bench: Bench) -> None:
    bench.check("He said ⟦«⟧yes⟦»⟧ and ⟦„⟧no⟦“⟧ and ⟦« ⟧so is the world⟦ »⟧ again.")
    bench.check("5 « 10, „never closed")


def test_a_quotation_in_another_language_keeps_its_marks(bench: Bench) -> None:
    bench.check("He said «ça va» and «je suis ici maintenant» there.")


def test_navigation_is_no_quotation(bench: Bench) -> None:
    bench.check("« Previous Next »")


@pytest.mark.parametrize("mark", ["5″", "‚", "a<<b"])
def test_a_lone_guillemet_is_found_and_no_other_mark_before_it(bench: Bench, mark: str) -> None:
    text = (
        f"The plank {mark} lies behind the house at the river, where the ⟦«⟧bridge of stones is closed today."
    )
    bench.check(text)
