"""Every rule's own examples, which its page prints: what they say must be what the linter does.

In a `flag`, ⟦ and ⟧ mark what must be found: that, by that rule, and nothing by any other rule that runs by
default. A `pass` gives nothing at all. Applying the rule's fixes to a `flag` gives its `fixed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count

import pytest

from mtlint import Config, Finding, Linter
from mtlint.catalogue import load_catalogue
from mtlint.config import LanguageTool
from mtlint.rule import ANY, Example, Rule
from mtlint.selection import LANGUAGETOOL

RULES = load_catalogue(Config()).rules
SETTINGS = {"TER103": {"table": "lexicons/en/glossary-example.csv"}}
"""What a user sets before a rule can find anything."""

LEAST = 3
"""Examples of each sort that a rule must have."""

_OPEN, _CLOSE = "⟦", "⟧"


def examples() -> Iterator[object]:
    for rule in RULES:
        numbers = {"flag": count(1), "pass": count(1)}
        for example in rule.examples:
            sort = "pass" if example.flag is None else "flag"
            yield pytest.param(rule, example, id=f"{rule.code}-{sort}{next(numbers[sort])}")


@cache
def linter(target_lang: str, selected: str | None, configured: str | None, server: str | None) -> Linter:
    """All default rules, one more where it does not run by default, and what one needs to be set."""
    languagetool = LanguageTool(enabled=server is not None, url=server)
    overrides = {configured: SETTINGS[configured]} if configured else {}
    chosen = (selected,) if selected else ()
    return Linter(
        Config(
            target_lang=target_lang,
            extend_select=chosen,
            rule_overrides=overrides,
            languagetool=languagetool,
        )
    )


def lint(rule: Rule, text: str, example: Example, server: str | None) -> list[Finding]:
    target_lang = "en" if {"en", ANY} & set(rule.target_lang) else rule.target_lang[0]
    selected = None if rule.default else rule.code
    one = linter(target_lang, selected, rule.code if rule.code in SETTINGS else None, server)
    return one.check_text(text, kind=example.kind)


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the marked stretches in bytes."""
    plain, spans, start = b"", [], None
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", text):
        if piece == _OPEN:
            assert start is None, f"{_OPEN} inside {_OPEN} in {text!r}"
            start = len(plain)
        elif piece == _CLOSE:
            assert start is not None, f"{_CLOSE} without {_OPEN} in {text!r}"
            spans.append((start, len(plain)))
            start = None
        else:
            plain += piece.encode()
    assert start is None, f"{_OPEN} without {_CLOSE} in {text!r}"
    return plain.decode(), spans


def fixed(text: str, findings: Sequence[Finding]) -> str:
    """The text with the edits of all fixes applied, from the last to the first."""
    raw = text.encode()
    edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        raw = raw[: edit.start] + edit.content.encode() + raw[edit.end :]
    return raw.decode()


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_example(rule: Rule, example: Example, request: pytest.FixtureRequest) -> None:
    server = request.getfixturevalue("languagetool") if rule.check == LANGUAGETOOL else None
    text, spans = unmarked(example.flag or example.pass_ or "")
    assert bool(spans) == (example.flag is not None), "a flag has marks, a pass has none"
    findings = lint(rule, text, example, server)
    found = [(one.code, one.start, one.end, one.text) for one in findings]
    raw = text.encode()
    assert found == [(rule.code, start, end, raw[start:end].decode()) for start, end in spans]
    if example.fixed is not None:
        assert fixed(text, findings) == example.fixed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_has_examples(rule: Rule) -> None:
    flags = [example for example in rule.examples if example.flag is not None]
    assert len(flags) >= LEAST, "too few that flag"
    assert len(rule.examples) - len(flags) >= LEAST, "too few that pass"
    if rule.fix:
        assert any(example.fixed is not None for example in flags), "no example shows the fix"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_file_is_named_after_the_rule(rule: Rule) -> None:
    assert rule.file.parts[-2:] == (rule.family, f"{rule.code}-{rule.name}.yaml")
