"""Files that are fixed: what changes in them, what does not, and when they are left alone."""

from __future__ import annotations

import codecs
import json
import os
import stat
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtlint import Config, Linter
from mtlint.document import Document, Position
from mtlint.findings import Applicability, DocumentResult, Edit, Finding, Fix, Severity, Skipped, Source
from mtlint.fixes import Change, apply
from mtlint.runner import Fixed, Fixing, Note, run, run_bytes
from mtlint.runner.diff import as_diff
from mtlint.runner.sheet import Revision
from mtlint.runner.write import write_back

SEEDS = Path(__file__).parents[2] / "seeds"
SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
Event = DocumentResult | Skipped | Note | Fixed


@cache
def linter() -> Linter:
    return Linter(Config())


def as_it_is(result: DocumentResult) -> DocumentResult:
    return result


def every(finding: Finding) -> bool:
    return True


def fix_files(
    *files: Path,
    unsafe: bool = False,
    deliver: Callable[[Revision], str] = write_back,
    text_field: str | None = None,
    jobs: int = 1,
    with_linter: object = None,
) -> list[Event]:
    config = Config(text_field=text_field, jobs=jobs)
    fixing = Fixing(unsafe, every, deliver)
    one = with_linter or linter()
    return list(run([*map(str, files)], one, config, as_it_is, fixing=fixing))  # type: ignore[arg-type]


def fix_bytes(raw: bytes, filename: str = "a.txt", *, unsafe: bool = False) -> tuple[bytes, list[Event]]:
    """The bytes after fixing, and the events."""
    kept = [raw]

    def keep(revision: Revision) -> str:
        assert revision.raw == raw
        kept.append(revision.new_raw)
        return ""

    fixing = Fixing(unsafe, every, keep)
    events = list(run_bytes(raw, filename, linter(), Config(text_field="text"), as_it_is, fixing))
    return kept[-1], events


BAD = "The vote came on Monday.Then they left./."
GOOD = "The vote came on Monday. Then they left."


class TestBytes:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    @pytest.mark.parametrize("end", [True, False])
    def test_encoding_mark_and_line_ends_stay(self, encoding: str, newline: str, end: bool) -> None:
        frame = newline.join(["“Café”, naïve", "", "%s", "", "déjà vu" + newline * end])

        def encoded(text: str) -> bytes:
            mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
            return mark + (frame % text).encode(encoding)

        fixed, _ = fix_bytes(encoded(BAD))
        assert fixed == encoded(GOOD)
        assert fix_bytes(fixed)[0] == fixed

    def test_damaged_files_are_left_alone(self) -> None:
        raw = "Cà phê đá ở đây. ".encode() * 5 + b"\xff " + BAD.encode()
        fixed, events = fix_bytes(raw)
        assert fixed == raw
        assert any(isinstance(event, Note) and "would be lost" in event.text for event in events)

    def test_what_the_encoding_cannot_hold_is_left_out(self) -> None:
        class Replacing:
            """Finds every x and would put ế there; finds every y and would put é."""

            def lint(self, documents: Sequence[Document]) -> list[DocumentResult]:
                return [DocumentResult(d.filename, d.id, 1, tuple(self.findings(d))) for d in documents]

            def findings(self, document: Document) -> list[Finding]:
                return [
                    make(document, at, {ord("x"): "ế", ord("y"): "é"}[byte])
                    for at, byte in enumerate(document.text)
                    if byte in b"xy"
                ]

        kept: list[bytes] = []

        def keep(revision: Revision) -> str:
            kept.append(revision.new_raw)
            return ""

        raw = "déjà x y".encode("cp1252")
        fixing = Fixing(unsafe=False, wanted=every, deliver=keep)
        events = list(run_bytes(raw, "a.txt", Replacing(), Config(), as_it_is, fixing))
        assert kept == ["déjà x é".encode("cp1252")]
        assert Note("a.txt", "1 fix was left out: cp1252 has no such characters") in events
        assert Fixed("a.txt", {SAFE: 1}) in events


def make(document: Document, at: int, content: str, length: int = 1) -> Finding:
    here = Position(1, 1)
    fix = Fix(SAFE, "fix", (Edit(at, at + length, content, here, here),))
    return Finding(
        document.filename, document.id, "AAA101", "a", Severity.MINOR, "m", "message", "x", at, at + length,
        here, here, fix, "u", "f", Source("mtlint", "AAA101", None),
    )  # fmt: skip


