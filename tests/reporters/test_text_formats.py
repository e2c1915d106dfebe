"""`full` and `concise`: what a person sees, compared with golden files.

After a deliberate change of a format: `MTLINT_UPDATE_GOLDEN=1 pytest tests/reporters`, then read the diff.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from handmade import make_finding, make_result
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from mtlint.document import Position
from mtlint.findings import Applicability, DocumentResult, Fix, Related, Severity, Skipped
from mtlint.reporters import Display, load_reporter
from mtlint.reporters.summary import Summary

GOLDEN = Path(__file__).parent / "golden"


def report(name: str, results: list[DocumentResult], display: Display, summary: Summary | None = None) -> str:
    """The whole report of a format over some results."""
    reporter = load_reporter(name, display)
    summary = summary or Summary()
    summary.limit.highest = display.max_penalty
    pieces = list(reporter.start())
    for result in results:
        page = reporter.page(result)
        summary.add(page.filename, page.words, page.rules)
        summary.limit.add(page.compared_penalty, page.label, page.filename)
        summary.fixable.update(page.fixable)
        pieces += reporter.document(page)
    return "".join([*pieces, *reporter.finish(summary)])


@pytest.fixture
def results() -> list[DocumentResult]:
    """Two files with findings of every severity, and a clean one between them."""
    repeated = make_finding(
        "regulations on ⟦anti-corruption and anti-corruption⟧.",
        fix=Fix(Applicability.UNSAFE, "remove the second copy", ()),
    )
    placeholder = make_finding(
        "On the morning of ⟦DNUM_BHZACZCACE⟧ the ministry met.",
        code="ACC301",
        name="placeholder",
        severity=Severity.CRITICAL,
        fix=Fix(Applicability.SAFE, "write 17/02/2024", ()),
    )
    sentence = make_finding(
        "First.\n⟦The conference also heard many reports.⟧",
        code="ACC104",
        name="repeated-sentence",
        related=(Related("news/a.txt", None, Position(1, 1), Position(1, 41), "the first copy"),),
    )
    space = make_finding(
        "the results ⟦ ⟧, which",
        filename="news/c.jsonl",
        document="vi-003",
        code="LIN104",
        name="stray-space",
        severity=Severity.MINOR,
    )
    long = make_finding(
        "⟦A sentence without an end⟧",
        filename="news/c.jsonl",
        document="vi-003",
        code="STY101",
        name="long-sentence",
        severity=Severity.NEUTRAL,
    )
    return [
        make_result(repeated, placeholder, sentence),
        make_result(filename="news/b.txt", words=100),
        make_result(space, long, filename="news/c.jsonl", words=50),
    ]


def left_out() -> Summary:
    return Summary(
        skipped=[Skipped("news/photo.txt", "it is binary", failed=False), Skipped("x", "gone", failed=True)],
        skipped_rules=(("TER103", "there is no glossary"),),
    )


@pytest.mark.parametrize(
    ("golden", "name", "display"),
    [
        ("full.txt", "full", Display(width=60)),
        ("full-neutral-colour.txt", "full", Display(width=60, show_neutral=True, colour=True)),
        ("full-quiet.txt", "full", Display(width=60, quiet=True)),
        ("concise.txt", "concise", Display()),
        ("concise-statistics.txt", "concise", Display(statistics=True)),
    ],
)
def test_report_is_as_in_its_golden_file(
    golden: str, name: str, display: Display, results: list[DocumentResult]
) -> None:
    text = report(name, results, display, left_out())
    file = GOLDEN / golden
    if os.environ.get("MTLINT_UPDATE_GOLDEN"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("width", [40, 80])
def test_full_fits_a_terminal_as_in_its_golden_file(width: int) -> None:
    """Wide, combining and invisible characters, long lines, several lines, a fix of each kind."""
    long = "Hội nghị trực tuyến tổng kết công tác năm 2021 " * 4
    marked = [
        "会議の⟦報告、報告⟧書は金曜日に公表される予定だという。",
        "a\u0323\u0302 de\u0301ja\u0300 ⟦vu vu⟧ e\u0301",
        f"{long}⟦và và⟧ {long}",
        "👩🏽 and 🇻🇳 ⟦met met⟧ ☕ there",
        "He was ⟦the\nthe⟧ man.",
        "\x1b[31mred\x07 ⟦\u200b\u202e⟧ and\ttabbed\u00a0",
        "⟦" + "band " * 30 + "⟧",
    ]
    fixes = [
        Fix(Applicability.SAFE, "Remove \x1b[2J one", ()),
        Fix(Applicability.UNSAFE, "Keep one", ()),
        None,
    ]
    findings = [
        make_finding(text, fix=fixes[at % 3], message="It is wrong") for at, text in enumerate(marked)
    ]
    text = report("full", [make_result(*findings)], Display(width=width))
    file = GOLDEN / f"full-{width}.txt"
    if os.environ.get("MTLINT_UPDATE_GOLDEN"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
    excerpts = [line for line in text.splitlines() if line.startswith(("1 |", "2 |", "  |"))]
    assert all(wcswidth(line) <= width for line in excerpts)


def test_without_findings_one_line_says_so() -> None:
    assert report("full", [make_result(words=1200)], Display()) == "No findings in 1 file; 1,200 words\n"


def test_neutral_findings_are_shown_when_their_rule_was_selected_by_code(
    results: list[DocumentResult],
) -> None:
    assert "STY101" not in report("concise", results, Display())
    assert "STY101" in report("concise", results, Display(shown_codes=frozenset({"STY101"})))


def test_a_file_whose_findings_are_all_hidden_is_not_mentioned() -> None:
    result = make_result(make_finding("⟦x⟧", severity=Severity.NEUTRAL))
    text = report("concise", [result], Display())
    assert "news/a.txt" not in text
    assert "1 finding (1 neutral)" in text


def test_full_shows_the_place_of_a_wide_character_finding() -> None:
    # Each of these takes two columns of a terminal; the combining acute takes none.
    text = report("full", [make_result(make_finding("会議のe\u0301 ⟦報告⟧書"))], Display())
    assert "1 | 会議のe\u0301 報告書\n  |         ^^^^\n" in text


def test_full_cuts_a_long_line_around_the_finding() -> None:
    finding = make_finding("word " * 100 + "⟦and and⟧" + " word" * 100)
    lines = report("full", [make_result(finding)], Display(width=50)).splitlines()
    assert len(lines[1]) <= 50
    assert lines[1].startswith("1 | …")
    assert lines[1].endswith("…")
    start = lines[2].index("^")
    assert lines[1][start : start + len("and and")] == "and and"


def test_full_escapes_what_a_terminal_would_obey() -> None:
    finding = make_finding("\x1b[2J a ⟦\u202e⟧ b\u200bc", filename="evil\x07name.txt")
    text = report("full", [make_result(finding, filename="evil\x07name.txt")], Display())
    assert "<U+001B>[2J a <U+202E> b<U+200B>c" in text
    assert "evil<U+0007>name.txt:1:8: " in text


# What may stand in the text besides printing characters and line feeds: spaces of any width.
def _raw(text: str) -> set[str]:
    return {c for c in text if not c.isprintable() and c != "\n" and unicodedata.category(c) != "Zs"}


anything = st.text(st.characters(exclude_characters="⟦⟧"), max_size=200)


@pytest.mark.parametrize("name", ["full", "concise"])
@given(before=anything, span=anything, after=anything, width=st.integers(1, 120))
def test_text_formats_never_print_a_control_character(
    name: str,
    before: str,
    span: str,
    after: str,
    width: int,
) -> None:
    finding = make_finding(f"{before}⟦{span}⟧{after}", filename=span or "x", document=after)
    text = report(name, [make_result(finding, filename=span or "x")], Display(width=width))
    assert not _raw(text)
    summary_and_blank = 4
    assert len(text.splitlines()) <= 6 + summary_and_blank
