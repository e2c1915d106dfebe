"""Phrases of a table: rows with a `phrase` in the place of an expression."""

from __future__ import annotations

import operator
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtlint.checks.phrases.anchor import windows_of
from mtlint.checks.phrases.form import slots_of
from mtlint.config import Config
from mtlint.document import Kind
from mtlint.errors import CatalogueError
from workbench import Bench

COLUMNS = "phrase,where,use,replacement,original,document,block,unless"
TOPICS = "topic,expression\nland,\\bland\\b\n"


def bench(folder: Path, *rows: str, language: str = "id", source_lang: str | None = None) -> Bench:
    """A rule with a table of phrases of one language, and a list of the words that show its country."""
    (folder / language).mkdir(exist_ok=True)
    lines = [
        COLUMNS,
        *(row + "," * (COLUMNS.count(",") - re.sub('"[^"]*"', "", row).count(",")) for row in rows),
    ]
    (folder / language / "table.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / language / "country.txt").write_text("Jakarta\nrupiah\n", encoding="utf-8")
    (folder / "topics.csv").write_text(TOPICS, encoding="utf-8")
    with_ = {
        "table": "{source-lang}/table.csv",
        "country": "{source-lang}/country.txt",
        "topics": "topics.csv",
    }
    config = Config(cache=False, source_lang=source_lang)
    return Bench(folder, config, check="pattern", source_lang=[language], with_=with_)


def test_a_phrase_is_found_in_any_case_across_a_line_end_and_nowhere_else(tmp_path: Path) -> None:
    of = bench(tmp_path, "chemical yeast")
    of.check("⟦Chemical  yeast⟧ and ⟦chemical\nyeast⟧.\n\n⟦CHEMICAL YEAST⟧", Kind.MARKDOWN)
    of.check(
        "chemical, yeast; chemical-yeast; biochemical yeast; chemical\n\nyeast; the `chemical yeast`",
        Kind.MARKDOWN,
    )


def test_alternatives(tmp_path: Path) -> None:
    of = bench(tmp_path, "(wet|) (cold|) (red book|blue notebook)")
    of.check("a ⟦wet red book⟧, the ⟦blue notebook⟧, ⟦wet cold red book⟧, wet red books, a wet book")


def test_marked_words_stand_for_their_forms_and_the_replacement_follows_in_number(tmp_path: Path) -> None:
    of = bench(tmp_path, "land stork+,,,land tout+", "issue* (red|pink) book+", "ship ferry+")
    of.check(
        "a ⟦land stork⟧, ⟦land storks⟧, ⟦issuing pink books⟧, ⟦issued red book⟧, ⟦ship ferries⟧, land storked"
    )
    assert [one["replacement"] for one in of.groups("a land stork, land storks")] == [
        "land tout",
        "land touts",
    ]


def test_classes_of_words_stand_for_any_name_word_or_number(tmp_path: Path) -> None:
    of = bench(tmp_path, "prefecture bag of <name>", "a <word> prison firm", "<number> unconditional prisons")
    of.check("⟦prefecture bag of Bích Lan⟧, the prefecture bag of them, ⟦a short prison firm⟧")
    of.check("⟦12 unconditional prisons⟧ and ⟦two unconditional prisons⟧, unconditional prisons")


def test_capitals_of_a_phrase_count_and_its_apostrophe_may_be_curly(tmp_path: Path) -> None:
    bench(tmp_path, "G hour").check("⟦G hour⟧, ⟦G Hour⟧, g hour")
    bench(tmp_path, "judge's morsel").check("⟦judge's morsel⟧, ⟦judge’s morsel⟧")


def test_a_mark_of_a_phrase_must_stand_there(tmp_path: Path) -> None:
    bench(tmp_path, '"in his turn,"').check("⟦In his turn,⟧ he, in his turn.")
    of = bench(tmp_path, "photo : document", "[red book] (and|;)")
    of.check("⟦Photo: document⟧, ⟦photo:document⟧, photo document, ⟦red book⟧; a ⟦red book⟧ and a red book")


def test_alone_is_all_of_a_line_a_sentence_or_a_bracket(tmp_path: Path) -> None:
    of = bench(tmp_path, "data map,alone")
    of.check("⟦Data map⟧\n\nThe dyke. (⟦Data map⟧)\n\nThe dyke. ⟦Data map⟧.\n\nA data map shows it.")


def test_opening_is_the_beginning_of_a_sentence(tmp_path: Path) -> None:
    of = bench(tmp_path, "note well,opening")
    of.check("⟦Note well⟧ this. “⟦Note well⟧,” he said. They note well. He left. ⟦Note well⟧ that.")


def test_local_phrases_need_a_document_that_speaks_of_the_country_or_a_source_language(
    tmp_path: Path,
) -> None:
    row = "black goat,,local"
    bench(tmp_path, row).check("A black goat.")
    bench(tmp_path, row).check("A ⟦black goat⟧.\n\nIt cost ten rupiah.")
    bench(tmp_path, row, source_lang="id").check("A ⟦black goat⟧.")


def test_evidence_in_the_document_or_the_block_and_what_spares_a_block(tmp_path: Path) -> None:
    of = bench(tmp_path, "red book,,,,,{{land}}|soil,,Mao", "blue book,,,,,,{{land}}")
    of.check("The red book.")
    of.check("The ⟦red book⟧.\n\nA plot of land.\n\nThe red book of Mao.")
    of.check("The blue book.\n\nA plot of land with a ⟦blue book⟧.")


def test_what_stands_in_brackets_is_reported(tmp_path: Path) -> None:
    of = bench(tmp_path, "arrest* (two|) [(young|) subject+],,,suspect+", "[(wet|) ink] pad")
    of.check(
        "They arrested two ⟦young subjects⟧, arrest the subject,\n\narrested\n\nsubjects. ⟦Wet ink⟧ pad."
    )
    assert [one["replacement"] for one in of.groups("arrest two subjects")] == ["suspects"]


def test_the_replacement_begins_as_the_phrase_does(tmp_path: Path) -> None:
    of = bench(tmp_path, "data map,,,file photo,资料图", "bare words")
    groups = of.groups("Data map, data map, bare words")
    assert [one["replacement"] for one in groups] == ["File photo", "file photo", None]
    assert groups[0]["original"] == "资料图"


def test_of_languages_that_share_a_phrase_the_one_the_document_speaks_of_is_named(tmp_path: Path) -> None:
    bench(tmp_path, "public powers,,,,los poderes", language="es")
    (tmp_path / "es" / "country.txt").write_text("Madrid\n", encoding="utf-8")
    of = bench(tmp_path, "public powers,,,,kekuasaan")
    with_ = {"table": "{source-lang}/table.csv", "country": "{source-lang}/country.txt"}
    of = Bench(tmp_path, check="pattern", source_lang=["es", "id"], with_=with_)
    assert of.groups("The public powers.")[0]["original"] == "los poderes"
    assert of.groups("The public powers of Jakarta.")[0]["original"] == "kekuasaan"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("<word> (ink|)", "table.csv:2: TST101: phrase: a word that is no function word"),
        ("(red|) (ink|)", "table.csv:2: TST101: phrase: a word that is no function word"),
        ("red book -bound", 'table.csv:2: TST101: phrase: "-bound" is no word'),
        ("red books?", 'table.csv:2: TST101: phrase: "books?" is no word'),
        ("red book,middle", 'where: "middle" is not possible here'),
        ("red book,,everywhere", 'use: "everywhere" is not possible here'),
        ("red book,,,,,(", "document: is no expression"),
        ("red book,,,,,,,{{roads}}", 'unless: there is no topic "roads"'),
    ],
)
def test_a_wrong_row_names_file_line_and_rule(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(CatalogueError) as error:
        bench(tmp_path, row)
    assert message in str(error.value)


FREQUENT = {"in": 0, "the": 0, "of": 0, "spirit": 1, "book": 1}


def windows(phrase: str) -> set[str]:
    """What a phrase is looked for by: words, the pair in them in capitals."""
    return {
        " ".join(word.upper() if number in (pair, pair + 1) else word for number, word in enumerate(words))
        for tokens, pair in windows_of(slots_of(phrase), FREQUENT)
        for words in product(*tokens)
    }


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        # The rarest pair of all forms, words after it, and before it where the phrase ends too soon.
        ("in the spirit of (a|) gypsophila book", {"spirit of GYPSOPHILA BOOK", "of a GYPSOPHILA BOOK"}),
        ("red ink stamp on the form", {"INK STAMP on the"}),
        ("in (the|a|) gypsophila", {"IN GYPSOPHILA", "in THE GYPSOPHILA", "in A GYPSOPHILA"}),
        # No word that may be missing at an end, no class of words.
        ("(wet|) (cold|) (red ink|blue chalk) (pad|)", {"RED INK", "BLUE CHALK"}),
        ("<name> wet ink on <word>", {"WET INK on"}),
        # A comma is no token, and the parts of a word with marks are several.
        ("in the spirit , of", {"in THE SPIRIT of"}),
        ("Mr. (Ho's|Le) ink", {"Mr HO'S INK", "Mr LE INK"}),
        # No pair in each of the forms: one word where the form has no more.
        ("<name> (wet|) ink", {"INK"}),
        ("(red|blue chalk) <word>", {"RED", "BLUE CHALK"}),
        ("in the of", set()),
    ],
)
def test_a_phrase_is_looked_for_by_a_rare_pair_and_words_beside_it(phrase: str, expected: set[str]) -> None:
    assert windows(phrase) == expected


