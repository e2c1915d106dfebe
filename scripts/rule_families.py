"""The families of rules, in the order of the pages."""

from __future__ import annotations

FAMILIES = {
    "ACC": "accuracy",
    "TER": "terminology",
    "LIN": "linguistic conventions",
    "STY": "style",
    "LOC": "locale conventions",
    "MRK": "design and markup",
}
"""The first three letters of a code, and the dimension of MQM they stand for."""
