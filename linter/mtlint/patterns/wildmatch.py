r"""A line of an ignore file to a regular expression.

Written here and not taken from pathspec, whose expressions answer another question: whether a file or any
folder above it matches. A walk asks about one entry at a time (git's `build/` then `!a` still ignores
`a/build/`), and asks so often that all lines have to be one expression. The oracle in the tests is git.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<leading>  \A(?:\*{2,}/)+ )           # folders, or none
    | (?P<inner>    /\*{2,}(?=/) )              # folders between two slashes, or none
    | (?P<trailing> /\*{2,}\Z | \A\*{2,}\Z )    # all that is inside
    | (?P<star>     \*+ )
    | (?P<one>      \? )
    | (?P<class>    \[ (?P<not>[!^])? (?P<body> \]? (?: \[:\w+:\] | \\. | [^\]\\] )*? ) \] )
    | (?P<escaped>  \\(?P<character>.) )
    | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)
# A folder's path ends with NUL, which no name contains: a slash there would be the start of an empty name.
_WILD = {"leading": "(?:.*/)?", "inner": "(?:/.*)?", "trailing": "/.+", "star": r"[^/\0]*", "one": r"[^/\0]"}

_IN_CLASS = re.compile(r"\[:(?P<name>\w+):\]|\\(?P<escaped>.)|(?P<other>.)", re.DOTALL)
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r" \t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~",
    "space": r" \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}

_TRAILING_SPACE = re.compile(r"(?<!\\) +\Z")


class Wildmatch(NamedTuple):
    """One pattern: an expression for whole paths (a folder's ends with NUL) and whether `!` stood before."""

    expression: str
    negated: bool


def translate(line: str) -> Wildmatch | None:
    """The pattern in `line`, None for a comment or a blank. Raises ValueError when it can match nothing."""
    pattern = _TRAILING_SPACE.sub("", line.rstrip("\r"))
    if not pattern or pattern.startswith("#"):
        return None
    negated = pattern.startswith("!")
    pattern = pattern.removeprefix("!")
    folder = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    if not pattern:
        raise ValueError(line)
    # A slash at the start or within ties the pattern to the folder of its file; else it is for names.
    anchored = "/" in pattern
    body = _body(pattern.removeprefix("/"), anchored=anchored)
    expression = f"{'' if anchored else '(?:.*/)?'}{body}\0{'' if folder else '?'}"
    try:
        re.compile(expression)
    except re.error as error:
        raise ValueError(line) from error
    return Wildmatch(expression, negated)


def _body(pattern: str, *, anchored: bool) -> str:
    parts = []
    for token in _TOKEN.finditer(pattern):
        kind = token.lastgroup or ""
        if token["class"]:
            parts.append(_class(token["body"], negated=bool(token["not"])))
        elif kind == "trailing" and token.start() == 0:
            parts.append(".+" if anchored else r"[^/\0]+")
        elif token["escaped"]:
            parts.append(re.escape(token["character"]))
        elif token["other"]:
            # A bracket that nothing closes, a backslash before nothing: git lets them match nothing.
            if token[0] in "[\\":
                raise ValueError(pattern)
            parts.append(re.escape(token[0]))
        else:
            parts.append(_WILD[kind])
    return "".join(parts)


def _class(body: str, *, negated: bool) -> str:
    parts = []
    for token in _IN_CLASS.finditer(body):
        if name := token["name"]:
            if name not in _CLASSES:
                raise ValueError(body)
            parts.append(_CLASSES[name])
        else:
            character = token["escaped"] or token["other"]
            parts.append("-" if token["other"] == "-" else re.escape(character))
    # No class matches a slash, not even a negated one.
    return rf"(?![/\0])[{'^' if negated else ''}{''.join(parts)}]"
