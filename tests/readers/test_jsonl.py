"""JSON Lines: a document a record, located in the file through the escapes of its string."""

from __future__ import annotations

import json
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.config import Config
from mtlint.document import Document, Kind
from mtlint.errors import ReadError
from mtlint.findings import Skipped
from mtlint.readers import Read, read_bytes

CONFIG = Config(text_field="text", target_lang="fr", source_lang="vi")


def read(content: str, config: Config = CONFIG) -> Read:
    return read_bytes(content.encode(), "corpus.jsonl", config)


def only(content: str) -> Document:
    (document,) = read(content).documents
    return document


def boundaries(text: str) -> list[int]:
    return [len(text[:index].encode()) for index in range(len(text) + 1)]


def test_each_record_is_a_document_with_its_id() -> None:
    result = read('{"id": "a", "text": "Một"}\n\n{"id": 7, "text": "two"}\r\n{"text": "three"}')
    assert [(document.id, document.text.decode()) for document in result.documents] == [
        ("a", "Một"),
        ("7", "two"),
        ("4", "three"),
    ]
    first = result.documents[0]
    assert (first.filename, first.kind) == ("corpus.jsonl", Kind.PLAIN)
    assert (first.target_lang, first.source_lang) == ("fr", "vi")


@pytest.mark.parametrize("identity", ["null", "true", "1.5", "[]"])
def test_an_id_that_is_no_name_gives_way_to_the_line_number(identity: str) -> None:
    assert only(f'\n{{"id": {identity}, "text": ""}}').id == "2"


def test_without_a_text_field_the_error_lists_what_there_is() -> None:
    with pytest.raises(ReadError, match=r"pass --text-field NAME.*: title, body$"):
        read('{"id": 1, "title": "T", "body": "B"}', Config())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "cut', "not JSON: Unterminated string starting at (column 10)"),
        ('["text"]', "not a JSON object; a record is written {...} on one line"),
        ('{"body": "b", "n": 1}', 'it has no field "text"; fields with text: body'),
        ('{"text": null}', 'the field "text" holds no text'),
        (
            '{"n": ' + "1" * 5000 + "}",
            "JSON that no reader can hold: too long a number or too deep a nesting",
        ),
        ("[" * 100_000, "JSON that no reader can hold: too long a number or too deep a nesting"),
    ],
)
def test_a_broken_record_is_listed_and_the_others_are_read(line: str, reason: str) -> None:
    result = read(f'{{"text": "before"}}\n{line}\n{{"text": "after"}}')
    assert [document.text for document in result.documents] == [b"before", b"after"]
    assert result.skipped == [Skipped("corpus.jsonl:2", reason, failed=True)]


def test_a_file_without_any_good_record_is_one_error() -> None:
    with pytest.raises(ReadError, match=r"^corpus\.jsonl: none of its records .* corpus\.jsonl:1: not JSON"):
        read("This is\nno JSON at all.\n")


def test_an_empty_file_has_no_documents() -> None:
    assert read("\n \n") == Read([])


def test_notes_on_the_encoding_are_passed_on() -> None:
    result = read_bytes('{"text": "café"}'.encode("cp1252"), "corpus.jsonl", CONFIG)
    assert result.documents[0].text.decode() == "café"
    assert result.notes == ["read as Windows-1252; save it as UTF-8"]


def test_a_position_is_that_of_the_escape_in_the_file() -> None:
    document = only('\n{"text": "a\\n\\u00e1\\ud83d\\ude00é\\"z"}')
    assert document.text.decode() == 'a\ná😀é"z'
    columns = [position.column for position in document.locate(boundaries('a\ná😀é"z'))]
    #          a   \n  \u00e1  \ud83d\ude00  é   \"  z   end
    assert columns == [11, 12, 14, 20, 32, 33, 35, 36]
    assert {position.row for position in document.locate([0, 3])} == {2}


def test_the_last_of_two_fields_of_a_name_counts_as_it_does_for_the_value() -> None:
    line = '{"text": "first", "x": {"text": "inner"}, "\\u0074ext": "last"}'
    document = only(line)
    assert document.text == b"last"
    assert document.locate([0])[0].column == line.index("last") + 1


def test_a_lone_surrogate_is_read_as_a_replacement_character() -> None:
    document = only('{"text": "a\\ud83d\\ud83d\\ude00\\udc00b", "id": "\\ud800"}')
    assert document.text.decode() == "a\ufffd😀\ufffdb"
    assert document.id == "\ufffd"
    assert [place.column for place in document.locate(boundaries("a\ufffd😀\ufffdb"))] == [
        11,
        12,
        18,
        30,
        36,
        37,
    ]


def test_an_offset_inside_an_escaped_character_gives_its_start() -> None:
    assert [place.column for place in only('{"text": "\\u1ebf"}').locate([0, 1, 2, 3])] == [11, 11, 11, 17]


def test_documents_survive_pickling() -> None:
    document = pickle.loads(pickle.dumps(only('{"text": "\\u00e1b"}')))
    assert document.locate([2]) == [(1, 17)]


LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
ODD = st.text(st.sampled_from('a\\"/\n\t\u0000é\u1ebfe\u0301文😀\u2028\ud83d\ude00{}:,'))
TEXTS = st.one_of(ODD, st.text())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@given(
    before=st.dictionaries(TEXTS, VALUES, max_size=3),
    after=st.dictionaries(TEXTS, VALUES, max_size=3),
    text=TEXTS,
    ensure_ascii=st.booleans(),
    separators=st.sampled_from([(", ", ": "), (",", ":"), (" ,\t", "  :\r ")]),
)
def test_every_character_is_found_at_itself_or_at_its_escape(
    before: dict[str, object],
    after: dict[str, object],
    text: str,
    ensure_ascii: bool,
    separators: tuple[str, str],
) -> None:
    record = {key: value for key, value in before.items() if key != "text"}
    record |= {"text": text}
    record |= {key: value for key, value in after.items() if key != "text"}
    line = json.dumps(record, ensure_ascii=ensure_ascii, separators=separators)
    line = line.encode("utf-8", "replace").decode()  # only an escape can spell a lone surrogate
    document = only(f"\n{line}\n")
    decoded = document.text.decode()
    places = document.locate(boundaries(decoded))
    assert {place.row for place in places} == {2}
    for character, start, end in zip(decoded, places, places[1:], strict=False):
        written = line[start.column - 1 : end.column - 1]
        assert json.loads(f'"{written}"') == character or LONE_SURROGATE.fullmatch(written)
