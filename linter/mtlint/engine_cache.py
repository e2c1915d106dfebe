"""The engine of a configuration: from the installation or the cache, if all it was made of is the same."""

from __future__ import annotations

from mtlint.cache import cached, entry
from mtlint.catalogue import load_catalogue
from mtlint.checks import BUILT_IN
from mtlint.config import Config
from mtlint.engine import Engine
from mtlint.engine_key import engine_key
from mtlint.installed import ready_folder


def engine_of(config: Config) -> Engine:
    """The engine of a configuration. Raises CatalogueError or ConfigError."""

    def make() -> Engine:
        return Engine(load_catalogue(config), config)

    key = engine_key(config)
    if ready := entry(ready_folder(), key, Engine):
        return ready
    return cached(key, Engine, make, is_repeatable) if config.cache else make()


def is_repeatable(engine: Engine) -> bool:
    """Whether the key says all: the code of check kinds of other packages may change without a trace."""
    return all(rule.check in BUILT_IN for rule in engine.rules)
