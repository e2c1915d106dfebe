"""Acronyms of the source language, from one table for each language."""

from __future__ import annotations

from pathlib import Path

from workbench import Bench

HEADER = "acronym,original,expansion,english,use,note,unless\n"


def bench(folder: Path) -> Bench:
    for language, rows in {
        "fr": "ONU,ONU,Organisation,UN,flag,,optical\nUE,UE,Union,EU,ambiguous,,\n",
        "es": "ONU,ONU,Organización,UN,flag,,\nEE. UU.,EE.UU.,Estados,US,flag,,\n",
        "ru": "США,США,Штаты,US,flag,,\n",
    }.items():
        (folder / f"{language}.csv").write_text(HEADER + rows, encoding="utf-8")
    languages = ["fr", "es", "ru"]
    return Bench(folder, check="acronym", source_lang=languages, with_={"acronyms": "{source-lang}.csv"})


def test_letters_of_two_languages_give_one_finding(tmp_path: Path) -> None:
    of = bench(tmp_path)
    of.check("The ⟦ONU⟧ and the ⟦EE. UU.⟧, or ⟦EE.UU.⟧, of the UE.")
    assert [groups["expansion"] for groups in of.groups("the ONU")] == ["Organisation"]


def test_a_document_may_show_that_the_letters_are_others(tmp_path: Path) -> None:
    bench(tmp_path).check("The ONU is an optical unit.")


def test_cyrillic_letters_in_a_gloss_or_a_quotation_are_spared(tmp_path: Path) -> None:
    bench(tmp_path).check("The ⟦США⟧ said. The US (США), in Russian: США, and «в США» or в США и мире.")
