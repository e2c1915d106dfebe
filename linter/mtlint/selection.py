"""Which rules run: `select`, `extend-select` and `ignore` as ruff resolves them, the languages of the run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mtlint.catalogue import LISTED_BY, Catalogue
from mtlint.config import Config
from mtlint.errors import ConfigError
from mtlint.findings import Severity
from mtlint.rule import ANY, Rule
from mtlint.schema import suggestion

if TYPE_CHECKING:
    from mtlint.languagetool import Choice

ALL = "ALL"
LANGUAGETOOL = "languagetool"
"""The check whose rule runs only where the configuration says so, and whose findings are of many rules of
another tool: `LIN201:EN_A_VS_AN` means those of one."""

# Its bare codes "en", "de" and "pt" stand for grammar without spelling.
_VARIANTS = {"en": "en-US", "de": "de-DE", "pt": "pt-PT"}
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
        strength = _strength(rule, config, wanted)
        if strength > _against(rule, config) and speaks(rule, config) and _is_there(rule, config, strength):
            chosen.append(rule)
    return chosen


def _strength(rule: Rule, config: Config, wanted: Iterable[str]) -> int:
    default = rule.default or (rule.check == LANGUAGETOOL and config.languagetool.enabled)
    by_default = 0 if not config.select and default else -1
    return max([by_default, *(specificity(selector, rule) for selector in wanted)])


def _against(rule: Rule, config: Config) -> int:
    # A selector with a detail ignores but a part of its rule.
    return max([-1, *(specificity(selector, rule) for selector in config.ignore if ":" not in selector)])


def _is_there(rule: Rule, config: Config, strength: int) -> bool:
    """Whether the run can ask LanguageTool, where the rule needs it. Raises ConfigError where it is named."""
    if rule.check != LANGUAGETOOL or config.languagetool.enabled:
        return True
    if strength == 9:
        section = "tool.mtlint.languagetool" if _in_pyproject(config) else "languagetool"
        raise ConfigError(
            f"{rule.code} needs LanguageTool: write `enabled = true` below `[{section}]` "
            f"in {config.file or 'mtlint.toml'}, or call with --languagetool or --languagetool-url URL"
        )
    return False


def _in_pyproject(config: Config) -> bool:
    return config.file is not None and config.file.name == "pyproject.toml"


def choice_of(catalogue: Catalogue, config: Config) -> Choice:
    """What the run wants of LanguageTool's rules."""
    # Imported here: an engine from the cache knows it already.
    from mtlint.languagetool import Choice

    wanted = (*config.select, *config.extend_select)
    whole = any(
        _strength(rule, config, [one for one in wanted if ":" not in one]) > _against(rule, config)
        for rule in catalogue.rules
        if rule.check == LANGUAGETOOL
    )
    settings = config.languagetool
    return Choice(
        settings.language or _VARIANTS.get(config.target_lang, config.target_lang),
        (*settings.disabled_rules, *_details(config.ignore)),
        settings.disabled_categories,
        tuple(_details(wanted)),
        only=not whole,
    )


def _details(selectors: Iterable[str]) -> list[str]:
    return [detail for _, _, detail in (selector.partition(":") for selector in selectors) if detail]


def yields(rule: Rule, other: Rule) -> bool:
    """Whether a rule is under another, by its own word. What is neutral hides nothing: a remark about the
    length of a sentence is no reason to be silent about an error in it.
    """  # noqa: D205
    return other.severity is not Severity.NEUTRAL and any(specificity(one, other) >= 0 for one in rule.under)


def specificity(selector: str, rule: Rule) -> int:
    """How precisely a selector means a rule; -1: not at all, 0: as one of all, 9: by its code or name."""
    selector, colon, _ = selector.partition(":")
    if colon:
        names = (rule.code, rule.name, *rule.aliases)
        return 9 if rule.check == LANGUAGETOOL and selector in names else -1
    if selector == ALL:
        return 0
    if selector in (rule.code, rule.name, *rule.aliases):
        return 9
    return len(selector) if selector and rule.code.startswith(selector) else -1


def means(selector: str, rule: Rule, detail: str | None) -> bool:
    """Whether a selector means a finding of a rule; `detail` is the other tool's rule, where there is one."""
    wanted = selector.partition(":")[2]
    return specificity(selector, rule) >= 0 and (not wanted or wanted.upper() == (detail or "").upper())


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
    """The codes that the selectors of a per-file ignore mean, some with a detail: `LIN201:EN_A_VS_AN`."""
    return frozenset(
        "".join((rule.code, *selector.partition(":")[1:])).upper()
        for selector in selectors
        for rule in rules
        if specificity(selector, rule) >= 0
    )
