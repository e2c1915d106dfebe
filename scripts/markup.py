"""Texts of rules as Markdown and HTML that mean nothing but themselves.

The texts hold HTML, Markdown and characters that nobody sees, because rules are about such things.
"""

from __future__ import annotations

import html
import re

from markupsafe import Markup

from mtlint.reporters.visible import visible

_CODE_SPAN = re.compile(r"(?<!`)`[^`]+`(?!`)")
_INLINE = re.compile(r"[\\`*_\[\]<>{}|~^$]|&(?=[#\w])")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))", re.MULTILINE)
# Extensions for fences look at lines before anybody knows which of them are HTML.
_FENCE = re.compile(r"[`~]")


def prose(text: str) -> str:
    """Paragraphs of a rule or a docstring as Markdown: `code` and indented blocks stay, all else is plain."""
    return "\n\n".join(
        paragraph if paragraph.startswith("    ") else _paragraph(paragraph)
        for paragraph in re.split(r"\n\s*\n", text.strip("\n").rstrip())
    )


def _paragraph(text: str) -> str:
    parts, at = [], 0
    for code in _CODE_SPAN.finditer(text):
        parts += [_plain(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, _plain(text[at:])])


def _plain(text: str) -> str:
    escaped = _INLINE.sub(lambda sign: f"&#{ord(sign[0])};", text)
    return _LINE_START.sub(lambda start: f"{start[1]}&#{ord(start[2][0])};{start[2][1:]}", escaped)


def example(text: str) -> Markup:
    """The text of an example as HTML for `<pre>`, with its ⟦spans⟧ marked; what nobody sees is shown."""
    lines = (visible(line) for line in text.rstrip("\n").split("\n"))
    escaped = html.escape("\n".join(lines))
    escaped = re.sub(r"&lt;(U\+[0-9A-F]{4,6})&gt;", r'<span class="unseen">\1</span>', escaped)
    marked = escaped.replace("⟦", "<mark>").replace("⟧", "</mark>")
    return Markup(_FENCE.sub(lambda sign: f"&#{ord(sign[0])};", marked))