class TestRounds:
    def test_fixes_that_overlap_take_turns(self) -> None:
        fixed, events = fix_bytes(b"He saw the the the dog.\n", unsafe=True)
        assert fixed == b"He saw the dog.\n"
        (result,) = (event for event in events if isinstance(event, DocumentResult))
        assert result.findings == ()

    def test_fixes_that_never_rest_are_told(self, tmp_path: Path) -> None:
        class Restless:
            def lint(self, documents: Sequence[Document]) -> list[DocumentResult]:
                return [
                    DocumentResult(d.filename, d.id, 1, (make(d, 0, "ab"[d.text[:1] == b"a"]),))
                    for d in documents
                ]

        file = tmp_path / "a.txt"
        file.write_bytes(b"xyz\n")
        events = fix_files(file, with_linter=Restless())
        assert file.read_bytes() in (b"ayz\n", b"byz\n")
        assert any(
            isinstance(event, Note) and "not come to rest after 10 rounds" in event.text for event in events
        )

    def test_only_wanted_findings_are_fixed(self) -> None:
        fixing = Fixing(unsafe=True, wanted=lambda finding: finding.code != "LOC101", deliver=as_diff)
        events = list(run_bytes(BAD.encode(), "a.txt", linter(), Config(), as_it_is, fixing))
        (fixed,) = (event for event in events if isinstance(event, Fixed))
        assert "+The vote came on Monday. Then they left./." in fixed.diff

    def test_a_silenced_finding_is_not_fixed(self) -> None:
        raw = f"{BAD} <!-- mtlint: ignore[LOC101] -->\n".encode()
        assert fix_bytes(raw)[0] == raw.replace(b".Then", b". Then")


class TestRecords:
    def test_a_record_changes_inside_its_string_and_nowhere_else(self) -> None:
        lines = [
            '{"id": 7,  "text" : "Caf\\u00e9\\n\\nIt came on Monday.Then \\"they\\" left./.", "n": 1.50}\r',
            "",
            '{"text":"Cà phê \\ud83d\\ude00 on Monday.Then they left. \\/","a.b": "Monday.Then"}',
            '{"text": "Fine."}',
            "no json",
        ]
        raw = "\n".join(lines).encode()
        fixed, events = fix_bytes(raw, "a.jsonl")
        lines[0] = lines[0].replace("Monday.Then", "Monday. Then").replace("left./.", "left.")
        lines[2] = lines[2].replace("on Monday.Then", "on Monday. Then")
        assert fixed == "\n".join(lines).encode()
        assert fix_bytes(fixed, "a.jsonl")[0] == fixed
        assert [event.document for event in events if isinstance(event, DocumentResult)] == ["7", "3", "4"]

    def test_lines_of_a_record_are_taken_out_as_lines_of_a_file_are(self) -> None:
        raw = json.dumps({"text": "One day.\n\n![]() |\n\nAnother day."}).encode()
        fixed, _ = fix_bytes(raw, "a.jsonl")
        assert fixed == json.dumps({"text": "One day.\n\nAnother day."}).encode()

    texts = st.text(st.sampled_from('aé漢\U0001f600"\\\n\t/ |.'), max_size=20)

    @given(st.lists(st.tuples(texts, st.booleans()), min_size=1, max_size=4))
    @settings(max_examples=50, deadline=None)
    def test_any_record_reads_as_the_fixed_text(self, records: list[tuple[str, bool]]) -> None:
        texts = [f"{text}\n\n{BAD}\n\n{text}" for text, _ in records]
        raw = "\n".join(
            json.dumps({"text": text}, ensure_ascii=ascii_only)
            for text, (_, ascii_only) in zip(texts, records, strict=True)
        ).encode()
        fixed = [json.loads(line)["text"] for line in fix_bytes(raw, "a.jsonl")[0].split(b"\n")]
        assert fixed == [fix_bytes(text.encode())[0].decode() for text in texts]


