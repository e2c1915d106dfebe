"""Expressions: flexible spaces, and what is no expression a rule may have."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.matcher import Expression, ExpressionError, Layer
from mtlint.matcher.expression import MAX_WIDTH, with_flexible_spaces


def expression(source: str, *, ignore_case: bool = False) -> Expression:
    return Expression(source, Layer.PROSE, frozenset({1}), ignore_case)


@pytest.mark.parametrize("gap", [" ", "\n", "  ", "\u00a0", " \n ", "\t", "\u3000", "\r\n"])
def test_a_space_stands_for_one_to_three_white_space_characters(gap: str) -> None:
    pattern = expression("red book").pattern
    assert pattern.fullmatch(f"red{gap}book")
    assert not pattern.fullmatch("redbook")
    assert not pattern.fullmatch("red    book")


@pytest.mark.parametrize(
    "source",
    ["[ab ]c", r"a\ b", "a {2}b", "a ?b", "a +b", "a *b", "[] ]", "[^] ]", r"[\] ]", r"a[\\ ]", "(?x: )?"],
)
def test_spaces_in_a_class_escaped_or_with_a_quantifier_stay(source: str) -> None:
    expected = source.replace("(?x: )", r"(?x:\s{1,3})")
    assert with_flexible_spaces(source) == expected


@given(st.text(r"ab []\^-{1}?*+().|", max_size=12))
def test_what_compiles_compiles_with_flexible_spaces_and_accepts_the_same_plain_text(source: str) -> None:
    try:
        plain = re.compile(source)
        flexible = re.compile(with_flexible_spaces(source))
    except re.error:
        return
    for text in ("ab", "a b", "a", " ", "b ]"):
        if plain.fullmatch(text):
            assert flexible.fullmatch(text)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("(", "no expression"),
        ("[z-a]", "no expression"),
        (r"(?P<x>a)(?P<x>b)", "no expression"),
        ("(?P=y)", "no expression"),
        ("(?<=in a)b", "write \\\\s for a space"),
        ("a" * 3 + "{", None),
        ("a+", "bounded width"),
        ("a*b", "bounded width"),
        (r"(?:ab){2,}", "bounded width"),
        ("", "empty"),
        ("a?", "empty"),
        (r"\b", "empty"),
        ("(?=a)", "empty"),
        (f"a{{{MAX_WIDTH + 1}}}", "at most"),
        (f"a{{{MAX_WIDTH}}}", None),
        ("(" * 300 + "a" + ")" * 300, None),
        ("a{99999999999999999999}", "no expression"),
    ],
)
def test_check(source: str, reason: str | None) -> None:
    if reason is None:
        expression(source).check()
    else:
        with pytest.raises(ExpressionError, match=reason):
            expression(source).check()


@pytest.mark.parametrize(
    ("source", "width"), [("abc", 3), ("a|bcd", 3), ("a{2,5}", 5), ("a b", 5), (r"(a)\1", 2), ("(?=abc)d", 1)]
)
def test_the_width_counts_characters(source: str, width: int) -> None:
    assert expression(source).width == width


@pytest.mark.parametrize("source", ["(?i)a", "(?i:a)", "(?mi)a", "(?-s:(?i:a))"])
def test_an_expression_may_ignore_case_by_a_flag_in_it(source: str) -> None:
    assert expression(source).ignores_case
    assert expression("a", ignore_case=True).ignores_case
    assert not expression("(?s)a(?:i)").ignores_case


def test_it_survives_pickling_with_and_without_its_pattern() -> None:
    fresh, used = expression("a b"), expression("a b")
    assert used.pattern.search("a b")
    for one in (fresh, used):
        copy = pickle.loads(pickle.dumps(one))
        assert copy == one
        assert copy.pattern.search("a  b")
