"""What was found is remembered, and forgotten as soon as anything changes that it depends on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtlint import Config, Linter
from mtlint.errors import CatalogueError
from mtlint.findings import DocumentResult
from mtlint.readers import read_file
from mtlint.remembered import Remembered
from process import mtlint
from workbench import write_rule

FOUND = "He saw the the old man at the market.\n"
CLEAN = "He saw the old man at the market.\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own."""
    monkeypatch.setenv("MTLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def lint(file: Path, config: Config | None = None) -> list[DocumentResult]:
    config = config or Config(select=("LIN108", "LIN102"))
    return Remembered(config).lint(read_file(str(file), config).documents)


def codes(results: list[DocumentResult]) -> list[str]:
    return [finding.code for result in results for finding in result.findings]


def entries(cache: Path) -> list[Path]:
    return sorted(cache.glob("answers-*"))


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


class TestTheAnswer:
    def test_is_that_of_the_linter(self, tmp_path: Path, cache: Path) -> None:
        file, config = written(tmp_path / "a.txt", FOUND), Config(select=("LIN108",))
        fresh = Linter(config).lint(read_file(str(file), config).documents)
        assert lint(file, config) == fresh
        assert lint(file, config) == fresh
        assert len(entries(cache)) == 1

    def test_needs_no_engine_the_second_time(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = written(tmp_path / "a.txt", FOUND)
        first = lint(file)
        monkeypatch.setattr("mtlint.linter.Linter.__init__", None)
        assert lint(file) == first


class TestWhatMakesItForgotten:
    def test_another_text(self, tmp_path: Path) -> None:
        assert codes(lint(written(tmp_path / "a.txt", FOUND))) == ["LIN108"]
        assert codes(lint(written(tmp_path / "a.txt", CLEAN))) == []

    def test_another_name(self, tmp_path: Path) -> None:
        lint(written(tmp_path / "a.txt", FOUND))
        (result,) = lint(written(tmp_path / "b.txt", FOUND))
        assert result.filename == result.findings[0].filename == str(tmp_path / "b.txt")

    def test_another_setting(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.txt", FOUND)
        assert codes(lint(file)) == ["LIN108"]
        config = Config(select=("LIN108",), per_file_ignores={"*.txt": ("LIN108",)}, root=tmp_path)
        assert codes(lint(file, config)) == []

    def test_another_rule(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.txt", FOUND)
        config = Config(select=("TST101",), rule_folders=(tmp_path / "rules",))
        for expression, expected in (("market", ["TST101"]), ("village", [])):
            write_rule(
                tmp_path / "rules", check="pattern", with_={"expressions": [f"(?P<span>{expression})"]}
            )
            assert codes(lint(file, config)) == expected


class TestWhatIsNotRemembered:
    def test_records_whose_places_depend_on_the_file(self, tmp_path: Path, cache: Path) -> None:
        file, columns = tmp_path / "a.jsonl", []
        for indent in ("", "   "):
            written(file, indent + json.dumps({"id": "1", "text": FOUND}) + "\n")
            (result,) = lint(file, Config(select=("LIN108",), text_field="text"))
            columns.append(result.findings[0].location.column)
        assert columns[1] - columns[0] == 3
        assert entries(cache) == []

    @pytest.mark.parametrize("flag", ["--no-cache", "--fix", "--diff"])
    def test_a_run_that_wants_no_cache_or_changes_files(self, tmp_path: Path, cache: Path, flag: str) -> None:
        written(tmp_path / "mtlint.toml", 'select = ["LIN108"]\n')
        written(tmp_path / "a.txt", FOUND)
        mtlint("check", "a.txt", flag, cwd=tmp_path)
        assert entries(cache) == []

    def test_a_corpus(self, tmp_path: Path, cache: Path) -> None:
        written(tmp_path / "mtlint.toml", 'select = ["LIN108"]\n')
        for number in range(2):
            written(tmp_path / f"{number}.txt", FOUND * 10_000)
        assert mtlint("check", ".", cwd=tmp_path).returncode == 1
        assert entries(cache) == []


def test_a_wrong_setting_is_told_each_time() -> None:
    for _ in range(2):
        with pytest.raises(CatalogueError):
            Remembered(Config(rule_folders=(Path("no-such-folder"),)))


@pytest.mark.parametrize("name", ["full", "sarif", "html", "json"])
def test_a_report_is_the_same_from_memory(tmp_path: Path, name: str) -> None:
    written(tmp_path / "mtlint.toml", 'select = ["LIN108"]\n')
    written(tmp_path / "a.txt", FOUND)
    reports = [mtlint("check", "a.txt", "--output-format", name, cwd=tmp_path).stdout for _ in range(2)]
    assert "LIN108" in reports[0]
    assert reports[0] == reports[1]
