"""What README.md shows is what happens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_output_shown_is_real() -> None:
    update = [sys.executable, str(ROOT / "scripts" / "update_readme.py"), "--check"]
    done = subprocess.run(update, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, f"python scripts/update_readme.py mends this:\n{done.stdout}{done.stderr}"


def test_links_to_files_lead_somewhere() -> None:
    for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        targets = (part.split(")")[0] for part in (ROOT / page).read_text("utf-8").split("](")[1:])
        missing = [to for to in targets if "://" not in to and not (ROOT / to.split("#")[0]).exists()]
        assert not missing, f"{page} links to what is not there: {missing}"
