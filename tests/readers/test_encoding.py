"""What a file was written in, and how it comes out as UTF-8."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtlint.readers.encoding import Decoded, decode
from mtlint.readers.failures import BinaryError, UnreadableError

VIETNAMESE = "Hội nghị trực tuyến tại Nghệ An"
FRENCH = "Il a dit\xa0: «\xa0le café\xa0». À l’été, la forêt brûle — déjà."


def read(raw: bytes) -> Decoded:
    return decode(raw, "article.txt")


def test_valid_utf8_is_taken_as_it_is_without_a_copy() -> None:
    for text in ("", "plain", VIETNAMESE, "😀\r\n"):
        raw = text.encode()
        assert read(raw).text is raw
        assert read(raw) == Decoded(raw)


def test_a_byte_order_mark_is_dropped_and_remembered() -> None:
    assert read(codecs.BOM_UTF8 + VIETNAMESE.encode()) == Decoded(VIETNAMESE.encode(), mark=codecs.BOM_UTF8)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf16_and_utf32_are_read_by_their_mark(encoding: str) -> None:
    raw = f"\ufeff{VIETNAMESE} 😀".encode(encoding)
    decoded = read(raw)
    assert decoded.text.decode() == f"{VIETNAMESE} 😀"
    assert decoded.encoding == encoding
    assert not decoded.notes


def test_french_in_windows_1252_is_told_by_its_many_single_bytes() -> None:
    # "é", no-break space, "»" is by chance a valid sequence of UTF-8.
    decoded = read(FRENCH.encode("cp1252"))
    assert decoded.text.decode() == FRENCH
    assert decoded.notes == ("read as Windows-1252; save it as UTF-8",)
    assert not decoded.damaged


def test_one_bad_byte_in_utf8_does_not_make_it_windows_1252() -> None:
    raw = f"{VIETNAMESE}\n".encode() + b"the na\xefve end"
    decoded = read(raw)
    assert decoded.text.decode() == f"{VIETNAMESE}\nthe na\ufffdve end"
    assert decoded.damaged
    assert decoded.notes == (
        "1 place that is not UTF-8, shown as U+FFFD, the first on line 2; save it as UTF-8",
    )


def test_replacement_characters_that_were_there_before_are_not_counted_as_damage() -> None:
    (note,) = read(f"\ufffd\ufffd {VIETNAMESE} ".encode() + b"\xff \xe1\xbb").notes
    assert note.startswith("2 places")


def test_after_a_mark_of_utf8_a_file_is_utf8_however_bad() -> None:
    decoded = read(codecs.BOM_UTF8 + b"caf\xe9")
    assert decoded.text.decode() == "caf\ufffd"
    assert decoded.damaged


def test_damaged_utf16_is_read_as_far_as_it_goes() -> None:
    decoded = read(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xd8c\x00d")
    assert decoded.text.decode() == "ab\ufffdc\ufffd"
    assert decoded.damaged


def test_bytes_that_mean_nothing_in_any_known_encoding_are_an_error() -> None:
    with pytest.raises(UnreadableError, match=r"^article\.txt: its encoding is unknown; save it as UTF-8$"):
        read(b"\x82\xb1\x82\xf1\x81\x41\x90\xa2")  # Japanese in Shift JIS


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"text" + bytes(3), "NULs"),
        ("UTF-16 without its mark".encode("utf-16-le"), "NULs"),
    ],
)
def test_files_without_text_say_what_they_are(raw: bytes, kind: str) -> None:
    with pytest.raises(BinaryError, match=kind):
        read(raw)


def test_a_nul_far_into_a_text_is_a_character_of_it() -> None:
    raw = b"x" * 10_000 + b"\0"
    assert read(raw).text == raw


def test_characters_cut_by_the_end_of_a_piece_are_whole_again() -> None:
    text = "x" + "ế😀" * 400_000  # about 2.8 MB: pieces end inside characters
    assert read(text.encode()).text == text.encode()
    assert read(text.encode("utf-16")).text == text.encode()
    assert read(text.encode() + b"\xff").text == f"{text}\ufffd".encode()


@given(st.binary())
def test_any_bytes_become_valid_utf8_or_an_error(raw: bytes) -> None:
    try:
        decoded = read(raw)
    except UnreadableError:
        return
    decoded.text.decode()


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_what_was_read_is_written_back_as_it_was(text: str, encoding: str) -> None:
    raw = text.encode(encoding, "ignore")
    try:
        decoded = read(raw)
    except UnreadableError:
        return
    if not decoded.damaged:
        assert decoded.encode(decoded.text) == raw
