"""Mappings to dataclasses: every error names file, line and key, and says what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest

from mtlint.errors import ConfigError
from mtlint.schema import KeyPath, Origin, build, suggestion


class Colour(StrEnum):
    """An enumeration, as severities are."""

    RED = "red"
    GREEN = "green"


@dataclass(frozen=True)
class Inner:
    """A mapping inside a mapping."""

    size: int


@dataclass(frozen=True)
class Outer:
    """A key of every type there is."""

    name: str
    min_size: int = 1
    share: float = 0.5
    on: bool = True
    colour: Colour = Colour.RED
    mode: Literal["skip", "check"] = "check"
    words: tuple[str, ...] = ()
    with_: Mapping[str, object] = field(default_factory=dict)
    inner: Inner | None = None
    items: tuple[Inner, ...] = ()
    file: Path = Path()
    given: int = 0


def make(data: object, lines: Mapping[KeyPath, int] | None = None) -> Outer:
    return build(Outer, data, Origin(Path("rule.yaml"), lines or {}, ConfigError), given=7)


def test_keys_are_field_names_with_hyphens_and_values_have_the_types_of_the_fields() -> None:
    data = {
        "name": "x", "min-size": 2, "share": 1, "on": False, "colour": "green", "mode": "skip",
        "words": ["a", "b"], "with": {"any": [1]}, "inner": {"size": 3}, "items": [{"size": 4}],
        "file": "a/b",
    }  # fmt: skip
    assert make(data) == Outer(
        "x",
        2,
        1.0,
        False,
        Colour.GREEN,
        "skip",
        ("a", "b"),
        {"any": [1]},
        Inner(3),
        (Inner(4),),
        Path("a/b"),
        7,
    )
    assert make({"name": "x", "inner": None}) == Outer("x", given=7)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, 'the key "name" is missing'),
        ({"name": "x", "min_size": 2}, 'min_size: unknown key; did you mean "min-size"?'),
        ({"name": "x", "given": 1}, "given: unknown key"),
        ({"name": 3}, 'name: expected a text, found "3"'),
        ({"name": None}, "name: expected a text, found nothing"),
        ({"name": "x", "min-size": "2"}, 'min-size: expected a whole number, found "2"'),
        ({"name": "x", "min-size": True}, 'min-size: expected a whole number, found "True"'),
        ({"name": "x", "share": True}, 'share: expected a number, found "True"'),
        ({"name": "x", "on": 1}, 'on: expected true or false, found "1"'),
        ({"name": "x", "colour": "gren"}, 'colour: "gren" is not possible here; did you mean "green"?'),
        ({"name": "x", "colour": 3}, 'colour: "3" is not possible here; known: red, green'),
        ({"name": "x", "mode": ["skip"]}, "mode: "),
        ({"name": "x", "words": "a"}, 'words: expected a list, found "a"'),
        ({"name": "x", "words": ["a", 1]}, 'words[1]: expected a text, found "1"'),
        ({"name": "x", "with": []}, "with: expected a mapping, found a list"),
        ({"name": "x", "inner": 3}, 'inner: expected a mapping, found "3"'),
        ({"name": "x", "inner": {}}, 'inner: the key "size" is missing'),
        (
            {"name": "x", "items": [{"size": 1}, {"sise": 1}]},
            'items[1].sise: unknown key; did you mean "size"?',
        ),
        ([], "expected a mapping, found a list"),
        (None, "expected a mapping, found nothing"),
    ],
)
def test_errors_name_the_key_and_what_is_wrong(data: object, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        make(data)
    assert message in str(error.value)
    assert str(error.value).startswith("rule.yaml: ")


def test_an_error_names_the_line_of_the_key_or_of_the_nearest_one_above_it() -> None:
    lines: dict[KeyPath, int] = {(): 1, ("items",): 4, ("items", 0): 5}
    with pytest.raises(ConfigError, match=r"^rule.yaml:5: items\[0\].size: expected"):
        make({"name": "x", "items": [{"size": "big"}]}, lines)
    with pytest.raises(ConfigError, match=r'^rule.yaml:1: the key "name" is missing'):
        make({}, lines)


def test_suggestions() -> None:
    assert suggestion("selct", ["select", "ignore"]) == '; did you mean "select"?'
    assert suggestion("xyz", ["select", "ignore"]) == "; known: select, ignore"
    assert suggestion("xyz", []) == ""
