"""Files from disk to documents."""

from __future__ import annotations

import os
import pickle
import socket
from pathlib import Path

import pytest

from mtlint.config import Config
from mtlint.document import Kind
from mtlint.errors import ReadError
from mtlint.readers import READERS, BinaryError, Read, read_bytes, read_file, reader_for

CONFIG = Config(target_lang="en", source_lang="vi")


def test_a_file_is_one_document(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\r\n")
    result = read_file(str(file), CONFIG)
    (document,) = result.documents
    assert (document.filename, document.id, document.text) == (str(file), None, b"One.\r\nTwo.\r\n")
    assert (document.target_lang, document.source_lang, document.source) == ("en", "vi", None)
    assert document.locate([6]) == [(2, 1)]
    assert not result.notes
    assert not result.skipped


@pytest.mark.parametrize(
    ("filename", "kind"),
    [
        ("a.txt", Kind.PLAIN),
        ("a.md", Kind.MARKDOWN),
        ("a.markdown", Kind.MARKDOWN),
        ("README.MD", Kind.MARKDOWN),
        ("a.text", Kind.PLAIN),
        ("Makefile", Kind.PLAIN),
        (".md", Kind.PLAIN),
        ("md/x", Kind.PLAIN),
    ],
)
def test_the_extension_tells_the_kind(filename: str, kind: Kind) -> None:
    assert read_bytes(b"text", filename, CONFIG).documents[0].kind == kind


def test_the_registry_knows_all_formats_each_extension_once() -> None:
    assert [reader.name for reader in READERS] == ["jsonl", "markdown", "text"]
    extensions = [extension for reader in READERS for extension in reader.extensions]
    assert len(extensions) == len(set(extensions))
    assert all(reader.description and "\n" not in reader.description for reader in READERS)
    assert reader_for("x.NDJSON").name == "jsonl"


def test_notes_tell_how_a_file_was_read() -> None:
    assert read_bytes(b"caf\xe9", "a.txt", CONFIG).notes == ["read as Windows-1252; save it as UTF-8"]


def test_names_with_newlines_and_undecodable_bytes_are_names(tmp_path: Path) -> None:
    for name in (b"a\nb.txt", b"caf\xe9.txt"):
        file = os.fsdecode(os.path.join(os.fsencode(tmp_path), name))
        with open(file, "wb") as handle:
            handle.write(b"text")
        assert read_file(file, CONFIG).documents[0].filename == file


def test_a_large_file_and_one_without_a_size_are_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"word " * 1_000_000)
    assert len(read_file(str(file), CONFIG).documents[0].text) == 5_000_000
    if os.path.exists("/proc/self/status"):
        assert b"Pid:" in read_file("/proc/self/status", CONFIG).documents[0].text


def test_an_empty_file_is_an_empty_document(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert read_file(str(tmp_path / "empty.txt"), CONFIG).documents[0].text == b""


def read_error(file: Path | str) -> str:
    with pytest.raises(ReadError) as caught:
        read_file(str(file), CONFIG)
    assert str(caught.value).startswith(f"{file}: ")
    return str(caught.value)


def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path) -> None:
    assert "check the path" in read_error(tmp_path / "vanished.txt")
    assert "check the folder" in read_error(tmp_path)
    assert "NUL" in read_error("a\0b.txt")
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert "symbolic links" in read_error(loop)


def test_pipes_sockets_and_devices_do_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in read_error(tmp_path / "pipe.txt")
    assert "not a regular file" in read_error("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)  # the path of a socket is short
        server.bind("socket.txt")
        read_error("socket.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.touch(mode=0)
    assert "permission denied" in read_error(file)


def test_a_binary_file_is_an_error_of_its_own_kind_that_survives_pickling(tmp_path: Path) -> None:
    file = tmp_path / "scan.txt"
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(BinaryError) as caught:
        read_file(str(file), CONFIG)
    error = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(error, BinaryError)
    assert (error.filename, error.reason) == (str(file), "it is a PDF file, not text; exclude it")


def test_what_is_read_can_be_sent_to_another_process() -> None:
    read = pickle.loads(pickle.dumps(read_bytes(b"one\ntwo", "a.md", CONFIG)))
    assert isinstance(read, Read)
    assert read.documents[0].locate([4]) == [(2, 1)]
