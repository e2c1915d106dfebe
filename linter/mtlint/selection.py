"""Which rules run: `select`, `extend-select` and `ignore` as ruff resolves them, the languages of the run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mtlint.catalogue import LISTED_BY, Catalogue
from mtlint.config import Config
from mtlint.errors import ConfigError
from mtlint.rule import ANY, Rule
from mtlint.schema import suggestion

ALL = "ALL"
_PREFIX = re.compile(r"[A-Z]{2,5}\d{0,3}\Z")


def select_rules(catalogue: Catalogue, config: Config) -> list[Rule]:
    """The rules to run, by code. The most specific selector wins; at a tie `ignore` does.

    Raises ConfigError for a selector that selects nothing.
    """
    for selector in (*config.select, *config.extend_select, *config.ignore):
        check_selector(selector, catalogue)
    wanted = (*config.select, *config.extend_select)
    chosen = []
    for rule in catalogue.rules:
        by_default = 0 if not config.select and rule.default else -1
        strength = max([by_default, *(specificity(selector, rule) for selector in wanted)])
        against = max([-1, *(specificity(selector, rule) for selector in config.ignore)])
        if strength > against and speaks(rule, config):
            chosen.append(rule)
    return chosen


def specificity(selector: str, rule: Rule) -> int:
    """How precisely a selector means a rule; -1: not at all, 0: as one of all, 9: by its code or name."""
    if selector == ALL:
        return 0
    if selector in (rule.code, rule.name, *rule.aliases):
        return 9
    return len(selector) if selector and rule.code.startswith(selector) else -1


def named(rule: Rule, config: Config) -> bool:
    """Whether the run selects a rule by its code or name: then even its neutral findings are printed."""
    return any(specificity(selector, rule) == 9 for selector in (*config.select, *config.extend_select))


def speaks(rule: Rule, config: Config) -> bool:
    """Whether a rule is for the languages of the run. Nothing is translated from a language into itself."""
    target = {ANY, config.target_lang} & set(rule.target_lang)
    sources = set(rule.source_lang) - {config.target_lang}
    source = sources and (config.source_lang is None or {ANY, config.source_lang} & sources)
    return bool(target and source)


def check_selector(selector: str, catalogue: Catalogue) -> None:
    """Raise ConfigError where a selector means no rule at all."""
    if not any(specificity(selector, rule) >= 0 for rule in catalogue.rules):
        raise ConfigError(
            f'no rule is selected by "{selector}"{suggestion(selector, catalogue.names, LISTED_BY)}'
        )


def ignored_codes(selectors: Iterable[str], rules: Sequence[Rule]) -> frozenset[str]:
    """The codes that the selectors of a per-file ignore mean."""
    chosen = list(selectors)
    return frozenset(r.code for r in rules if any(specificity(selector, r) >= 0 for selector in chosen))
