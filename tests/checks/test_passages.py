"""Prose on its way to a grammar checker that counts UTF-16 units, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtlint.checks.passages import Passage, Span, passages, utf16_length
from mtlint.document import Kind
from mtlint.rule import Block
from workbench import columns

# Letters of one, two, three and four bytes; what the last two are in UTF-16; a mark that follows its letter.
WORDS = st.lists(
    st.text("aé中😀𝒳e\u0301", min_size=1, max_size=8), min_size=1, max_size=12
)  # fmt: skip


def sent(text: str, kind: Kind = Kind.PLAIN, most: int = 20_000) -> list[Passage]:
    return list(passages(columns(text, kind=kind), Block.PROSE, most))


def texts(text: str, kind: Kind = Kind.PLAIN, most: int = 20_000) -> list[str]:
    return [passage.text for passage in sent(text, kind, most)]


def span_of(text: str, word: str, kind: Kind = Kind.PLAIN) -> tuple[str | None, Span | None]:
    """What stands in the text where the passage has a word, and the span of it."""
    (passage,) = sent(text, kind)
    offset = utf16_length(passage.text[: passage.text.index(word)])
    span = passage.span(offset, utf16_length(word))
    buffer = columns(text, kind=kind).batch.buffer
    return (buffer[span.start : span.end].decode() if span else None), span


def test_paragraphs_go_together_with_a_blank_line_between() -> None:
    assert texts("One is here.\n\nTwo is there.\n") == ["One is here.\n\nTwo is there."]


def test_documents_stay_apart() -> None:
    of = columns("One is here.", "Two is there.")
    assert [(p.document, p.text) for p in passages(of, Block.PROSE, 20_000)] == [
        (0, "One is here."),
        (1, "Two is there."),
    ]


def test_code_tables_and_front_matter_are_not_sent() -> None:
    page = (
        "---\ntitle: a\n---\n\nRead this.\n\n```\nx = an test\n```\n\n| a | b |\n|---|---|\n| an test | c |\n"
    )
    assert texts(page, Kind.MARKDOWN) == ["Read this."]


def test_markup_is_left_out_and_links_are_read_as_their_text() -> None:
    page = "## A **bold** [link](https://example.org/x) to `code` &amp; _more_\n\n> - quoted\n> lines\n"
    assert texts(page, Kind.MARKDOWN) == ["A bold link to x & more\n\nquoted\nlines"]


def test_underscores_and_asterisks_that_are_no_markup_stay() -> None:
    assert texts("snake_case is 2 * 3\n", Kind.MARKDOWN) == ["snake_case is 2 * 3"]


def test_what_defines_links_is_not_sent() -> None:
    assert texts("[a]: http://example.org/an/path <!-- note -->\n", Kind.MARKDOWN) == []


def test_an_address_is_sent_as_it_is() -> None:
    assert texts("See https://example.org/a for more.") == ["See https://example.org/a for more."]


def test_a_comment_to_mtlint_is_not_sent() -> None:
    (passage,) = passages(columns("An test \x1a\x1a\x1a here."), Block.PROSE, 20_000)
    assert passage.text == "An test  here."


def test_a_span_leads_back_to_what_was_sent() -> None:
    assert span_of("He 😀 go 𝒳 home.", "go") == ("go", Span(11, 13, verbatim=True))
    assert span_of("A 😀😀 b", "😀😀")[0] == "😀😀"


def test_half_of_a_surrogate_pair_is_widened_to_the_character() -> None:
    (passage,) = sent("a😀b")
    assert passage.span(2, 1) == passage.span(1, 2) == passage.span(1, 1) == Span(4, 8, verbatim=True)


def test_what_spans_markup_is_found_but_not_verbatim() -> None:
    text, span = span_of("It is **an test** here.\n", "is an", Kind.MARKDOWN)
    assert text == "is **an"
    assert span is not None
    assert not span.verbatim


def test_words_next_to_code_say_nothing() -> None:
    # "a" and "an" are about the word that stands in for the code.
    (passage,) = sent("Use a `option` here, and a word.\n", Kind.MARKDOWN)
    assert passage.text == "Use a x here, and a word."
    assert passage.span(4, 1) is None
    assert passage.span(6, 1) is None
    assert passage.span(8, 4) is None
    assert passage.span(18, 1) is not None


def test_a_span_over_two_paragraphs_is_none() -> None:
    (passage,) = sent("One.\n\nTwo.\n")
    assert passage.span(2, 5) is None
    assert passage.span(4, 1) is None
    assert passage.span(0, 0) is None
    assert passage.span(8, 40) is None


def test_a_passage_holds_whole_paragraphs() -> None:
    assert texts("12345678.\n\n12345678.\n\n123.\n", most=20) == ["12345678.\n\n12345678.", "123."]


def test_a_paragraph_that_is_too_long_is_cut_after_a_sentence() -> None:
    assert texts("One here. Two here. Three here.", most=22) == ["One here. Two here.", " Three here."]
    assert texts("one two three four", most=10) == ["one two ", "three four"]
    assert texts("abcdefghijkl", most=5) == ["abcde", "fghij", "kl"]


@given(WORDS)
def test_every_word_is_found_again(words: list[str]) -> None:
    text = " ".join(words)
    (passage,) = sent(f"X {text} x")
    assert passage.text == f"X {text} x"
    raw = columns(f"X {text} x").batch.buffer
    offset = 2
    for word in words:
        span = passage.span(offset, utf16_length(word))
        assert span is not None
        assert span.verbatim
        assert raw[span.start : span.end].decode() == word
        offset += utf16_length(word) + 1


@given(st.lists(WORDS, min_size=1, max_size=8), st.integers(2, 60))
def test_passages_are_short_and_nothing_is_lost(paragraphs: list[list[str]], most: int) -> None:
    text = "\n\n".join(" ".join(["X", *words, "x"]) for words in paragraphs)
    pieces = sent(text, most=most)
    assert all(utf16_length(piece.text) <= most for piece in pieces)
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(text.split())


@given(st.text("a `*_[](){}&;<>\\#-!😀\n\x1a", max_size=60), st.integers(2, 30))
def test_every_span_of_any_markdown_slices_to_what_was_sent(text: str, most: int) -> None:
    of = columns(text, kind=Kind.MARKDOWN)
    for passage in passages(of, Block.PROSE, most):
        assert utf16_length(passage.text) <= most
        for offset in range(utf16_length(passage.text)):
            span = passage.span(offset, 1)
            if span is not None and span.verbatim:
                units = passage.text.encode("utf-16-le")[2 * offset : 2 * offset + 2]
                read = of.batch.buffer[span.start : span.end].decode()
                assert units in (read.encode("utf-16-le")[:2], read.encode("utf-16-le")[-2:])
