"""Expressions that wait until they are used."""

from __future__ import annotations

import re

import pytest

from mtlint import lazy_re


def test_it_finds_what_re_finds() -> None:
    for source, flags, text in (("b+", 0, "abba"), ("B+", re.IGNORECASE, "abba"), ("(?P<x>b)(a)", 0, "abba")):
        lazy, plain = lazy_re.compile(source, flags), re.compile(source, flags)
        assert [match.span() for match in lazy.finditer(text)] == [m.span() for m in plain.finditer(text)]
        assert lazy.sub("-", text) == plain.sub("-", text)
        assert lazy.groupindex == plain.groupindex


def test_bytes_stay_bytes() -> None:
    found = lazy_re.compile(rb"\d+").search(b"in 1954")
    assert found is not None
    assert found[0] == b"1954"


def test_a_mistake_is_told_when_the_expression_is_used() -> None:
    broken = lazy_re.compile("(")
    with pytest.raises(re.error):
        broken.search("text")
