"""Which rules run: selectors as ruff resolves them, and languages."""

from __future__ import annotations

import pytest

from mtlint.catalogue import Catalogue, load_rule
from mtlint.config import Config
from mtlint.errors import ConfigError
from mtlint.selection import ignored_codes, named, select_rules
from workbench import write_rule


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Five rules, TST201 not by default, ABC301 for Vietnamese sources, ABC302 for French texts."""
    folder = tmp_path_factory.mktemp("rules")
    rules = [
        load_rule(write_rule(folder, check="pattern", with_={"expressions": ["x"]}, **keys))
        for keys in (
            {"code": "ABC301", "name": "vietnamese", "source-lang": ["vi"]},
            {"code": "ABC302", "name": "french", "target-lang": ["fr"]},
            {"code": "TST101", "name": "first", "aliases": ["old-first"]},
            {"code": "TST102", "name": "second"},
            {"code": "TST201", "name": "third", "default": False},
        )
    ]
    return Catalogue(tuple(rules), (folder,))


def selected(catalogue: Catalogue, **settings: object) -> list[str]:
    return [rule.code for rule in select_rules(catalogue, Config(**settings))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("select", "extend", "ignore", "expected"),
    [
        ((), (), (), ["ABC301", "TST101", "TST102"]),
        (("ALL",), (), (), ["ABC301", "TST101", "TST102", "TST201"]),
        (("TST",), (), (), ["TST101", "TST102", "TST201"]),
        (("TST1",), (), (), ["TST101", "TST102"]),
        (("third",), (), (), ["TST201"]),
        (("old-first",), (), (), ["TST101"]),
        ((), ("TST2",), (), ["ABC301", "TST101", "TST102", "TST201"]),
        ((), (), ("TST",), ["ABC301"]),
        # The most specific selector wins, wherever it stands; at a tie `ignore` does.
        (("TST101",), (), ("TST",), ["TST101"]),
        (("TST",), (), ("TST101",), ["TST102", "TST201"]),
        (("TST1",), (), ("TST1",), []),
        (("first",), (), ("TST101",), []),
        ((), ("first",), ("ALL",), ["TST101"]),
        (("ALL",), (), ("ALL",), []),
        ((), (), ("ALL",), []),
    ],
)
def test_selectors(
    catalogue: Catalogue,
    select: tuple[str, ...],
    extend: tuple[str, ...],
    ignore: tuple[str, ...],
    expected: list[str],
) -> None:
    assert selected(catalogue, select=select, extend_select=extend, ignore=ignore) == expected


def test_languages(catalogue: Catalogue) -> None:
    assert selected(catalogue, select=("ABC",)) == ["ABC301"]
    assert selected(catalogue, select=("ABC",), source_lang="vi") == ["ABC301"]
    assert selected(catalogue, select=("ABC",), source_lang="zh") == []
    assert selected(catalogue, select=("ABC",), target_lang="fr") == ["ABC301", "ABC302"]


@pytest.mark.parametrize("selector", ["XYZ", "TST9", "frist", "tst101", "", "TST1011"])
@pytest.mark.parametrize("key", ["select", "extend_select", "ignore"])
def test_a_selector_of_nothing_is_an_error_that_suggests(
    catalogue: Catalogue, selector: str, key: str
) -> None:
    with pytest.raises(ConfigError) as error:
        selected(catalogue, **{key: (selector,)})
    assert f'"{selector}"' in str(error.value)
    if selector == "frist":
        assert 'did you mean "first"?' in str(error.value)


def test_named_are_those_selected_by_code_or_name(catalogue: Catalogue) -> None:
    config = Config(select=("TST1",), extend_select=("third", "ABC301"))
    assert [rule.code for rule in catalogue.rules if named(rule, config)] == ["ABC301", "TST201"]


def test_codes_that_a_per_file_ignore_means(catalogue: Catalogue) -> None:
    assert ignored_codes(["TST1", "third"], catalogue.rules) == {"TST101", "TST102", "TST201"}
    assert ignored_codes([], catalogue.rules) == frozenset()
