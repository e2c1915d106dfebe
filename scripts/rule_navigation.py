"""A hook of MkDocs: the pages of rules in the navigation, by family."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from mtlint import Config
from mtlint.catalogue import load_catalogue
from mtlint.rule import FAMILIES, Rule


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the families below "Rules"."""
    rules = load_catalogue(Config()).rules
    families = [
        {f"{letters} {family.lower()}": [_entry(rule) for rule in rules if rule.family == letters]}
        for letters, family in FAMILIES.items()
    ]
    assert config.nav is not None
    (section,) = (entry for entry in config.nav if isinstance(entry, dict) and "Rules" in entry)
    section["Rules"] += families
    return config


def _entry(rule: Rule) -> dict[str, str]:
    return {f"{rule.code} {rule.name}": f"rules/{rule.name}.md"}
