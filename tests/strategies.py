"""Texts as the web has them, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from mtlint.document import Kind

ENGLISH = [
    "the",
    "The",
    "word",
    "words",
    "and",
    "procurement",
    "anti-corruption",
    "people's",
    "in",
    "was",
    "A",
]
VIETNAMESE = ["Nghệ", "An", "cần", "thơ", "Nghe\u0323\u0302", "ca\u0302\u0300n", "đường", "ĐẢNG"]
FRENCH = ["l’été", "déjà", "œuvre", "aujourd’hui", "É", "e\u0301"]
OTHER_SCRIPTS = ["中文字", "中", "日本語", "ภาษาไทย", "русский", "العربية", "हिन्दी"]
EMOJI = ["😀", "👩\u200d🚀", "🇻🇳", "❤️", "👍🏽"]
# The four letters beyond ASCII that equal ASCII ones when case is ignored, and what looks like them.
FOLDING = ["\u0130", "\u0131", "\u017f", "\u212a", "Istanbul", "kick", "ſt"]
NUMBERS = ["1", "2024", "3.5", "1,200", "23/7", "x86", "٣", "½"]
PUNCTUATION = [
    ".",
    ",",
    ", ",
    ". ",
    "; ",
    ": ",
    "? ",
    "! ",
    "…",
    "-",
    "–",
    "—",
    " - ",
    "(",
    ")",
    "[",
    "]",
    "/",
    "*",
    "|",
]
QUOTES = ['"', "'", "“", "”", "‘", "’", "«\u00a0", "\u00a0»", "「", "」"]
SPACES = [" ", " ", " ", " ", "  ", "\u00a0", "\u202f", "\u3000", "\t", "\u2009"]
INVISIBLE = ["\u00ad", "\u200b", "\ufeff", "\u200e", "\x00", "\x01", "\x1a", "\x7f", "\x85", "\u2028", "\x0c"]
LINE_ENDS = ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n\n\n"]
OPAQUE = [
    "https://example.com/a_b?c=d",
    "www.vnexpress.net",
    "a.b@example.org",
    "`code`",
    "<b>",
    "&amp;",
    "[x](y)",
]

WORDS = st.sampled_from(ENGLISH + VIETNAMESE + FRENCH + OTHER_SCRIPTS + FOLDING + NUMBERS + EMOJI)
MARKS = st.sampled_from(PUNCTUATION + QUOTES + INVISIBLE + OPAQUE)
GAPS = st.sampled_from(SPACES + LINE_ENDS)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)

TEXTS = st.lists(st.one_of(WORDS, GAPS, WORDS, GAPS, MARKS, ANYTHING), max_size=40).map("".join)
"""Any text, words and gaps more often than marks and odd characters."""

KINDS = st.sampled_from(Kind)
DOCUMENTS = st.lists(st.tuples(TEXTS, KINDS), min_size=1, max_size=5)
"""Texts with their kinds."""

DEFECTS = st.sampled_from(
    [
        "the the ", "in in Nghệ An ", "was signed byParty ", "regulations and regulations, ",
        "planted trees./.\n",
        "![]()\n", "PCTN ", "the end.The ", "October 9,The ", "name(1030) ", "two  words ", "word ,and ",
        "ofcase ",
        "Non-stop, non-stop ", "band band band band ", "26CT/TW ", "Photo:\n", "“in in” ",
        "of a bit of a bit of a bit ",
        "bna_ MH2.jpg\n", "*COn the afternoon ", "DNUM_BHZACZCACE ", "(Screenshot): An\n", "- item item\n",
        "()",
    ]
)  # fmt: skip
DEFECTIVE = st.lists(st.one_of(DEFECTS, DEFECTS, WORDS, GAPS, GAPS, MARKS), max_size=40).map("".join)
"""Texts with defects of many rules among anything else."""
