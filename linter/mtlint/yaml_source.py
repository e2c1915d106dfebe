"""YAML as rules use it: plain data, each key with its line, nothing that surprises.

Only `true` and `false` are booleans (in YAML 1.1 `no`, the language code of Norwegian, is one too). A key
that occurs twice, anchors and aliases (a few of which make a file of gigabytes) and files over 1 MB are
errors.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from mtlint.errors import CatalogueError
from mtlint.schema import KeyPath, Origin

_MOST_BYTES = 1 << 20
_MOST_NESTED = 32
_INTEGER = re.compile(r"[-+]?\d+\Z")
_NUMBER = re.compile(r"[-+]?\d*\.\d+\Z")


def read_yaml(file: Path) -> tuple[object, Origin]:
    """The data of a file and where its keys stand. Raises CatalogueError."""
    try:
        raw = file.read_bytes()
        if len(raw) > _MOST_BYTES:
            raise CatalogueError(f"{file}: a rule file of over 1 MB cannot be right")
        node = _compose(raw.decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{file}: cannot be read: {error}") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{file}:{mark.line + 1}" if mark else str(file)
        raise CatalogueError(f"{place}: {error.problem or 'is not YAML'}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise CatalogueError(f"{file}: is not YAML: {' '.join(str(error).split())}") from None
    lines: dict[KeyPath, int] = {}
    origin = Origin(file, lines, CatalogueError)
    return _data(node, (), lines, origin), origin


def _compose(text: str) -> Any:
    loader = yaml.SafeLoader(text) if not hasattr(yaml, "CSafeLoader") else yaml.CSafeLoader(text)
    try:
        depth = 0
        event: Any
        for event in yaml.parse(text, Loader=type(loader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MOST_NESTED:
                raise yaml.MarkedYAMLError(problem="is nested too deeply", problem_mark=event.start_mark)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise yaml.MarkedYAMLError(
                    problem="anchors and aliases are not allowed", problem_mark=event.start_mark
                )
        return loader.get_single_node()
    finally:
        loader.dispose()


def _data(node: Any, path: KeyPath, lines: dict[KeyPath, int], origin: Origin) -> object:
    if node is None:
        return None
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                lines[*path, key] = key_node.start_mark.line + 1
                raise origin.fail((*path, key), "the key occurs twice")
            lines[*path, key] = key_node.start_mark.line + 1
            mapping[key] = _data(value_node, (*path, key), lines, origin)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, (*path, index), lines, origin) for index, item in enumerate(node.value)]
    return _scalar(node.value, plain=node.style not in ('"', "'", "|", ">"))


def _scalar(value: str, *, plain: bool) -> object:
    if not plain:
        return value
    if value in ("true", "false"):
        return value == "true"
    if value in ("", "~", "null"):
        return None
    if _INTEGER.match(value):
        return int(value)
    return float(value) if _NUMBER.match(value) else value
