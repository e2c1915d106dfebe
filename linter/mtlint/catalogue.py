"""The catalogue: rules from YAML files, checked against the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mtlint.checks import check_kind, check_names
from mtlint.config import Config
from mtlint.errors import CatalogueError, ConfigError
from mtlint.findings import Severity
from mtlint.installed import catalogue_folder
from mtlint.rule import Rule
from mtlint.schema import Origin, build, convert, suggestion, written

LISTED_BY = "`mtlint rules`"
"""Says which rules there are."""

_CODE = re.compile(r"[A-Z]{2,5}\d{3}\Z")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")


class Catalogue(NamedTuple):
    """All rules there are, sorted by code; `folders` are where they and their lexicons come from."""

    rules: tuple[Rule, ...]
    folders: tuple[Path, ...]

    @property
    def _by_name(self) -> Mapping[str, Rule]:
        names = {alias: rule for rule in self.rules for alias in rule.aliases}
        return names | {key: rule for rule in self.rules for key in (rule.code, rule.name)}

    def find(self, code_or_name: str) -> Rule:
        """The rule of a code, a name or an alias. Raises CatalogueError with a suggestion."""
        rules = self._by_name
        rule = rules.get(code_or_name) or rules.get(code_or_name.upper())
        if rule is None:
            raise CatalogueError(
                f'there is no rule "{code_or_name}"{suggestion(code_or_name, self.names, LISTED_BY)}'
            )
        return rule

    @property
    def names(self) -> list[str]:
        """Every code, name and alias."""
        return list(self._by_name)


def load_catalogue(config: Config) -> Catalogue:
    """mtlint's rules and those of the configuration's folders, overrides applied.

    Raises CatalogueError or ConfigError that names file, line and key.
    """  # noqa: D403
    folders = (*config.rule_folders, catalogue_folder())
    rules: dict[str, Rule] = {}
    for folder in reversed(folders):
        for rule in _load_folder(folder):
            _add(rules, rule)
    for code, override in config.rule_overrides.items():
        of = Catalogue(tuple(rules.values()), folders)
        try:
            rule = of.find(code)
        except CatalogueError as error:
            raise ConfigError(f"{config.file}: rules.{code}: {error}") from None
        rules[rule.code] = _overridden(rule, override, config.file or Path("configuration"), code)
    _check_precedence(rules)
    return Catalogue(tuple(rules[code] for code in sorted(rules)), folders)


def _load_folder(folder: Path) -> Iterable[Rule]:
    if not folder.is_dir():
        raise CatalogueError(f"{folder}: there is no such folder of rules")
    for file in sorted(folder.rglob("*.y*ml")):
        if file.suffix in (".yaml", ".yml") and "lexicons" not in file.relative_to(folder).parts:
            yield load_rule(file)


def load_rule(file: Path) -> Rule:
    """The rule of one file. Raises CatalogueError."""
    # Imported here: with the engine in the cache, nothing needs YAML.
    from mtlint.yaml_source import read_yaml

    data, origin = read_yaml(file)
    lines = {written(path): line for path, line in origin.lines.items() if path[:1] == ("with",)}
    rule = build(Rule, data, origin, file=file, options=None, lines=lines)
    if rule.document is not None:
        try:
            re.compile(rule.document)
        except re.error as error:
            raise origin.fail(("document",), f"is no expression of Python's re: {error}") from None
    if not _CODE.match(rule.code):
        raise origin.fail(("code",), f'"{rule.code}" is not two to five capitals and three digits')
    for key, name in (("name", rule.name), *(("aliases", alias) for alias in rule.aliases)):
        if not _NAME.match(name):
            raise origin.fail((key,), f'"{name}" is not lower-case words joined by hyphens')
    for index, example in enumerate(rule.examples):
        if (example.flag is None) == (example.pass_ is None):
            raise origin.fail(("examples", index), 'an example has either "flag" or "pass"')
    return rule._replace(options=_options(rule, origin))


def _options(rule: Rule, origin: Origin) -> object:
    kind = check_kind(rule.check)
    if kind is None:
        raise origin.fail(
            ("check",), f'there is no check "{rule.check}"{suggestion(rule.check, check_names())}'
        )
    return build(kind.schema, rule.with_, origin, ("with",))


def _add(rules: dict[str, Rule], rule: Rule) -> None:
    for other in rules.values():
        taken = {other.code, other.name, *other.aliases} & {rule.code, rule.name, *rule.aliases}
        if taken:
            raise CatalogueError(f"{rule.file}: {', '.join(sorted(taken))} is taken by {other.file}")
    rules[rule.code] = rule


def _check_precedence(rules: Mapping[str, Rule]) -> None:
    for rule in rules.values():
        for code in rule.over:
            if code not in rules:
                raise CatalogueError(
                    f'{rule.file}: over: there is no rule "{code}"{suggestion(code, [*rules])}'
                )


def _overridden(rule: Rule, override: Mapping[str, object], file: Path, code: str) -> Rule:
    """A rule with the configuration's `severity`, `default` and keys of `with`."""
    origin = Origin(file, {}, ConfigError)
    path = ("rules", code)
    changes: dict[str, Any] = {}
    options = {key: value for key, value in override.items() if key not in ("severity", "default")}
    if "severity" in override:
        changes["severity"] = convert(Severity, override["severity"], origin, (*path, "severity"))
    if "default" in override:
        changes["default"] = convert(bool, override["default"], origin, (*path, "default"))
    with_ = {**rule.with_, **options}
    kind = check_kind(rule.check)
    assert kind is not None
    return rule._replace(**changes, with_=with_, options=build(kind.schema, with_, origin, path))
