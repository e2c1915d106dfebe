"""JSON Lines: one record a line, one document a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtlint.config import Config
from mtlint.document import Document
from mtlint.findings import Skipped
from mtlint.readers.reader import Read, Reader

# What follows is imported where it is used: most runs read no records, and `json` takes its time.


def read(text: bytes, filename: str, config: Config) -> Read:
    """A document for each record; a record without the text field is skipped and listed."""
    from mtlint.readers.jsonl.records import read as read_whole

    return read_whole(text, filename, config)


def records(
    blocks: Iterable[bytes], filename: str, config: Config, skipped: list[Skipped]
) -> Iterator[Document]:
    """The documents of blocks of lines, one after the other; what cannot be read goes to `skipped`."""
    from mtlint.readers.jsonl.records import records as read_one_by_one

    return read_one_by_one(blocks, filename, config, skipped)


READER = Reader(
    "jsonl", (".jsonl", ".ndjson"), "JSON Lines; --text-field names the field with the text", read, records
)
