"""From the decoded text of a JSON Lines record back through its escapes: positions, and changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from json import JSONDecoder, dumps

from mtlint import lazy_re
from mtlint.document import Position
from mtlint.fixes import Change, apply
from mtlint.positions import TextLocate

# A pair of surrogates is one character; a surrogate alone is read as U+FFFD.
_ESCAPE = lazy_re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL
)
_PAIR, _CODED = len(rb"\ud83d\ude00"), len(rb"\u00e1")

_SPACE = lazy_re.compile(r"[ \t\n\r]*")


class JsonLocate:
    """`locate` of a record's text: a string in the JSON object on one line.

    Nothing is computed before a finding asks. `line` is the record's line in the file as UTF-8, `row` its
    number there, `field` the key of the text.
    """

    __slots__ = ("_field", "_line", "_row")

    def __init__(self, line: bytes, row: int, field: str) -> None:
        self._line = line
        self._row = row
        self._field = field

    def __call__(self, offsets: Sequence[int]) -> list[Position]:
        """Positions in the file of byte offsets in the record's text; an escape counts as written."""
        start = string_start(self._line.decode(), self._field)
        places = TextLocate(self._line)(raw_offsets(self._line, start, offsets))
        return [Position(self._row, place.column) for place in places]


def rewritten(line: bytes, field: str, changes: Sequence[Change]) -> bytes:
    """A record's line with changes of the text under `field`; all else stays as it is written.

    Only the changed places are encoded, so a record keeps its order of keys, its spaces and its escapes. What
    is new is escaped as the line is: to ASCII where the line is all ASCII.
    """
    start = string_start(line.decode(), field)
    offsets = raw_offsets(line, start, [offset for change in changes for offset in change[:2]])
    ascii_only = line.isascii()
    raw = (
        Change(begin, end, dumps(change.content.decode(), ensure_ascii=ascii_only)[1:-1].encode())
        for change, begin, end in zip(changes, offsets[::2], offsets[1::2], strict=True)
    )
    return apply(line, raw)


def string_start(line: str, field: str) -> int:
    """Byte offset, in the UTF-8 of a JSON object, of the first character of the string under `field`.

    Of keys that occur twice the last one counts, as in the values that `json` gives.
    """
    decoder = JSONDecoder()
    found = 0
    at = _skip_space(line, line.index("{") + 1)
    while line[at] == '"':
        key, at = decoder.raw_decode(line, at)
        at = _skip_space(line, line.index(":", at) + 1)
        if key == field:
            found = at + 1
        _, at = decoder.raw_decode(line, at)
        at = _skip_space(line, at)
        if line[at] == "}":
            break
        at = _skip_space(line, at + 1)
    return len(line[:found].encode())


def _skip_space(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def raw_offsets(line: bytes, start: int, offsets: Sequence[int]) -> list[int]:
    """Byte offsets in the decoded string to those in `line`, whose string begins at byte `start`.

    Between two escapes both advance together, so only the escapes are walked, once for all offsets. An
    offset inside a character written as an escape gives the escape's start.
    """
    found: dict[int, int] = {}
    decoded, raw = 0, start
    escapes = _ESCAPE.finditer(line, start)
    escape = next(escapes, None)
    for offset in sorted(set(offsets)):
        while escape and (end := decoded + escape.start() - raw + _decoded_width(escape[0])) <= offset:
            decoded, raw = end, escape.end()
            escape = next(escapes, None)
        place = raw + offset - decoded
        found[offset] = min(place, escape.start()) if escape else place
    return [found[offset] for offset in offsets]


def _decoded_width(escape: bytes) -> int:
    """Bytes, in UTF-8, of the character that an escape stands for."""
    if len(escape) == _PAIR:
        return 4
    if len(escape) < _CODED:
        return 1
    code = int(escape[len(rb"\u") :], 16)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3
