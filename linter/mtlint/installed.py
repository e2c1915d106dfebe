"""Where mtlint's own files are."""

from __future__ import annotations

from pathlib import Path


def catalogue_folder() -> Path:
    """Where mtlint's own rules are: in the package (wheel), or beside its source root (checkout)."""
    package = Path(__file__).parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parents[1] / "rules"
