"""`per-file-ignores`: rules that are not reported in some files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

from mtlint.config import Config
from mtlint.errors import ConfigError
from mtlint.patterns import Patterns, compile_patterns
from mtlint.rule import Rule
from mtlint.schema import suggestion
from mtlint.selection import ignored_codes, specificity


class PerFileIgnores:
    """The setting, ready to be asked. Patterns are those of `exclude`; `!` before one means all other files.

    `rules` are all there are. Raises ConfigError for what is no pattern, and for a selector of no rule.
    """

    def __init__(self, config: Config, rules: Sequence[Rule]) -> None:
        for selectors in config.per_file_ignores.values():
            _check(selectors, rules)
        root = os.path.abspath(config.root).replace(os.sep, "/").rstrip("/") + "/"
        self._entries = [
            (_compile(line.removeprefix("!"), root), line.startswith("!"), ignored_codes(selectors, rules))
            for line, selectors in config.per_file_ignores.items()
        ]
        # Files are asked about once for each of their documents.
        self._of_file = lru_cache(maxsize=256)(self._find)

    def codes(self, filename: str) -> frozenset[str]:
        """The codes of the rules that are not reported in a file."""
        return self._of_file(filename) if self._entries else frozenset()

    def _find(self, filename: str) -> frozenset[str]:
        path = os.path.abspath(filename).replace(os.sep, "/")
        found = (codes for patterns, others, codes in self._entries if patterns.covers(path) is not others)
        return frozenset[str]().union(*found)


def _check(selectors: Sequence[str], rules: Sequence[Rule]) -> None:
    for selector in selectors:
        if not any(specificity(selector, rule) >= 0 for rule in rules):
            names = [name for rule in rules for name in (rule.code, rule.name)]
            raise ConfigError(
                f'per-file-ignores: no rule is selected by "{selector}"{suggestion(selector, names)}'
            )


def _compile(line: str, root: str) -> Patterns:
    patterns, _ = compile_patterns([line], root)
    if patterns is None:
        raise ConfigError(f'per-file-ignores: "{line}" is not a pattern as gitignore has them')
    return patterns
