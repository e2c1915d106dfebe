"""What is not prose: URLs, addresses, and in Markdown code, link targets, HTML, entities, definitions."""

from __future__ import annotations

import time

import pytest
from hypothesis import given

from mtlint.batch import Batch
from mtlint.columns.blocks import find_blocks
from mtlint.columns.lines import split_lines
from mtlint.columns.marks import Marks
from mtlint.columns.opaque import prose_of
from mtlint.document import Kind
from strategies import DOCUMENTS
from workbench import columns, document

SUB = "\x1a"


def prose(text: str, kind: Kind = Kind.PLAIN) -> str:
    """The prose of a text, each opaque stretch as one `•` however long it is."""
    of = columns(text, kind=kind)
    start, end = int(of.batch.start[0]), int(of.batch.end[0])
    shown = of.prose[start:end].decode("utf-8", "replace")
    while SUB * 2 in shown:
        shown = shown.replace(SUB * 2, SUB)
    return shown.replace(SUB, "•")


def markdown(text: str) -> str:
    return prose(text, Kind.MARKDOWN)


@given(DOCUMENTS)
def test_prose_is_the_buffer_with_some_bytes_replaced(texts: list[tuple[str, Kind]]) -> None:
    of = Batch([document(*one) for one in texts])
    marks = Marks(of.array)
    found = prose_of(of, find_blocks(of, split_lines(marks), marks), marks)
    assert len(found) == len(of.buffer)
    assert all(new in (old, 0x1A) for old, new in zip(of.buffer, found, strict=True))
    # No character is cut: what is left is still text.
    assert found.decode().replace(SUB, "") is not None


def test_text_without_anything_opaque_is_not_copied() -> None:
    of = columns("Plain words, and nothing else: 3/4 < 5.")
    assert of.prose is of.batch.buffer


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("See https://example.com/a_b?c=d#e now", "See • now"),
        ("See (https://example.com/a_(b)), then.", "See (•), then."),
        ("See https://example.com. Then", "See •. Then"),
        ("“https://example.com”", "“•”"),
        ("git+ssh://host/path and file:///etc/hosts", "• and •"),
        ("at www.vnexpress.net, or awww.x", "at •, or awww.x"),
        ("mail a.b+c@example.org.", "mail •."),
        ("and/or 3://4 a://", "and/or 3://4 a://"),
    ],
)
def test_urls_and_addresses(kind: Kind, text: str, seen: str) -> None:
    assert prose(text, kind) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        # Code, with backticks inside; not what an escaped backtick seems to open.
        ("use `x` and ``a ` b``", "use • and •"),
        ("a ` b alone, ``and this", "a ` b alone, ``and this"),
        (r"an \`escaped\` one", r"an \`escaped\` one"),
        ("code `over\ntwo lines` ends", "code • ends"),
        ("not `over\n\ntwo` blocks", "not `over\n\ntwo` blocks"),
        # Links: their text is prose, their target and title are not.
        ("the [big bridge](bridge.md \"A title\") here", "the [big bridge](•) here"),
        ("a [link](a_(b)_c.md), [one][label] and [two][]", "a [link](•), [one]• and [two]•"),
        ("empty ![]() and [x]( )", "empty ![]() and [x]( )"),
        # HTML, comments and entities.
        ("a <b class='x'>bold</b> word<br/>", "a •bold• word•"),
        ("3 < 5 and 7 > 6, <3", "3 < 5 and 7 > 6, <3"),
        ("before <!-- a -> b -- c --> after", "before • after"),
        ("before <!-- never closed", "before •"),
        ("R&amp;D, R&D; &#160; &#xA0; &nosuch", "R•D, R&D; • • &nosuch"),
        # Definitions of link labels, and what only looks like one.
        ("[one]: a.md\n[two]: <b.md> 'Title'\n\nText", "•\n\nText"),
        ("[note]: this is a sentence", "[note]: this is a sentence"),
        ("[^1]: footnote", "[^1]: footnote"),
    ],
)  # fmt: skip
def test_markdown(text: str, seen: str) -> None:
    assert markdown(text) == seen


def test_markdown_is_not_looked_for_in_plain_text_code_or_front_matter() -> None:
    assert prose("use `x` and <b>") == "use `x` and <b>"
    assert markdown("```\n`x` <b>\n```") == "```\n`x` <b>\n```"
    assert markdown("---\ntitle: <b> `x`\n---\n`y`") == "---\ntitle: <b> `x`\n---\n•"


@pytest.mark.parametrize(
    "unit",
    [
        "`",
        "``a`",
        "](",
        "](x",
        "<!--",
        "<a",
        "[x]: y\n[",
        "&a",
        "![",
        "a@",
        "www.",
        "ab://",
        "<a ",
        "](a(",
        "[a]: \t ",
        "http://a))))",
        "http://a,((((",
        "http://",
        "`` ",
    ],
)
@pytest.mark.parametrize("kind", Kind)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str, kind: Kind) -> None:
    text = "x" + unit * (400_000 // len(unit))
    begin = time.perf_counter()
    prose(text, kind)
    # Quadratic behaviour would take minutes.
    assert time.perf_counter() - begin < 5
