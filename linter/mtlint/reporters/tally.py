"""The numbers of a run in words and tables, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mtlint.findings import FEWEST_COMPARED, Applicability, Severity, penalty
from mtlint.reporters.summary import Summary
from mtlint.reporters.visible import visible, visible_path


def plural(count: int, noun: str) -> str:
    """`1 file`, `2,000 files`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def counts_in_words(counts: Mapping[Severity, int]) -> str:
    """`1 critical, 3 major, 2 minor`: the worst first, what is not there left out."""
    found = [f"{counts[severity]:,} {severity.value}" for severity in reversed(Severity) if counts[severity]]
    return ", ".join(found) or "nothing"


def file_line(filename: str, counts: Mapping[Severity, int], words: int) -> str:
    """What was found in one file."""
    return f"{visible_path(filename)}: {counts_in_words(counts)}; {_measure(counts, words)}"


def summary_lines(summary: Summary, *, hidden_neutral: bool = False) -> Iterator[str]:
    """What was found in all."""
    if not summary.findings:
        yield f"No findings in {plural(summary.files, 'file')}; {plural(summary.words, 'word')}"
        return
    where = f"{summary.files_with_findings:,} of {plural(summary.files, 'file')}"
    found = f"{plural(summary.findings, 'finding')} ({counts_in_words(summary.counts)})"
    yield f"{found} in {where}; {_measure(summary.counts, summary.words)}"
    if hidden_neutral and summary.counts[Severity.NEUTRAL]:
        yield "Neutral findings are shown with --show-neutral"


def fix_lines(summary: Summary, *, unsafe: bool = False) -> Iterator[str]:
    """What was fixed, and what could be; `unsafe` where unsafe fixes were asked for."""
    if summary.fixed:
        yield f"Fixed {fixes_in_words(summary.fixed)}"
    safe, risky = summary.fixable[Applicability.SAFE], summary.fixable[Applicability.UNSAFE]
    marked = safe + risky if unsafe else safe
    if marked:
        more = f" ({risky:,} more with --unsafe-fixes)" if risky and not unsafe else ""
        yield f"[*] {marked:,} fixable with --fix{more}"
    elif risky:
        yield f"{risky:,} fixable with --fix --unsafe-fixes"


def fixes_in_words(fixes: Mapping[Applicability, int]) -> str:
    """`12 findings (10 safe, 2 unsafe)`."""
    kinds = ", ".join(f"{fixes[kind]:,} {kind.value}" for kind in Applicability if fixes.get(kind))
    return f"{plural(sum(fixes.values()), 'finding')} ({kinds})"


def skipped_lines(summary: Summary, *, failed: bool) -> Iterator[str]:
    """What was not linted and which rules did not run; `failed` also what is reported as an error."""
    for skipped in summary.skipped:
        if failed or not skipped.failed:
            yield f"skipped {visible(skipped.filename)}: {visible(skipped.reason)}"
    for code, reason in summary.skipped_rules:
        yield f"rule {code} was not run: {visible(reason)}"


def limit_lines(summary: Summary) -> Iterator[str]:
    """Which documents exceed the limit, the worst first."""
    limit = summary.limit
    for over in limit.worst:
        yield f"{visible_path(over.label)}: {over_limit_in_words(over.penalty, over.limit)}"
    if limit.unnamed:
        yield f"{plural(limit.unnamed, 'more document')} over the limit of {limit.highest:g}"


def over_limit_in_words(points: float, limit: float) -> str:
    """What is said of a document whose compared penalty exceeds the limit."""
    return f"penalty {points:,.1f} (over at least {FEWEST_COMPARED} words) is over the limit of {limit:g}"


def statistics_lines(summary: Summary) -> Iterator[str]:
    """A table: how many findings each rule has, which rule, how severe."""
    rows = summary.by_rule()
    if not rows:
        return
    number = max(len(f"{count:,}") for count, *_ in rows)
    name_width = max(len(name) for _, _, name, _ in rows)
    for count, code, name, severity in rows:
        yield f"{count:>{number},}  {code}  {name:<{name_width}}  {severity}"


def _measure(counts: Mapping[Severity, int], words: int) -> str:
    return f"{plural(words, 'word')}, penalty {penalty(counts, words):,.1f} per 1,000 words"
