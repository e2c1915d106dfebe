"""Lines in many wordings: "{Skip|Jump} to {|the }{text|article}" stands for eight."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

import numpy as np

from mtlint import lazy_re
from mtlint.columns.tokens import Keys, word_keys
from mtlint.matcher.code import Kept

_CHOICE = lazy_re.compile(r"\{([^{}]*)\}")


class LineForms:
    """Some forms as one: their keys say where to look, an expression whether it is one of them.

    There are tens of thousands of wordings; as strings they would be read with each start of the program.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        split = [_choices(form.lower()) for form in forms]
        wordings = ("".join(parts) for choices in split for parts in itertools.product(*choices))
        #: Bytes of the longest wording.
        self.longest = max(
            (sum(len(max(c, key=len).encode()) for c in choices) for choices in split), default=0
        )
        self.keys: Keys = np.sort(word_keys(wordings))
        expressions = ("".join(_alternative(choice) for choice in choices) for choices in split)
        self._expression = Kept("|".join(expressions))

    def match(self, line: str) -> bool:
        """Whether a line is one of the wordings; case does not count."""
        return self._expression.pattern.fullmatch(line.lower()) is not None


def _choices(form: str) -> list[Sequence[str]]:
    """The parts of a form, each with its alternatives."""
    parts = _CHOICE.split(form)
    return [part.split("|") if number % 2 else (part,) for number, part in enumerate(parts)]


def _alternative(choice: Sequence[str]) -> str:
    # Longest first is not needed: a whole line is compared.
    return f"(?:{'|'.join(map(re.escape, choice))})"
