"""Comments in a text that speak to mtlint: where they stand and what they say.

`<!-- mtlint: ignore[LIN104] reason -->` everywhere; in Markdown also `{/* ... */}` (MDX); in plain text also
a line of its own after `#`, `//`, `%` or `..`. Those lines have to be written exactly so, since prose may
begin with "# mtlint: ..."; an HTML comment that names mtlint is always meant for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtlint import lazy_re
from mtlint.document import Kind

MARK = b"mtlint:"
"""What every comment contains: a text without it is not looked at any further."""

IGNORE, NEXT_LINE, DISABLE, ENABLE, FILE = WORDS = (
    "ignore",
    "ignore-next-line",
    "disable",
    "enable",
    "file-ignore",
)

_SAYS = rb"[ \t]*mtlint:[ \t]*(?P<word>[A-Za-z]+(?:-[A-Za-z]+)*)(?:\[(?P<codes>[^\]\n]{0,1000})\])?"
_REASON = rb"(?P<reason>[^\n]{0,1000}?)"
_HTML = lazy_re.compile(rb"<!--" + _SAYS + _REASON + rb"-->")
_MDX = lazy_re.compile(rb"\{/\*" + _SAYS + _REASON + rb"\*/\}")
_LINE = lazy_re.compile(
    rb"^[ \t]*(?:\#|//|%|\.\.)[ \t]*mtlint:[ \t]*"
    rb"(?:(?P<word>ignore-next-line|disable|enable|file-ignore)"
    rb"(?:\[(?P<codes>[^\]\n]{0,1000})\](?P<reason>(?:[ \t][^\n]*)?)|[ \t]*)"
    rb"|(?P<file>file-ignore)(?P<why>[ \t]+[^\n]+))\r?$",
    re.MULTILINE,
)
_FENCE = lazy_re.compile(rb"^ {0,3}(?:```|~~~)", re.MULTILINE)

# What a check sees in place of a comment: neither a word nor white space (as for a URL).
_OPAQUE = b"\x1a"


class Comment(NamedTuple):
    """One comment: its first word, its selectors (None: no brackets), its reason, its bytes in the text."""

    word: str
    selectors: tuple[str, ...] | None
    reason: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.word if self.selectors is None else f"{self.word}[{', '.join(self.selectors)}]"


def find_comments(text: bytes, kind: Kind) -> list[Comment]:
    """The comments of a document in order; those in a Markdown document's code are only shown, not said."""
    if MARK not in text:
        return []
    forms = (_HTML, _MDX) if kind is Kind.MARKDOWN else (_HTML, _LINE)
    found = [_comment(match) for form in forms for match in form.finditer(text)]
    found.sort(key=lambda comment: comment.start)
    return found if kind is not Kind.MARKDOWN else list(_outside_code(text, found))


def masked(text: bytes, comments: list[Comment]) -> bytes:
    """`text`, as long as before, with comments that no rule takes for prose.

    At a line's end they become blanks, so that what stands before ends its line as if there were none.
    """
    parts: list[bytes] = []
    at = 0
    for comment in comments:
        newline = text.find(b"\n", comment.end)
        after = text[comment.end : newline if newline >= 0 else len(text)]
        cover = _OPAQUE if after.strip() else b" "
        parts += (text[at : comment.start], cover * (comment.end - comment.start))
        at = comment.end
    return b"".join([*parts, text[at:]])


def _comment(match: re.Match[bytes]) -> Comment:
    groups = match.groupdict()
    word, codes = groups["word"] or groups["file"], groups["codes"]
    reason = groups["reason"] or groups.get("why") or b""
    selectors = None if codes is None else tuple(code.strip() for code in _text(codes).split(","))
    return Comment(_text(word), selectors, _text(reason).strip(), match.start(), match.end())


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _outside_code(text: bytes, comments: list[Comment]) -> Iterator[Comment]:
    # Blocks are known only to the engine, and a page about mtlint must not silence itself: fences above and
    # backticks before are counted, which is right for all but odd nestings.
    fences = at = 0
    for comment in comments:
        line = text.rfind(b"\n", 0, comment.start) + 1
        fences += sum(1 for _ in _FENCE.finditer(text, at, line))
        at = max(at, line)
        if fences % 2 == 0 and text.count(b"`", line, comment.start) % 2 == 0:
            yield comment
