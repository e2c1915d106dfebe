"""`github`: workflow commands, no more of them than GitHub shows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from handmade import make_finding, make_result
from reading import github
from test_text_formats import left_out, report

from mtlint.findings import Finding, Severity
from mtlint.reporters import Display


def findings(count: int, severity: Severity) -> list[Finding]:
    return [make_finding("⟦x⟧", severity=severity, message=f"{severity} {n}") for n in range(count)]


def test_a_clean_run_says_nothing() -> None:
    assert report("github", [make_result()], Display()) == ""


def test_an_annotation_has_its_place() -> None:
    finding = make_finding("one\nof ⟦case⟧", filename="a,b:c%.txt", document="7")
    (command,) = github(report("github", [make_result(finding)], Display()))
    properties = {"file": "a,b:c%.txt", "line": "2", "endLine": "2", "col": "4", "endColumn": "8"}
    title = {"title": "ACC101 repeated-phrase (major)"}
    assert command == ("error", properties | title, '"case" is wrong (record 7)')


def test_a_finding_over_two_lines_has_no_columns() -> None:
    ((_, properties, _),) = github(report("github", [make_result(make_finding("a ⟦b\nc⟧"))], Display()))
    assert (properties["line"], properties["endLine"]) == ("1", "2")
    assert "col" not in properties
    assert "endColumn" not in properties


def test_paths_start_at_the_repository(tmp_path: Path) -> None:
    finding = make_finding("⟦x⟧", filename=str(tmp_path / "docs" / "a.md"))
    display = Display(repository=str(tmp_path))
    ((_, properties, _),) = github(report("github", [make_result(finding)], display))
    assert properties["file"] == "docs/a.md"


def test_levels_follow_the_severities_and_the_worst_stand_first() -> None:
    result = make_result(*[one for severity in Severity for one in findings(1, severity)])
    said = [(level, message) for level, _, message in github(report("github", [result], Display()))]
    assert said == [
        ("error", "critical 0"),
        ("error", "major 0"),
        ("warning", "minor 0"),
        ("notice", "neutral 0"),
    ]


def test_ten_of_a_level_are_shown_and_the_rest_is_counted() -> None:
    results = [
        make_result(*findings(12, Severity.MAJOR)),
        make_result(*findings(3, Severity.CRITICAL), *findings(1, Severity.MINOR)),
        make_result(*findings(30, Severity.NEUTRAL)),
    ]
    commands = github(report("github", results, Display()))
    assert Counter(level for level, _, _ in commands) == {"error": 10, "warning": 1, "notice": 10}
    messages = [message for _, _, message in commands]
    assert messages[:4] == ["critical 0", "critical 1", "critical 2", "major 0"]
    assert messages[-1] == "26 more findings not shown here: 5 major, 21 neutral"


def test_ten_neutral_findings_leave_no_rest() -> None:
    commands = github(report("github", [make_result(*findings(10, Severity.NEUTRAL))], Display()))
    assert [message for _, _, message in commands] == [f"neutral {n}" for n in range(10)]


def test_what_was_left_out_takes_one_annotation_of_its_level() -> None:
    commands = github(report("github", [make_result(*findings(10, Severity.MAJOR))], Display(), left_out()))
    assert commands[0] == ("error", {"title": "mtlint: not linted"}, "x: gone")
    assert [message for _, _, message in commands if message.startswith("major")] == [
        f"major {n}" for n in range(9)
    ]
    skipped = "skipped news/photo.txt: it is binary\nrule TER103 was not run: there is no glossary"
    assert commands[-2:] == [
        ("warning", {"title": "mtlint: skipped"}, skipped),
        ("notice", {"title": "mtlint"}, "1 more finding not shown here: 1 major"),
    ]


def test_documents_over_the_limit_are_named_in_one_error() -> None:
    results = [make_result(*findings(1, Severity.MAJOR), filename=name) for name in ("a.txt", "b.txt")]
    level, _, message = github(report("github", results, Display(max_penalty=20)))[0]
    assert level == "error"
    assert [line.split(":")[0] for line in message.split("\n")] == ["a.txt", "b.txt"]
