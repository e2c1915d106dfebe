"""What an engine is made of, as a key: the engine and what it found are kept under it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder

from mtlint import __version__
from mtlint.cache import digest, noted, stamp_of
from mtlint.config import Config
from mtlint.extras import EXTRAS, missing_extra
from mtlint.installed import catalogue_folder


def engine_key(config: Config) -> str:
    """The same for two runs whose engines find the same in each text."""

    def read() -> str:
        return digest(_ingredients(config))

    return noted(digest(_stamps(config)), read) if config.cache else read()


def _stamps(config: Config) -> Iterator[str]:
    """What changes when one of the ingredients does, without a file being read."""
    yield from _settings(config)
    yield from stamp_of(file for _, file in _files(config))


def _ingredients(config: Config) -> Iterator[bytes | str]:
    """Everything an engine depends on: versions, settings, the bytes of code, rules and lexicons."""
    yield from _settings(config)
    for folder, file in _files(config):
        yield os.path.relpath(file, folder)
        with open(file, "rb", buffering=0) as stream:
            yield stream.read()


def _settings(config: Config) -> Iterator[str]:
    # An engine made without Hyperscan is slow and right; it goes as soon as there is one.
    yield from (__version__, sys.version, sys.platform, str(PathFinder.find_spec("hyperscan") is not None))
    if config.select or config.extend_select or config.rule_overrides or config.rule_folders:
        # No rule that runs by default needs an extra: most runs look for none.
        yield from (str(missing_extra(need)) for need in EXTRAS)
    for setting in (
        config.select, config.extend_select, config.ignore, config.target_lang, config.source_lang,
        config.words, sorted(config.rule_overrides.items()), config.rule_folders, *_of_languagetool(config),
    ):  # fmt: skip
        yield repr(setting)


def _of_languagetool(config: Config) -> tuple[object, ...]:
    # Not where the server is: one started for this run listens on another port every time.
    of = config.languagetool
    return of.enabled, of.language, of.disabled_rules, of.disabled_categories


def _files(config: Config) -> Iterator[tuple[str, str]]:
    """The code, the rules and lexicons, and the user's own tables, each after the folder it belongs to."""
    # In a checkout the code changes while the version does not.
    code = os.path.dirname(__file__)
    yield from ((code, file) for file in _below(code) if file.endswith(".py"))
    for folder in map(os.fspath, (catalogue_folder(), *config.rule_folders)):
        yield from ((folder, file) for file in _below(folder))
    for override in config.rule_overrides.values():
        for value in override.values():
            if isinstance(value, str) and os.path.isfile(table := os.path.join(config.root, value)):
                yield os.fspath(config.root), table


def _below(folder: str) -> list[str]:
    return sorted(os.path.join(where, name) for where, _, names in os.walk(folder) for name in names)
