"""The engine of a configuration: from the cache, where nothing it was made of has changed."""

from __future__ import annotations

from mtlint.cache import cached
from mtlint.catalogue import load_catalogue
from mtlint.checks import BUILT_IN
from mtlint.config import Config
from mtlint.engine import Engine
from mtlint.engine_key import engine_key


def engine_of(config: Config) -> Engine:
    """The engine of a configuration. Raises CatalogueError or ConfigError."""

    def make() -> Engine:
        return Engine(load_catalogue(config), config)

    return cached(engine_key(config), Engine, make, is_repeatable) if config.cache else make()


def is_repeatable(engine: Engine) -> bool:
    """Whether the key says all: the code of check kinds of other packages may change without a trace."""
    return all(rule.check in BUILT_IN for rule in engine.rules)
