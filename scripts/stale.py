"""Pages as they should be: write them, or show where they are not."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def settle(pages: Mapping[Path, str | None], *, check: bool) -> int:
    """Write each page that differs (None: delete it), or print the differences; 1 if `check` found one."""
    differing = {file: text for file, text in pages.items() if _read(file) != text}
    for file, text in differing.items():
        if check:
            _show(file, text or "")
        elif text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return int(check and bool(differing))


def _read(file: Path) -> str | None:
    return file.read_text("utf-8") if file.is_file() else None


def _show(file: Path, text: str) -> None:
    name = file.relative_to(ROOT).as_posix()
    before = (_read(file) or "").splitlines()
    print("\n".join(difflib.unified_diff(before, text.splitlines(), name, "as it should be", lineterm="")))
