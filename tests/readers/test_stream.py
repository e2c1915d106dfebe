"""Large files of records: read in pieces, they give what reading them whole gives."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from mtlint.config import Config
from mtlint.errors import ReadError
from mtlint.readers import Read, Stream, open_file, read_file

CONFIG = Config(text_field="text")
LINE = json.dumps({"id": "a", "text": "Một đoạn văn. " * 40}, ensure_ascii=False).encode() + b"\n"
# Two blocks and a part of a third.
MANY = 9 * (1 << 20) // len(LINE)


def streamed(file: Path) -> Stream:
    opened = open_file(str(file), CONFIG)
    assert isinstance(opened, Stream)
    return opened


def test_records_notes_and_what_is_skipped_are_the_same(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    long = json.dumps({"text": "long " * 1_200_000}).encode() + b"\n"
    damaged = b'{"text": "na\xefve"}\n'
    raw = LINE * MANY + damaged + b"no record\n\n" + long + damaged + LINE * 3 + b'{"text": "the end"}'
    file.write_bytes(raw)
    whole, pieces = read_file(str(file), CONFIG), streamed(file)
    documents = list(pieces.documents)
    assert [(one.id, one.text) for one in documents] == [(one.id, one.text) for one in whole.documents]
    assert [one.locate([0, 5]) for one in documents] == [one.locate([0, 5]) for one in whole.documents]
    assert pieces.skipped == whole.skipped
    assert [skipped.filename for skipped in pieces.skipped] == [f"{file}:{MANY + 2}"]
    assert pieces.notes == whole.notes
    assert pieces.notes[0].startswith(
        f"2 places that are not UTF-8, shown as U+FFFD, the first on line {MANY + 1}"
    )


def test_windows_1252_is_noted_once(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    line = b'{"text": "' + "naïve café ".encode("cp1252") * 50 + b'"}\n'
    file.write_bytes(line * (9 * (1 << 20) // len(line)))
    opened = streamed(file)
    assert all(one.text.startswith("naïve café".encode()) for one in opened.documents)
    assert opened.notes == ["read as Windows-1252; save it as UTF-8"]


def test_a_mark_is_dropped_and_utf16_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_bytes(codecs.BOM_UTF8 + LINE * MANY)
    assert sum(1 for _ in streamed(file).documents) == MANY
    file.write_bytes(("\ufeff" + LINE.decode() * MANY).encode("utf-16-le"))
    assert isinstance(open_file(str(file), CONFIG), Read)


def test_a_small_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_bytes(LINE)
    assert isinstance(open_file(str(file), CONFIG), Read)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'["' + b"x" * 9999 + b'"]\n', r"none of its records can be read; .*:1: not a JSON object"),
        (b"\0" * 9999, "a binary file"),
    ],
    ids=["no object", "binary"],
)
def test_what_cannot_be_read_at_all_is_one_error(tmp_path: Path, line: bytes, message: str) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_bytes(line * (5 * (1 << 20) // len(line)))
    with pytest.raises(ReadError, match=message):
        list(streamed(file).documents)
