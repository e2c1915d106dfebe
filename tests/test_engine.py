"""The engine: spans, precedence, and that nothing depends on what was linted together."""

from __future__ import annotations

import pickle
import random
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtlint.batch import Batch
from mtlint.catalogue import Catalogue, load_catalogue, load_rule
from mtlint.checks import Hit
from mtlint.config import Config
from mtlint.document import Document, Kind
from mtlint.engine import Engine, Found, longest
from strategies import DEFECTIVE, KINDS
from workbench import Bench, document, write_lists, write_rule

TEXTS = st.lists(st.tuples(DEFECTIVE, KINDS), min_size=1, max_size=8)


@cache
def engine() -> Engine:
    """All rules there are."""
    config = Config(select=("ALL",), cache=False)
    return Engine(load_catalogue(config), config)


@cache
def pickled() -> Engine:
    copy: Engine = pickle.loads(pickle.dumps(engine()))
    return copy


def alone(one: Document) -> list[Found]:
    return engine().lint(Batch([one])).found


@settings(max_examples=150)
@given(TEXTS)
def test_every_span_is_text_of_its_document(texts: list[tuple[str, Kind]]) -> None:
    documents = [document(*one) for one in texts]
    linted = engine().lint(Batch(documents))
    for found in linted.found:
        raw = documents[found.document].text
        assert 0 <= found.start < found.end <= len(raw)
        text = raw[found.start : found.end].decode()
        for place in found.related:
            assert raw[place.start : place.end].decode()
        if (span := found.groups.get("span")) is not None and "\x1a" not in span:
            assert text == span


@settings(max_examples=100)
@given(TEXTS, st.randoms(use_true_random=False))
def test_it_does_not_matter_what_is_linted_together(
    texts: list[tuple[str, Kind]], shuffler: random.Random
) -> None:
    documents = [document(*one) for one in texts]
    expected = {number: alone(one) for number, one in enumerate(documents)}
    words = [engine().lint(Batch([one])).words[0] for one in documents]
    order = list(range(len(documents)))
    shuffler.shuffle(order)
    while order:
        lot, order = order[: (size := shuffler.randint(1, len(order)))], order[size:]
        linted = engine().lint(Batch([documents[number] for number in lot]))
        assert linted.words == [words[number] for number in lot]
        for place, number in enumerate(lot):
            of_this = [one._replace(document=0) for one in linted.found if one.document == place]
            assert of_this == expected[number]


@settings(max_examples=40)
@given(TEXTS)
def test_pickling_changes_nothing(texts: list[tuple[str, Kind]]) -> None:
    of = Batch([document(*one) for one in texts])
    assert pickled().lint(of) == engine().lint(of)


@settings(max_examples=60)
@given(TEXTS)
def test_findings_come_by_document_start_and_rule(texts: list[tuple[str, Kind]]) -> None:
    found = engine().lint(Batch([document(*one) for one in texts])).found
    assert found == sorted(found, key=lambda one: (one.document, one.start, one.rule))


def test_defects_are_found_in_text_of_any_kind() -> None:
    text = "Ở Nghệ An, Nghe\u0323\u0302 An 中文 👩\u200d🚀 “déjà vu”: it was was raining\u00a0today."
    (found,) = [one for one in alone(document(text)) if engine().rules[one.rule].code == "LIN108"]
    assert text.encode()[found.start : found.end] == b"was was"


def test_words_are_tokens_with_a_letter_in_prose() -> None:
    text = "One 22 é 3rd 2024-2025 中文 a1 - anti-corruption 123456789012 123456789a\n\n| cell | row |"
    assert engine().lint(Batch([document(text)])).words == [7]


def hit(start: int, end: int) -> Hit:
    return Hit(start, end, {})


def test_of_overlapping_hits_the_longest_stays_and_of_equals_the_earlier() -> None:
    assert longest([hit(3, 5), hit(0, 4), hit(4, 6)]) == [hit(0, 4), hit(4, 6)]
    assert longest([hit(0, 2), hit(1, 3)]) == [hit(0, 2)]
    assert longest([hit(0, 2), hit(2, 4)]) == [hit(0, 2), hit(2, 4)]
    assert longest([]) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=12))
def test_kept_hits_never_overlap(spans: list[tuple[int, int]]) -> None:
    kept = longest([hit(start, start + length) for start, length in spans])
    assert all(left.end <= right.start for left, right in pairwise(kept))
    assert bool(kept) == bool(spans)


