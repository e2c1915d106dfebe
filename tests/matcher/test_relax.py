"""The relaxed form of an expression matches wherever the expression does."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources import GENERATED, SOURCES, usable

from mtlint.matcher.expression import ASCII_TWINS
from mtlint.matcher.relax import relax
from strategies import TEXTS


def ends(relaxed: re.Pattern[bytes], raw: bytes, end: int) -> bool:
    """Whether a match of the relaxed form ends at a byte: what Hyperscan would report."""
    anchored = re.compile(b"(?:" + relaxed.pattern + rb")\Z", re.DOTALL)
    return anchored.search(raw[:end]) is not None


def assert_relaxed(source: str, text: str, *, ignore_case: bool) -> None:
    expression = usable(source, ignore_case=ignore_case)
    # Those four letters are the matcher's business.
    if expression is None or (expression.ignores_case and any(char in text for char in ASCII_TWINS)):
        return
    # `\b` looks at one character after the match, which `ends` cuts off.
    relaxed = re.compile(relax(expression).replace(rb"\b", b""))
    for match in expression.pattern.finditer(text):
        assert ends(relaxed, text.encode(), len(text[: match.end()].encode())), relaxed.pattern


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=8)
@given(text=TEXTS, ignore_case=st.booleans())
def test_matches_of_every_construct_stay(source: str, text: str, ignore_case: bool) -> None:
    if usable(source) and usable(source).width < 200:  # type: ignore[union-attr]
        assert_relaxed(source, text, ignore_case=ignore_case)


@settings(max_examples=300)
@given(GENERATED, st.text("abksi.w é ſıế\u0301中’-1KSI\u212a", max_size=12), st.booleans())
def test_matches_of_generated_expressions_stay(source: str, text: str, ignore_case: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        assert_relaxed(source, text, ignore_case=ignore_case)


@pytest.mark.parametrize(
    ("source", "candidates", "others"),
    [
        ("word", ["word"], ["Word", "wort"]),
        ("(?i)word", ["WORD", "Word"], ["wort"]),
        ("é", ["é"], ["e"]),
        ("(?i)é", ["é", "É"], ["e", "E", "è"]),
        ("(?i)я", ["я", "Я"], ["ж"]),
        # Exact where nothing beyond ASCII is named.
        ("[a-c]d", ["ad", "cd"], ["dd", "éd"]),
        # A character that is not named may be any beyond ASCII.
        (r"\w-", ["a-", "é-", "。-"], [".-"]),
        ("[^a]-", ["b-", "é-"], ["a-"]),
        # Lookarounds and anchors are left out.
        ("(?<!x)a(?=y)", ["a", "xa"], ["b"]),
        ("^a$", ["ba"], ["b"]),
        # A boundary stays where an ASCII letter stands beside it.
        (r"\bab", ["ab", " ab"], ["cab"]),
        # A reference is a copy of its group.
        (r"([ab])c\1", ["aca", "acb"], ["acd"]),
        (r"(?=([ab]))\1", ["a"], ["c"]),
    ],
)
def test_candidates_by_example(source: str, candidates: list[str], others: list[str]) -> None:
    expression = usable(source)
    assert expression is not None
    relaxed = re.compile(relax(expression))
    assert [text for text in candidates if not relaxed.search(text.encode())] == []
    assert [text for text in others if relaxed.search(text.encode())] == []


def test_a_negated_class_of_letters_beyond_ascii_takes_all_of_ascii_but_their_twins() -> None:
    latin, wide = usable("(?i)[^à-ý]"), usable("(?i)[^à-ỹ]")
    assert latin is not None
    assert wide is not None
    for letter in "iIkKsS":
        assert re.search(relax(latin), letter.encode())
        assert bool(wide.pattern.search(letter)) <= bool(re.search(relax(wide), letter.encode()))


def test_these_four_letters_equal_ascii_ones_and_no_others_do() -> None:
    ascii_letters = re.compile("[a-z]", re.IGNORECASE)
    found = [chr(code) for code in range(0x80, 0x110000) if ascii_letters.match(chr(code))]
    assert sorted(found) == sorted(ASCII_TWINS)
