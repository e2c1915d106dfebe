"""`gitlab`: GitLab's code quality report."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import ClassVar

from mtlint.findings import DocumentResult, Severity
from mtlint.reporters.display import Display
from mtlint.reporters.finding_json import quote, unobeyed
from mtlint.reporters.places import repository_path
from mtlint.reporters.reporter import Page, Reporter
from mtlint.reporters.summary import Summary
from mtlint.reporters.visible import brief

_SEVERITIES = {
    Severity.NEUTRAL: "info",
    Severity.MINOR: "minor",
    Severity.MAJOR: "major",
    Severity.CRITICAL: "critical",
}


class Format(Reporter):
    """A list of issues. GitLab compares reports of two branches by fingerprint, and shows equal ones once.

    So fingerprints come from path, record and content: what is inserted above shifts none of them. Something
    skipped stands in the list as well: as critical where mtlint was asked for it, else as info.
    """

    lists_skipped: ClassVar[bool] = True

    def __init__(self, display: Display) -> None:
        super().__init__(display)
        self._first = True
        self._file: str | None = None
        self._seen: set[str] = set()

    def render(self, result: DocumentResult) -> str:
        """The document's issues, one a line, each after its fingerprint."""
        path = self._path(result.filename)
        head = path, result.document or ""
        return "\n".join(
            f"{_hash(*head, one.fingerprint)} "
            + _issue(
                f"{one.code} {one.name}",
                brief(one.message) or one.name,
                _SEVERITIES[one.severity],
                path,
                (one.location.row, one.end_location.row),
            )
            for one in result.findings
        )

    def start(self) -> Iterator[str]:
        """The bracket that opens the list."""
        yield "["

    def document(self, page: Page) -> Iterator[str]:
        """The document's issues, and one more where its penalty is over the limit."""
        for line in page.text.split("\n") if page.text else ():
            fingerprint, _, issue = line.partition(" ")
            yield self._item(self._unique(fingerprint, page), issue)
        if remark := self.over_limit(page):
            path = self._path(page.filename)
            issue = _issue("max-penalty", f"{brief(page.label)}: {remark}", "major", path, (1, 1))
            fingerprint = _hash(path, page.document or "", "max-penalty")
            yield self._item(self._unique(fingerprint, page), issue)

    def finish(self, summary: Summary) -> Iterator[str]:
        """What was skipped, and the end of the list."""
        for number, skipped in enumerate(summary.skipped):
            path, severity = self._path(skipped.filename), "critical" if skipped.failed else "info"
            issue = _issue("skipped-file", f"not linted: {brief(skipped.reason)}", severity, path, (1, 1))
            yield self._item(_hash(path, "skipped-file", str(number)), issue)
        for code, reason in summary.skipped_rules:
            # An issue has to have a path, and this one has no file.
            issue = _issue("skipped-rule", f"rule {code} was not run: {brief(reason)}", "info", ".", (1, 1))
            yield self._item(_hash("skipped-rule", code), issue)
        yield "]\n" if self._first else "\n]\n"

    def _path(self, filename: str) -> str:
        return repository_path(filename, self.display.repository)

    def _item(self, fingerprint: str, issue: str) -> str:
        comma = "\n" if self._first else ",\n"
        self._first = False
        return f'{comma}{{"fingerprint": "{fingerprint}", {issue}}}'

    def _unique(self, fingerprint: str, page: Page) -> str:
        """The fingerprint; with a number in it where a file has two records of one name and content."""
        if page.document is None:
            return fingerprint
        if page.filename != self._file:
            self._file, self._seen = page.filename, set()
        unique, copy = fingerprint, 1
        while unique in self._seen:
            copy += 1
            unique = _hash(fingerprint, str(copy))
        self._seen.add(unique)
        return unique


def _hash(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _issue(check: str, description: str, severity: str, path: str, lines: tuple[int, int]) -> str:
    place = f'{{"path": {quote(path)}, "lines": {{"begin": {lines[0]}, "end": {lines[1]}}}}}'
    return unobeyed(
        f'"check_name": {quote(check)}, "description": {quote(description)}, '
        f'"severity": "{severity}", "location": {place}'
    )
