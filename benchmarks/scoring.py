"""Findings against marks, and on clean prose: what is right, stray, found and missed, by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from marked import Article, Mark, articles
from mtlint import Finding, Linter
from mtlint.errors import ReadError
from mtlint.findings import Severity
from mtlint.quality import Share
from mtlint.readers import read_file


@dataclass
class Score:
    """What was counted on some texts, by code; `details` are lines to read."""

    words: int = 0
    texts: int = 0
    right: Counter[str] = field(default_factory=Counter)
    stray: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)

    def precision(self, code: str | None = None) -> Share:
        """Right findings of a rule, or of all."""
        right, stray = (sum(c.values()) if code is None else c[code] for c in (self.right, self.stray))
        return Share(right, right + stray)

    def recall(self, code: str | None = None) -> Share:
        """Marks of a rule, or of all, that were found."""
        found, missed = (sum(c.values()) if code is None else c[code] for c in (self.found, self.missed))
        return Share(found, found + missed)

    def alarms(self, codes: Iterable[str]) -> float:
        """Stray findings of these rules per 10,000 words."""
        return 10_000 * sum(self.stray[code] for code in codes) / max(self.words, 1)


def marked_score(linter: Linter, folder: Path) -> Score:
    """Findings on the articles of a folder against their marks."""
    score = Score()
    for article in articles(folder):
        findings = linter.check_text(article.text, filename=article.name)
        score.texts += 1
        score.words += len(article.text.split())
        _count(score, article, findings)
    return score


def _count(score: Score, article: Article, findings: Sequence[Finding]) -> None:
    taken: set[Mark] = set()
    for one in findings:
        on = [m for m in article.marks if m.code == one.code and m.start < one.end and one.start < m.end]
        taken.update(on)
        if not on:
            score.stray[one.code] += 1
            score.details.append(f"stray   {_place(article, one.start, one.end, one.code)}: {one.message}")
        elif not all(mark.optional for mark in on):
            score.right[one.code] += 1
    for mark in article.marks:
        if mark.optional:
            continue
        counted = score.found if mark in taken else score.missed
        counted[mark.code] += 1
        if mark not in taken:
            score.details.append(f"missed  {_place(article, mark.start, mark.end, mark.code)}")


def _place(article: Article, start: int, end: int, code: str) -> str:
    raw = article.text.encode()
    around = (
        raw[max(0, start - 40) : start],
        "⟦".encode(),
        raw[start:end][:120],
        "⟧".encode(),
        raw[end : end + 30],
    )
    words = "".join(piece.decode(errors="ignore") for piece in around)
    row = raw.count(b"\n", 0, start) + 1
    return f"{article.name}:{row} {code} {words!r}"


def clean_score(linter: Linter, folder: Path, real: set[str]) -> Score:
    """Findings of minor or above on clean prose."""
    score = Score()
    for file in sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md")):
        try:
            documents = read_file(str(file), linter.config).documents
        except ReadError as error:
            print(f"left out: {error}")
            continue
        for result in linter.lint(documents):
            score.texts += 1
            score.words += result.words
            for one in result.findings:
                if one.severity is Severity.NEUTRAL:
                    continue
                counted = score.right if one.fingerprint in real else score.stray
                counted[one.code] += 1
                if one.fingerprint not in real:
                    score.details.append(
                        f"alarm   {file.relative_to(folder)}:{one.location.row} {one.code} {one.text[:120]!r}"
                        f" {one.fingerprint}: {one.message}"
                    )
    return score
