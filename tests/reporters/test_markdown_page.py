"""`markdown`: a page that a host renders, within its budget."""

from __future__ import annotations

from handmade import make_finding, make_result
from markdown_it import MarkdownIt
from reading import markdown
from test_text_formats import left_out, report

from mtlint.findings import Severity, Skipped
from mtlint.reporters import Display
from mtlint.reporters.formats.markdown import BUDGET
from mtlint.reporters.summary import Summary


def headings(text: str) -> list[str]:
    tokens = MarkdownIt().parse(text)
    return [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]


def test_a_clean_run_is_two_lines() -> None:
    page = report("markdown", [make_result(words=1200)], Display())
    assert headings(page) == ["mtlint: no findings"]
    assert "No findings in 1 file" in page


def test_the_page_goes_from_totals_to_details() -> None:
    page = report("markdown", [make_result(make_finding("⟦x⟧"))], Display(max_penalty=20), left_out())
    assert headings(page) == ["mtlint: 1 major", "Over the limit", "Not linted", "Rules", "Worst documents"]
    assert "| 1:1 | [ACC101](https://example.org/ACC101) repeated-phrase | major |" in page
    over, *skipped = markdown(page)[:4]
    assert over == "news/a.txt: penalty 25.0 (over at least 200 words) is over the limit of 20"
    assert skipped == [
        "skipped news/photo.txt: it is binary",
        "skipped x: gone",
        "rule TER103 was not run: there is no glossary",
    ]


def test_the_worst_documents_stand_first() -> None:
    mild, bad = make_finding("⟦x⟧", severity=Severity.MINOR), make_finding("⟦x⟧", severity=Severity.CRITICAL)
    results = [make_result(one, filename=f"{n}.txt") for n, one in enumerate([mild, bad, mild])]
    page = report("markdown", results, Display())
    assert [text for text in markdown(page) if text.endswith(".txt")] == ["1.txt", "0.txt", "2.txt"] * 2


def test_neutral_findings_are_for_those_who_ask() -> None:
    result = make_result(make_finding("⟦x⟧", severity=Severity.NEUTRAL))
    assert "<details>" not in report("markdown", [result], Display())
    assert "<details>" in report("markdown", [result], Display(show_neutral=True))


def test_of_a_document_the_first_hundred_findings_are_listed() -> None:
    page = report("markdown", [make_result(*[make_finding("⟦x⟧")] * 130)], Display())
    assert "30 more findings" in page


def test_a_page_stays_within_its_budget_whatever_stands_in_it() -> None:
    # A control character takes the most room: it is shown by its number, each sign of it as an entity.
    worst = "\x1b" * 1000
    findings = [make_finding("⟦x⟧", message=worst)] * 100
    results = [make_result(*findings, filename=f"{worst}{number}") for number in range(30)]
    skipped = [Skipped(worst, worst, failed=True)] * 1000
    page = report("markdown", results, Display(max_penalty=0), Summary(skipped=skipped))
    assert len(page.encode()) <= BUDGET
    assert "more documents are not listed here" in page
    assert markdown(page)


def test_most_of_the_budget_is_used() -> None:
    results = [make_result(*[make_finding("⟦x⟧")] * 100, filename=f"{number}.txt") for number in range(200)]
    page = report("markdown", results, Display())
    assert BUDGET * 0.9 < len(page.encode()) <= BUDGET
