"""STY102, and what becomes of a rule whose library is not installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import mtlint
from mtlint import Config, Linter

HARD = (
    "Administrative modernisation requires comprehensive international cooperation and responsibility. " * 15
)
SHORT = HARD[: len(HARD) // 15]


def messages(text: str, **options: object) -> list[str]:
    config = Config(select=("STY102",), rule_overrides={"STY102": options})
    return [finding.message for finding in Linter(config).check_text(text)]


def test_the_first_sentence_stands_for_the_document() -> None:
    (finding,) = Linter(Config(select=("STY102",))).check_text(f"A heading\n\nEasy. {HARD}")
    assert (finding.text, finding.location) == ("Easy", (3, 1))


def test_measures_beyond_their_limits_are_named() -> None:
    limits = {"max_gunning_fog": 12.0, "max_smog_index": 100.0, "min_flesch_reading_ease": -1000.0}
    given = {key.replace("_", "-"): value for key, value in limits.items()}
    (message,) = messages(HARD, **given)
    assert "Gunning fog" in message
    assert "(over 12)" in message
    assert "SMOG" not in message
    assert "reading ease" not in message


def test_documents_under_the_size_of_a_sample_are_spared() -> None:
    assert messages(HARD)
    assert not messages(SHORT)
    assert messages(SHORT, **{"min-words": 5})


def test_only_documents_of_the_batch_that_are_hard_are_found() -> None:
    linter = Linter(Config(select=("STY102",)))
    assert [len(linter.check_text(text)) for text in (HARD, "It rained. " * 100, HARD)] == [1, 0, 1]


def test_it_is_for_english() -> None:
    assert not Linter(Config(select=("ALL",), target_lang="de")).named_rules
    assert "STY102" not in {rule.code for rule in Linter(Config(select=("ALL",), target_lang="de")).rules}


@pytest.fixture(scope="module")
def without_textstat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of everything that is installed but textstat."""
    folder = tmp_path_factory.mktemp("site")
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith("textstat"):
            (folder / entry.name).symlink_to(entry)
    return folder


def run(site: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    package = Path(mtlint.__file__).parents[1]
    code = "import sys; from mtlint.__main__ import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-S", "-c", code, *arguments],
        env={
            **os.environ,
            "PYTHONPATH": f"{package}{os.pathsep}{site}",
            "MTLINT_CACHE_DIR": str(cwd / "cache"),
        },
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def test_named_without_its_library_it_is_an_error(without_textstat: Path, tmp_path: Path) -> None:
    (tmp_path / "hard.txt").write_text(HARD)
    done = run(without_textstat, "check", "hard.txt", "--select", "readability", cwd=tmp_path)
    said = (
        "mtlint: error: rule STY102 (readability) cannot run: "
        "textstat is not installed: pip install 'mtlint[readability]'\n"
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_selected_with_others_it_is_listed_as_not_run(without_textstat: Path, tmp_path: Path) -> None:
    (tmp_path / "hard.txt").write_text(HARD)
    done = run(without_textstat, "check", "hard.txt", "--select", "STY", "--show-neutral", cwd=tmp_path)
    assert done.returncode == 0
    assert (
        "rule STY102 was not run: textstat is not installed: pip install 'mtlint[readability]'" in done.stdout
    )
    # Once it is there, the rule runs: what was compiled without it does not count.
    folder = ("--select", "STY", "--show-neutral", "hard.txt")
    again = run(Path(sysconfig.get_path("purelib")), "check", *folder, cwd=tmp_path)
    assert "STY102" in again.stdout
    assert "was not run" not in again.stdout


def test_stats_without_it_leave_readability_out_and_say_so(without_textstat: Path, tmp_path: Path) -> None:
    (tmp_path / "hard.txt").write_text(HARD)
    done = run(without_textstat, "stats", "hard.txt", cwd=tmp_path)
    assert done.returncode == 0
    note = (
        "mtlint: readability is not measured: textstat is not installed: pip install 'mtlint[readability]'\n"
    )
    assert done.stderr == note
    assert "penalty" in done.stdout
    assert "Flesch" not in done.stdout
