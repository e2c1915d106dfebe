"""Texts in other languages than English: what is right there is not reported, and what is wrong is.

`languages/` holds thirty paragraphs of edited prose for each of three languages. They are full of what would
be wrong in English: spaces before marks, commas in decimals, other quotation marks, hyphens that wait for the
next word, doubled words, dashes set like brackets, acronyms such as ONU and PIB.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from mtlint import Config, Finding, Linter
from mtlint.catalogue import load_catalogue
from mtlint.findings import Severity
from mtlint.rule import ANY

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = ("de", "es", "fr")

ENGLISH_ONLY = {rule.code for rule in load_catalogue(Config()).rules if rule.target_lang == ("en",)}

DEFECTS = {
    "a picture without an address": ("![]()", "MRK101"),
    "a letter that was lost": ("S\N{REPLACEMENT CHARACTER}o Paulo", "MRK107"),
    "UTF-8 read as Windows-1252": ("â€œCafÃ©â€\x9d", "MRK107"),
    "a zero-width space": ("Ber\N{ZERO WIDTH SPACE}lin", "MRK108"),
    "a soft hyphen": ("Ber\N{SOFT HYPHEN}lin", "MRK108"),
    "a date that was never put back": ("DNUM_BFZBBZCABI", "ACC301"),
    "a masked number": ("XNUMX", "ACC301"),
    "a tag in the text": ("<strong>Berlin</strong>", "MRK106"),
    "an entity in the text": ("Müller &amp; Weber", "MRK106"),
    "an engine in a loop": ("Bambus Bambus Bambus Bambus", "ACC103"),
    "brackets with nothing between them": ("Weber (), Berlin", "LIN107"),
    "a comma too many": ("Berlin,, Paris", "LIN105"),
}
"""Text that is wrong in any language, and the rule that says so."""


def prose(language: str) -> str:
    return (FOLDER / f"{language}.txt").read_text("utf-8")


def paragraphs(text: str) -> list[str]:
    """The blocks of a text that are longer than a heading."""
    return [block for block in text.strip().split("\n\n") if len(block.split()) > 15]


@cache
def linter(language: str, *also: str) -> Linter:
    return Linter(Config(target_lang=language, extend_select=also))


def errors(findings: list[Finding]) -> list[tuple[str, str, int]]:
    """Code, text and row of all findings but the neutral ones."""
    return [(one.code, one.text, one.location[0]) for one in findings if one.severity is not Severity.NEUTRAL]


def with_defect(text: str, defect: str) -> str:
    """The text with a paragraph more in its middle that holds a defect."""
    blocks = text.split("\n\n")
    blocks.insert(len(blocks) // 2, f"Berlin, Madrid, {defect} Paris")
    return "\n\n".join(blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_correct_prose_has_no_findings(language: str) -> None:
    assert errors(linter(language).check_text(prose(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_paragraph_has_none_by_itself(language: str) -> None:
    found = [errors(linter(language).check_text(one)) for one in paragraphs(prose(language))]
    assert len(found) >= 30
    assert not any(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_runs_for_the_languages_it_is_for(language: str) -> None:
    rules = linter(language).rules
    assert all({language, ANY} & set(rule.target_lang) for rule in rules)
    assert {rule.code for rule in rules} & ENGLISH_ONLY == set()
    assert len(rules) >= 10


def test_the_texts_hold_what_is_wrong_in_english() -> None:
    for language in LANGUAGES:
        assert len(linter("en").check_text(prose(language))) > 50


@pytest.mark.parametrize("what", DEFECTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_defect_is_found_in_any_language(language: str, what: str) -> None:
    defect, code = DEFECTS[what]
    found = errors(linter(language).check_text(with_defect(prose(language), defect)))
    assert {one[0] for one in found} == {code}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_end_mark_of_a_vietnamese_text(language: str) -> None:
    text = prose(language).rstrip() + "/."
    assert [code for code, _, _ in errors(linter(language).check_text(text))] == ["LOC101"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_stands_twice(language: str) -> None:
    text = prose(language)
    again = paragraphs(text)[1].split(". ")[0]
    found = errors(linter(language).check_text(f"{text}\n{again}.\n"))
    assert {code for code, _, _ in found} == {"ACC104"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_variable_of_a_template_is_found_when_it_is_asked_for(language: str) -> None:
    text = with_defect(prose(language), "{{ name }}")
    assert errors(linter(language).check_text(text)) == []
    found = errors(linter(language, "ACC305").check_text(text))
    assert [(code, span) for code, span, _ in found] == [("ACC305", "{{ name }}")]


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("de", "Die Ein- und Ausgänge sind offen.", "Die Ein -und Ausgänge sind offen."),
        ("de", "Tische, Gartenlampen und -stühle", "Tische, Garten -lampen und Stühle"),
        ("de", "Ein Haus – ganz aus Holz – brennt.", "Ein Haus – ganz aus Holz– brennt ab."),
        ("es", "Una casa —toda de madera— arde.", "Una casa , toda de madera, arde."),
        ("es", "La pre- y posguerra fue dura.", "La socio -económica fue dura."),
    ],
)
def test_spaces_beside_hyphens_and_dashes(language: str, right: str, wrong: str) -> None:
    assert linter(language).check_text(right) == []
    assert [one.code for one in linter(language).check_text(wrong)] == ["LIN104"]
