"""`junit`: JUnit's XML, which nearly every CI service shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from xml.sax.saxutils import escape, quoteattr

from mtlint.findings import DocumentResult, Finding, Severity
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary
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
        return "".join([_finding(finding, suite) for finding in result.findings])

    def start(self) -> Iterator[str]:
        """The head."""
        yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="mtlint">\n'

    def document(self, page: Page) -> Iterator[str]:
        """The document's suite."""
        name = _suite_name(page.filename, page.document)
        tests = sum(page.counts.values())
        failures = tests - page.counts[Severity.NEUTRAL]
        cases = page.text
        if remark := self.over_limit(page):
            cases += _case(_failure(remark, "max-penalty", ""), "max-penalty", name)
            tests, failures = tests + 1, failures + 1
        if not cases:
            cases, tests = _case("", "no findings", name), 1
        yield _suite(cases, name, tests=tests, failures=failures)

    def finish(self, summary: Summary) -> Iterator[str]:
        """What was not linted, and the end."""
        cases = [
            _case(_left_out(one.reason, failed=one.failed), _name(one.filename), "files")
            for one in summary.skipped
        ]
        cases += [
            _case(_left_out(reason, failed=False), rule, "rules") for rule, reason in summary.skipped_rules
        ]
        if cases:
            errors = len(summary.failed)
            counts = {"tests": len(cases), "errors": errors, "skipped": len(cases) - errors}
            yield _suite("".join(cases), "not linted", **counts)
        yield "</testsuites>\n"


def _suite_name(filename: str, document: str | None) -> str:
    return _name(filename) if document is None else f"{_name(filename)} (record {_name(document)})"


def _name(text: str) -> str:
    return brief(text) or "-"


def _finding(finding: Finding, suite: str) -> str:
    row, column = finding.location
    message, severity = brief(finding.message), finding.severity
    body = f"{suite}:{row}:{column}: {finding.code} {finding.name} {severity.value}: {message}"
    if severity is Severity.NEUTRAL:
        inner = _element("system-out", escape(body))
    else:
        inner = _failure(message, severity.value, body)
    name = f"{finding.code} {finding.name} {row}:{column}"
    return _case(inner, name, suite, file=brief(finding.filename), line=row)


def _failure(message: str, kind: str, body: str) -> str:
    return _element("failure", escape(body), message=message, type=kind)


def _left_out(reason: str, *, failed: bool) -> str:
    return _element("error" if failed else "skipped", "", message=brief(reason))


def _case(inner: str, name: str, suite: str, **attributes: str | int) -> str:
    return _element("testcase", inner, name=name, classname=suite, **attributes) + "\n"


def _suite(cases: str, name: str, **counts: int) -> str:
    every = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0) | counts
    return _element("testsuite", f"\n{cases}", name=name, **every) + "\n"


def _element(tag: str, inner: str, **attributes: str | int) -> str:
    """An element; `inner` is XML, the values of attributes are visible text."""
    # What `visible` lets through is allowed in XML: of all that XML forbids nothing prints.
    said = "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items())
    return f"<{tag}{said}>{inner}</{tag}>" if inner else f"<{tag}{said}/>"
