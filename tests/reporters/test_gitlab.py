"""`gitlab`: issues whose fingerprints differ and stay; the reading checks that they are unique."""

from __future__ import annotations

from pathlib import Path

from handmade import make_finding, make_result
from reading import gitlab
from test_text_formats import left_out, report

from mtlint import Config, Linter
from mtlint.document import Document
from mtlint.findings import DocumentResult, Severity
from mtlint.positions import TextLocate
from mtlint.reporters import Display


def test_a_clean_run_is_an_empty_list() -> None:
    assert report("gitlab", [make_result()], Display()) == "[]\n"


def test_an_issue_has_the_documented_shape() -> None:
    finding = make_finding("one\n⟦of\ncase⟧", filename="./news/a.txt", message="It is wrong")
    (issue,) = gitlab(report("gitlab", [make_result(finding)], Display()))
    assert issue == {
        "fingerprint": issue["fingerprint"],
        "check_name": "ACC101 repeated-phrase",
        "description": "It is wrong",
        "severity": "major",
        "location": {"path": "news/a.txt", "lines": {"begin": 2, "end": 3}},
    }


def test_severities() -> None:
    findings = [make_finding("⟦x⟧", severity=one, fingerprint=one) for one in Severity]
    issues = gitlab(report("gitlab", [make_result(*findings)], Display()))
    assert [issue["severity"] for issue in issues] == ["info", "minor", "major", "critical"]


def lint(text: str, name: str = "a.txt", record: str | None = None) -> DocumentResult:
    raw = text.encode()
    document = Document(name, raw, TextLocate(raw), id=record)
    return Linter(Config(select=("LIN108",))).lint([document])[0]


BAD = "After the vote he saw the the old man.\n"


def test_a_fingerprint_outlives_what_is_inserted_above() -> None:
    before = gitlab(report("gitlab", [lint(BAD)], Display()))
    after = gitlab(report("gitlab", [lint(f"We met on on Monday.\n\n{BAD}")], Display()))
    assert before[0]["fingerprint"] == after[1]["fingerprint"]


def test_equal_findings_have_fingerprints_of_their_own() -> None:
    results = [
        lint(f"{BAD}\n{BAD}"),
        lint(BAD, "b.txt"),
        lint(BAD, "c.jsonl", "1"),
        lint(BAD, "c.jsonl", "1"),
        lint(BAD, "c.jsonl", "2"),
    ]
    assert len(gitlab(report("gitlab", results, Display()))) == 6


def test_what_was_left_out_is_in_the_list() -> None:
    issues = gitlab(report("gitlab", [], Display(), left_out()))
    assert [(one["location"]["path"], one["severity"], one["description"]) for one in issues] == [
        ("news/photo.txt", "info", "not linted: it is binary"),
        ("x", "critical", "not linted: gone"),
        (".", "info", "rule TER103 was not run: there is no glossary"),
    ]


def test_a_document_over_the_limit_is_an_issue() -> None:
    issues = gitlab(report("gitlab", [lint(BAD)], Display(max_penalty=20)))
    assert [issue["check_name"] for issue in issues] == ["LIN108 repeated-word", "max-penalty"]


def test_paths_start_at_the_repository(tmp_path: Path) -> None:
    result = make_result(make_finding("⟦x⟧"), filename=str(tmp_path / "docs" / "a.md"))
    (issue,) = gitlab(report("gitlab", [result], Display(repository=str(tmp_path))))
    assert issue["location"]["path"] == "docs/a.md"
