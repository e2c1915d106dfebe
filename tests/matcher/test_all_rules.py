"""The expressions of all rules together: what one finds does not depend on the others in its database."""

from __future__ import annotations

from mtlint import Config
from mtlint.batch import Batch
from mtlint.catalogue import load_catalogue
from mtlint.engine import Engine
from mtlint.matcher import PlainMatcher
from mtlint.matcher.hyper import HyperMatcher
from workbench import document


def test_all_expressions_on_the_examples_of_all_rules() -> None:
    config = Config(cache=False)
    catalogue = load_catalogue(config)
    examples = [example for rule in catalogue.rules for example in rule.examples]
    texts = [(example.flag or example.pass_ or "", example.kind) for example in examples]
    columns = Engine(catalogue, config).columns(Batch([document(text, kind) for text, kind in texts]))
    matcher = columns._matcher
    assert isinstance(matcher, HyperMatcher)
    assert matcher._plain == []
    expected = PlainMatcher(matcher.expressions).find(columns.batch.buffer, columns.prose, columns.blocks)
    for number, expression in enumerate(matcher.expressions):
        assert columns.matches.get(number) == expected.get(number), expression
