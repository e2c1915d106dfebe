"""The trigger of an expression is found in each of its matches."""

from __future__ import annotations

import re
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources import GENERATED, SOURCES, usable

from mtlint.matcher.expression import ASCII_TWINS, Expression, Layer
from mtlint.matcher.trigger import Trigger, triggers
from strategies import TEXTS


def trigger_of(expression: Expression) -> Trigger:
    return next(triggers(expression))


def assert_triggered(source: str, text: str, *, ignore_case: bool) -> None:
    expression = usable(source, ignore_case=ignore_case)
    # Those four letters are the matcher's business.
    if expression is None or (expression.ignores_case and any(char in text for char in ASCII_TWINS)):
        return
    trigger = trigger_of(expression)
    # `\b` looks at the character behind the trigger, which is cut off here.
    found = re.compile(b"(?:" + trigger.source.replace(rb"\b", b"") + rb")\Z", re.DOTALL)
    for match in expression.pattern.finditer(text):
        ends = range(match.start(), min(match.start() + trigger.before, len(text)) + 1)
        assert any(found.search(text[:end].encode()) for end in ends), trigger


def test_of_a_long_expression_a_short_run_that_tells_enough_is_looked_for() -> None:
    many = "|".join(f"{letter}ord" for letter in "abcdefghijklmnopqrstuvwxyz")
    short, longer = f"\\[(?:{many})\\] draft", f"\\[(?:{many * 20})\\] draft"
    kinds = frozenset({0})
    assert b"ord" in trigger_of(Expression(short, Layer.PROSE, kinds)).source
    assert re.fullmatch(trigger_of(Expression(longer, Layer.PROSE, kinds)).source, b"] draft")


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=8)
@given(text=TEXTS, ignore_case=st.booleans())
def test_matches_of_every_construct_stay(source: str, text: str, ignore_case: bool) -> None:
    if usable(source) and usable(source).width < 200:  # type: ignore[union-attr]
        assert_triggered(source, text, ignore_case=ignore_case)


@settings(max_examples=300)
@given(GENERATED, st.text("abksi.w é ſıế\u0301中’-1KSI\u212a", max_size=12), st.booleans())
def test_matches_of_generated_expressions_stay(source: str, text: str, ignore_case: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        assert_triggered(source, text, ignore_case=ignore_case)


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
        # Lookbehinds and anchors are left out, a lookahead at the end is not.
        ("(?<!x)a(?!y)", ["a", "xa", "ay"], ["b"]),
        ("a(?=y)", ["ay"], ["a"]),
        ("^a$", ["ba"], ["b"]),
        # A boundary stays where an ASCII letter stands beside it.
        (r"\bab", ["ab", " ab"], ["cab"]),
        # A reference is a copy of its group.
        (r"([ab])c\1", ["aca", "acb"], ["acd"]),
        (r"(?=([ab]))\1", ["a"], ["c"]),
        # What stands at a distance from the rarest words is not looked for.
        ("meeting.{1,40}groundbreaking", ["groundbreaking"], ["meeting"]),
        ("groundbreaking.{1,40}(?:meeting|session)", ["groundbreaking"], ["meeting"]),
        (
            "(?:at the.{1,40}end of |in )groundbreaking",
            ["end of groundbreaking", "in groundbreaking"],
            ["at the"],
        ),
        (
            "groundbreaking (?:at.{1,40}end|in)",
            ["groundbreaking at", "groundbreaking in"],
            ["groundbreaking"],
        ),
        # Where all is common, all is.
        ("of.{1,40}the", ["of all the"], ["of all", "all the"]),
    ],
)
def test_candidates_by_example(source: str, candidates: list[str], others: list[str]) -> None:
    expression = usable(source)
    assert expression is not None
    relaxed = re.compile(trigger_of(expression).source)
    assert [text for text in candidates if not relaxed.search(text.encode())] == []
    assert [text for text in others if relaxed.search(text.encode())] == []


def test_a_negated_class_of_letters_beyond_ascii_takes_all_of_ascii_but_their_twins() -> None:
    latin, wide = usable("(?i)[^à-ý]"), usable("(?i)[^à-ỹ]")
    assert latin is not None
    assert wide is not None
    for letter in "iIkKsS":
        assert re.search(trigger_of(latin).source, letter.encode())
        assert bool(wide.pattern.search(letter)) <= bool(re.search(trigger_of(wide).source, letter.encode()))


def test_these_four_letters_equal_ascii_ones_and_no_others_do() -> None:
    ascii_letters = re.compile("[a-z]", re.IGNORECASE)
    found = [chr(code) for code in range(0x80, 0x110000) if ascii_letters.match(chr(code))]
    assert sorted(found) == sorted(ASCII_TWINS)
