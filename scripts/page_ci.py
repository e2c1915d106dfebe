"""What a CI configuration on a page claims: it is valid, what it names exists, what it runs can be run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from page_shell import Shell
from stale import ROOT

_ACTION = "mtlint/mtlint@"
_RAW = "https://raw.githubusercontent.com/mtlint/mtlint/main/"
_TEMPLATE = "integrations/gitlab.yml"
_EXPRESSION = re.compile(r"\bsteps\.mtlint\.outputs\.([\w-]+)")
_COMMANDS = ("run", "script", "before_script")
"""Keys of CI configurations that hold commands."""

_SCHEMAS = {
    ".github/workflows/": "--builtin-schema vendor.github-workflows",
    "gitlab-ci.yml": "--builtin-schema vendor.gitlab-ci --data-transform gitlab-ci",
}
"""By a part of a file's name: the published schema that it is held against. Fragments have neither."""


def try_configuration(data: Any, title: str | None, shell: Shell) -> None:
    """Hold a workflow, a GitLab configuration or a part of one against what is there. Raises ValueError."""
    for part, schema in _SCHEMAS.items():
        if title and part in title:
            shell.command(f"check-jsonschema {schema} {title} || exit 2")
    for mapping in _mappings(data):
        if str(mapping.get("uses", "")).startswith(_ACTION):
            _action(mapping.get("with", {}), shell)
        if str(mapping.get("remote", "")).startswith(_RAW):
            _known("file", {mapping["remote"].removeprefix(_RAW)}, {_TEMPLATE})
        if isinstance(mapping.get("mtlint"), Mapping) and "variables" in mapping["mtlint"]:
            _template(mapping["mtlint"]["variables"], shell)
        _known("output", set(_EXPRESSION.findall(str(mapping))), set(_read("action.yml")["outputs"]))
        for key in _COMMANDS:
            if key in mapping:
                script = mapping[key]
                shell.lines("\n".join(script) if isinstance(script, list) else str(script))


def _action(inputs: Mapping[str, str], shell: Shell) -> None:
    known = _read("action.yml")["inputs"]
    _known("input", set(inputs), set(known))
    _check(inputs.get("args", ""), inputs.get("paths", known["paths"]["default"]), shell)


def _template(variables: Mapping[str, Any], shell: Shell) -> None:
    # GitLab's own begin otherwise.
    own = {name: value for name, value in variables.items() if name.startswith("MTLINT_")}
    known = _read(_TEMPLATE)["mtlint"]["variables"]
    _known("variable", set(own), set(known))
    _check(own.get("MTLINT_ARGS", ""), own.get("MTLINT_PATHS", known["MTLINT_PATHS"]), shell)


def _check(args: str, paths: str, shell: Shell) -> None:
    """Call mtlint as the action and the template do; paths that another step finds are not known here."""
    if "${{" not in paths:
        shell.command(shlex.join(["mtlint", "check", *shlex.split(args), "--", *paths.splitlines()]))


def _known(what: str, named: set[str], there: set[str]) -> None:
    if named - there:
        raise ValueError(f"there is no such {what}: {', '.join(sorted(named - there))}")


def _read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def _mappings(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        yield data
    for item in data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ():
        yield from _mappings(item)
