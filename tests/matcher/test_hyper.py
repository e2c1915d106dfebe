"""The fast matcher finds what the plain one does, match for match."""

from __future__ import annotations

import pickle
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources import GENERATED, PROSE_KINDS, SOURCES, usable

from mtlint.batch import Batch
from mtlint.columns.blocks import find_blocks
from mtlint.columns.lines import split_lines
from mtlint.columns.marks import Marks
from mtlint.columns.opaque import prose_of
from mtlint.document import Kind
from mtlint.matcher import Expression, Layer, Matches, PlainMatcher, matcher
from mtlint.matcher.hyper import HyperMatcher
from mtlint.rule import Block
from strategies import DOCUMENTS, TEXTS
from workbench import columns, document

ALL = [
    expression
    for source in SOURCES
    for ignore_case in (False, True)
    if (expression := usable(source, ignore_case=ignore_case))
]
HYPER, PLAIN = HyperMatcher(ALL), PlainMatcher(ALL)


def find(one: HyperMatcher | PlainMatcher, of: Batch) -> Matches:
    marks = Marks(of.array)
    blocks = find_blocks(of, split_lines(marks), marks)
    return one.find(of.buffer, prose_of(of, blocks, marks), blocks)


def test_every_source_may_be_used() -> None:
    assert [source for source in SOURCES if not usable(source)] == []


def test_the_fastest_matcher_here_is_hyperscan() -> None:
    assert isinstance(matcher(ALL[:1]), HyperMatcher)


@settings(max_examples=400)
@given(DOCUMENTS)
def test_all_constructs_on_any_text(texts: list[tuple[str, Kind]]) -> None:
    of = Batch([document(*one) for one in texts])
    found, expected = find(HYPER, of), find(PLAIN, of)
    for number, expression in enumerate(ALL):
        assert found.get(number) == expected.get(number), expression


@settings(max_examples=250)
@given(
    st.lists(GENERATED, min_size=1, max_size=6),
    st.booleans(),
    st.lists(
        st.one_of(st.text("abksi.w é ſıế\u0301中’-1KSI\u212a", max_size=12), TEXTS), min_size=1, max_size=4
    ),
)
def test_generated_expressions(sources: list[str], ignore_case: bool, texts: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        expressions = [e for source in sources if (e := usable(source, ignore_case=ignore_case))]
        of = Batch([document(text) for text in texts])
        found, expected = find(HyperMatcher(expressions), of), find(PlainMatcher(expressions), of)
    for number, expression in enumerate(expressions):
        assert found.get(number) == expected.get(number), expression


@pytest.mark.parametrize(
    "text",
    [
        "x" * 3000 + " word",
        "từ " * 2000 + "the word",
        "a" * 1200,
        "ab " * 900 + "x",
        "people was the word " * 400,
    ],
)
def test_long_blocks(text: str) -> None:
    of = Batch([document(text)])
    assert find(HYPER, of) == find(PLAIN, of)


@given(TEXTS)
def test_pickling_changes_nothing(text: str) -> None:
    of = Batch([document(text)])
    assert find(PICKLED, of) == find(HYPER, of)


PICKLED: HyperMatcher = pickle.loads(pickle.dumps(HYPER))


def test_threads_share_one_matcher() -> None:
    lots = [
        Batch([document(f"{'the word was Nghệ An ' * number} people’s {number}")]) for number in range(12)
    ]
    expected = [find(PLAIN, of) for of in lots]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(lambda of: find(HYPER, of), lots)) == expected


def test_a_block_is_matched_by_itself() -> None:
    one = Expression(r"^the (?P<span>word)$", Layer.PROSE, PROSE_KINDS)
    of = Batch([document("the word\n\nnot the word\n\nthe\n\nword\n\nthe word")])
    matches = find(HyperMatcher([one]), of)[0]
    assert [of.buffer[match.start : match.end] for match in matches] == [b"word", b"word"]


def test_layers_and_kinds_of_blocks() -> None:
    image = frozenset({Block.IMAGE})
    expressions = [
        Expression("!", Layer.MARKUP, image),
        Expression("code", Layer.PROSE, PROSE_KINDS),
        Expression("code", Layer.MARKUP, PROSE_KINDS),
    ]
    of = Batch([document("Some `code` here!\n\n![](x.jpg)", Kind.MARKDOWN)])
    found = find(HyperMatcher(expressions), of)
    assert sorted(found) == [0, 2]
    assert len(found[0]) == 1


def test_nothing_to_find() -> None:
    of = columns("")
    assert HyperMatcher([]).find(of.batch.buffer, of.prose, of.blocks) == {}
    assert HYPER.find(of.batch.buffer, of.prose, of.blocks) == {}


def test_an_expression_too_long_for_hyperscan_is_found_by_its_beginning() -> None:
    words = "|".join(f"{first}{second}word" for first in "abcdefghijklmnop" for second in "abcdefghijklmnop")
    one = Expression(rf"(?P<span>(?i:{words}) and (?i:{words}))", Layer.PROSE, PROSE_KINDS)
    counted = Expression(r"(?P<span>'(?:[^'\n]|\n){8,400}')", Layer.PROSE, PROSE_KINDS)
    fast = HyperMatcher([one, counted])
    assert fast._plain == []
    of = Batch(
        [
            document("Abword and abword\n\nan abword or acWORD and adword", Kind.PLAIN),
            document("'a quotation'"),
        ]
    )
    assert find(fast, of) == find(PlainMatcher([one, counted]), of)
    assert [len(matches) for matches in find(fast, of).values()] == [2, 1]
