"""A rule as the catalogue holds it: what a YAML file of `rules/` says, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from mtlint.document import Kind
from mtlint.findings import Applicability, Severity

ANY = "any"


FAMILIES = {
    "ACC": "Accuracy",
    "TER": "Terminology",
    "LIN": "Linguistic conventions",
    "STY": "Style",
    "LOC": "Locale conventions",
    "MRK": "Design and markup",
}
"""The first three letters of a code, and the dimension of MQM they stand for."""


class Block:
    """Kinds of blocks, as numbers for columns; `NAMES` are the words rules and docs use."""

    BLANK, PARAGRAPH, HEADING, LIST_ITEM, CAPTION, IMAGE, TABLE_ROW, CODE, FRONT_MATTER = range(9)
    NAMES = (
        "blank", "paragraph", "heading", "list-item", "caption", "image", "table-row", "code", "front-matter"
    )  # fmt: skip
    PROSE = frozenset({PARAGRAPH, HEADING, LIST_ITEM, CAPTION})


BlockName = Literal[
    "paragraph", "heading", "list-item", "caption", "image", "table-row", "code", "front-matter"
]


class FixTemplate(NamedTuple):
    """What a rule's fix puts in the place of the finding; `{group}` stands for a group of the match."""

    applicability: Applicability
    replace: str
    message: str = ""


class Example(NamedTuple):
    """A text that shows what a rule finds (`flag`, spans marked ⟦...⟧) or spares (`pass`)."""

    flag: str | None = None
    pass_: str | None = None
    fixed: str | None = None
    kind: Kind = Kind.PLAIN


class Rule(NamedTuple):
    """One defect to look for. The fields are the keys of the YAML file.

    `options` is `with_` as the check's own schema has it; `file` is where the rule stands,
    `lines` where the keys of its `with` do ("with.expressions[0]").
    """

    code: str
    name: str
    summary: str
    severity: Severity
    mqm: str
    check: str
    message: str
    why: str
    examples: tuple[Example, ...]
    aliases: tuple[str, ...] = ()
    default: bool = True
    target_lang: tuple[str, ...] = (ANY,)
    source_lang: tuple[str, ...] = (ANY,)
    blocks: tuple[BlockName, ...] = ("paragraph", "heading", "list-item", "caption")
    quoted: Literal["skip", "check"] = "check"
    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    document: str | None = None
    with_: Mapping[str, object] = {}
    options: object = None
    lines: Mapping[str, int] = {}
    fix: FixTemplate | None = None
    file: Path = Path()

    def place(self, key: str) -> str:
        """Where a key of `with` stands, for errors: `file:line: key`."""
        line = self.lines.get(key)
        return f"{self.file}:{line}: {key}" if line else f"{self.file}: {key}"

    @property
    def family(self) -> str:
        """The three letters of the code: a dimension of MQM."""
        return self.code[:3]

    @property
    def block_kinds(self) -> frozenset[int]:
        """`blocks` as numbers of `Block`."""
        return frozenset(Block.NAMES.index(name) for name in self.blocks)

    @property
    def url(self) -> str:
        """Where the rule's page stands."""
        return f"https://mtlint.readthedocs.io/rules/{self.name}/"
