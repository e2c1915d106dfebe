"""`--fix`, `--unsafe-fixes`, `--diff` and comments in the text, as users meet them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from process import ENVIRONMENT, mtlint

SAFE = "The council approved the budget.The mayor signed it.\n"  # LIN103 missing-space
UNSAFE = "He saw the the old man at the market.\n"  # LIN108 repeated-word


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mtlint.toml").write_text("")
    (tmp_path / "safe.txt").write_text(SAFE)
    (tmp_path / "unsafe.txt").write_text(UNSAFE)
    return tmp_path


class TestFix:
    def test_what_can_be_fixed_is_marked_and_counted(self, folder: Path) -> None:
        done = mtlint("check", "--output-format", "concise", cwd=folder)
        assert "safe.txt:1:26: LIN103 [*] " in done.stdout
        assert "unsafe.txt:1:8: LIN108 " in done.stdout
        assert done.stdout.endswith("[*] 1 fixable with --fix (1 more with --unsafe-fixes)\n")
        done = mtlint("check", "--unsafe-fixes", "--output-format", "concise", cwd=folder)
        assert "unsafe.txt:1:8: LIN108 [*] " in done.stdout
        assert done.stdout.endswith("[*] 2 fixable with --fix\n")

    def test_safe_fixes_are_applied_and_the_status_counts_what_is_left(self, folder: Path) -> None:
        done = mtlint("check", "--fix", cwd=folder)
        assert (folder / "safe.txt").read_text() == SAFE.replace(".The", ". The")
        assert (folder / "unsafe.txt").read_text() == UNSAFE
        assert done.returncode == 1
        assert "LIN103" not in done.stdout
        assert "\nFixed 1 finding (1 safe)\n1 fixable with --fix --unsafe-fixes\n" in done.stdout

    def test_unsafe_ones_on_demand(self, folder: Path) -> None:
        done = mtlint("check", "--fix", "--unsafe-fixes", cwd=folder)
        assert (folder / "unsafe.txt").read_text() == UNSAFE.replace("the the", "the")
        assert done.returncode == 0
        assert done.stdout.startswith("No findings in 2 files; ")
        assert done.stdout.endswith("Fixed 2 findings (1 safe, 1 unsafe)\n")

    def test_rules_that_were_not_chosen_fix_nothing(self, folder: Path) -> None:
        mtlint("check", "--fix", "--ignore", "LIN103", cwd=folder)
        mtlint("check", "--fix", "--per-file-ignores", "safe.txt:LIN103", cwd=folder)
        assert (folder / "safe.txt").read_text() == SAFE

    def test_a_finding_that_is_not_shown_is_not_fixed(self, folder: Path) -> None:
        (folder / "mtlint.toml").write_text('[rules.LIN103]\nseverity = "neutral"\n')
        assert "[*]" not in mtlint("check", "safe.txt", cwd=folder).stdout
        mtlint("check", "--fix", "safe.txt", cwd=folder)
        assert (folder / "safe.txt").read_text() == SAFE
        mtlint("check", "--fix", "--show-neutral", "safe.txt", cwd=folder)
        assert (folder / "safe.txt").read_text() != SAFE

    def test_machine_formats_carry_what_is_left_and_tell_the_rest_beside(self, folder: Path) -> None:
        done = mtlint("check", "--fix", "--output-format", "json", cwd=folder)
        (finding,) = json.loads(done.stdout)["findings"]
        assert (finding["code"], finding["fix"]["applicability"]) == ("LIN108", "unsafe")
        assert "Fixed 1 finding (1 safe)\n" in done.stderr

    def test_records_are_fixed_in_their_strings(self, folder: Path) -> None:
        (folder / "a.jsonl").write_text('{"body":"It rained.The end."}\n')
        assert mtlint("check", "--fix", "--text-field", "body", "a.jsonl", cwd=folder).returncode == 0
        assert (folder / "a.jsonl").read_text() == '{"body":"It rained. The end."}\n'


class TestStandardInput:
    def test_the_text_goes_on_and_the_report_steps_aside(self, folder: Path) -> None:
        done = mtlint("check", "--fix", "-", cwd=folder, stdin=(SAFE + UNSAFE).encode())
        assert done.stdout == SAFE.replace(".The", ". The") + UNSAFE
        assert "-:2:8: LIN108 " in done.stderr
        assert done.returncode == 1

    @pytest.mark.parametrize("raw", [b"A fine text.\r\n", b"\x00\x01" * 50, b"", b"caf\xe9 au lait"])
    def test_what_cannot_or_need_not_be_fixed_goes_on_as_it_came(self, folder: Path, raw: bytes) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "mtlint", "check", "--fix", "-"],
            input=raw, cwd=folder, capture_output=True, env=ENVIRONMENT, check=False,
        )  # fmt: skip
        assert done.stdout == raw


class TestDiff:
    def test_it_is_printed_and_nothing_is_written(self, folder: Path) -> None:
        done = mtlint("check", "--diff", cwd=folder)
        assert done.stdout == (
            f"--- safe.txt\n+++ safe.txt\n@@ -1 +1 @@\n-{SAFE}+{SAFE.replace('.The', '. The')}"
        )
        assert done.stderr == "Would fix 1 finding (1 safe) in 1 file\n"
        assert done.returncode == 1
        assert (folder / "safe.txt").read_text() == SAFE

    def test_git_applies_it(self, folder: Path) -> None:
        (folder / "end.txt").write_text(SAFE.rstrip("\n"))
        diff = mtlint("check", "--diff", "--unsafe-fixes", cwd=folder).stdout
        subprocess.run(["git", "apply", "-p0", "-"], input=diff.encode(), cwd=folder, check=True)
        assert mtlint("check", "--diff", "--unsafe-fixes", cwd=folder).stdout == ""
        assert not (folder / "end.txt").read_text().endswith("\n")

    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (["unsafe.txt"], 0),
            (["unsafe.txt", "--unsafe-fixes"], 1),
            (["safe.txt", "--exit-zero"], 0),
            (["safe.txt", "--fix"], 1),
            (["safe.txt", "missing.txt"], 2),
        ],
    )
    def test_status(self, folder: Path, arguments: list[str], status: int) -> None:
        assert mtlint("check", "--diff", *arguments, cwd=folder).returncode == status
        assert (folder / "safe.txt").read_text() == SAFE

    def test_standard_input(self, folder: Path) -> None:
        done = mtlint("check", "--diff", "-", "--stdin-filename", "x.md", cwd=folder, stdin=SAFE.encode())
        assert done.stdout.startswith("--- x.md\n+++ x.md\n")


class TestComments:
    def test_they_silence_and_are_audited(self, folder: Path) -> None:
        file = folder / "unsafe.txt"
        file.write_text(UNSAFE.replace("\n", " <!-- mtlint: ignore[LIN108] -->\n"))
        assert mtlint("check", "unsafe.txt", cwd=folder).returncode == 0
        assert mtlint("check", "unsafe.txt", "--no-inline-ignore", cwd=folder).returncode == 1

    @pytest.mark.parametrize("name", ["full", "concise", "json", "json-lines"])
    def test_one_that_silences_nothing_is_noted_in_every_format(self, folder: Path, name: str) -> None:
        (folder / "fine.txt").write_text("A fine text. <!-- mtlint: ignore[LIN108] -->\n")
        done = mtlint("check", "fine.txt", "--output-format", name, cwd=folder)
        note = "mtlint: fine.txt: line 1: unused ignore[LIN108]: it silences no finding\n"
        assert done.stderr.startswith(note)
        assert done.returncode == 0

    def test_words_file_and_words_are_spared(self, folder: Path) -> None:
        (folder / "unsafe.txt").write_text("The handling ofcase files was praised byParty members.\n")
        before = mtlint("check", "unsafe.txt", "--select", "LIN", cwd=folder).stdout
        assert "LIN101" in before
        assert "LIN102" in before
        (folder / "mtlint.toml").write_text('words = ["byParty"]\nwords-file = "words.txt"\n')
        (folder / "words.txt").write_text("ofcase  # a brand\n")
        assert mtlint("check", "unsafe.txt", "--select", "LIN", cwd=folder).stdout.startswith("No findings")
