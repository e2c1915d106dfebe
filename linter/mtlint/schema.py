"""Mappings from YAML or TOML to frozen dataclasses or named tuples, with errors that name file, line and key.

The class is the schema: field names with `-` for `_` are the keys (a trailing `_` is dropped, for
keywords), annotations are the types, fields without default are required. A key that is unknown or occurs
twice, a value of another type, a word that is not one of the listed ones: each is an error.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar, cast, get_args, get_origin

from mtlint.errors import MtlintError

T = TypeVar("T")
KeyPath = tuple[str | int, ...]


class Origin(NamedTuple):
    """Where a mapping came from, so that an error can say it."""

    file: Path
    lines: Mapping[KeyPath, int]
    error: type[MtlintError]

    def fail(self, path: KeyPath, message: str) -> MtlintError:
        """An error at a key: `file:line: key: message` (without the line where it is not known)."""
        line = next((self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), None)
        place = f"{self.file}:{line}" if line else str(self.file)
        key = written(path)
        return self.error(f"{place}: {key + ': ' if key else ''}{message}")


def written(path: KeyPath) -> str:
    """A path of keys as errors name it: `with.expressions[0]`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def key_of(field_name: str) -> str:
    """The key a field is written as: `target_lang` is `target-lang`, `with_` is `with`."""
    return field_name.rstrip("_").replace("_", "-")


def suggestion(word: str, known: Sequence[str], listed_by: str = "") -> str:
    """`; did you mean "select"?`, or where nothing is near what there is, or the command that lists it."""
    # Imported here: only who makes a mistake needs it.
    import difflib

    near = difflib.get_close_matches(word, known, n=1)
    if near:
        return f'; did you mean "{near[0]}"?'
    if listed_by:
        return f"; {listed_by} lists what there is"
    return f"; known: {', '.join(known)}" if known else ""


def _defaults(cls: Any) -> dict[str, bool]:
    """The fields of a dataclass or a named tuple, and whether each has a default."""
    if dataclasses.is_dataclass(cls):
        missing = dataclasses.MISSING
        return {
            field.name: field.default is not missing or field.default_factory is not missing
            for field in dataclasses.fields(cls)
        }
    return {name: name in cls._field_defaults for name in cls._fields}


@lru_cache(maxsize=64)
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def build(cls: type[T], data: object, origin: Origin, path: KeyPath = (), **given: object) -> T:
    """An instance of the dataclass `cls` from a mapping; `given` fields come from elsewhere.

    Raises `origin.error`, naming file, line and key.
    """
    if not isinstance(data, Mapping):
        raise origin.fail(path, f"expected a mapping, found {_kind(data)}")
    fields = {key_of(name): name for name in _defaults(cls) if name not in given}
    for key in data:
        if key not in fields:
            raise origin.fail((*path, str(key)), f"unknown key{suggestion(str(key), list(fields))}")
    hints = _hints(cast("Any", cls))
    values: dict[str, object] = dict(given)
    for key, name in fields.items():
        if key in data:
            values[name] = convert(hints[name], data[key], origin, (*path, key))
        elif not _defaults(cls)[name]:
            raise origin.fail(path, f'the key "{key}" is missing')
    return cls(**values)


def convert(hint: Any, value: object, origin: Origin, path: KeyPath) -> Any:
    """`value` as the annotation `hint` wants it. Raises `origin.error`."""
    base = get_origin(hint)
    if base in (types.UnionType, typing.Union):
        return _convert_union(hint, value, origin, path)
    if base is Literal:
        return _one_of(get_args(hint), value, origin, path)
    if base is tuple:
        return _convert_list(get_args(hint)[0], value, origin, path)
    if base is not None and issubclass(base, Mapping):
        if not isinstance(value, Mapping):
            raise origin.fail(path, f"expected a mapping, found {_kind(value)}")
        of = get_args(hint)[1]
        return {str(key): convert(of, item, origin, (*path, str(key))) for key, item in value.items()}
    if isinstance(hint, type):
        return _convert_plain(hint, value, origin, path)
    return value


def _convert_plain(hint: type, value: object, origin: Origin, path: KeyPath) -> object:
    if hint is object:
        return value
    if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
        return build(hint, value, origin, path)
    if issubclass(hint, Enum):
        return hint(_one_of([member.value for member in hint], value, origin, path))
    if hint is Path and isinstance(value, str):
        return Path(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    # bool is an int in Python; in a configuration `true` is no number.
    if isinstance(value, hint) and (hint is bool or not isinstance(value, bool)):
        return value
    raise origin.fail(path, f"expected {_NAMES.get(hint, hint.__name__)}, found {_kind(value)}")


def _convert_union(hint: Any, value: object, origin: Origin, path: KeyPath) -> object:
    if value is None and type(None) in get_args(hint):
        return None
    (of,) = (arm for arm in get_args(hint) if arm is not type(None))
    return convert(of, value, origin, path)


def _convert_list(of: Any, value: object, origin: Origin, path: KeyPath) -> tuple[object, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise origin.fail(path, f"expected a list, found {_kind(value)}")
    return tuple(convert(of, item, origin, (*path, index)) for index, item in enumerate(value))


def _one_of(words: Sequence[str], value: object, origin: Origin, path: KeyPath) -> str:
    if value in words and isinstance(value, str):
        return value
    raise origin.fail(path, f'"{value}" is not possible here{suggestion(str(value), list(words))}')


_NAMES = {str: "a text", int: "a whole number", bool: "true or false", float: "a number", dict: "a mapping"}


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str | int | float | bool):
        return f'"{value}"'
    return "a mapping" if isinstance(value, Mapping) else "a list"
