"""What comments cover: for each selector a stretch of the text, and what is wrong with the comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mtlint.rule import Rule
from mtlint.schema import suggestion
from mtlint.selection import ALL, specificity
from mtlint.suppress.comments import DISABLE, ENABLE, FILE, NEXT_LINE, WORDS, Comment


@dataclass(slots=True)
class Region:
    """From `start` to `end` (bytes), the findings of a selector are not reported."""

    selector: str
    start: int
    end: int
    comment: Comment
    used: bool = False


class Complaint(NamedTuple):
    """Something wrong with a comment."""

    comment: Comment
    text: str


def regions_of(
    text: bytes, comments: Sequence[Comment], rules: Sequence[Rule]
) -> tuple[list[Region], list[Complaint]]:
    """The regions by their start, and complaints. `text` is masked, `rules` are all there are."""
    # Equal ones count once: a line of a million comments must not cost their square.
    regions: dict[tuple[str, int, int], Region] = {}
    complaints: list[Complaint] = []
    opened: dict[str, Region] = {}
    for comment in comments:
        if problem := _problem(comment):
            complaints.append(Complaint(comment, problem))
            continue
        selectors = []
        for name in comment.selectors or (ALL,):
            selector = _selector(name, rules)
            if selector is None:
                names = [known for rule in rules for known in (rule.code, rule.name)]
                complaints.append(Complaint(comment, f'no rule "{name}"{suggestion(name, names)}'))
            else:
                selectors.append(selector)
        if comment.word == ENABLE:
            complaints += _close(opened, comment, selectors)
            continue
        start, end = _reach(text, comment)
        made = [Region(selector, start, end, comment) for selector in dict.fromkeys(selectors)]
        if comment.word == DISABLE:
            # What is off already stays so; nothing is switched off twice.
            made = [region for region in made if region.selector not in opened]
            opened.update((region.selector, region) for region in made)
        regions.update({(region.selector, region.start, region.end): region for region in made})
    for region in opened.values():
        what = f"disable[{region.selector}]" if region.selector != ALL else DISABLE
        complaints.append(Complaint(region.comment, f"{what} is never ended by an enable"))
    return sorted(regions.values(), key=lambda region: region.start), complaints


def _problem(comment: Comment) -> str | None:
    if comment.word not in WORDS:
        return f'"{comment.word}" means nothing to mtlint{suggestion(comment.word, list(WORDS))}'
    if comment.selectors is not None and not any(comment.selectors):
        return f"{comment.word}[] names no rule"
    if comment.word == FILE and comment.selectors is None and not comment.reason:
        return "file-ignore for all rules was not obeyed: say why after it, or name rules in brackets"
    return None


def _selector(name: str, rules: Sequence[Rule]) -> str | None:
    for spelling in (name, name.upper(), name.lower()):
        if any(specificity(spelling, rule) >= 0 for rule in rules if spelling):
            return spelling
    return None


def _close(opened: dict[str, Region], comment: Comment, selectors: list[str]) -> Iterator[Complaint]:
    closed = [*opened] if comment.selectors is None else [name for name in selectors if name in opened]
    for selector in closed:
        opened.pop(selector).end = comment.start
    if not closed:
        yield Complaint(comment, f"{comment} ends nothing: there is no such disable above")


def _reach(text: bytes, comment: Comment) -> tuple[int, int]:
    """From where to where a comment holds, before any `enable`."""
    if comment.word == FILE:
        return 0, len(text)
    if comment.word == DISABLE:
        return comment.end, len(text)
    start = text.rfind(b"\n", 0, comment.start) + 1
    end = _line_end(text, comment.end)
    if comment.word == NEXT_LINE:
        # The next line that says something: formatters put a blank line below a comment, and the masked
        # text has one in the place of another comment.
        start = end
        while start < len(text) and not text[start:end].strip():
            start, end = end, _line_end(text, end)
    return start, end


def _line_end(text: bytes, at: int) -> int:
    newline = text.find(b"\n", at)
    return newline + 1 if newline >= 0 else len(text)
