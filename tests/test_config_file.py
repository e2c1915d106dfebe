"""Where the configuration comes from, what overrules what, and how mistakes are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.config import Config
from mtlint.config_file import Settings, find_config_file, load_config
from mtlint.errors import ConfigError
from mtlint.findings import Severity


def load(folder: Path, flags: Settings | None = None, **options: object) -> Config:
    options.setdefault("environment", {})
    return load_config(flags or Settings(), folder=folder, **options)  # type: ignore[arg-type]


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


class TestWhichFile:
    def test_without_any_file_the_defaults_hold(self, tmp_path: Path) -> None:
        assert load(tmp_path, isolated=True) == Config(root=tmp_path)

    def test_nearest_file_upwards_is_taken_and_not_merged_with_those_above(self, tmp_path: Path) -> None:
        write(tmp_path / "mtlint.toml", 'ignore = ["LIN104"]')
        near = write(tmp_path / "a" / "mtlint.toml", 'select = ["ACC"]')
        (tmp_path / "a" / "b").mkdir()
        config = load(tmp_path / "a" / "b")
        assert (config.file, config.root) == (near, near.parent)
        assert (config.select, config.ignore) == (("ACC",), ())

    def test_in_one_folder_mtlint_toml_comes_before_the_others(self, tmp_path: Path) -> None:
        pyproject = write(tmp_path / "pyproject.toml", "[tool.mtlint]\n")
        assert find_config_file(tmp_path) == pyproject
        hidden = write(tmp_path / ".mtlint.toml", "")
        assert find_config_file(tmp_path) == hidden
        plain = write(tmp_path / "mtlint.toml", "")
        assert find_config_file(tmp_path) == plain

    @pytest.mark.parametrize("other", ["[tool.ruff]\n", "# mtlint\ntool = 1\n", "this [is no toml\n"])
    def test_pyproject_without_the_section_is_passed_over(self, tmp_path: Path, other: str) -> None:
        above = write(tmp_path / "mtlint.toml", "")
        write(tmp_path / "a" / "pyproject.toml", other)
        assert find_config_file(tmp_path / "a") == above

    def test_config_flag_names_the_file(self, tmp_path: Path) -> None:
        write(tmp_path / "mtlint.toml", "jobs = 3")
        file = write(tmp_path / "ci" / "strict.toml", "jobs = 1")
        config = load(tmp_path, file=file)
        assert (config.jobs, config.root) == (1, tmp_path / "ci")

    def test_isolated_reads_none(self, tmp_path: Path) -> None:
        write(tmp_path / "mtlint.toml", "jobs = 3")
        assert load(tmp_path, isolated=True).jobs is None
        with pytest.raises(ConfigError, match="exclude each other"):
            load(tmp_path, isolated=True, file=tmp_path / "mtlint.toml")


class TestKeys:
    def test_all_keys(self, tmp_path: Path) -> None:
        write(tmp_path / "names.txt", "Baonghean\n\n# agencies\nTTXVN  # Vietnam News Agency\nC#\n")
        write(
            tmp_path / "mtlint.toml",
            """
            select = ["ACC", "LIN"]
            extend-select = ["readability"]
            ignore = ["LIN104"]
            per-file-ignores = { "drafts/*" = ["STY"] }
            rule-folders = ["house"]
            target-lang = "en"
            source-lang = "vi"
            words = ["Politburo"]
            words-file = "names.txt"
            include = ["*.txt"]
            exclude = ["old/"]
            fail-on = "major"
            max-penalty = 12.5
            show-neutral = true
            output-format = "concise"
            jobs = 2
            text-field = "body"
            [rules.STY101]
            severity = "minor"
            limit = 50
            """,
        )
        assert load(tmp_path) == Config(
            select=("ACC", "LIN"),
            extend_select=("readability",),
            ignore=("LIN104",),
            per_file_ignores={"drafts/*": ("STY",)},
            rule_folders=(tmp_path / "house",),
            rule_overrides={"STY101": {"severity": "minor", "limit": 50}},
            target_lang="en",
            source_lang="vi",
            words=("Politburo", "Baonghean", "TTXVN", "C#"),
            include=("*.txt",),
            exclude=("old/",),
            fail_on=Severity.MAJOR,
            max_penalty=12.5,
            show_neutral=True,
            output_format="concise",
            jobs=2,
            text_field="body",
            root=tmp_path,
            file=tmp_path / "mtlint.toml",
        )

    def test_rules_as_a_list_names_folders(self, tmp_path: Path) -> None:
        write(tmp_path / "mtlint.toml", 'rules = ["house"]\nrule-folders = ["more"]')
        assert load(tmp_path).rule_folders == (tmp_path / "house", tmp_path / "more")

    def test_fail_on_never(self, tmp_path: Path) -> None:
        write(tmp_path / "mtlint.toml", 'fail-on = "never"')
        assert load(tmp_path).lowest_failing is None

    @pytest.mark.parametrize(
        ("file", "flags", "lowest"),
        [
            ("", Settings(), Severity.MINOR),
            ("max-penalty = 10", Settings(), None),
            ("", Settings(max_penalty=10), None),
            ('fail-on = "major"', Settings(max_penalty=10), Severity.MAJOR),
            ("max-penalty = 10", Settings(fail_on="minor"), Severity.MINOR),
            ('fail-on = "major"\nmax-penalty = 10', Settings(fail_on="never"), None),
        ],
    )
    def test_a_limit_of_the_penalty_stands_in_for_fail_on(
        self, tmp_path: Path, file: str, flags: Settings, lowest: Severity | None
    ) -> None:
        write(tmp_path / "mtlint.toml", file)
        assert load(tmp_path, flags).lowest_failing is lowest

    @pytest.mark.parametrize("value", ["-1", "inf", "nan", '"ten"'])
    def test_a_limit_is_a_number_from_0(self, tmp_path: Path, value: str) -> None:
        write(tmp_path / "mtlint.toml", f"max-penalty = {value}")
        with pytest.raises(ConfigError, match=r"mtlint\.toml:1: max-penalty: expected a number"):
            load(tmp_path)


class TestPrecedence:
    def test_flags_then_environment_then_file(self, tmp_path: Path) -> None:
        write(tmp_path / "mtlint.toml", 'output-format = "json"\njobs = 2')
        environment = {"MTLINT_OUTPUT_FORMAT": "concise"}
        flags = Settings(output_format="json-lines")
        assert load(tmp_path).output_format == "json"
        assert load(tmp_path, environment=environment).output_format == "concise"
        assert load(tmp_path, flags, environment=environment).output_format == "json-lines"
        assert load(tmp_path, flags).jobs == 2

    def test_a_pattern_in_a_flag_starts_at_the_current_folder(self, tmp_path: Path) -> None:
        write(tmp_path / "mtlint.toml", "")
        (tmp_path / "a").mkdir()
        flags = Settings(exclude=("old/x.txt", "*.bak"))
        config = load(tmp_path / "a", flags)
        assert config.exclude == ("/a/old/x.txt", "*.bak")

    def test_so_does_one_of_per_file_ignores(self, tmp_path: Path) -> None:
        write(tmp_path / "mtlint.toml", "")
        (tmp_path / "a").mkdir()
        flags = Settings(per_file_ignores={"old/*": ("STY",), "*.md": ("LIN",), "!new/x.txt": ("ACC",)})
        ignores = load(tmp_path / "a", flags).per_file_ignores
        assert ignores == {"/a/old/*": ("STY",), "*.md": ("LIN",), "!/a/new/x.txt": ("ACC",)}


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('\nslect = ["ACC"]', ':2: slect: unknown key; did you mean "select"?'),
            ('select = "ACC"', ':1: select: expected a list, found "ACC"'),
            ("jobs = 1\n\nignore = [1]", ':3: ignore[0]: expected a text, found "1"'),
            ("jobs = true", ':1: jobs: expected a whole number, found "True"'),
            ("jobs = 0", ":1: jobs: expected a number from 1, found 0"),
            ('fail-on = "mayor"', ':1: fail-on: "mayor" is not possible here; did you mean "major"?'),
            (
                'output-format = "jsn"',
                ':1: output-format: there is no output format "jsn"; did you mean "json"?',
            ),
            ("rules = 3", ':1: rules: expected a list, found "3"'),
            ("[rules]\nSTY101 = 3", ':2: rules.STY101: expected a mapping, found "3"'),
            ('words-file = "nope.txt"', "No such file or directory"),
            ("select = [", "this is no TOML: "),
        ],
    )
    def test_error_names_file_line_and_key(self, tmp_path: Path, text: str, message: str) -> None:
        file = write(tmp_path / "mtlint.toml", text)
        with pytest.raises(ConfigError) as caught:
            load(tmp_path)
        assert str(caught.value).startswith(str(file))
        assert message in str(caught.value)

    def test_in_pyproject_the_line_is_that_of_the_section(self, tmp_path: Path) -> None:
        file = write(
            tmp_path / "pyproject.toml", '[project]\nslect = 1\n[tool.mtlint]\njobs = 1\n"slect" = []\n'
        )
        with pytest.raises(ConfigError) as caught:
            load(tmp_path)
        assert str(caught.value).startswith(f"{file}:5: slect: unknown key")

    def test_named_file_that_is_missing_or_no_utf_8(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match=r"cannot read the configuration file .*No such file"):
            load(tmp_path, file=tmp_path / "nope.toml")
        (tmp_path / "latin.toml").write_bytes(b'words = ["caf\xe9"]')
        with pytest.raises(ConfigError, match="it is not UTF-8"):
            load(tmp_path, file=tmp_path / "latin.toml")

    def test_unknown_format_in_the_environment(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match='MTLINT_OUTPUT_FORMAT: there is no output format "xml"'):
            load(tmp_path, environment={"MTLINT_OUTPUT_FORMAT": "xml"})
