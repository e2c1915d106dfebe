"""Text from anywhere, made safe to print: what a terminal would obey or hide is shown instead.

A document may hold escape sequences that recolour or clear the screen, bidirectional controls (U+202A to
U+202E, U+2066 to U+2069) that make a line read other than it is, zero-width characters that nobody sees,
and a file name may hold a newline. Where a run is logged by a CI service, the log is a terminal of its own
kind: GitHub's and Azure's runners obey `##[...]` and `##vso[...]` anywhere in a line (ActionCommand.cs of
actions/runner), and `::...::` at its beginning.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = {"\n": "↵", "\t": " "}
_LOG_COMMAND = re.compile(r"##(?=[A-Za-z]*\[)")

# Outside of these blocks (Latin, Greek, Cyrillic, Latin of Vietnamese, punctuation) a character may take two
# columns or none, and each has to be measured. Others never wait for wcwidth to be imported.
_UNEVEN = re.compile("[^\0-\u02ff\u0370-\u0482\u1e00-\u20cf]")


def visible(text: str) -> str:
    """`text` with every character that does not print replaced by its code point: U+001B is `<U+001B>`."""
    # One C call settles almost every text; str.isprintable is False for controls, formats, line and
    # paragraph separators, surrogates and unassigned characters, but also for all spaces except U+0020.
    if not text.isprintable():
        text = "".join(char if char.isprintable() else _sign(char) for char in text)
    return _LOG_COMMAND.sub("#<U+0023>", text) if "##" in text else text


def visible_path(filename: str) -> str:
    """A file's name, safe to begin a line with: `./::error::.txt` is the same file, and no command."""
    return f"./{visible(filename)}" if filename.lstrip().startswith("::") else visible(filename)


def brief(text: str, length: int = 1000) -> str:
    """`text` made visible, at most `length` characters of it: a message may quote a line of a megabyte."""
    return visible(text if len(text) <= length else f"{text[: length - 1]}…")


def _sign(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if unicodedata.category(char) == "Zs":
        return char
    return f"<U+{ord(char):04X}>"


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: two for wide characters, none for combining ones."""
    if _is_even(text):
        return len(text)
    # Terminals agree on wcwidth more than on Unicode's own properties; as a whole, since a skin tone or a
    # joiner makes one picture of two characters.
    from wcwidth import wcswidth

    width = wcswidth(text)
    return width if width >= 0 else sum(map(_columns_of, text))


def _is_even(text: str) -> bool:
    return text.isascii() or not _UNEVEN.search(text)


def _columns_of(char: str) -> int:
    from wcwidth import wcwidth

    return max(wcwidth(char), 0)


def cut(text: str, width: int) -> str:
    """The beginning of `text` that fits in `width` columns, with … where something was left out."""
    if columns(text) <= width:
        return text
    if _is_even(text):
        return text[: max(width - 1, 0)] + "…"
    taken = 0
    for index, char in enumerate(text):
        taken += _columns_of(char)
        if taken > width - 1:
            return text[:index] + "…"
    return text


def cut_start(text: str, width: int) -> str:
    """The end of `text` that fits in `width` columns, with … where something was left out."""
    if columns(text) <= width:
        return text
    if _is_even(text):
        return "…" + text[len(text) - max(width - 1, 0) :]
    taken = 0
    for index in range(len(text) - 1, -1, -1):
        taken += _columns_of(text[index])
        if taken > width - 1:
            return "…" + text[index + 1 :]
    return text