def several(folder: Path, select: tuple[str, ...] = (), **rules: Mapping[str, object]) -> Engine:
    """An engine of some pattern rules, each given as its keys."""
    loaded = [
        load_rule(write_rule(folder, code=code, name=code.lower(), check="pattern", **keys))
        for code, keys in rules.items()
    ]
    return Engine(Catalogue(tuple(loaded), (folder,)), Config(select=select, cache=False))


def codes(of: Engine, text: str) -> list[str]:
    return [of.rules[one.rule].code for one in of.lint(Batch([document(text)])).found]


def test_a_rule_wins_over_those_it_lists_where_spans_overlap(tmp_path: Path) -> None:
    of = several(
        tmp_path,
        TST101={"with_": {"expressions": ["red book"]}, "over": ["TST102"]},
        TST102={"with_": {"expressions": ["book"]}},
    )
    assert codes(of, "A red book, a book and a red pen.") == ["TST101", "TST102"]


def test_a_beaten_rule_still_beats_others(tmp_path: Path) -> None:
    # So that it does not matter in which order pairs are looked at.
    of = several(
        tmp_path,
        TST101={"with_": {"expressions": ["red book"]}, "over": ["TST102"]},
        TST102={"with_": {"expressions": ["book shelf"]}, "over": ["TST103"]},
        TST103={"with_": {"expressions": ["shelf life"]}},
    )
    assert codes(of, "A red book shelf life.") == ["TST101"]


def test_a_rule_that_does_not_run_beats_nothing(tmp_path: Path) -> None:
    of = several(
        tmp_path,
        select=("TST102",),
        TST101={"with_": {"expressions": ["red book"]}, "over": ["TST102"]},
        TST102={"with_": {"expressions": ["book"]}},
    )
    assert codes(of, "A red book.") == ["TST102"]


def test_document_asks_for_evidence_anywhere_in_the_same_document(tmp_path: Path) -> None:
    bench = Bench(tmp_path, check="pattern", with_={"expressions": ["bridge"]}, document="conference")
    assert bench.mark("A bridge.\n\nAn online conference.") == "A ⟦bridge⟧.\n\nAn online conference."
    assert bench.mark("A bridge.") == "A bridge."
    together = Batch([document("A bridge."), document("A conference.")])
    assert bench.engine.lint(together).found == []


def test_quoted_text_is_spared_where_a_rule_says_so(tmp_path: Path) -> None:
    bench = Bench(tmp_path, check="pattern", with_={"expressions": ["word"]}, quoted="skip")
    bench.check("A ⟦word⟧, “a word” and a ⟦word⟧.")


def test_blocks_that_a_rule_does_not_name_are_not_looked_at(tmp_path: Path) -> None:
    bench = Bench(tmp_path, check="pattern", with_={"expressions": ["word"]}, blocks=["list-item"])
    bench.check("A word.\n\n- a ⟦word⟧\n\n# word\n", Kind.MARKDOWN)


def test_the_same_expression_in_two_rules_is_matched_for_both(tmp_path: Path) -> None:
    same = {"with_": {"expressions": ["word"]}}
    assert codes(several(tmp_path, TST101=same, TST102=same), "A word.") == ["TST101", "TST102"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "\ufeff", "🚀", "\u0301"])
@pytest.mark.parametrize("kind", Kind)
def test_almost_empty_documents(text: str, kind: Kind) -> None:
    assert alone(document(text, kind)) == []


def test_no_documents() -> None:
    assert engine().lint(Batch([])).found == []


def test_more_word_lists_than_there_are_bits_is_an_error_that_says_so(tmp_path: Path) -> None:
    from mtlint.errors import CatalogueError
    from mtlint.vocabulary import MAX_LEXICONS

    names = [f"list{number}" for number in range(MAX_LEXICONS + 1)]
    write_lists(tmp_path, {name: f"{name} other" for name in names})
    rules = tuple(
        load_rule(
            write_rule(
                tmp_path,
                code=f"TST{100 + n}",
                name=f"t{n}",
                check="repeated-word",
                with_={"spare": f"{name}.txt"},
            )
        )
        for n, name in enumerate(names)
    )
    with pytest.raises(CatalogueError, match="word lists"):
        Engine(Catalogue(rules, (tmp_path,)), Config(cache=False))
