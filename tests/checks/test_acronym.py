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


USES = """\
acronym,original,expansion,english,use,unless
BNPB,BNPB,badan,disaster agency,unglossed,
KTP,KTP,kartu,identity card,local,laser
miras,miras,minuman,liquor,unglossed,
"""


def local_bench(folder: Path, source_lang: str | None = None) -> Bench:
    """Acronyms of one language, with a list of the words that show its country."""
    (folder / "id").mkdir()
    (folder / "id" / "acronyms.csv").write_text(USES, encoding="utf-8")
    (folder / "id" / "country.txt").write_text("Jakarta\nrupiah\n", encoding="utf-8")
    with_ = {"acronyms": "{source-lang}/acronyms.csv", "country": "{source-lang}/country.txt"}
    config = Config(cache=False, source_lang=source_lang)
    return Bench(folder, config, check="acronym", source_lang=["id"], with_=with_)


def test_plurals_genitives_and_compounds_are_found(tmp_path: Path) -> None:
    bench(tmp_path).check(
        "⟦UBNDs⟧, the ⟦UBND's⟧ and ⟦UBND’s⟧ men, ⟦UBND⟧-led, pre-⟦UBND⟧, ⟦UBND⟧/⟦QD⟧; UBNDx, DA-UBND"
    )


def test_an_acronym_that_the_document_explains_is_spared(tmp_path: Path) -> None:
    of = local_bench(tmp_path)
    of.check("The ⟦BNPB⟧ came with ⟦miras⟧.")
    of.check("The disaster agency (BNPB) came.\n\nThe BNPB left.")
    of.check("BNPB (the disaster agency) came. The BNPB left.")
    of.check("Officers of the agency BNPB came.")


def test_local_letters_need_a_document_that_speaks_of_the_country(tmp_path: Path) -> None:
    of = local_bench(tmp_path)
    of.check("A KTP is needed.")
    of.check("A ⟦KTP⟧ costs ten rupiah.")
    of.check("A KTP laser is sold in Jakarta.")


def test_whoever_names_the_source_language_says_where_documents_come_from(tmp_path: Path) -> None:
    local_bench(tmp_path, "id").check("A ⟦KTP⟧ is needed.")


def test_words_near_show_the_sense_of_letters_in_a_document_that_names_no_country(tmp_path: Path) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "acronyms.csv").write_text(USES, encoding="utf-8")
    (tmp_path / "id" / "country.txt").write_text("Jakarta\n", encoding="utf-8")
    (tmp_path / "beside.csv").write_text("language,acronym,beside\nid,KTP,officer card\n", encoding="utf-8")
    with_ = {
        "acronyms": "{source-lang}/acronyms.csv",
        "country": "{source-lang}/country.txt",
        "beside": "beside.csv",
    }
    of = Bench(tmp_path, check="acronym", source_lang=["id"], with_=with_)
    of.check("The officer asked for a ⟦KTP⟧.\n\nA KTP is needed.")
    of.check("The officer held a KTP laser.")
