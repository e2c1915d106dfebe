"""The excerpt under a finding: it fits, and the carets stand under the span."""

from __future__ import annotations

from handmade import make_finding
from hypothesis import given
from hypothesis import strategies as st

from mtlint.reporters.excerpt import NARROWEST, excerpt
from mtlint.reporters.visible import columns

anything = st.text(st.characters(exclude_characters="⟦⟧"), max_size=300)


@given(anything, anything, anything, st.integers(1, 200))
def test_excerpt_fits_the_width(before: str, span: str, after: str, width: int) -> None:
    text, carets = excerpt(make_finding(f"{before}⟦{span}⟧{after}"), width)
    room = max(width, NARROWEST)
    assert columns(text) <= room
    assert len(carets) <= room + 1  # a caret for an empty span may stand behind the last column


@given(
    st.text("abcdef ", max_size=300), st.text("xyz", min_size=1, max_size=15), st.text("gh ", max_size=300)
)
def test_carets_stand_under_the_span(before: str, span: str, after: str) -> None:
    text, carets = excerpt(make_finding(f"{before}⟦{span}⟧{after}"), 60)
    assert text[carets.index("^") : len(carets)] == span


def test_finding_over_two_lines_shows_where_the_line_ends() -> None:
    text, carets = excerpt(make_finding("He was\nin ⟦the\nthe⟧ garden\nof"), 60)
    assert (text, carets) == ("in the↵the garden", "   ^^^^^^^")


def test_span_beyond_the_context_is_cut_with_it() -> None:
    # The engine cuts the context of a finding of many lines.
    text, carets = excerpt(make_finding("a ⟦very long finding⟧ b", context="a very l"), 60)
    assert (text, carets) == ("a very l", "  ^^^^^^")
