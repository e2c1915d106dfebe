"""Which files hold no text."""

from __future__ import annotations

# The formats people keep beside their texts. Most betray themselves by a NUL as well; a short PDF does not.
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (or DOCX, ODT, EPUB)",
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"\xfd7zXZ\x00": "an XZ archive",
    b"\x7fELF": "a program",
}
_STARTS = tuple(_MAGIC)

# Git looks at as many bytes to tell a binary file from text.
_LOOKED_AT = 8192


def binary_kind(raw: bytes) -> str | None:
    """What a file without text is ("a PDF file"), None for text. UTF-16 must be told apart before."""
    if raw.startswith(_STARTS):
        return next(kind for magic, kind in _MAGIC.items() if raw.startswith(magic))
    return "a binary file (it contains NULs)" if raw.find(b"\0", 0, _LOOKED_AT) >= 0 else None
