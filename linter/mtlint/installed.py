"""Where mtlint's own files are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def catalogue_folder() -> Path:
    """Where mtlint's own rules are: in the package (wheel), or beside its source root (checkout)."""
    installed = _PACKAGE / "rules"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "rules"


def ready_folder() -> Path:
    """Where the engine of the default settings is, if the installation made it: see hatch_build.py."""
    return _PACKAGE / "ready"
