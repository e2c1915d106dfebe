"""The fenced blocks of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from markdown_it import MarkdownIt

_TITLE = re.compile(r'\btitle="([^"]+)"')


class Block(NamedTuple):
    """A fenced block: the first word after its fence, its title, its lines.

    `first` and `end` number the lines of the page between the fences, from 0, the end exclusive.
    """

    sort: str
    title: str | None
    content: str
    first: int
    end: int


def blocks_of(text: str) -> list[Block]:
    """The blocks of a page in their order. Raises ValueError for a fence that only an extension would see."""
    blocks = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "code_block" and "```" in token.content:
            raise ValueError(
                f"the block {token.content.splitlines()[0]!r} is indented, so nobody would run it"
            )
        if token.type == "fence" and token.map:
            title = _TITLE.search(token.info)
            sort = (token.info.split() or [""])[0]
            first, end = token.map[0] + 1, token.map[1] - 1
            blocks.append(Block(sort, title[1] if title else None, token.content, first, end))
    return blocks


def with_contents(text: str, contents: Mapping[Block, str]) -> str:
    """The page with other contents in some of its blocks."""
    lines = text.splitlines(keepends=True)
    for block in sorted(contents, key=lambda block: block.first, reverse=True):
        lines[block.first : block.end] = contents[block].splitlines(keepends=True)
    return "".join(lines)
