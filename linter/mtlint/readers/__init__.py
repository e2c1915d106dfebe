"""Readers: one file per input format, from bytes to documents.

A module of this package that has a `READER` is an input format: adding one is adding a file.
"""

from __future__ import annotations

import os
import pkgutil
from importlib import import_module

from mtlint.config import Config
from mtlint.positions import TextLocate
from mtlint.readers.encoding import Decoded, decode
from mtlint.readers.failures import BinaryError, UnreadableError
from mtlint.readers.files import read_raw
from mtlint.readers.reader import Read, Reader, Stream
from mtlint.readers.stream import stream

__all__ = [
    "READERS",
    "BinaryError",
    "Decoded",
    "Read",
    "Reader",
    "Stream",
    "TextLocate",
    "UnreadableError",
    "decode",
    "open_file",
    "parse",
    "read_bytes",
    "read_file",
    "read_raw",
    "reader_for",
]


def _collect() -> tuple[Reader, ...]:
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return tuple(module.READER for module in modules if hasattr(module, "READER"))


READERS = _collect()
"""All input formats, sorted by name; `--help` and the docs list them."""

_BY_EXTENSION = {extension: reader for reader in READERS for extension in reader.extensions}
_PLAIN = _BY_EXTENSION[".txt"]


def reader_for(filename: str) -> Reader:
    """The reader of a file, by its extension; that of plain text where no other claims it."""
    return _BY_EXTENSION.get(os.path.splitext(filename)[1].lower(), _PLAIN)


def read_file(filename: str, config: Config) -> Read:
    """The documents of a file. Raises ReadError (BinaryError, UnreadableError), which names the file."""
    return read_bytes(read_raw(filename), filename, config)


def open_file(filename: str, config: Config) -> Read | Stream:
    """The documents of a file; those of a large file of records are read while they are taken.

    Raises ReadError, and so may taking the documents of a stream.
    """
    return stream(filename, reader_for(filename), config) or read_file(filename, config)


def read_bytes(raw: bytes, filename: str, config: Config) -> Read:
    """The documents in `raw`, read as a file called `filename`. Raises ReadError."""
    return parse(decode(raw, filename), filename, config)


def parse(decoded: Decoded, filename: str, config: Config) -> Read:
    """The documents of a file whose text is decoded already. Raises ReadError."""
    result = reader_for(filename).read(decoded.text, filename, config)
    result.notes[:0] = decoded.notes
    return result
