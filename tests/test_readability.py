"""The five measures, beside textstat, whose they are."""

from __future__ import annotations

import subprocess
import sys

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from mtlint import Config, Document, Kind, Linter
from mtlint.pieces import PIECE_BYTES
from mtlint.positions import TextLocate
from mtlint.prose_counts import CountProse
from mtlint.readability import METRICS, ProseCounts, readability
from mtlint.textstat_words import look_at

LINTER = Linter(Config(select=("LIN108",)), CountProse(words=True))

ABSTRACT = "Administrative modernisation requires comprehensive international cooperation."
PLAIN = "The old man sat by the river and ate his bread. Then he went home, since it was late."
NEWS = (
    "The council met on Monday and approved a budget of 40 million dollars for schools. Critics said that "
    "the well-known plan couldn't work. The mayor didn't agree!\n"
    "Rural hospitals, by contrast, will receive considerably less. Is that fair? Nobody at the meeting asked."
)
FUNCTIONS = {metric: getattr(textstat, metric) for metric in METRICS if metric != "dale_chall"}
FUNCTIONS["dale_chall"] = textstat.dale_chall_readability_score

WORDS = (
    *("a", "about", "administration", "child", "couldn't", "evening", "go", "i'm", "meteorological"),
    *("of", "re-elected", "school", "1999", "zyx"),
)


def counts(text: str, kind: Kind = Kind.PLAIN) -> ProseCounts:
    raw = text.encode()
    found = LINTER.lint([Document("text", raw, TextLocate(raw), None, kind, "en", None, None)])[0].prose
    assert found is not None
    return found


def assert_as_textstat(text: str) -> None:
    found = readability(counts(text))
    assert found is not None
    for metric, value in found._asdict().items():
        assert value == pytest.approx(FUNCTIONS[metric](text), abs=0.006), metric


@pytest.mark.parametrize("text", [ABSTRACT, PLAIN, NEWS])
def test_plain_text_has_the_figures_of_textstat(text: str) -> None:
    assert_as_textstat(text)


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40), min_size=1, max_size=8))
def test_any_sentences_have_the_figures_of_textstat(sentences: list[list[str]]) -> None:
    # textstat counts no sentence of one or two words, since it cuts at every stop.
    assert_as_textstat(" ".join(f"The {' '.join(words)}." for words in sentences))


def test_a_stop_inside_a_sentence_is_none_at_its_end() -> None:
    text = "The firm paid Mr. Smith of St. Ives 1.5 million in the second week of May."
    assert counts(text).sentences == 1
    assert textstat.sentence_count(text) > 1


@pytest.mark.parametrize(
    ("string", "expected"),
    [
        ("river,", (1, 2, 0, 0, 0)),
        ("(Meteorological)", (1, 7, 1, 1, 1)),
        ("couldn't", (1, 2, 0, 0, 0)),
        ("couldn’t", (1, 2, 0, 0, 0)),
        ("banana", (1, 3, 1, 0, 0)),
        ("—", (0, 0, 0, 0, 0)),
    ],
)
def test_words_have_syllables_and_are_familiar_or_not(string: str, expected: tuple[int, ...]) -> None:
    assert look_at(string) == expected


def test_only_paragraphs_are_measured() -> None:
    text = f"""---
title: {ABSTRACT}
---

# {ABSTRACT}

{PLAIN}

- {ABSTRACT}
- {ABSTRACT}

| Administrative | cooperation |
| --- | --- |
| International | modernisation |

```
{ABSTRACT}
```

![{ABSTRACT}](administration.jpg)
"""
    assert counts(text, Kind.MARKDOWN) == counts(PLAIN)


def test_headings_and_captions_of_plain_text_are_not_measured() -> None:
    scraped = (
        f"Administrative modernisation\n{PLAIN}\n![]()|\nInternational cooperation in Hanoi |\n{PLAIN}\n"
    )
    assert counts(scraped) == counts(f"{PLAIN}\n\n{PLAIN}")


def test_addresses_and_inline_code_are_no_words() -> None:
    text = f"{PLAIN} See https://administration.example/meteorological or `modernisation`."
    assert counts(text, Kind.MARKDOWN).words == counts(f"{PLAIN} See or.").words


def test_counts_add_up_over_documents() -> None:
    assert counts(f"{NEWS}\n\n{PLAIN}") == counts(NEWS).plus(counts(PLAIN))


def test_counts_add_up_over_the_pieces_of_a_huge_document() -> None:
    times = PIECE_BYTES // len(PLAIN) + 10
    found = counts(f"{PLAIN}\n\n" * times)
    one = counts(PLAIN)
    assert found == ProseCounts(*[number * times for number in one])


@pytest.mark.parametrize("text", ["", "A heading", "- an item", "§§ ***"])
def test_a_text_without_sentences_has_no_readability(text: str) -> None:
    assert readability(counts(text)) is None


def test_without_words_only_sentences_are_counted() -> None:
    raw = PLAIN.encode()
    document = Document("text", raw, TextLocate(raw), None, Kind.PLAIN, "en", None, None)
    assert Linter(LINTER.config, CountProse(words=False)).lint([document])[0].prose == ProseCounts(2)
    assert Linter(LINTER.config).lint([document])[0].prose is None


def test_words_are_looked_up_without_a_network() -> None:
    code = """
import sys
def refuse(event, arguments):
    if event.startswith(("socket.connect", "socket.getaddrinfo", "socket.gethostby", "urllib.")):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)
from mtlint.textstat_words import look_at
print(look_at("river")[1], look_at("Qwertzuiopian")[1])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()[0]) == (0, "2"), done.stderr


def test_a_german_text_beside_us_does_not_change_what_we_count() -> None:
    textstat.set_lang("de")
    try:
        look_at.cache_clear()
        assert look_at("meteorological") == (1, 7, 1, 1, 1)
    finally:
        textstat.set_lang("en_US")
