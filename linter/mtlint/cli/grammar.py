"""What a run needs before it can check grammar: a LanguageTool server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from mtlint.catalogue import load_catalogue
from mtlint.cli import messages
from mtlint.config import Config
from mtlint.selection import LANGUAGETOOL, choice_of, select_rules


@contextmanager
def with_server(config: Config) -> Iterator[Config]:
    """The configuration with the address of a server: where it names none, one is started for all processes.

    Raises ConfigError where that is not possible.
    """
    catalogue = load_catalogue(config)
    if all(rule.check != LANGUAGETOOL for rule in select_rules(catalogue, config)):
        messages.warning("LanguageTool will not be asked: LIN201 is not among the selected rules")
        yield config
    elif config.languagetool.url is not None:
        yield config
    else:
        from mtlint.languagetool.proofreader import require_the_package

        require_the_package()
        from mtlint.languagetool.local import serving

        with serving(config.languagetool, choice_of(catalogue, config).language) as url:
            yield replace(config, languagetool=replace(config.languagetool, url=url))
