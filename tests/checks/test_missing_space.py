"""The check `missing-space`: a mark between two words without the space after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtlint.config import Config
from workbench import Bench, write_lists


def bench(folder: Path, *words: str) -> Bench:
    lists = {
        "abbreviations": "etc col pol",
        "domains": "vn com net in",
        "function-words": "the in of",
        "clause-openers": "the it",
        "words": "name employee print value",
        "spare": "V.League Node.Js",
    }
    write_lists(folder, lists)
    return Bench(
        folder, Config(words=words), check="missing-space", with_={name: f"{name}.txt" for name in lists}
    )


@pytest.mark.parametrize(
    "text",
    [
        "the first ⟦quarter.Farmers⟧ expect",
        "since ⟦2019.Work⟧ will end",
        "on May ⟦3,The⟧ ferry",
        "on ⟦Monday,the⟧ ferry",
        "on the ⟦20th.From⟧ then on",
        "one ⟦value:the⟧ best",
        "the ⟦value(name⟧ and all)",
        "one ⟦question:Where⟧ is it",
        "he ⟦left;she⟧ stayed",
        "he ⟦left!She⟧ stayed. ⟦Why?Because⟧",
        "sell the ⟦land.”The⟧ owner",
        "sell the ⟦land”.The⟧ owner",
        'he said "go." and "come ⟦on."The⟧ owner',
        "it ⟦ended.“The⟧ owner",
        "his ⟦name(1030⟧ people",
        "the ⟦employee(Smith⟧ left",
        "the ⟦province.In⟧ 2023",
        # One letter that is a word.
        "he ⟦left.A⟧ car came",
    ],
)
def test_found(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


@pytest.mark.parametrize(
    "text",
    [
        # Domains, files, versions, numbers, times, ratios.
        "on Laodong.vn or Laodong.Vn",
        "index.html, node.js, version2.1, 1,200 seats, 9:30, 3:1",
        "key:value a;b",
        # Initials and abbreviations.
        "J.K.Rowling, U.S.Army, Pol.Lt.",
        "Col.Smith and etc.The",
        # A number that begins its block counts a list.
        "3.Work goes on",
        "1,a and 2:A",
        # Chains of names, calls.
        "System.Out.print, foo.Bar(), std::Vec.New",
        "print(Value)x and employee(s) and name(s) left",
        "print(12)",
        # Listed names.
        "the V.League and Node.Js",
        # URLs.
        "https://example.com/a.Html,The",
    ],
)
def test_near_misses(tmp_path: Path, text: str) -> None:
    bench(tmp_path).check(text)


def test_names_of_the_user_are_spared(tmp_path: Path) -> None:
    bench(tmp_path, "Open.Access").check("the Open.Access and the ⟦Closed.Access⟧ way")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("the first quarter.Farmers", {"left": "quarter", "mark": ".", "right": "Farmers"}),
        ("the land.”The", {"left": "land", "mark": ".”", "right": "The"}),
        ("it ended.“The", {"left": "ended", "mark": ".", "right": "“The"}),
        ('it ended."The end"', {"left": "ended", "mark": ".", "right": '"The'}),
        ("his name(1030", {"left": "name", "mark": "", "right": "(1030"}),
    ],
)
def test_the_groups_put_the_space_between_what_belongs_together(
    tmp_path: Path, text: str, groups: dict[str, str]
) -> None:
    assert bench(tmp_path).groups(text) == [groups]
