"""The line a finding stands in, cut to the terminal's width, and the carets under the finding."""

from __future__ import annotations

from mtlint.findings import Finding
from mtlint.reporters.visible import columns, cut, cut_start, visible

NARROWEST = 20
"""Below this many columns an excerpt says nothing; a terminal narrower than that has to wrap."""


def excerpt(finding: Finding, width: int) -> tuple[str, str]:
    """Two lines of at most `width` columns: the text around the finding, and its underline."""
    start, stop = finding.context_offset, finding.context_offset + len(finding.text)
    context = finding.context or finding.text
    # Of a finding over several lines the first tells enough; the lines before and after it are no context.
    before = visible(context[:start].rpartition("\n")[2])
    span = visible(context[start:stop])
    after = visible(context[stop:].partition("\n")[0])
    return _fit(before, span, after, max(width, NARROWEST))


def _fit(before: str, span: str, after: str, width: int) -> tuple[str, str]:
    left, middle, right = columns(before), columns(span), columns(after)
    if left + middle + right > width:
        # One column each is kept for the … on either side.
        span = cut(span, width - 2)
        middle = columns(span)
        room = width - middle
        before = cut_start(before, min(left, max(room // 2, room - right)))
        left = columns(before)
        after = cut(after, room - left) if room > left else ""
    return before + span + after, " " * left + "^" * max(1, middle)
