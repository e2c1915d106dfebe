"""The registry of output formats: a file in `formats/` is a format."""

from __future__ import annotations

import pytest

from mtlint.errors import ConfigError
from mtlint.reporters import Display, format_names, load_reporter


def test_every_format_can_be_loaded() -> None:
    assert {"concise", "full", "json", "json-lines"} <= set(format_names())
    for name in format_names():
        assert load_reporter(name, Display()).__doc__


def test_a_misspelt_format_gets_a_suggestion() -> None:
    with pytest.raises(ConfigError, match='no output format "jsonlines"; did you mean "json-lines"'):
        load_reporter("jsonlines", Display())
