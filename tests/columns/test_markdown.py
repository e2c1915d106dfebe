"""Blocks of Markdown against markdown-it-py, line by line, and what differs on purpose."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mtlint.document import Kind
from mtlint.rule import Block
from workbench import BlockSeen, blocks, columns

PARSER = MarkdownIt("commonmark").enable("table")


class Line(NamedTuple):
    """What a line is, and whether a block begins there."""

    kind: str
    begins: bool


def reference(text: str) -> list[Line]:
    """Each line as markdown-it-py has it; `html` for raw HTML, `blank` for what is in no leaf block."""
    found = [Line("blank", False)] * (text.count("\n") + 1)
    tokens = PARSER.parse(text)
    for number, token in enumerate(tokens):
        kind = {"tr_open": "table-row", "html_block": "html", "heading_open": "heading"}.get(token.type, "")
        if token.type in ("fence", "code_block"):
            kind = "code"
        elif token.type == "paragraph_open":
            kind = "list-item" if tokens[number - 1].type == "list_item_open" else "paragraph"
        if kind and token.map:
            first, end = token.map
            # The underline of a heading is no text.
            end -= kind == "heading" and not token.markup.startswith("#")
            found[first:end] = [Line(kind, line == first) for line in range(first, end)]
    return found


def ours(text: str) -> list[Line]:
    """Each line as mtlint has it."""
    of = columns(text, kind=Kind.MARKDOWN)
    starts = [0, *(match.end() for match in re.finditer(b"\n", of.batch.buffer))]
    base = bisect_right(starts, int(of.batch.start[0])) - 1
    found = [Line("blank", False)] * (text.count("\n") + 1)
    spans = zip(of.blocks.start.tolist(), of.blocks.end.tolist(), of.blocks.kind.tolist(), strict=True)
    for start, end, kind in spans:
        first, last = bisect_right(starts, start) - 1 - base, bisect_right(starts, end - 1) - 1 - base
        for line in range(first, last + 1):
            found[line] = Line(Block.NAMES[kind], line == first)
    return found


def differences(text: str) -> list[str]:
    """Lines with text that the two see differently, but for what mtlint does on purpose."""
    shown = []
    for line, expected, found in zip(text.split("\n"), reference(text), ours(text), strict=True):
        if not line.strip("> \t") or re.match(r"[> ]*\|?[-:| ]+\|?$", line):
            continue  # blank, or the second row of a table: no text
        if expected.kind == "html":
            continue  # read as Markdown, or not at all
        if expected.kind == found.kind == "code" or expected == found:
            continue
        shown.append(f"{line!r}: {expected} in CommonMark, {found} here")
    return shown


# Pieces of lines: each is a line of its own, so that anything can follow anything.
LINES = [
    "some text", "more of it", "  two spaces", "   three", "    four spaces", "      six", "\ta tab",
    "# heading", "### third", "  ## indented", "#hashtag", "===", "---", "--", "***", "- - -", "* * *",
    "- item", "* star", "+ plus", "1. one", "2. two", "3) three", "10. ten", "1986. A year", "  - inner",
    "   1. in",
    "- # h", "- > quoted", "-     code", "-word", "1.word", "> quote", ">no space", "> # h", "> - item",
    ">     code",
    "```", "~~~", "````", "```py", "``` a`b", "  ```", "- ```", "> ```", "`code` first", "*emphasis*",
    "_x_", "**b** c",
    "| a | b |", "|---|---|", "a | b", "--|--", "| a |", "> | a | b |", "> |---|---|",
    "<!-- comment -->", "<!-- open", "close -->", "<script>", "x </script>", "x <b>bold</b>", "<?php ?>",
    "![x](y) and text",
    "", "", "", "", "", "", "", ">",
]  # fmt: skip


@settings(max_examples=600)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=14).map("\n".join))
@example("> - item\n\n>     code")
@example("- a\n\n  b\n\n      code\n\n- c\n    lazy")
@example("| a | b |\n|---|---|\n| c | d |\nrow\n---")
def test_lines_are_what_commonmark_has(text: str) -> None:
    # Front matter is no CommonMark.
    text = re.sub(r"\A---", "***", text)
    assert differences(text) == []


BOOK = """\
---
title: not a heading
---

# A heading

A paragraph that goes on
over two lines. It rained in
2019. Then it did not.

Another heading
===============

- an item
  that goes on
- a second one

  with a second paragraph

      and code

  1. a nested item
lazily continued

> A quotation
> of two lines
and a lazy one.
>
> ```
> code
> ```

| Table | Row |
| ----- | --- |
| a     | b   |

