"""Blocks of plain text and of batches that mix formats. Markdown: `test_markdown`."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.batch import Batch
from mtlint.columns.blocks import Blocks, find_blocks
from mtlint.columns.lines import split_lines
from mtlint.columns.marks import Marks
from mtlint.document import Kind
from mtlint.rule import Block
from strategies import DOCUMENTS
from workbench import BlockSeen, blocks, document

SENTENCE = "The council met on Monday and approved the plan."


def find(of: Batch) -> Blocks:
    marks = Marks(of.array)
    return find_blocks(of, split_lines(marks), marks)


def paragraph(text: str) -> BlockSeen:
    return BlockSeen("paragraph", text)


@given(DOCUMENTS)
def test_blocks_never_overlap_or_cross_documents(texts: list[tuple[str, Kind]]) -> None:
    of = Batch([document(*one) for one in texts])
    found = find(of)
    assert (found.start < found.end).all()
    assert (found.end[:-1] <= found.start[1:]).all()
    number = of.document_of(found.start)
    assert (of.start[number] <= found.start).all()
    assert (found.end <= of.end[number]).all()
    assert not (found.kind == Block.BLANK).any()


@given(DOCUMENTS)
def test_blocks_of_plain_text_cover_all_of_it(texts: list[tuple[str, Kind]]) -> None:
    of = Batch([document(text) for text, _ in texts])
    found = find(of)
    covered = bytearray(of.buffer)
    for start, end in zip(found.start.tolist(), found.end.tolist(), strict=True):
        covered[start:end] = b" " * (end - start)
    assert not covered.strip(b" \t\r\n\x0c\0")


@given(DOCUMENTS)
def test_the_blocks_of_a_document_do_not_depend_on_its_neighbours(texts: list[tuple[str, Kind]]) -> None:
    documents = [document(*one) for one in texts]
    together = Batch(documents)
    found = find(together)
    number = together.document_of(found.start)
    for index, one in enumerate(documents):
        alone = Batch([one])
        single = find(alone)
        of = number == index
        moved = together.start[index] - alone.start[0]
        assert (found.start[of] - moved).tolist() == single.start.tolist()
        assert (found.end[of] - moved).tolist() == single.end.tolist()
        assert found.kind[of].tolist() == single.kind.tolist()


def test_formats_may_be_mixed_in_a_batch() -> None:
    mixed = Batch(
        [document("Plain text."), document("\tcode\nText\nof it", Kind.MARKDOWN), document("- item")]
    )
    found = find(mixed)
    assert [Block.NAMES[kind] for kind in found.kind] == ["paragraph", "code", "paragraph", "list-item"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\n \r\n\t\n", "\0"])
@pytest.mark.parametrize("kind", Kind)
def test_a_text_of_nothing_has_no_blocks(text: str, kind: Kind) -> None:
    assert blocks(text, kind) == []


def test_blank_lines_part_paragraphs_and_unwrapped_lines_are_paragraphs() -> None:
    text = f"{SENTENCE}\n{SENTENCE}\n\n{SENTENCE}"
    assert blocks(text) == [paragraph(SENTENCE)] * 3


def test_three_short_lines_mostly_without_stop_are_one_wrapped_paragraph() -> None:
    text = "The council met on Monday and\napproved the plan. It will be\npublished on Friday."
    assert blocks(text) == [paragraph(text)]


def test_two_lines_are_one_paragraph_where_the_second_goes_on_with_a_sentence_of_the_first() -> None:
    above = "The council met on Monday in the old hall near the bridge, and"
    assert blocks(f"{above}\napproved the plan.") == [paragraph(f"{above}\napproved the plan.")]
    assert len(blocks(f"{above}\nApproved the plan.")) == 2
    assert len(blocks("The council met and\napproved the plan.")) == 2


def wrapped_by_definition(lines: list[str]) -> bool:
    """Three or more lines, none over 100 characters, most ending without a stop."""
    stops = sum(ends_with_stop(line) for line in lines)
    return len(lines) >= 3 and max(map(len, lines)) <= 100 and 2 * stops < len(lines)


def ends_with_stop(line: str) -> bool:
    return line[-1] in ".!?:;\"')]|”"


def runs_on(above: str, below: str) -> bool:
    """A line as wide as wrapped text is breaks off, and the next goes on in small letters."""
    return 55 <= len(above.encode()) <= 100 and not ends_with_stop(above) and "a" <= below[0] <= "z"


LINE = st.builds(
    lambda word, count, end: (word * count)[:130].strip() + end,
    st.sampled_from(["word ", "từ ", "中文 ", "a"]),
    st.integers(1, 40),
    st.sampled_from(["", "", ".", "”", "!", ",", ")"]),
)


@given(st.lists(LINE, min_size=1, max_size=6))
def test_lines_are_joined_by_the_rule_of_wrapped_paragraphs(lines: list[str]) -> None:
    found = blocks("\n".join(lines))
    if wrapped_by_definition(lines):
        assert [block.text for block in found] == ["\n".join(lines)]
    else:
        expected = lines[:1]
        for above, below in itertools.pairwise(lines):
            if runs_on(above, below):
                expected[-1] += f"\n{below}"
            else:
                expected.append(below)
        assert [block.text for block in found] == expected


@pytest.mark.parametrize("line", ["- item", "* item", "• item", "– item", "3. item", "12) item", "(a) item"])
def test_bullets_are_list_items_even_between_wrapped_lines(line: str) -> None:
    wrapped = "one line that goes on\nand another that does\nand a third one"
    assert blocks(f"{line}\n{line}") == [BlockSeen("list-item", line)] * 2
    assert blocks(f"{wrapped}\n{line}\nits second line") == [
        paragraph(wrapped),
        BlockSeen("list-item", f"{line}\nits second line"),
    ]


@pytest.mark.parametrize("line", ["-item.", "2019 was dry.", "1.5 percent.", "3.Work went on."])
def test_near_misses_of_bullets_are_paragraphs(line: str) -> None:
    assert blocks(f"{line}\n{SENTENCE}")[0] == paragraph(line)


def test_a_short_line_without_end_mark_before_a_blank_line_is_a_heading() -> None:
    assert blocks(f"Council approves plan\n\n{SENTENCE}")[0].kind == "heading"
    assert blocks(f"Council approves plan.\n\n{SENTENCE}")[0].kind == "paragraph"
    assert blocks(f"{'Council approves plan ' * 6}\n\n{SENTENCE}")[0].kind == "paragraph"


def test_images_and_what_stands_below_them() -> None:
    assert blocks(f"![](a.jpg)\nThe bridge. Photo: An\n{SENTENCE}") == [
        BlockSeen("image", "![](a.jpg)"),
        BlockSeen("caption", "The bridge. Photo: An"),
        paragraph(SENTENCE),
    ]


def test_pipes_make_rows_of_tables_or_the_residue_of_a_caption() -> None:
    assert [block.kind for block in blocks("| a | b |\n| c |\n| d")] == ["table-row"] * 3
    assert blocks("The bridge at night. |")[0].kind == "caption"
    assert blocks("either | or")[0].kind == "table-row"
