"""`junit`: suites and tests as junitparser reads them; sums are checked by the reading itself."""

from __future__ import annotations

from handmade import make_finding, make_result
from junitparser import Error, Failure, Skipped
from reading import junit
from test_text_formats import left_out, report

from mtlint.findings import Severity
from mtlint.reporters import Display


def test_a_clean_document_is_one_test_that_passes() -> None:
    (case,) = junit(report("junit", [make_result(filename="b.txt")], Display()))
    assert (case.classname, case.name, case.is_passed) == ("b.txt", "no findings", True)


def test_a_finding_is_a_failed_test() -> None:
    finding = make_finding("one\nof ⟦case⟧", document="vi-003")
    (case,) = junit(report("junit", [make_result(finding)], Display()))
    assert (case.classname, case.name) == ("news/a.txt (record vi-003)", "ACC101 repeated-phrase 2:4")
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("major", '"case" is wrong')
    assert failure.text == 'news/a.txt (record vi-003):2:4: ACC101 repeated-phrase major: "case" is wrong'


def test_a_neutral_finding_fails_nothing() -> None:
    (case,) = junit(report("junit", [make_result(make_finding("⟦x⟧", severity=Severity.NEUTRAL))], Display()))
    assert case.is_passed
    assert case.system_out == 'news/a.txt:1:1: ACC101 repeated-phrase neutral: "x" is wrong'


def test_what_was_left_out_is_in_a_suite_of_its_own() -> None:
    cases = junit(report("junit", [], Display(), left_out()))
    said = [(case.name, type(case.result[0]), case.result[0].message) for case in cases]
    assert said == [
        ("news/photo.txt", Skipped, "it is binary"),
        ("x", Error, "gone"),
        ("TER103", Skipped, "there is no glossary"),
    ]


def test_a_penalty_over_the_limit_is_a_failed_test() -> None:
    cases = junit(report("junit", [make_result(make_finding("⟦x⟧"))], Display(max_penalty=20)))
    (failure,) = cases[1].result
    assert (cases[1].name, failure.type) == ("max-penalty", "max-penalty")
    assert failure.message == "penalty 25.0 (over at least 200 words) is over the limit of 20"
