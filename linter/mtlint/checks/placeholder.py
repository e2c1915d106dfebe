"""Residue of a translation engine, and the numbers that one of its codes hides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from mtlint import lazy_re
from mtlint.checks import Hit
from mtlint.checks.pattern import Options, Pattern
from mtlint.columns import Columns

# An engine protected dates by writing A to J for the digits 0 to 9 and Z for the slash: in nine pages of
# one site the codes decode to valid dates that agree with the articles (DNUM_BHZACZCACE is 17/02/2024).
_DIGITS = str.maketrans("ABCDEFGHIJZ", "0123456789/")
_DATE = lazy_re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")


class Placeholder(Pattern):
    """A pattern check whose group `code`, where it decodes to a date, gives the group `decoded`."""

    name: ClassVar[str] = "placeholder"
    schema: ClassVar[type[Options]] = Options

    def find(self, columns: Columns) -> Iterator[Hit]:
        """The matches, with their dates."""
        for hit in super().find(columns):
            code = hit.groups.get("code")
            yield hit._replace(groups={**hit.groups, "decoded": decode_date(code) if code else None})


def decode_date(code: str) -> str | None:
    """The date (day, month, year) that a code stands for; None where it is none.

    >>> decode_date("BHZACZCACE")
    '17/02/2024'
    """
    text = code.translate(_DIGITS)
    match = _DATE.match(text)
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    # Imported here: few runs ever meet such a code.
    import datetime

    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return text