def test_a_phrase_of_many_forms_is_looked_for_by_fewer_words() -> None:
    many = "(" + "|".join(f"{letter}x" for letter in "abcdefghijklmnopqrstuvw") + ")"
    assert {len(one.split()) for one in windows(f"{many} {many} {many} {many}")} == {2}
    assert {len(one.split()) for one in windows(f"{many} {many} ink")} == {2}
    assert {len(one.split()) for one in windows(f"{many} ink pad")} == {3}


WORDS = st.sampled_from(["red", "ink", "pad", "book", "of", "the", "judge's"])
PARTS = st.lists(WORDS, min_size=1, max_size=3, unique=True).flatmap(
    lambda words: st.sampled_from(
        [words[0], f"({'|'.join(words)})", f"({'|'.join(words)}|)", f"({' '.join(words)}|pen)"]
    )
)


@settings(max_examples=300)
@given(st.lists(PARTS, min_size=1, max_size=5), st.data())
def test_each_form_of_a_phrase_has_a_window(parts: list[str], data: st.DataObject) -> None:
    slots = slots_of(" ".join(parts))
    found = windows_of(slots, FREQUENT)
    form = [word for slot in slots for word in data.draw(st.sampled_from(slot))]
    starts = range(len(form))
    assert not found or any(
        len(form) >= at + len(tokens) and all(map(operator.contains, tokens, form[at:]))
        for tokens, _ in found
        for at in starts
    )


def test_parts_that_touch_are_one_word(tmp_path: Path) -> None:
    of = bench(tmp_path, "(two|four)-wheeled barge+", "star-(chasing|pursuing) clan")
    of.check("⟦two-wheeled barges⟧, a ⟦four-wheeled barge⟧, ⟦star-chasing clan⟧, two wheeled barges")
