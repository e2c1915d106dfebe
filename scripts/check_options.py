"""The options of a check kind, read off its schema."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

from mtlint.checks import Check
from mtlint.schema import key_of

_WORDS = {str: "text", int: "whole number", float: "number", bool: "true or false"}
_LEAD = re.compile(r"^`with` of a rule[:.]?\s*")
_REQUIRED = object()


class Option(NamedTuple):
    """A key of a rule's `with`: what it takes, and its default as TOML (None: it must be there)."""

    key: str
    takes: str
    default: str | None


def options_of(kind: type[Check]) -> list[Option]:
    """The options a check has, in the order of its schema."""
    hints = typing.get_type_hints(kind.schema)
    return [
        Option(key_of(name), _takes(hints[name]), None if default is _REQUIRED else toml(default))
        for name, default in _defaults(kind.schema).items()
    ]


def meaning(kind: type[Check]) -> str:
    """What the options mean: the docstring of the schema, which begins with "`with` of a rule"."""
    text = _LEAD.sub("", inspect.cleandoc(kind.schema.__doc__ or ""))
    return text[:1].upper() + text[1:]


def toml(value: object) -> str:
    """A value as a configuration file has it; nothing is an empty text."""
    if value is None:
        return "none"
    if isinstance(value, Enum):
        return json.dumps(value.value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return json.dumps(value, ensure_ascii=False)


def _defaults(schema: Any) -> dict[str, object]:
    if not dataclasses.is_dataclass(schema):
        return {name: schema._field_defaults.get(name, _REQUIRED) for name in schema._fields}
    found: dict[str, object] = {}
    for field in dataclasses.fields(schema):
        made = field.default_factory
        found[field.name] = field.default if made is dataclasses.MISSING else made()
    return {name: _REQUIRED if value is dataclasses.MISSING else value for name, value in found.items()}


def _takes(hint: Any) -> str:
    arms = [arm for arm in typing.get_args(hint) if arm not in (type(None), Ellipsis)]
    base = typing.get_origin(hint) or hint
    if base in _WORDS:
        return _WORDS[base]
    if isinstance(base, type) and issubclass(base, Enum):
        return " or ".join(f"`{member.value}`" for member in base)
    if base is tuple:
        return f"list of: {_takes(arms[0])}"
    if isinstance(base, type) and issubclass(base, Mapping):
        return f"table of: {_takes(arms[1])}"
    return _takes(arms[0])  # X | None
