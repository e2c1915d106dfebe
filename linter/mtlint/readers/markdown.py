"""Markdown: one document whose structure the engine reads as CommonMark."""

from __future__ import annotations

from functools import partial

from mtlint.config import Config
from mtlint.document import Document, Kind
from mtlint.positions import TextLocate
from mtlint.readers.reader import Read, Reader, rewrite_text


def read(text: bytes, filename: str, config: Config) -> Read:
    """One document that is the file's text."""
    document = Document(
        filename,
        text,
        TextLocate(text),
        kind=Kind.MARKDOWN,
        target_lang=config.target_lang,
        source_lang=config.source_lang,
    )
    return Read([document], rewrite=partial(rewrite_text, text))


READER = Reader("markdown", (".md", ".markdown"), "Markdown, as CommonMark has it", read)
