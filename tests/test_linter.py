"""The library: what a program that imports mtlint can rely on."""

from __future__ import annotations

import json
import pickle
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import mtlint
from mtlint import Config, Document, Finding, Kind, Linter
from mtlint.errors import CatalogueError, ConfigError
from mtlint.findings import Severity
from strategies import DEFECTIVE, KINDS
from workbench import document

TEXT = "It was was raining in in Nghệ An./."


@cache
def linter() -> Linter:
    return Linter(Config(cache=False))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_check_text() -> None:
    findings = linter().check_text(TEXT)
    assert [(one.code, one.text, one.location) for one in findings] == [
        ("LIN108", "was was", (1, 4)),
        ("LIN108", "in in", (1, 20)),
        ("LOC101", "./.", (1, 33)),
    ]


def test_a_text_without_defects_has_no_findings() -> None:
    assert linter().check_text("It was raining in Nghệ An.") == []


def test_the_kind_follows_from_the_name_unless_it_is_given() -> None:
    text = "Code `is is` code."
    assert codes(linter().check_text(text)) == ["LIN108"]
    assert codes(linter().check_text(text, filename="a.MD")) == []
    assert codes(linter().check_text(text, filename="a.md", kind=Kind.PLAIN)) == ["LIN108"]
    assert codes(linter().check_text(text, kind=Kind.MARKDOWN)) == []


@pytest.mark.parametrize("text", ["a\ud800b is is here", "\udcff was was \udfff"])
def test_lone_surrogates_are_text_that_could_not_be_read(text: str) -> None:
    findings = linter().check_text(text)
    assert [one.text for one in findings if one.code == "LIN108"] in (["is is"], ["was was"])
    assert "MRK107" in codes(findings)


@settings(max_examples=80)
@given(DEFECTIVE, KINDS)
def test_a_finding_slices_to_its_text_by_bytes_and_by_row_and_column(text: str, kind: Kind) -> None:
    lines = text.split("\n")

    def place(position: tuple[int, int]) -> int:
        row, column = position
        return sum(len(line) + 1 for line in lines[: row - 1]) + column - 1

    for finding in linter().check_text(text, kind=kind):
        assert text.encode()[finding.start : finding.end].decode() == finding.text
        assert text[place(finding.location) : place(finding.end_location)] == finding.text
        assert finding.message
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text.encode())


@settings(max_examples=60)
@given(st.lists(st.tuples(DEFECTIVE, KINDS), min_size=1, max_size=6), st.randoms(use_true_random=False))
@example([("cần", Kind.PLAIN), ("the the ; ", Kind.PLAIN)], random.Random(0))
def test_documents_together_one_by_one_or_in_another_order(
    texts: list[tuple[str, Kind]], shuffler: random.Random
) -> None:
    documents = [document(*one, filename=f"{number}.txt") for number, one in enumerate(texts)]
    results = {result.filename: result for result in linter().lint(documents)}
    for one in documents:
        assert linter().lint([one]) == [results[one.filename]]
    shuffler.shuffle(documents)
    assert linter().lint(documents) == [results[one.filename] for one in documents]
    assert linter().check_batch(documents) == [list(results[one.filename].findings) for one in documents]


def test_findings_are_sorted_by_row_column_and_code() -> None:
    findings = linter().check_text(f"{TEXT}\n\n{TEXT}")
    assert findings == sorted(findings, key=lambda one: (one.location, one.code))


def test_pickling_keeps_the_configuration() -> None:
    config = Config(cache=False, select=("LIN108",))
    copy = pickle.loads(pickle.dumps(Linter(config)))
    assert copy.config == config
    assert codes(copy.check_text(TEXT)) == ["LIN108", "LIN108"]


def test_threads_share_one_linter() -> None:
    texts = [f"{'Từ này không sai. ' * number}{TEXT}" for number in range(60)]
    expected = [linter().check_text(text) for text in texts]
    fresh = Linter(Config(cache=False))
    with ThreadPoolExecutor(8) as pool:
        for _ in range(2):
            assert list(pool.map(fresh.check_text, texts)) == expected


def test_settings_choose_rules_languages_and_words() -> None:
    text = "The the PCTN plan./."
    assert codes(Linter(Config(cache=False, select=("LOC",))).check_text(text)) == ["LOC101"]
    assert codes(Linter(Config(cache=False, ignore=("LIN", "LOC"))).check_text(text)) == ["ACC201"]
    assert "ACC201" not in codes(Linter(Config(cache=False, source_lang="zh")).check_text(text))
    assert "ACC201" not in codes(Linter(Config(cache=False, words=("PCTN",))).check_text(text))


def test_rules_and_what_is_known_about_the_selection() -> None:
    one = Linter(Config(cache=False, select=("LIN1", "MRK101")))
    assert "LIN108" in [rule.code for rule in one.rules]
    assert [rule.code for rule in one.rules] == sorted(rule.code for rule in one.rules)
    assert one.named_rules == {"MRK101"}
    assert one.skipped_rules == ()


def test_an_override_of_the_severity_is_in_the_findings_and_the_penalty() -> None:
    config = Config(cache=False, select=("LIN108",), rule_overrides={"LIN108": {"severity": "critical"}})
    (result,) = Linter(config).lint([document("It was was so.")])
    assert result.findings[0].severity is Severity.CRITICAL
    assert result.counts[Severity.CRITICAL] == 1
    assert result.penalty == 25 * 1000 / 4


def test_a_document_of_another_language_is_refused() -> None:
    french = document("Il fait beau.")._replace(target_lang="fr")
    with pytest.raises(
        ConfigError, match=r"text.txt is fr translated from any language.*make one for each pair"
    ):
        linter().lint([french])


def test_errors_are_raised_when_it_is_made() -> None:
    with pytest.raises(ConfigError, match='no rule is selected by "LIN999"'):
        Linter(Config(cache=False, select=("LIN999",)))
    with pytest.raises(CatalogueError, match="there is no such folder"):
        Linter(Config(cache=False, rule_folders=(Path("/nowhere"),)))


def test_ids_and_filenames_are_those_of_the_document() -> None:
    one: Document = document("It was was so.")._replace(filename="a.jsonl", id="17")
    (result,) = linter().lint([one])
    assert (result.filename, result.document) == ("a.jsonl", "17")
    assert (result.findings[0].filename, result.findings[0].document) == ("a.jsonl", "17")


def test_nothing_to_lint() -> None:
    assert linter().lint([]) == []
    assert linter().check_text("") == []


def test_importing_mtlint_imports_nothing_heavy() -> None:
    code = "import mtlint, sys, json; print(json.dumps(sorted(sys.modules)))"
    modules = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    assert not {"numpy", "yaml", "rich", "click", "hyperscan", "re"} & set(modules) - {"re"}


def test_names_of_the_package_are_those_it_lists() -> None:
    for name in mtlint.__all__:
        assert getattr(mtlint, name)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = mtlint.Nothing
