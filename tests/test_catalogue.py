"""The catalogue: rules from files, and errors that lead to the place where one is wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from mtlint.catalogue import load_catalogue, load_rule
from mtlint.config import Config
from mtlint.engine import Engine
from mtlint.errors import CatalogueError, ConfigError
from mtlint.findings import Severity
from workbench import RULE, write_rule

GOOD = """\
code: TST101
name: test-rule
summary: A rule of the tests
severity: minor
mqm: other
message: Found
why: The tests want it.
check: pattern
with:
  expressions:
    - word
    - phrase
examples:
  - flag: A ⟦word⟧.
"""


def rule_file(folder: Path, old: str = "", new: str = "") -> Path:
    """`GOOD` with one thing changed."""
    assert old in GOOD
    file = folder / "TST101.yaml"
    file.write_text(GOOD.replace(old, new, 1) if old else GOOD + new, encoding="utf-8")
    return file


def test_a_good_rule(tmp_path: Path) -> None:
    rule = load_rule(rule_file(tmp_path))
    assert (rule.code, rule.severity, rule.family) == ("TST101", Severity.MINOR, "TST")
    assert rule.examples[0].flag == "A ⟦word⟧."
    assert rule.url.endswith("/test-rule/")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("severity: minor", "severty: minor", 4, 'severty: unknown key; did you mean "severity"?'),
        ("severity: minor", "severity: miner", 4, '"miner" is not possible here; did you mean "minor"?'),
        ("severity: minor", "severity: 3", 4, 'severity: "3" is not possible here'),
        ("summary: A rule", "name: A rule", 3, "name: the key occurs twice"),
        ("    - word", "    - word\n    - [a]", 12, "with.expressions[1]: expected a text, found a list"),
        ("with:\n  expr", "with:\n  layer: marcup\n  expr", 10, 'with.layer: "marcup" is not possible here'),
        ("  expressions:", "  expresions:", 10, 'with.expresions: unknown key; did you mean "expressions"?'),
        ("with:", "with: 3\nother:", 10, "other: unknown key"),
        ("check: pattern", "check: patern", 8, 'check: there is no check "patern"; did you mean "pattern"?'),
        ("code: TST101", "code: tst1", 1, '"tst1" is not two to five capitals and three digits'),
        ("name: test-rule", "name: Test rule", 2, '"Test rule" is not lower-case words joined by hyphens'),
        ("name: test-rule", "name: test-rule\naliases: [Old]", 3, '"Old" is not lower-case words'),
        ("why: The tests want it.\n", "", 1, 'the key "why" is missing'),
        ("  - flag: A", "  - pass: A\n    flag: B", 14, 'an example has either "flag" or "pass"'),
        ("  - flag: A ⟦word⟧.", "  - fixed: A word.", 14, 'an example has either "flag" or "pass"'),
        ("why: The", "blocks: [paragraf]\nwhy: The", 7, 'did you mean "paragraph"?'),
        ("why: The", "default: yes\nwhy: The", 7, 'default: expected true or false, found "yes"'),
        ("why: The", "document: '('\nwhy: The", 7, "document: is no expression"),
        ("message: Found", "message: [", None, ""),
        ("message: Found", "message: \tFound: x: y", 6, ""),
        ("message: Found", "message: !!python/object:os.system x", None, None),
    ],
)  # fmt: skip
def test_an_error_names_file_line_and_key(
    tmp_path: Path, old: str, new: str, line: int | None, message: str | None
) -> None:
    file = rule_file(tmp_path, old, new)
    if message is None:
        # A tag is nothing but text: no object is ever made.
        assert load_rule(file).message == "x"
        return
    with pytest.raises(CatalogueError) as error:
        load_rule(file)
    assert str(error.value).startswith(f"{file}:{line}: " if line else f"{file}:")
    assert message in str(error.value)


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "base: &base {x: 1}\nother:\n  <<: *base\n",
        "a: &a [*a]\n",
    ],
)
def test_anchors_and_aliases_are_refused_before_they_grow(tmp_path: Path, bomb: str) -> None:
    with pytest.raises(CatalogueError, match=r"TST101.yaml:\d+: anchors and aliases are not allowed"):
        load_rule(rule_file(tmp_path, "", bomb))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "cannot be read"),
        (b"x" * (2 << 20), "over 1 MB"),
        (b"[" * 100_000, "TST101.yaml:1: is nested too deeply"),
        (b"", "expected a mapping, found nothing"),
        (b"- a\n- b\n", "expected a mapping, found a list"),
        (b"a: b\n---\nc: d\n", "TST101.yaml"),
        (b"a: \x00", "TST101.yaml: is not YAML: "),
    ],
)
def test_files_that_are_no_rules(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "TST101.yaml"
    file.write_bytes(content)
    # In a process of its own: what nests deeply must not take the program down with it.
    code = f"from mtlint.catalogue import load_rule; from pathlib import Path; load_rule(Path({str(file)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "CatalogueError" in done.stderr.splitlines()[-1]
    assert message in done.stderr


def test_only_true_and_false_are_booleans_and_norwegian_is_a_language(tmp_path: Path) -> None:
    rule = load_rule(rule_file(tmp_path, "why: The", "target-lang: [no, en]\ndefault: false\nwhy: The"))
    assert rule.target_lang == ("no", "en")
    assert rule.default is False


def engine_of(folder: Path, **settings: object) -> Engine:
    config = Config(rule_folders=(folder,), cache=False, select=("TST",), **settings)  # type: ignore[arg-type]
    return Engine(load_catalogue(config), config)


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("(", "no expression of Python's re"),
        ("a+", "no bounded width"),
        (".*", "empty"),
        ("a?", "empty"),
        ("a{3000}", "at most"),
    ],
)
def test_an_expression_that_cannot_be_used_names_file_line_and_key(
    tmp_path: Path, expression: str, reason: str
) -> None:
    write_rule(tmp_path, check="pattern", with_={"expressions": ["fine", expression]})
    with pytest.raises(CatalogueError) as error:
        engine_of(tmp_path)
    file = tmp_path / "TST101.yaml"
    line = [text.strip() for text in file.read_text().splitlines()].index("- fine") + 2
    for part in (f"{file}:{line}: with.expressions[1]", "TST101", repr(expression), reason):
        assert part in str(error.value)


def test_a_missing_lexicon_names_rule_and_path(tmp_path: Path) -> None:
    write_rule(tmp_path, check="repeated-word", with_={"spare": "lexicons/{target-lang}/nothing.txt"})
    with pytest.raises(
        CatalogueError, match=r"TST101.yaml: TST101: there is no lexicon lexicons/en/nothing.txt"
    ):
        engine_of(tmp_path)


@pytest.mark.parametrize(
    "other",
    [
        {"code": "TST101", "name": "other-name"},
        {"code": "TST102", "name": "test-rule"},
        {"code": "TST102", "name": "other-name", "aliases": ["test-rule"]},
        {"code": "ACC101", "name": "other-name"},
    ],
)
def test_a_code_or_name_that_is_taken_names_both_files(tmp_path: Path, other: Mapping[str, object]) -> None:
    pattern = {"check": "pattern", "with": {"expressions": ["x"]}}
    for file, keys in (("a.yaml", RULE), ("b.yaml", {**RULE, **other})):
        (tmp_path / file).write_text(yaml.safe_dump({**keys, **pattern}))
    with pytest.raises(CatalogueError, match=r"[ab].yaml: .* is taken by .*yaml"):
        load_catalogue(Config(rule_folders=(tmp_path,)))


def test_over_names_rules_that_there_are(tmp_path: Path) -> None:
    write_rule(tmp_path, check="pattern", with_={"expressions": ["x"]}, over=["ACC109"])
    with pytest.raises(CatalogueError, match=r'TST101.yaml: over: there is no rule "ACC109"; did you mean'):
        load_catalogue(Config(rule_folders=(tmp_path,)))


def test_a_users_folder_is_searched_with_its_subfolders_but_not_its_lexicons(tmp_path: Path) -> None:
    pattern = {"check": "pattern", "with_": {"expressions": ["x"]}}
    write_rule(tmp_path / "deep" / "er", **pattern)
    write_rule(tmp_path / "lexicons", code="TST102", name="not-read", **pattern)
    (tmp_path / "notes.txt").write_text("not a rule")
    catalogue = load_catalogue(Config(rule_folders=(tmp_path,)))
    assert [rule.code for rule in catalogue.rules if rule.family == "TST"] == ["TST101"]
    assert catalogue.find("test-rule") is catalogue.find("tst101")
    assert catalogue.find("ACC101").name == "repeated-phrase"


def test_a_users_rule_may_use_lexicons_of_mtlint_and_its_own_come_first(tmp_path: Path) -> None:
    write_rule(tmp_path, check="repeated-word", with_={"spare": "lexicons/en/reduplicated-words.txt"})
    assert engine_of(tmp_path).rules[0].code == "TST101"
    (tmp_path / "lexicons" / "en").mkdir(parents=True)
    (tmp_path / "lexicons" / "en" / "reduplicated-words.txt").write_bytes(b"\xff")
    with pytest.raises(CatalogueError, match="cannot be read"):
        engine_of(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"nowhere: there is no such folder of rules"):
        load_catalogue(Config(rule_folders=(tmp_path / "nowhere",)))


def override(**keys: object) -> Config:
    return Config(rule_overrides={"ACC101": keys}, file=Path("mtlint.toml"))


def test_overrides_change_severity_default_and_options() -> None:
    rule = load_catalogue(override(severity="neutral", default=False, **{"min-letters": 9})).find("ACC101")
    assert (rule.severity, rule.default) == (Severity.NEUTRAL, False)
    assert rule.options.min_letters == 9  # type: ignore[attr-defined]
    by_name = Config(rule_overrides={"repeated-phrase": {"severity": "minor"}}, file=Path("mtlint.toml"))
    assert load_catalogue(by_name).find("ACC101").severity is Severity.MINOR


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"severity": "huge"}, 'rules.ACC101.severity: "huge" is not possible here'),
        ({"min-leters": 9}, 'rules.ACC101.min-leters: unknown key; did you mean "min-letters"?'),
        ({"min-letters": "9"}, "rules.ACC101.min-letters: expected a whole number"),
        ({"default": 1}, "rules.ACC101.default: expected true or false"),
    ],
)
def test_a_wrong_override_names_file_and_key(keys: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        load_catalogue(override(**keys))
    assert str(error.value).startswith("mtlint.toml: ")
    assert message in str(error.value)


def test_an_override_of_no_rule_suggests_one() -> None:
    config = Config(rule_overrides={"ACC100": {}}, file=Path("mtlint.toml"))
    with pytest.raises(ConfigError, match=r'mtlint.toml: rules.ACC100: .*did you mean "ACC10'):
        load_catalogue(config)


PLUGIN = '''
from dataclasses import dataclass
from typing import ClassVar

from mtlint.checks import Hit


@dataclass(frozen=True)
class Options:
    letter: str


class Letters:
    """Finds a letter."""

    name: ClassVar[str] = "letters"
    needs: ClassVar[frozenset[str]] = frozenset({NEEDS})
    schema: ClassVar[type[Options]] = Options

    def __init__(self, rule, options, resources):
        self._letter = options.letter.encode()

    def find(self, columns):
        at = columns.prose.find(self._letter)
        if at >= 0:
            yield Hit(at, at + len(self._letter), {})
'''


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, needs: str) -> None:
    """A distribution as pip would have put it there, that registers one check kind."""
    (folder / "letters_plugin.py").write_text(PLUGIN.replace("NEEDS", needs))
    information = folder / "letters_plugin-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: letters-plugin\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text("[mtlint.checks]\nletters = letters_plugin:Letters\n")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "letters_plugin", raising=False)


def test_check_kinds_of_other_packages_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, '"prose"')
    write_rule(tmp_path / "rules", check="letters", with_={"letter": "ệ"})
    from mtlint import Linter

    config = Config(rule_folders=(tmp_path / "rules",), select=("TST101",), cache=False)
    assert [found.text for found in Linter(config).check_text("Nghệ An")] == ["ệ"]
    with pytest.raises(CatalogueError, match=r"letter: expected a text"):
        load_rule(write_rule(tmp_path / "other", check="letters", with_={"letter": 1}))
    with pytest.raises(CatalogueError, match=r'no check "leters"; did you mean "letters"'):
        load_rule(write_rule(tmp_path / "other", check="leters"))


def test_a_check_that_needs_what_is_not_there_is_skipped_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, '"prose", "source"')
    write_rule(tmp_path / "rules", check="letters", with_={"letter": "x"})
    of = engine_of(tmp_path / "rules")
    assert of.rules == ()
    assert of.skipped == (("TST101", "its check needs source, which is not there"),)
