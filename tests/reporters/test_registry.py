"""The registry of output formats: a file in `formats/` is a format."""

from __future__ import annotations

import pickle

import pytest
from handmade import make_finding, make_result

from mtlint.errors import ConfigError
from mtlint.reporters import Display, format_names, load_reporter


def test_every_format_can_be_loaded() -> None:
    assert {"concise", "full", "json", "json-lines"} <= set(format_names())
    for name in format_names():
        assert load_reporter(name, Display()).__doc__


@pytest.mark.parametrize("name", format_names())
def test_a_reporter_goes_to_another_process_without_what_it_has_gathered(name: str) -> None:
    reporter = load_reporter(name, Display(width=33))
    list(reporter.start())
    result = make_result(make_finding("⟦x⟧"))
    list(reporter.document(reporter.page(result)))
    there = pickle.loads(pickle.dumps(reporter))
    assert there.display == reporter.display
    assert there.render(result) == reporter.render(result)


def test_a_misspelt_format_gets_a_suggestion() -> None:
    with pytest.raises(ConfigError, match='no output format "jsonlines"; did you mean "json-lines"'):
        load_reporter("jsonlines", Display())
