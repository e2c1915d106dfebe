"""The records of JSON Lines, and their lines with changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from mtlint import lazy_re
from mtlint.config import Config
from mtlint.document import Document
from mtlint.errors import ReadError
from mtlint.findings import Skipped
from mtlint.fixes import Change
from mtlint.readers.failures import UnreadableError
from mtlint.readers.jsonl.positions import JsonLocate, rewritten
from mtlint.readers.reader import Read

_SURROGATE = lazy_re.compile("[\ud800-\udfff]")


class _RecordError(ReadError):
    """One record cannot be read; the others go on."""


def read(text: bytes, filename: str, config: Config) -> Read:
    """A document for each record; a record without the text field is skipped and listed."""
    skipped: list[Skipped] = []
    documents = list(records([text], filename, config, skipped))
    rewrite = partial(_rewrite, text, config.text_field or "", documents)
    return Read(documents, skipped=skipped, rewrite=rewrite)


def records(
    blocks: Iterable[bytes], filename: str, config: Config, skipped: list[Skipped]
) -> Iterator[Document]:
    """The documents of blocks of lines, one after the other; what cannot be read goes to `skipped`."""
    before, read_any = 0, False
    for block in blocks:
        field = config.text_field
        if field is None:
            raise UnreadableError(
                filename, f"pass --text-field NAME to say where the text is{_choice(block)}"
            )
        for row, line in _lines(block, before + 1):
            try:
                yield _document(line, row, field, filename, config)
                read_any = True
            except _RecordError as error:
                skipped.append(Skipped(f"{filename}:{row}", str(error), failed=True))
        before += block.count(b"\n")
    if skipped and not read_any:
        # The wrong field, or no JSON Lines at all: one sentence instead of a million.
        first = skipped[0]
        raise UnreadableError(filename, f"none of its records can be read; {first.filename}: {first.reason}")


def _document(line: bytes, row: int, field: str, filename: str, config: Config) -> Document:
    record = _record(line)
    return Document(
        filename,
        _content(record, field).encode(),
        JsonLocate(line, row, field),
        id=_identity(record, row),
        target_lang=config.target_lang,
        source_lang=config.source_lang,
    )


def _rewrite(
    text: bytes, field: str, documents: Sequence[Document], changes: Mapping[int, Sequence[Change]]
) -> bytes:
    lines = text.split(b"\n")
    for number, edits in changes.items():
        row = documents[number].locate([0])[0].row - 1
        lines[row] = rewritten(lines[row], field, edits)
    return b"\n".join(lines)


def _lines(text: bytes, first: int = 1) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers."""
    return ((row, line) for row, line in enumerate(text.split(b"\n"), first) if line.strip())


def _record(line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line.decode())
    except json.JSONDecodeError as error:
        raise _RecordError(f"not JSON: {error.msg} (column {error.colno})") from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, brackets nested by the thousand.
        raise _RecordError("JSON that no reader can hold: too long a number or too deep a nesting") from error
    if not isinstance(record, dict):
        raise _RecordError("not a JSON object; a record is written {...} on one line")
    return record


def _content(record: dict[str, object], field: str) -> str:
    content = record.get(field)
    if isinstance(content, str):
        return _valid(content)
    if field in record:
        raise _RecordError(f'the field "{field}" holds no text')
    raise _RecordError(f'it has no field "{field}"{_names(record)}')


def _identity(record: dict[str, object], row: int) -> str:
    identity = record.get("id")
    if isinstance(identity, str):
        return _valid(identity)
    # `true` is an int in Python, and no name.
    return str(identity if isinstance(identity, int) and not isinstance(identity, bool) else row)


def _valid(text: str) -> str:
    """`text` without lone surrogates, which JSON can spell and UTF-8 cannot; as long in UTF-8 as before."""
    return text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _names(record: dict[str, object]) -> str:
    names = [_valid(name) for name, value in record.items() if isinstance(value, str)]
    return f"; fields with text: {', '.join(names)}" if names else ""


def _choice(text: bytes) -> str:
    for _, line in _lines(text):
        try:
            return _names(_record(line))
        except _RecordError:
            continue
    return ""
