"""The check `acronym`: acronyms of a source language that were left standing."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.config import Config
from workbench import Bench

TABLE = """\
acronym,original,expansion,english,use
UBND,UBND,ủy ban nhân dân,People's Committee,flag
QD,QĐ,quyết định,decision,flag
PV,PV,phóng viên,reporter,evidence
"""


def bench(folder: Path, *words: str) -> Bench:
    folder.mkdir(exist_ok=True)
    (folder / "acronyms.csv").write_text(TABLE, encoding="utf-8")
    return Bench(folder, Config(words=words), check="acronym", with_={"acronyms": "acronyms.csv"})


@pytest.mark.parametrize(
    "text",
    [
        "the ⟦UBND⟧ of Vinh",
        "(⟦UBND⟧), ⟦QĐ⟧ and ⟦QD⟧.",
        "“⟦UBND⟧”: ⟦UBND⟧/province",
        # A hyphen after it joins a word, not a number.
        "⟦UBND⟧-led",
        "đường ⟦UBND⟧ 中文",
    ],
)
def test_found(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


@pytest.mark.parametrize(
    "text",
    [
        # Inside an official number.
        "Decision 512/QD-UBND, QD-12, 26/UBND, UBND/TW, No.UBND",
        # Part of something longer, or in other case.
        "UBNDX, XUBND, ubnd, R&UBND, UBND&Co",
        # Rows for which the letters are no evidence.
        "120 MW of PV",
        # No prose.
        "https://example.com/UBND and a.UBND@example.com",
    ],
)
def test_near_misses(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


def test_acronyms_of_the_user_are_spared(tmp_path: Path) -> None:
    bench(tmp_path, "UBND").check("the UBND and ⟦QD⟧")


def test_the_groups_are_the_row_and_the_acronym_as_written(tmp_path: Path) -> None:
    (groups,) = bench(tmp_path).groups("a QĐ")
    assert (groups["acronym"], groups["english"], groups["expansion"]) == ("QĐ", "decision", "quyết định")
