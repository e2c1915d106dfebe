"""`--baseline` and `--write-baseline`: only what is new is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from process import mtlint

FIRST = "The council approved the budget.The mayor signed it on Friday, and the clerk filed it.\n"  # LIN103
SECOND = "He saw the the old man at the market near the river.\n"  # LIN108


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mtlint.toml").write_text('baseline = "known.json"\nselect = ["LIN103", "LIN108"]\n')
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)
    done = mtlint("check", "--write-baseline", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("known.json: 2 findings in 2 files are known now\n")
    return tmp_path


def codes(folder: Path, *arguments: str) -> list[str]:
    done = mtlint("check", "--output-format", "json-lines", *arguments, cwd=folder)
    return [json.loads(line)["code"] for line in done.stdout.splitlines()]


def test_what_is_known_is_silent(folder: Path) -> None:
    done = mtlint("check", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.startswith("No findings in 2 files; ")
    assert done.stderr == ""


def test_what_is_new_fails(folder: Path) -> None:
    (folder / "second.txt").write_text(SECOND + "\nShe bought the the last boat.\n")
    done = mtlint("check", "--output-format", "concise", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("second.txt:3:12: LIN108 ")


@pytest.mark.parametrize(
    "text",
    [
        "A new paragraph.\n\n" + SECOND,
        "He saw the\nthe old man at\nthe market near\nthe river.\n",
        "Yesterday at noon she saw the the young man.\n",
        SECOND.replace("\n", "\r\n"),
    ],
    ids=["moved", "wrapped", "edited around", "other line ends"],
)
def test_known_findings_survive_editing(folder: Path, text: str) -> None:
    (folder / "second.txt").write_text(text, newline="")
    assert codes(folder) == []


def test_one_entry_stands_for_one_finding(folder: Path) -> None:
    (folder / "second.txt").write_text("Now the the cat and then the the dog came home.\n")
    assert codes(folder) == ["LIN108"]


def test_entries_that_no_longer_occur_are_reported_and_dropped(folder: Path) -> None:
    (folder / "first.txt").write_text(FIRST.replace(".The", ". The"))
    (folder / "second.txt").unlink()
    done = mtlint("check", cwd=folder)
    assert done.returncode == 0
    assert "first.txt: 1 entry of the baseline no longer occurs (LIN103); --write-baseline" in done.stderr
    assert "second.txt: in the baseline, but no longer there; --write-baseline drops it" in done.stderr
    mtlint("check", "--write-baseline", cwd=folder)
    assert json.loads((folder / "known.json").read_text())["documents"] == []
    assert mtlint("check", cwd=folder).stderr == ""


def test_files_that_were_not_linted_stay_known(folder: Path) -> None:
    """As when pre-commit names only the changed files."""
    (folder / "first.txt").write_text(FIRST + "\nThe road.The bridge over the river is closed.\n")
    mtlint("check", "--write-baseline", "first.txt", cwd=folder)
    assert codes(folder) == []


def test_paths_start_at_the_baseline(folder: Path) -> None:
    (folder / "below").mkdir()
    assert codes(folder / "below", "../first.txt", str(folder / "second.txt")) == []


def test_records_of_one_file_are_kept_apart(folder: Path) -> None:
    rows = [{"id": "a", "text": SECOND}, {"id": "b", "text": "Clean."}]
    records = folder / "records.jsonl"
    records.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    which = ("records.jsonl", "--text-field", "text")
    mtlint("check", "--write-baseline", *which, cwd=folder)
    assert codes(folder, *which) == []
    rows[1]["text"] = SECOND
    records.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert codes(folder, *which) == ["LIN108"]


def test_two_processes_know_it_too(folder: Path) -> None:
    for number in range(40):
        (folder / f"{number}.txt").write_text(FIRST * 20)
    mtlint("check", "--write-baseline", "--jobs", "2", cwd=folder)
    assert codes(folder, "--jobs", "2") == []


@pytest.mark.parametrize("text", ["", "[]", '{"documents": [{}]}', '{"documents": 1}'])
def test_a_damaged_baseline_is_an_error(folder: Path, text: str) -> None:
    (folder / "known.json").write_text(text)
    done = mtlint("check", cwd=folder)
    assert done.returncode == 2
    assert "known.json: no baseline (" in done.stderr
    assert "--write-baseline makes it anew" in done.stderr


def test_a_missing_baseline_is_an_error(folder: Path) -> None:
    done = mtlint("check", "--baseline", "other.json", cwd=folder)
    assert done.returncode == 2
    assert "other.json: there is no such baseline; --write-baseline makes it" in done.stderr


def test_writing_needs_a_file_to_write(folder: Path) -> None:
    done = mtlint("check", "--isolated", "--write-baseline", cwd=folder)
    assert done.returncode == 2
    assert "--write-baseline needs --baseline FILE" in done.stderr
    done = mtlint("check", "--write-baseline", "-", cwd=folder)
    assert done.returncode == 2
    done = mtlint("check", "--write-baseline", "--baseline", "no/such/folder.json", cwd=folder)
    assert done.returncode == 2
    assert "cannot write the baseline to " in done.stderr


def test_sarif_carries_what_is_known_as_suppressed(folder: Path) -> None:
    done = mtlint("check", "--output-format", "sarif", cwd=folder)
    (run,) = json.loads(done.stdout)["runs"]
    known = [{"kind": "external", "justification": "known in the baseline"}]
    assert [(one["ruleId"], one["suppressions"]) for one in run["results"]] == [
        ("LIN103", known),
        ("LIN108", known),
    ]
