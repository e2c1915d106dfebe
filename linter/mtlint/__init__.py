"""mtlint: the linter for machine-translated text.

from mtlint import Linter

for finding in Linter().check_text("It was was raining./."):
    print(finding.location, finding.code, finding.message)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Config", "Document", "Finding", "Kind", "Linter", "__version__"]

if TYPE_CHECKING:
    from mtlint.config import Config
    from mtlint.document import Document, Kind
    from mtlint.findings import Finding
    from mtlint.linter import Linter

_HOMES = {
    "Config": "config",
    "Document": "document",
    "Finding": "findings",
    "Kind": "document",
    "Linter": "linter",
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is: `mtlint --version` needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"mtlint.{_HOMES[name]}"), name)