~~~ text
```
still code
~~~

    indented code

<!-- a comment

over blank lines -->
The end.
"""


def test_a_document_with_everything() -> None:
    seen = [(kind, text.split("\n")[0].strip()) for kind, text in blocks(BOOK, Kind.MARKDOWN)]
    assert seen == [
        ("front-matter", "---"),
        ("heading", "# A heading"),
        ("paragraph", "A paragraph that goes on"),
        ("heading", "Another heading"),
        ("list-item", "- an item"),
        ("list-item", "- a second one"),
        ("paragraph", "with a second paragraph"),
        ("code", "and code"),
        ("list-item", "1. a nested item"),
        ("paragraph", "> A quotation"),
        ("code", "> ```"),
        ("table-row", "| Table | Row |"),
        ("table-row", "| ----- | --- |"),
        ("table-row", "| a     | b   |"),
        ("code", "~~~ text"),
        ("code", "indented code"),
        ("code", "<!-- a comment"),
        ("paragraph", "The end."),
    ]
    body = BOOK.split("---\n", 2)[2]
    assert differences(body) == []


def test_line_ends_of_windows_change_nothing() -> None:
    windows = blocks(BOOK.replace("\n", "\r\n"), Kind.MARKDOWN)
    assert [(kind, text.replace("\r", "")) for kind, text in windows] == blocks(BOOK, Kind.MARKDOWN)


@pytest.mark.parametrize(
    "text",
    [
        "--- \ntitle: x\n---",  # CommonMark's trailing blank is not YAML's business
        "---\ntitle: x\n...\ntext",
        "---\n\n# comment\n\n---\n",
    ],
)
def test_front_matter(text: str) -> None:
    assert blocks(text, Kind.MARKDOWN)[0].kind == "front-matter"


@pytest.mark.parametrize(
    "text", ["text\n---\nx\n---", "\n---\ntitle: x\n---", "---\nnever closed", "----\nx\n----"]
)
def test_what_is_no_front_matter(text: str) -> None:
    assert "front-matter" not in [block.kind for block in blocks(text, Kind.MARKDOWN)]


def test_front_matter_is_looked_for_in_every_document() -> None:
    of = columns("---\na: b\n---\ntext", "---\nc: d\n---", "text", kind=Kind.MARKDOWN)
    assert [Block.NAMES[kind] for kind in of.blocks.kind] == [
        "front-matter", "paragraph", "front-matter", "paragraph",
    ]  # fmt: skip


def test_a_fence_that_never_closes_ends_with_its_document() -> None:
    of = columns("text\n```\ncode", "text", kind=Kind.MARKDOWN)
    assert [Block.NAMES[kind] for kind in of.blocks.kind] == ["paragraph", "code", "paragraph"]


def test_an_image_alone_on_its_line_is_a_block_and_the_lines_below_it_its_caption() -> None:
    assert blocks("Text above\n![a](b.jpg)\nA bridge.\nPhoto: An\n\nText", Kind.MARKDOWN) == [
        BlockSeen("paragraph", "Text above"),
        BlockSeen("image", "![a](b.jpg)"),
        BlockSeen("caption", "A bridge.\nPhoto: An"),
        BlockSeen("paragraph", "Text"),
    ]


def test_html_is_read_as_prose_but_for_scripts_and_comments() -> None:
    text = "<div>\nWhat people read.\n</div>\n\n<pre>\ncode\n\ncode</pre>\n\n<STYLE>\nb {}\n</style>\ntext"
    kinds = [block.kind for block in blocks(text, Kind.MARKDOWN)]
    assert kinds == ["paragraph", "code", "code", "paragraph"]


def test_a_nested_quotation_is_continued_lazily_even_by_an_indented_line() -> None:
    # As the specification says (example 236 of CommonMark 0.31); markdown-it-py sees code.
    assert [block.kind for block in blocks("> > quote\n    - goes on", Kind.MARKDOWN)] == ["paragraph"]


@pytest.mark.parametrize(
    "unit",
    ["> ", "- ", "1. ", "    ", "`", "| ", "|-", "- - ", "> - ", "* ", "_ ", "= ", "# ", "<!-- ", "[", "\t"],
)
def test_hostile_lines_take_time_in_proportion_to_their_length(unit: str) -> None:
    wide, tall = unit * (20_000 // len(unit)), f"{unit}x\n" * 20_000
    begin = time.perf_counter()
    for text in (wide, tall, f"{wide}\n{wide}"):
        _ = columns(text, kind=Kind.MARKDOWN).blocks
    assert time.perf_counter() - begin < 5