class TestWriting:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        file = tmp_path / "a.txt"
        file.write_text(BAD)
        return file

    def test_the_file_is_replaced_and_keeps_its_mode(self, file: Path) -> None:
        file.chmod(0o640)
        events = fix_files(file)
        assert file.read_text() == GOOD
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        assert events[-1] == Fixed(str(file), {SAFE: 2})
        assert os.listdir(file.parent) == ["a.txt"]

    def test_a_link_stays_a_link(self, file: Path, tmp_path: Path) -> None:
        (tmp_path / "deep").mkdir()
        link = tmp_path / "deep" / "link.txt"
        link.symlink_to("../a.txt")
        fix_files(link)
        assert link.is_symlink()
        assert file.read_text() == GOOD

    def test_a_clean_file_is_not_touched(self, file: Path) -> None:
        file.write_text(GOOD)
        os.utime(file, (1, 1))
        inode = file.stat().st_ino
        assert [type(event) for event in fix_files(file)] == [DocumentResult]
        assert (file.stat().st_mtime, file.stat().st_ino) == (1, inode)

    @pytest.mark.parametrize("changed", [f"{BAD} And more.", None])
    def test_a_file_that_changed_meanwhile_is_left_alone(self, file: Path, changed: str | None) -> None:
        def late(revision: Revision) -> str:
            if changed is None:
                file.unlink()
                file.mkdir()
            else:
                file.write_text(changed)
            return write_back(revision)

        result, note = fix_files(file, deliver=late)
        assert isinstance(note, Note)
        assert "has changed since it was read" in note.text
        assert isinstance(result, DocumentResult)
        assert len(result.findings) == 2, "what is reported is what stands in the file that was read"
        assert file.is_dir() if changed is None else file.read_text() == changed
        assert os.listdir(file.parent) == ["a.txt"]

    def test_a_file_that_cannot_be_written_fails_and_the_others_are_fixed(
        self, file: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "b.txt"
        other.write_text(BAD)

        def refuse(revision: Revision) -> str:
            if revision.filename == str(file):
                raise PermissionError(13, "Permission denied")
            return write_back(revision)

        events = fix_files(file, other, deliver=refuse)
        assert Skipped(str(file), "its fixes could not be written (Permission denied)", failed=True) in events
        assert (file.read_text(), other.read_text()) == (BAD, GOOD)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
    def test_a_read_only_file_stays(self, file: Path) -> None:
        file.chmod(0o444)
        assert any(isinstance(event, Skipped) and event.failed for event in fix_files(file))
        assert file.read_text() == BAD

    def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            fix_files(file)
        assert file.read_text() == BAD
        assert os.listdir(file.parent) == ["a.txt"]

    def test_processes_share_the_work(self, tmp_path: Path) -> None:
        files = [tmp_path / f"{number:02}.txt" for number in range(24)]
        for file in files:
            file.write_text(f"{GOOD}\n\n" * 3000 + BAD)
        events = fix_files(*files, jobs=2)
        assert [event.filename for event in events if isinstance(event, Fixed)] == [*map(str, files)]
        assert {file.read_text() for file in files} == {f"{GOOD}\n\n" * 3000 + GOOD}


class TestDiff:
    def diff(self, old: str, new: str, name: str = "a.txt") -> str:
        return as_diff(Revision(name, b"", old.encode(), b"", new.encode()))

    def test_it_is_a_unified_diff(self) -> None:
        assert self.diff("a\nb\n", "a\nc\n") == "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"

    def test_a_missing_line_end_is_marked(self) -> None:
        assert self.diff("b", "c").endswith(
            "-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
        )

    def test_only_line_feeds_end_lines(self) -> None:
        assert self.diff("a\fb\u2028c\r\n", "a\fb\u2028d\r\n").count("\n") == 5

    def test_a_name_cannot_write_into_it(self) -> None:
        assert "\n+++ x\n" not in self.diff("a\n", "b\n", "a\n+++ x\n")

    def test_nothing_is_written(self, tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_text(BAD)
        (fixed,) = (event for event in fix_files(file, deliver=as_diff) if isinstance(event, Fixed))
        assert f"-{BAD}\n" in fixed.diff
        assert f"+{GOOD}\n" in fixed.diff
        assert file.read_text() == BAD


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda file: file.name[:3])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_seeds_lose_their_safely_fixed_findings_and_nothing_else(seed: Path, name: str) -> None:
    raw = seed.read_bytes()
    fixed, events = fix_bytes(raw, name)
    left = [f for event in events if isinstance(event, DocumentResult) for f in event.findings]
    assert not {f.code for f in left if f.fix and f.fix.applicability is SAFE}
    assert fix_bytes(fixed, name)[0] == fixed
    # All words but those that the fixes name are there still, in their order.
    fixes = [f.fix for f in linter().check_text(raw.decode(), filename=name) if f.fix]
    edits = sorted(
        (e for fix in fixes if fix.applicability is SAFE for e in fix.edits), key=lambda e: e.start
    )
    edited = apply(raw, [Change(edit.start, edit.end, edit.content.encode()) for edit in edits])
    assert fixed.split() == edited.split()


# Pieces of which rules make something, and those that surround them.
_pieces = st.sampled_from(
    [
        "The vote came on Monday.", "Then they left./.", "![]()", "|", " ", "\n", "\n\n", "\r\n", "* ", "> ",
        "Photo:", "saw the the dog", "()", " , ", "..", "in 2021.Internal affairs", "(Baonghean.vn) - ",
        "DNUM_BHZACZCACE", "café ", "bna_ MH2.jpg", "*COn the morning", "`a.B`", "one and one",
        "<!-- mtlint: ignore -->",
    ]
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("unsafe", [False, True])
@given(st.lists(_pieces, max_size=12))
@settings(max_examples=60, deadline=None)
def test_fixing_twice_changes_nothing(name: str, unsafe: bool, pieces: list[str]) -> None:
    raw = "".join(pieces).encode()
    fixed, events = fix_bytes(raw, name, unsafe=unsafe)
    assert not any(isinstance(event, Note) and "rest" in event.text for event in events), raw
    again, after = fix_bytes(fixed, name, unsafe=unsafe)
    assert again == fixed
    findings = [f for event in after if isinstance(event, DocumentResult) for f in event.findings]
    assert not [f for f in findings if f.fix and (unsafe or f.fix.applicability is SAFE)]
    if not unsafe and b"DNUM" not in raw:
        # No word is lost; only before a date, which DNUM becomes, may one be a label printed twice.
        assert fixed.count("café".encode()) == raw.count("café".encode())
