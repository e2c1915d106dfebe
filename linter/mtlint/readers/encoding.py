"""Raw bytes to UTF-8: what a file was written in, told by evidence and never guessed from its language."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from mtlint.readers.binary import binary_kind
from mtlint.readers.failures import BinaryError, UnreadableError

UTF8 = "utf-8"
WINDOWS_1252 = "cp1252"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: UTF8,
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MARK_STARTS = tuple(_MARKS)

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()
# Bytes that begin a character of two bytes or more in valid UTF-8.
_LEADS = bytes(range(0xC2, 0xF5))

# Decoding makes up to four bytes a character: piece by piece, a line of 200 MB does not become 800.
_PIECE = 1 << 20


class Replaced(NamedTuple):
    """How many places of a text were not UTF-8, and the row of the first."""

    places: int
    row: int

    def note(self) -> str:
        """What the user is told."""
        what = "1 place that is not UTF-8" if self.places == 1 else f"{self.places} places that are not UTF-8"
        return f"{what}, shown as U+FFFD, the first on line {self.row}; save it as UTF-8"


class Decoded(NamedTuple):
    """A file's text as valid UTF-8 without byte order mark, and what is needed to write it back.

    `encoding` is a codec's name, `mark` the bytes that stood before the text. `damaged`: some bytes could
    not be read and stand in `text` as U+FFFD, so that writing it back would not give the same file;
    `replaced` says how many where the text is UTF-8.
    (A tuple, because one is made for each of a million files: a frozen dataclass costs 1 µs more.)
    """

    text: bytes
    encoding: str = UTF8
    mark: bytes = b""
    notes: tuple[str, ...] = ()
    damaged: bool = False
    replaced: Replaced | None = None

    def holds(self, text: str) -> bool:
        """Whether the file's encoding has all characters of `text`."""
        if self.encoding != WINDOWS_1252:
            return True
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def encode(self, text: bytes) -> bytes:
        """`text` (UTF-8) as the file had it. Raises UnicodeEncodeError for what its encoding cannot hold."""
        return self.mark + (text if self.encoding == UTF8 else text.decode().encode(self.encoding))


def decode(raw: bytes, filename: str) -> Decoded:
    """What `raw` says, as UTF-8. Raises BinaryError, or UnreadableError for an unknown encoding."""
    if raw.startswith(_MARK_STARTS):
        mark = next(mark for mark in _MARKS if raw.startswith(mark))
        return _decode_marked(raw[len(mark) :], mark)
    if kind := binary_kind(raw):
        raise BinaryError(filename, f"it is {kind}, not text; exclude it")
    return decode_unmarked(raw, filename)


def decode_unmarked(raw: bytes, filename: str) -> Decoded:
    """As `decode`, for what follows after the beginning of a text. Raises UnreadableError."""
    first_bad = _first_bad_byte(raw)
    return Decoded(raw) if first_bad is None else _told_apart(raw, first_bad, filename)


def is_wide(raw: bytes) -> bool:
    """Whether a text has the mark of UTF-16 or UTF-32, where a line end's byte may be part of a letter."""
    return raw.startswith(_MARK_STARTS) and not raw.startswith(codecs.BOM_UTF8)


def _first_bad_byte(raw: bytes) -> int | None:
    """Where `raw` (byte offset) stops being UTF-8, None when all of it is."""
    if raw.isascii():
        return None
    view, position = memoryview(raw), 0
    while position < len(raw):
        end = position + _PIECE
        try:
            # Not `final`: a character cut by the piece's end is left for the next piece.
            position += codecs.utf_8_decode(view[position:end], "strict", end >= len(raw))[1]
        except UnicodeDecodeError as error:
            return position + error.start
    return None


def _transcode(raw: bytes, encoding: str, errors: str) -> bytes:
    """`raw` as UTF-8. Raises UnicodeDecodeError when `errors` is strict and it is not in `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    view = memoryview(raw)
    pieces = (decoder.decode(view[at : at + _PIECE]).encode() for at in range(0, len(raw), _PIECE))
    return b"".join(pieces) + decoder.decode(b"", final=True).encode()


def _decode_marked(raw: bytes, mark: bytes) -> Decoded:
    encoding = _MARKS[mark]
    if encoding == UTF8:
        first_bad = _first_bad_byte(raw)
        return Decoded(raw, mark=mark) if first_bad is None else _repair(raw, first_bad, mark)
    try:
        return Decoded(_transcode(raw, encoding, "strict"), encoding, mark)
    except UnicodeDecodeError:
        text = _transcode(raw, encoding, "replace")
        note = f"damaged {encoding.upper()}: what cannot be read stands as U+FFFD; save it as UTF-8"
        return Decoded(text, encoding, mark, (note,), damaged=True)


def _told_apart(raw: bytes, first_bad: int, filename: str) -> Decoded:
    """Tell UTF-8 with bad bytes from Windows-1252.

    In Windows-1252 a letter beyond ASCII is nearly always a byte of its own, invalid as UTF-8; a valid
    sequence comes by chance, where marks follow it ("é", no-break space, "»" spell one of three bytes).
    In UTF-8 with a few bad bytes it is the other way round. So the more frequent kind decides.
    """
    repaired = _repair(raw, first_bad)
    bad = _count_replaced(raw, repaired.text)
    sequences = len(repaired.text) - len(repaired.text.translate(None, _LEADS)) - bad
    if sequences >= bad:
        return repaired
    try:
        text = _transcode(raw, WINDOWS_1252, "strict")
    except UnicodeDecodeError as error:
        # Five bytes mean nothing in Windows-1252.
        if sequences:
            return repaired
        raise UnreadableError(filename, "its encoding is unknown; save it as UTF-8") from error
    return Decoded(text, WINDOWS_1252, notes=("read as Windows-1252; save it as UTF-8",))


def _repair(raw: bytes, first_bad: int, mark: bytes = b"") -> Decoded:
    text = _transcode(raw, UTF8, "replace")
    replaced = Replaced(_count_replaced(raw, text), raw.count(b"\n", 0, first_bad) + 1)
    return Decoded(text, mark=mark, notes=(replaced.note(),), damaged=True, replaced=replaced)


def _count_replaced(raw: bytes, text: bytes) -> int:
    # Those that stood in the file already are no damage. None can be hidden in a longer sequence: a byte
    # that begins a character in UTF-8 occurs nowhere else.
    return text.count(_REPLACEMENT) - raw.count(_REPLACEMENT)
