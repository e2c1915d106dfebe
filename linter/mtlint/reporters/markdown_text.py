"""Text from anywhere inside of Markdown, where it means nothing but itself."""

from __future__ import annotations

import re
import string

from mtlint.reporters.visible import brief, visible

# An entity never builds structure (CommonMark 6.2): neither links, HTML, tables nor the addresses that GitHub
# links by itself can come of what is escaped. The signs left out mean nothing where these texts stand.
_HARMLESS = ",;'()/?%"
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation if sign not in _HARMLESS}
_BACKTICKS = re.compile("`+")


def escape(text: str) -> str:
    """`text` on one line, to be read as it is."""
    return visible(text).translate(_ENTITIES)


def code(text: str, length: int) -> str:
    """At most `length` characters of a text as code.

    Not between backticks, which end at the text's own, and in which a table's bars still part cells. Inside
    of code nobody is notified by `@name`, and no `#1` becomes a link.
    """
    return f"<code>{brief(text, length).translate(_ENTITIES)}</code>"


def fenced(text: str) -> str:
    """Lines as a code block, its fence longer than any in the text."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    lines = "\n".join(visible(line) for line in text.rstrip("\n").split("\n"))
    return f"{fence}text\n{lines}\n{fence}"
