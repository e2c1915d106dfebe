"""`junit`: JUnit's XML, which nearly every CI service shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from xml.sax.saxutils import escape, quoteattr

from mtlint.findings import DocumentResult, Finding, Severity
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary
from mtlint.reporters.tally import penalty_in_words
from mtlint.reporters.visible import brief


class Format(Reporter):
    """A test suite for each document, a failed test for each finding.

    A clean document has one test that passes: without any, some services say that no tests were run. Neutral
    findings never fail a run, so they are tests that pass and say something. The element of all suites has no
    sums, which stand before what they sum; each suite has its own.
    """

    lists_skipped: ClassVar[bool] = True

    def render(self, result: DocumentResult) -> str:
        """The tests of the document."""
        suite = _suite_name(result.filename, result.document)
        return "".join([_case(finding, suite) for finding in result.findings])

    def start(self) -> Iterator[str]:
        """The head."""
        yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="mtlint">\n'

    def document(self, page: Page) -> Iterator[str]:
        """The document's suite."""
        suite = _suite_name(page.filename, page.document)
        tests, failures = sum(page.counts.values()), sum(page.counts.values()) - page.counts[Severity.NEUTRAL]
        cases = page.text
        if self.over_limit(page):
            points = f"{penalty_in_words(page.compared_penalty)} is over {self.display.max_penalty:g}"
            cases += _element(
                "testcase", _failure(points, "max-penalty", ""), name="max-penalty", classname=suite
            )
            tests, failures = tests + 1, failures + 1
        if not cases:
            cases, tests = _element("testcase", "", name="no findings", classname=suite), 1
        yield _element(
            "testsuite", f"\n{cases}", name=suite, tests=tests, failures=failures, errors=0, skipped=0
        )

    def finish(self, summary: Summary) -> Iterator[str]:
        """What was not linted, and the end."""
        left_out = [
            _element(
                "testcase",
                _left_out(one.reason, failed=one.failed),
                name=_name(one.filename),
                classname="files",
            )
            for one in summary.skipped
        ]
        left_out += [
            _element("testcase", _left_out(reason, failed=False), name=code, classname="rules")
            for code, reason in summary.skipped_rules
        ]
        if left_out:
            errors = len(summary.failed)
            counts = {
                "tests": len(left_out),
                "failures": 0,
                "errors": errors,
                "skipped": len(left_out) - errors,
            }
            yield _element("testsuite", "\n" + "".join(left_out), name="not linted", **counts)
        yield "</testsuites>\n"


def _suite_name(filename: str, document: str | None) -> str:
    return _name(filename) if document is None else f"{_name(filename)} (record {_name(document)})"


def _name(text: str) -> str:
    return brief(text) or "-"


def _case(finding: Finding, suite: str) -> str:
    row, column = finding.location
    body = f"{suite}:{row}:{column}: {finding.code} {finding.name} {finding.severity.value}: "
    body += brief(finding.message)
    if finding.severity is Severity.NEUTRAL:
        inner = _element("system-out", escape(body)).rstrip()
    else:
        inner = _failure(brief(finding.message), finding.severity.value, body)
    name = f"{finding.code} {finding.name} {row}:{column}"
    return _element("testcase", inner, name=name, classname=suite, file=brief(finding.filename), line=row)


def _failure(message: str, kind: str, body: str) -> str:
    return _element("failure", escape(body), message=message, type=kind).rstrip()


def _left_out(reason: str, *, failed: bool) -> str:
    return _element("error" if failed else "skipped", "", message=brief(reason)).rstrip()


def _element(tag: str, inner: str, **attributes: str | int) -> str:
    """An element on a line; `inner` is XML, the values of attributes are visible text."""
    # What `visible` lets through is allowed in XML: of all that XML forbids nothing prints.
    said = "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items())
    return f"<{tag}{said}>{inner}</{tag}>\n" if inner else f"<{tag}{said}/>\n"
