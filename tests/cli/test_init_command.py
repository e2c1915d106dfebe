"""`mtlint init`: a file that explains itself, and that is right once its comments are taken away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtlint.cli.init import TEMPLATE, command
from mtlint.config_file import Settings, read_config
from mtlint.errors import ConfigError
from mtlint.schema import key_of

SETTING = re.compile(r"^# (?=[a-z-]+ = |\[)", re.MULTILINE)


def test_writes_the_file_and_refuses_to_overwrite_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(command).output == "Wrote mtlint.toml\n"
    file = tmp_path / "mtlint.toml"
    assert file.read_text() == TEMPLATE
    file.write_text("jobs = 1")
    refused = CliRunner().invoke(command)
    assert isinstance(refused.exception, ConfigError)
    assert file.read_text() == "jobs = 1"


def test_every_setting_in_it_is_valid_and_every_key_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "mtlint.toml"
    file.write_text(SETTING.sub("", TEMPLATE))
    (tmp_path / "words.txt").write_text("Baonghean\n")
    config = read_config(file)
    assert config.words == ("Baonghean", "Baonghean")
    assert config.rule_overrides == {"STY101": {"severity": "minor"}}
    missing = [key for key in map(key_of, Settings._fields) if key not in TEMPLATE]
    assert not missing
