"""What the tests of the engine's parts need to set one part to work on a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from mtlint.batch import Batch
from mtlint.catalogue import Catalogue, load_rule
from mtlint.columns import Columns
from mtlint.columns.gaps import GapTable
from mtlint.config import Config
from mtlint.document import Document, Kind
from mtlint.engine import Engine
from mtlint.matcher import PlainMatcher
from mtlint.positions import TextLocate
from mtlint.rule import Block
from mtlint.vocabulary import Vocabulary


def document(text: str, kind: Kind = Kind.PLAIN, filename: str = "text.txt") -> Document:
    """A document of a text."""
    raw = text.encode()
    return Document(filename, raw, TextLocate(raw), kind=kind)


def batch(*texts: str, kind: Kind = Kind.PLAIN) -> Batch:
    """A batch of texts of one kind."""
    return Batch([document(text, kind) for text in texts])


def columns(*texts: str, kind: Kind = Kind.PLAIN, abbreviations: Sequence[str] = ()) -> Columns:
    """The columns of a batch of texts, without lexicons but for abbreviations."""
    return Columns(batch(*texts, kind=kind), Vocabulary({1: abbreviations}, 1), PlainMatcher([]), GapTable())


class BlockSeen(NamedTuple):
    """A block as a test reads it."""

    kind: str
    text: str


def blocks(text: str, kind: Kind = Kind.PLAIN) -> list[BlockSeen]:
    """The blocks of a text."""
    of = columns(text, kind=kind)
    return [
        BlockSeen(Block.NAMES[number], of.batch.buffer[start:end].decode())
        for start, end, number in zip(
            of.blocks.start.tolist(), of.blocks.end.tolist(), of.blocks.kind.tolist(), strict=True
        )
    ]


RULE: Mapping[str, object] = {
    "code": "TST101",
    "name": "test-rule",
    "summary": "A rule of the tests",
    "severity": "minor",
    "mqm": "other",
    "message": "Found",
    "why": "The tests want it.",
    "examples": [],
}
"""The keys every rule needs; a test adds `check` and `with`."""


def write_rule(folder: Path, **keys: object) -> Path:
    """A rule file of `RULE` and some keys (`with_` for `with`, `-` for `_`)."""
    rule = {**RULE, **{key.rstrip("_").replace("_", "-"): value for key, value in keys.items()}}
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{rule['code']}.yaml"
    file.write_text(yaml.safe_dump(rule, allow_unicode=True), encoding="utf-8")
    return file


def write_lists(folder: Path, lists: Mapping[str, str]) -> None:
    """Word lists `NAME.txt`: `words` are parted by `, ` or, where there is none of it, by blanks."""
    for name, words in lists.items():
        entries = words.split(", ") if ", " in words else words.split()
        (folder / f"{name}.txt").write_text("".join(f"{entry}\n" for entry in entries), encoding="utf-8")


class Bench:
    """One rule, ready to run on marked texts."""

    def __init__(self, folder: Path, config: Config | None = None, **keys: object) -> None:
        rule = load_rule(write_rule(folder, **keys))
        config = config or Config(cache=False)
        self.engine = Engine(Catalogue((rule,), (folder,)), config)

    def mark(self, text: str, kind: Kind = Kind.PLAIN) -> str:
        """The text with everything found between ⟦ and ⟧."""
        raw = text.encode()
        linted = self.engine.lint(Batch([document(text, kind)]))
        for found in sorted(linted.found, key=lambda one: -one.start):
            inside = b"\xe2\x9f\xa6" + raw[found.start : found.end] + b"\xe2\x9f\xa7"
            raw = raw[: found.start] + inside + raw[found.end :]
        return raw.decode()

    def groups(self, text: str) -> list[dict[str, str | None]]:
        """The groups of everything found."""
        return [found.groups for found in self.engine.lint(Batch([document(text)])).found]

    def check(self, marked: str, kind: Kind = Kind.PLAIN) -> None:
        """Assert that exactly what is marked in a text is found in it."""
        assert self.mark(re.sub("[⟦⟧]", "", marked), kind) == marked
