"""What is asked of a LanguageTool server, and what it remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Choice(NamedTuple):
    """What the configuration and the selectors of a run say about LanguageTool's rules.

    `language` is one of its codes ("en-US"). Disabled ones may be patterns (`EN_COMPOUNDS_*`). Those in
    `enabled_rules` were selected one by one: they run whatever else says, and alone where only such were
    selected (`only`).
    """

    language: str = "en-US"
    disabled_rules: tuple[str, ...] = ()
    disabled_categories: tuple[str, ...] = ()
    enabled_rules: tuple[str, ...] = ()
    only: bool = False


class Request(NamedTuple):
    """What a server is asked for, beside the text: a language, and rules that it would leave out by itself.

    What is not wanted is asked for all the same, and dropped when it comes (`checks.languagetool`): that
    costs a server 5% of its time, and answers that are kept stay good when settings change. Told to leave
    out a rule, a server also says something else about the same word in its place.
    """

    language: str
    enabled_rules: tuple[str, ...] = ()


class Remark(NamedTuple):
    """One thing that LanguageTool has found.

    `offset` and `length` count UTF-16 units of the text that was sent; `replacement` is its first proposal.
    """

    rule: str
    category: str
    message: str
    offset: int
    length: int
    replacement: str | None


class Unanswered(NamedTuple):
    """That there is no answer for a text, and why: a sentence that names the server and says what to do."""

    reason: str


class Proofreads(Protocol):
    """What the check of grammar needs."""

    def check(self, texts: Sequence[str], request: Request) -> Sequence[tuple[Remark, ...] | Unanswered]:
        """The remarks on each text."""
