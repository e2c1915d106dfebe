"""The table `languagetool`, its flags, and selectors of LanguageTool's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint import Config
from mtlint.catalogue import Catalogue, load_catalogue
from mtlint.config import LanguageTool
from mtlint.config_file import LanguageToolSettings, Settings, load_config, read_config
from mtlint.errors import ConfigError
from mtlint.languagetool import Choice
from mtlint.per_file import PerFileIgnores
from mtlint.selection import choice_of, select_rules
from process import mtlint

ON = LanguageTool(enabled=True, url="http://localhost:8081")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Config())


def is_selected(catalogue: Catalogue, **settings: object) -> bool:
    config = Config(**settings)  # type: ignore[arg-type]
    return "LIN201" in [rule.code for rule in select_rules(catalogue, config)]


def written(folder: Path, toml: str) -> Path:
    file = folder / "mtlint.toml"
    file.write_text(toml)
    return file


def test_every_key(tmp_path: Path) -> None:
    toml = """
        [languagetool]
        enabled = true
        url = "https://grammar.example.org/v2"
        language = "en-GB"
        disabled-rules = ["EN_COMPOUNDS_*"]
        disabled-categories = ["STYLE"]
        timeout = 5
        download = true
    """
    assert read_config(written(tmp_path, toml)).languagetool == LanguageTool(
        True, "https://grammar.example.org/v2", "en-GB", ("EN_COMPOUNDS_*",), ("STYLE",), 5.0, True
    )


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('urll = "http://x"', "languagetool.urll: unknown key; did you mean"),
        ("enabled = 1", "languagetool.enabled: expected true or false"),
        ('url = "localhost:8081"', 'languagetool.url: expected http:// or https://, found "localhost:8081"'),
        ("timeout = 0", "languagetool.timeout: expected a number of seconds over 0"),
        ("timeout = nan", "languagetool.timeout: expected a number of seconds over 0"),
        ('disabled-rules = "X"', "languagetool.disabled-rules: expected a list"),
    ],
)
def test_errors_name_file_line_and_key(tmp_path: Path, line: str, error: str) -> None:
    file = written(tmp_path, f"words = []\n[languagetool]\n{line}\n")
    with pytest.raises(ConfigError) as raised:
        read_config(file)
    assert str(raised.value).startswith(f"{file}:3: {error}")


def test_flags_overrule_the_file_key_by_key(tmp_path: Path) -> None:
    file = written(tmp_path, '[languagetool]\nurl = "http://one"\ntimeout = 5\n')
    assert not load_config(file=file).languagetool.enabled
    asked = load_config(Settings(languagetool=LanguageToolSettings(enabled=True)), file=file)
    assert asked.languagetool == LanguageTool(enabled=True, url="http://one", timeout=5)
    there = Settings(languagetool=LanguageToolSettings(enabled=True, url="http://two"))
    assert load_config(there, file=file).languagetool.url == "http://two"


def test_it_runs_only_where_it_is_configured(catalogue: Catalogue) -> None:
    assert not is_selected(catalogue)
    assert is_selected(catalogue, languagetool=ON)
    for selector in ("ALL", "LIN", "LIN2"):
        assert not is_selected(catalogue, select=(selector,))
        assert is_selected(catalogue, select=(selector,), languagetool=ON)
    assert not is_selected(catalogue, select=("ACC",), languagetool=ON)
    assert not is_selected(catalogue, ignore=("LIN201",), languagetool=ON)
    assert is_selected(catalogue, ignore=("LIN201:IT_VBZ",), languagetool=ON)


@pytest.mark.parametrize("selector", ["LIN201", "grammar", "LIN201:IT_VBZ", "grammar:IT_VBZ"])
def test_named_without_configuration_it_is_an_error_that_says_what_to_write(
    catalogue: Catalogue, selector: str
) -> None:
    for settings in ({"select": (selector,)}, {"extend_select": (selector,)}):
        with pytest.raises(
            ConfigError, match=r"write `enabled = true` below `\[languagetool\]` in mtlint.toml"
        ):
            is_selected(catalogue, **settings)
    pyproject = Path("pyproject.toml")
    with pytest.raises(ConfigError, match=r"below `\[tool\.mtlint\.languagetool\]` in pyproject\.toml"):
        is_selected(catalogue, select=(selector,), file=pyproject)


def test_named_without_configuration_the_status_is_2(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("All is well.\n")
    done = mtlint("check", "a.txt", "--select", "LIN201", cwd=tmp_path)
    assert done.returncode == 2
    assert "LIN201 needs LanguageTool" in done.stderr


@pytest.mark.parametrize("selector", ["LIN:IT_VBZ", "LIN101:IT_VBZ", "ALL:IT_VBZ"])
def test_only_its_rule_has_rules_of_another_tool(catalogue: Catalogue, selector: str) -> None:
    with pytest.raises(ConfigError, match=f'no rule is selected by "{selector}"'):
        is_selected(catalogue, select=(selector,), languagetool=ON)


def test_what_is_wanted_of_its_rules(catalogue: Catalogue) -> None:
    def choice(**settings: object) -> Choice:
        return choice_of(catalogue, Config(languagetool=ON, **settings))  # type: ignore[arg-type]

    assert choice() == Choice("en-US")
    assert choice(target_lang="de").language == "de-DE"
    assert choice(target_lang="fr").language == "fr"
    assert choice(select=("LIN201:A", "grammar:B")) == Choice("en-US", enabled_rules=("A", "B"), only=True)
    assert choice(extend_select=("LIN201:A",)) == Choice("en-US", enabled_rules=("A",))
    assert choice(select=("ALL", "LIN201:A")) == Choice("en-US", enabled_rules=("A",))
    assert choice(ignore=("LIN",), extend_select=("LIN201:A",)).only
    assert choice(ignore=("LIN201:A",)) == Choice("en-US", disabled_rules=("A",))


def test_per_file_ignores_know_its_rules(catalogue: Catalogue) -> None:
    config = Config(per_file_ignores={"a.txt": ("grammar:En_A_vs_An", "MRK101")})
    assert PerFileIgnores(config, catalogue.rules).codes("a.txt") == {"LIN201:EN_A_VS_AN", "MRK101"}


@pytest.mark.parametrize(
    ("value", "pairs"),
    [
        ("a/*:LIN104", {"a/*": ("LIN104",)}),
        ("a/*:LIN201:IT_VBZ,MRK", {"a/*": ("LIN201:IT_VBZ", "MRK")}),
        ("a/*:MRK,LIN201:IT_VBZ,b:LIN201:X", {"a/*": ("MRK", "LIN201:IT_VBZ"), "b": ("LIN201:X",)}),
        ("c:d:LIN104", {"c:d": ("LIN104",)}),
    ],
)
def test_the_flag_per_file_ignores_knows_its_rules(value: str, pairs: dict[str, tuple[str, ...]]) -> None:
    from mtlint.cli.check import command

    context = command.make_context("check", ["--per-file-ignores", value])
    assert context.params["per_file_ignores"] == pairs


def test_a_flag_that_has_no_effect_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("All is well.\n")
    done = mtlint("check", "a.txt", "--select", "ACC101", "--languagetool", cwd=tmp_path)
    assert done.returncode == 0
    assert "LanguageTool will not be asked: LIN201 is not among the selected rules" in done.stderr


def test_no_address_of_a_server(tmp_path: Path) -> None:
    done = mtlint("check", ".", "--languagetool-url", "localhost:8081", cwd=tmp_path)
    assert done.returncode == 2
    assert 'expected http:// or https://, found "localhost:8081"' in done.stderr


def test_nothing_of_it_is_imported_unless_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("All is well.\n")
    (tmp_path / "b.txt").write_text("It went well.\n")
    mtlint("check", "a.txt", cwd=tmp_path)  # Rules are compiled once.
    done = mtlint("check", "b.txt", cwd=tmp_path, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line]
    assert "mtlint.linter" in imported
    assert not [
        name for name in imported if "languagetool" in name or "language_tool" in name or "sqlite" in name
    ]
