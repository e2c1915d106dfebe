"""Expressions with every construct of `re` that has a bounded width, for the matchers to agree on."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from mtlint.matcher import Expression, ExpressionError, Layer
from mtlint.rule import Block

SOURCES = [
    # Literals, spaces, alternations, groups.
    "the word", "was|were", "people['’]s", "Nghệ An", "ca\u0302\u0300n", "中文", "é", "ſ", "\u212a", "İ|ı",
    "(?:the|The) (?P<span>words?)", "a(?P<span>b)?c|the", "(?P<span>x){0,1}word",
    # Classes, ranges, categories, and their negations.
    "[a-z]", "[^a-z]", "[à-ỹ]{2}", "[^à-ỹ]{2}", "[^é]", "[ſ-ǿ]", "[^ſ]", r"\w{3}", r"\W{2}", r"\d{2,4}",
    r"\D\d", r"\s{2}",
    r"\S\s\S", r"[\w-]{4}", r"[^\w\s]", r"[^\W\d_]{2}", ".", r"..\s", "(?s:.{3})", "[^\\s\\S]|a",
    r"[\u0100-\u017f]k",
    # Anchors and boundaries.
    r"\bin\b", r"\Bor\b", r"^\w", r"\w$", r"\A.{2}", r".{2}\Z", r"\b\w\b", r"\bé", r"é\b", r"(?m:^)w",
    r"(?:\bA|\bthe)\b",
    r"a?\bw", r"\b(?:word)?s?\b.", r"(?=w)\bword", r"w\b|\bw",
    # Lookarounds.
    r"(?<=the\s)\w{1,9}", r"(?<!the\s)word", r"word(?=s)", r"word(?!s)", r"(?<![\w.])and(?![\w.])",
    r"(?<=é)t", r"(?=.{1,9}word)t",
    # Stretches without gaps, of which one is looked for; lookaheads that are looked for with them.
    "was.{0,40}people", "people.{0,40}was", "the .{0,15}people.{0,20}word", "(?:the.{1,30} |a )people",
    "people(?:.{1,20}the| word)", "(?:people.{0,12}){1,2}s", r"people(?=\s|$)", "people(?=.{0,20}the word)",
    "a(?=.{0,20}people)", "word(?= the)(?!x)(?= t)", r"people\b(?=['’]s\b)", "people(?=.*word)",
    # References and conditions.
    r"(\w)\1", r"\b(\w{1,9}) \1\b", r"(?P<q>[\"'“])\w{1,9}(?P=q)", r"(?=(\w))\1w", r"(\()?\w{1,9}(?(1)\))",
    r"(a)?b(?(1)c|d)",
    r"((\w)\2)\1?", r"(?i:(k)\1)", r"(?i)(\w)\1",
    # Atomic groups, possessive and lazy quantifiers.
    r"(?>a|an)d", r"\w{1,9}+ \w", r"w{1,3}?o", r"(?:ab?){1,3}?c", r"(?>\w{1,5})\b",
    # Flags.
    "(?i)THE", "(?i)É", "(?i)nghệ", "(?i)[^é]", "(?i)[^à-ỹ]k", "(?i)[^à-ý]k", "(?i)[à-ỹ]", "(?i)s",
    "(?i)kelvin", "(?i)[a-k]{2}",
    "(?i:i)stanbul", "(?-i:i)", "(?i)[^s]{2}", "(?i)[^ſ]", "(?i)ı", "(?i)[İ-ı]", "(?i)\u212a", "(?i)ẞ",
    "(?i)[^k]", "(?a:\\w{2})",
    "(?a)\\b\\w", "(?ai)K", "(?x: a b )",
    # Counts near the limits.
    "a{500}", r"\w{100,2000}", "(?:ab ){1,200}", r"(?:\w{1,20} ){1,20}x", r"[^.]{1,400}\.",
]  # fmt: skip

PROSE_KINDS = frozenset({Block.PARAGRAPH, Block.HEADING, Block.LIST_ITEM, Block.CAPTION})


def usable(source: str, *, ignore_case: bool = False, layer: Layer = Layer.PROSE) -> Expression | None:
    """The expression of a source, None where a rule may not have it."""
    expression = Expression(source, layer, PROSE_KINDS, ignore_case)
    try:
        expression.check()
    except (ExpressionError, re.error):
        return None
    return expression


_CHARS = "abksi.w é ſıế\u0301中’-1"
_ATOMS = st.one_of(
    st.sampled_from([re.escape(char) for char in _CHARS]),
    st.sampled_from([r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", ".", r"\b", r"\B", "^", "$"]),
    st.builds(
        lambda negated, chars: f"[{'^' if negated else ''}{re.escape(chars)}]",
        st.booleans(),
        st.text(_CHARS, min_size=1, max_size=3),
    ),
    st.sampled_from(["[a-z]", "[^a-z]", "[à-ỹ]", "[^à-ỹ]", r"[\w’]", r"[^\W\d]", "[ı-ſ]"]),
)


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"({part})"),
        inner.map(lambda part: f"(?i:{part})"),
        inner.map(lambda part: f"(?={part})"),
        inner.map(lambda part: f"(?!{part})"),
        inner.map(lambda part: f"(?>{part})"),
        st.builds(
            lambda part, count: f"(?:{part}){{{count}}}",
            inner,
            st.sampled_from(["0,1", "1,2", "2", "0,3", "1,3}?"[:-1]]),
        ),
        inner.map(lambda part: f"({part})x?\\1"),
        inner.map(lambda part: f"(?<=a){part}"),
        inner.map(lambda part: f"(?<!é){part}"),
    )


GENERATED = st.recursive(_ATOMS, _grow, max_leaves=8)
"""Sources built from small parts; not all of them may be used."""
