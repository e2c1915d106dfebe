"""Characters that nobody sees, but for those that some script needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, check="invisible")


@pytest.mark.parametrize(
    "text",
    [
        "com⟦\u00ad⟧mune",
        "a⟦\u200b\u200b⟧ b",
        "⟦\u202a⟧024⟦\u202c⟧ 38",
        "bell⟦\x07⟧, delete⟦\x7f⟧, line tab⟦\x0b⟧end",
        "mid⟦\ufeff⟧dle",
        "word⟦\u2060⟧joiner",
        "⟦\u200b⟧begins and ends⟦\u200b⟧",
    ],
)
def test_invisible_characters_are_found(bench: Bench, text: str) -> None:
    bench.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "👨\u200d👩\u200d👧",
        "می\u200cخواهم",
        "क\u094d\u200dष",
        "ภาษา\u200bไทย",
        "in \u200fעברית\u200e here",
        "tab\tform\ffeed",
    ],
)
def test_what_a_script_needs_is_spared(bench: Bench, text: str) -> None:
    bench.check(text)


def test_each_run_is_named(bench: Bench) -> None:
    (groups,) = bench.groups("a\u200b\u00ad\u200bb")
    assert groups["characters"] == "zero width space (U+200B), soft hyphen (U+00AD)"


def test_a_fix_that_could_change_the_text_is_not_offered(bench: Bench) -> None:
    assert [g["fixed"] for g in bench.groups("a\x1b[31m b\x0bc d\u200be")] == [None, " ", ""]


def test_a_text_without_blocks_has_nothing(bench: Bench) -> None:
    bench.check("")
    bench.check(" \n\n")
