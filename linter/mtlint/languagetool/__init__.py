"""LanguageTool: grammar checked by its server, asked through language-tool-python.

Nothing here is imported before a run checks grammar, and only `client` and `local` import
language-tool-python, which is under the GPL.
"""

from __future__ import annotations

from mtlint.languagetool.remark import Choice, Proofreads, Remark, Request, Unanswered

__all__ = ["Choice", "Proofreads", "Remark", "Request", "Unanswered"]
