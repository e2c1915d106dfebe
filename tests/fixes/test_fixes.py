"""Which fixes go together, and what their lines look like afterwards."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.document import Position
from mtlint.findings import Applicability, Edit, Finding, Fix, Severity, Source
from mtlint.fixes import Change, apply, plan
from mtlint.fixes.tidy import tidied

NOWHERE = Position(1, 1)
SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


def finding(
    *edits: tuple[int, int, str], applicability: Applicability = SAFE, code: str = "AAA101"
) -> Finding:
    made = tuple(Edit(start, end, content, NOWHERE, NOWHERE) for start, end, content in edits)
    return Finding(
        "a.txt", None, code, "name", Severity.MINOR, "m", "message", "", edits[0][0], edits[-1][1],
        NOWHERE, NOWHERE, Fix(applicability, "fix", made), "url", "f", Source("mtlint", code, None),
    )  # fmt: skip


def fixed(text: str, *findings: Finding, unsafe: bool = False) -> str:
    raw = text.encode()
    return apply(raw, plan(raw, findings, unsafe=unsafe).changes).decode()


class TestChoice:
    def test_unsafe_fixes_are_applied_on_demand(self) -> None:
        one = finding((0, 1, "x"), applicability=UNSAFE)
        assert fixed("abc", one) == "abc"
        assert fixed("abc", one, unsafe=True) == "xbc"

    def test_of_fixes_that_overlap_the_safe_then_the_earlier_is_applied(self) -> None:
        unsafe = finding((0, 3, "x"), applicability=UNSAFE)
        early, late = finding((1, 3, "y")), finding((2, 5, "z"))
        made = plan(b"abcdef", [unsafe, late, early], unsafe=True)
        assert apply(b"abcdef", made.changes) == b"aydef"
        assert made.fixed == (early,)

    def test_a_fix_is_applied_whole_or_not_at_all(self) -> None:
        assert fixed("abcdef", finding((0, 1, "x")), finding((0, 1, "y"), (4, 5, "y"))) == "xbcdef"
        assert fixed("abcdef", finding((1, 2, "x")), finding((0, 1, "y"), (4, 5, "y"))) == "yxcdyf"

    def test_two_insertions_at_one_place_are_one_too_many(self) -> None:
        assert fixed("ab", finding((1, 1, "x")), finding((1, 1, "y"), code="BBB101")) == "axb"

    def test_what_cannot_be_written_is_told(self) -> None:
        bad, good = finding((0, 1, "ế")), finding((1, 2, "é"))
        made = plan(b"abc", [bad, good], holds=lambda content: content == "é")
        assert (made.unfit, made.fixed) == ((bad,), (good,))

    def test_a_fix_that_changes_nothing_is_none(self) -> None:
        assert plan(b"abc", [finding((0, 1, "a"))]).fixed == ()

    @given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.text("xy", max_size=3)), max_size=12))
    def test_changes_never_overlap(self, spans: list[tuple[int, int, str]]) -> None:
        text = b"aa bb|cc\n \n| dd  ee\n\nff"
        findings = [finding((s, min(s + n, len(text)), c)) for s, n, c in spans if s < len(text)]
        changes = plan(text, findings).changes
        assert all(a.end <= b.start for a, b in pairwise(changes))
        assert all(0 <= change.start <= change.end <= len(text) for change in changes)


def tidy(marked: str) -> str:
    """Delete what ⟦...⟧ marks, and tidy."""
    changes, plain = [], ""
    for piece in marked.replace("⟧", "⟦").split("⟦"):
        changes.append(Change(len(plain), len(plain) + len(piece), b""))
        plain += piece
    return apply(plain.encode(), tidied(plain.encode(), changes[1::2])).decode()


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        # Blanks.
        ("Photo: Hoai Thu ⟦|⟧\nNext\n", "Photo: Hoai Thu\nNext\n"),
        ("Photo: Hoai Thu \t⟦|⟧\r\nNext\r\n", "Photo: Hoai Thu\r\nNext\r\n"),
        ("Photo: Hoai Thu ⟦|⟧", "Photo: Hoai Thu"),
        ("⟦|⟧ Delegates\n", "Delegates\n"),
        ("  ⟦|⟧ Delegates\n", "  Delegates\n"),
        ("a ⟦()⟧ word", "a word"),
        ("a ⟦()⟧, word", "a , word"),
        ("a⟦()⟧ word", "a word"),
        ("a ⟦x⟧ ⟦y⟧ b", "a b"),
        # Lines with nothing left: where text stands above and below, one empty line parts it.
        ("Text.\n⟦![]()⟧ ⟦|⟧\nMore.\n", "Text.\n\nMore.\n"),
        ("Text.\r\n⟦![]()⟧ |⟦⟧\r\nMore.\r\n", "Text.\r\n|\r\nMore.\r\n"),
        ("Text.\r\n⟦![]()⟧\r\nMore.\r\n", "Text.\r\n\r\nMore.\r\n"),
        ("Text.\n⟦![]()⟧\n⟦![]()⟧\n\n⟦|⟧\nMore.\n", "Text.\n\nMore.\n"),
        ("Text.\n⟦![]()⟧ \n---\n", "Text.\n\n---\n"),
        # Where blank lines are there already, none is added or doubled.
        ("Text.\n\n⟦![]()⟧\n\nMore.\n", "Text.\n\nMore.\n"),
        ("Text.\n\n⟦![]()⟧\nMore.\n", "Text.\n\nMore.\n"),
        ("Text.\n⟦![]()⟧\n\nMore.\n", "Text.\n\nMore.\n"),
        ("Text.\n\n⟦![]()⟧\n\n⟦![]()⟧\n\nMore.\n", "Text.\n\nMore.\n"),
        ("Text.\r\n\r\n⟦![]()⟧\r\n\r\nMore.\r\n", "Text.\r\n\r\nMore.\r\n"),
        # At the start and the end.
        ("⟦![]()⟧\n\nText.\n", "Text.\n"),
        ("⟦![]()⟧\nText.\n", "Text.\n"),
        ("Text.\n\n⟦![]()⟧\n", "Text.\n"),
        ("Text.\n⟦![]()⟧", "Text."),
        ("Text.\r\n\r\n⟦![]()⟧", "Text."),
        ("Text.\n⟦![]()⟧\n\n\n", "Text.\n\n\n"),
        ("⟦![]()⟧", ""),
        ("⟦![]()⟧\n", ""),
        # The shell of an emphasis, and what was there before.
        ("Text.\n\n*⟦Photo:⟧*\n\nMore.\n", "Text.\n\nMore.\n"),
        ("Text.\n\n***\n\nMore ⟦x⟧.\n", "Text.\n\n***\n\nMore .\n"),
        ("Text.  \nMore ⟦|⟧\n   \n", "Text.  \nMore\n   \n"),
        # A deletion over two lines joins them; neither was emptied.
        ("One⟦\nTwo⟧\nThree\n", "One\nThree\n"),
    ],
)
def test_what_deletions_leave(marked: str, left: str) -> None:
    assert tidy(marked) == left


lines = st.lists(
    st.sampled_from(["", " ", "Text.", "⟦|⟧", "⟦![]()⟧ ⟦|⟧", "Photo: An ⟦|⟧", "> x"]), max_size=12
)


@given(lines, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_text_and_line_ends_survive_any_deletion(pieces: list[str], newline: str, end: bool) -> None:
    marked = newline.join(pieces) + (newline if end else "")
    left = tidy(marked)
    words = marked.replace("⟦|⟧", "").replace("⟦![]()⟧", "").split()
    assert left.split() == words
    assert left.count("\r") == (left.count("\n") if newline == "\r\n" else 0)
    if words and not end and pieces[-1].strip(" ⟦|⟧![]()"):
        assert not left.endswith("\n")


@given(lines)
def test_no_paragraphs_are_joined_and_no_blank_lines_doubled(pieces: list[str]) -> None:
    marked = "\n".join(pieces)
    left = tidy(marked)

    def paragraphs(text: str) -> list[list[str]]:
        groups: list[list[str]] = [[]]
        for line in text.split("\n"):
            if line.strip():
                groups[-1].append(line.strip())
            elif groups[-1]:
                groups.append([])
        return [group for group in groups if group]

    bare = marked.replace("⟦![]()⟧ ⟦|⟧", "").replace("⟦|⟧", "")
    assert paragraphs(left) == paragraphs(bare)
    if not any(not piece.strip() for piece in pieces):
        assert "\n\n\n" not in left
