"""What checks ask for while they are built: words as bits, tables, expressions, the languages of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mtlint.errors import CatalogueError
from mtlint.lexicon import Reference, read_table, read_words
from mtlint.matcher import Expression, ExpressionError
from mtlint.rule import ANY, Rule
from mtlint.vocabulary import MAX_LEXICONS

if TYPE_CHECKING:
    from mtlint.languagetool import Choice


class Resources:
    """Collects what the checks of a run need, so that the engine computes each thing once for all."""

    def __init__(
        self,
        folders: Iterable[Path],
        target_lang: str,
        source_lang: str | None,
        words: Iterable[str],
        languagetool: Choice,
    ) -> None:
        self._folders = tuple(folders)
        self.target_lang = target_lang
        self.source_lang = source_lang
        self.words = frozenset(words)
        self.languagetool = languagetool
        self.lexicons: dict[int, Sequence[str]] = {}
        self.expressions: list[Expression] = []
        self._later: list[Callable[[], None]] = []
        self._bits: dict[object, int] = {}
        self._numbers: dict[Expression, int] = {}

    def later(self, work: Callable[[], None]) -> None:
        """Have something done that asks for no expression: while they compile, the other core is idle."""
        self._later.append(work)

    def finish(self) -> None:
        """Do what was left for later. Raises CatalogueError."""
        for work in self._later:
            work()
        self._later.clear()

    def word_list(self, rule: Rule, reference: str) -> frozenset[str]:
        """The entries of a list, as written; several words may make one entry."""
        of = Reference.parse(reference)
        return frozenset(
            word for file in self._files(rule, of.path) for word in read_words(file, of.highest_class)
        )

    def word_lists(self, rule: Rule, reference: str) -> dict[Path, list[str]]:
        """The entries of each of the lists that a path with `{source-lang}` stands for, by file."""
        return {file: read_words(file) for file in self._files(rule, reference)}

    def optional_list(self, reference: str) -> frozenset[str]:
        """A list that the run can do without; empty where there is none for its language."""
        of = Reference.parse(reference.replace("{target-lang}", self.target_lang))
        files = [folder / of.path for folder in self._folders if (folder / of.path).is_file()]
        return frozenset(word for file in files for word in read_words(file, of.highest_class))

    def table(self, rule: Rule, reference: str) -> list[tuple[Path, dict[str, str]]]:
        """The rows of a table, each with its file."""
        return [(file, row) for file in self._files(rule, reference) for row in read_table(file)]

    def bit(self, rule: Rule, reference: str) -> int:
        """The bit that the tokens of a list have in the column `lexicon`; entries of one word only.

        Case does not count (that of letters beyond ASCII does).
        """
        of = Reference.parse(reference)
        files = self._files(rule, of.path)
        key = (tuple(files), of.highest_class)
        if key in self._bits:
            return self._bits[key]
        words = [word for file in files for word in read_words(file, of.highest_class) if " " not in word]
        return self._new_bit(key, words)

    def optional_bit(self, rule: Rule, reference: str) -> int:
        """The bit of a list; 0 where there is none for the language of the run."""
        path = Reference.parse(reference).path.replace("{target-lang}", self.target_lang)
        return self.bit(rule, reference) if any((f / path).is_file() for f in self._folders) else 0

    def own_words_bit(self) -> int:
        """The bit of the words that the user said are right."""
        return self.bit_of(self.words)

    def bit_of(self, words: Iterable[str]) -> int:
        """The bit of a set of words that stands in no file."""
        key = frozenset(words)
        return self._bits[key] if key in self._bits else self._new_bit(key, sorted(key))

    def _new_bit(self, key: object, words: Sequence[str]) -> int:
        if len(self._bits) == MAX_LEXICONS:
            raise CatalogueError(f"the rules use more than {MAX_LEXICONS} word lists; select fewer rules")
        self._bits[key] = 1 << len(self._bits)
        self.lexicons[self._bits[key]] = words
        return self._bits[key]

    def expression(self, rule: Rule, expression: Expression, place: str) -> int:
        """The number of an expression in the column `matches`; `place` names it where it is wrong."""
        if expression not in self._numbers:
            try:
                expression.check()
            except ExpressionError as error:
                raise CatalogueError(f"{place}: {rule.code}: {expression.source!r} {error}") from None
            self._numbers[expression] = len(self.expressions)
            self.expressions.append(expression)
        return self._numbers[expression]

    def _files(self, rule: Rule, path: str) -> list[Path]:
        """The files a path of a rule stands for: below the rule's own folder first, then the catalogue."""
        path = path.replace("{target-lang}", self.target_lang)
        paths = [path]
        if "{source-lang}" in path:
            languages = rule.source_lang if self.source_lang is None else (self.source_lang,)
            paths = [path.replace("{source-lang}", language) for language in languages if language != ANY]
        return [self._file(rule, one) for one in paths]

    def _file(self, rule: Rule, path: str) -> Path:
        for folder in self._folders:
            if (folder / path).is_file():
                return folder / path
        raise CatalogueError(
            f"{rule.file}: {rule.code}: there is no lexicon {path} in {', '.join(map(str, self._folders))}"
        )
