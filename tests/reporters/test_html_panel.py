"""What the HTML report shows of a document's text: which stretches, and where the marks lie in them."""

from __future__ import annotations

from handmade import make_finding, make_result
from hypothesis import given
from hypothesis import strategies as st

from mtlint.document import Position
from mtlint.findings import Applicability, Edit, Fix, Related, Severity
from mtlint.reporters.html.marked import passages
from mtlint.reporters.html.panel import FINDINGS, WORDING, Change, Panel, panel_json, read_panel
from mtlint.reporters.html.stretches import CONTEXT, SPAN, WHOLE, stretches
from mtlint.reporters.visible import visible


def panel_of(*marked: str) -> Panel:
    """The panel of one text, in which each argument marks one finding."""
    text = marked[0].replace("⟦", "").replace("⟧", "")
    return read_panel(panel_json(make_result(*map(make_finding, marked), text=text)))


def drawn(panel: Panel) -> list[str]:
    """The lines of a panel; a mark is `[numbers|text]`, `^` and a number stand where the finding ends."""
    lines = []
    for passage in passages(panel):
        lines += [f"... {passage.left_out}"] if passage.left_out else []
        for line in passage.lines:
            parts = []
            for segment in line.segments:
                numbers = ",".join(map(str, segment.findings))
                parts.append(f"[{numbers}|{segment.text}]" if numbers else segment.text)
                parts += (f"^{number}" for number in segment.ends)
            lines.append("".join(parts))
    return lines


def test_a_finding_is_marked_where_it_stands() -> None:
    assert drawn(panel_of("Tiếng\r\nviệt ⟦và và⟧ Anh\n")) == ["Tiếng", "việt [1|và và]^1 Anh"]


def test_overlapping_findings_share_a_mark() -> None:
    panel = panel_of("one ⟦two three⟧ four", "one two ⟦three four⟧")
    assert drawn(panel) == ["one [1|two ][1,2|three]^1[2| four]^2"]


def test_a_finding_over_several_lines_is_marked_in_each_and_ends_once() -> None:
    assert drawn(panel_of("a ⟦b\n\nc⟧ d")) == ["a [1|b]", "", "[1|c]^1 d"]


def test_a_finding_without_text_is_a_mark_between_characters() -> None:
    assert drawn(panel_of("end⟦⟧ of")) == ["end[1|]^1 of"]
    assert drawn(panel_of("end⟦\n⟧of")) == ["end[1|]^1", "of"]


def test_a_finding_between_the_characters_of_a_line_end_ends_at_the_line() -> None:
    assert drawn(panel_of("end\r⟦\n⟧of")) == ["end[1|]^1", "of"]


def test_what_a_browser_would_hide_or_obey_is_shown() -> None:
    assert drawn(panel_of("a\u202eb⟦\u200d⟧\x1b[2J \u200b")) == [
        "a<U+202E>b[1|<U+200D>]^1<U+001B>[2J <U+200B>"
    ]


def test_joiners_of_emoji_and_indic_script_stay() -> None:
    assert drawn(panel_of("👩\u200d🚀 क्\u200dष ⟦the the⟧")) == ["👩\u200d🚀 क्\u200dष [1|the the]^1"]


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=40))
def test_marks_hold_the_flagged_text_and_nothing_is_lost(before: str, span: str, after: str) -> None:
    text = before + span + after
    panel = panel_of(f"{before}⟦{span}⟧{after}") if "⟦" not in text and "⟧" not in text else panel_of("⟦x⟧")
    lines = [line for passage in passages(panel) for line in passage.lines]
    flagged = "".join(part.text for line in lines for part in line.segments if part.findings)
    whole = panel.stretches[0].text.decode()
    shown = "".join(part.text for line in lines for part in line.segments)
    joined = "".join(visible(line.removesuffix("\r")) for line in whole.split("\n"))
    assert shown.replace("\u200c", "<U+200C>").replace("\u200d", "<U+200D>") == joined
    (finding,) = panel.findings
    assert flagged.replace("<U+000D>", "") == "".join(
        map(visible, finding.text.replace("\r", "").split("\n"))
    )
    assert sum(1 for line in lines for part in line.segments if part.ends) == 1


def test_a_long_text_is_cut_around_its_findings() -> None:
    filler = "A line of text that nobody flagged.\n" * 2000
    panel = panel_of(f"{filler}It was ⟦the the⟧ end.\n{filler}")
    (stretch,) = panel.stretches
    assert panel.is_cut
    assert stretch.row == 2001 - stretch.text[: stretch.text.index(b"It was")].count(b"\n")
    assert stretch.text.startswith(b"A line")
    assert len(stretch.text) < 2 * CONTEXT + 50
    assert drawn(panel)[0] == f"... {stretch.start}"


def test_a_line_of_a_megabyte_is_cut_inside_and_no_character_is_torn() -> None:
    filler = "đ" * 500_000
    panel = panel_of(f"{filler}⟦x⟧{filler}")
    (stretch,) = panel.stretches
    assert stretch.text.decode().strip("đ") == "x"
    assert len(stretch.text) <= 2 * CONTEXT + 3


def test_a_flagged_megabyte_is_cut() -> None:
    panel = panel_of("⟦" + "band " * 200_000 + "⟧")
    assert len(panel.stretches[0].text) <= SPAN + CONTEXT
    assert len(panel.findings[0].text) == WORDING + 1


@given(st.binary(max_size=20), st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 9_000))))
def test_stretches_are_parts_of_the_text_in_order_and_of_bounded_size(
    unit: bytes, spans: list[tuple[int, int]]
) -> None:
    text = (unit.decode("utf-8", "ignore").encode() + b"\nfine ") * 9000
    text = text[: 60_000 if text.isascii() else len(text)]
    found = stretches(
        text, [(start, min(start + size, len(text))) for start, size in spans if start < len(text)]
    )
    here = 0
    for stretch in found:
        assert stretch.start >= here
        assert text[stretch.start : stretch.end] == stretch.text
        assert stretch.row == text.count(b"\n", 0, stretch.start) + 1
        here = stretch.end
    assert sum(len(stretch.text) for stretch in found) <= max(WHOLE, SPAN + 2 * CONTEXT)


def test_of_very_many_findings_the_worst_are_listed() -> None:
    minor = [make_finding("⟦x⟧", severity=Severity.MINOR)] * FINDINGS
    panel = read_panel(panel_json(make_result(*minor, make_finding("⟦x⟧"), text="x")))
    assert len(panel.findings) == FINDINGS
    assert [one.severity for one in panel.findings].count(Severity.MAJOR) == 1


def test_a_fix_is_shown_before_and_after() -> None:
    text = "Fine.\nThe ofcase files."
    edit = Edit(10, 16, "of case", Position(2, 5), Position(2, 11))
    finding = make_finding("Fine.\nThe ⟦ofcase⟧ files.", fix=Fix(Applicability.UNSAFE, "part them", (edit,)))
    (shown,) = read_panel(panel_json(make_result(finding, text=text))).findings
    assert shown.changes == (Change("The ", "ofcase", "of case", " files."),)
    assert not shown.safe


def test_only_places_elsewhere_name_their_file() -> None:
    here = Related("news/a.txt", None, Position(3, 1), Position(3, 2), "first")
    elsewhere = here._replace(filename="b.txt")
    finding = make_finding("⟦x⟧", related=(here, elsewhere))
    (shown,) = read_panel(panel_json(make_result(finding, text="x"))).findings
    assert [place.filename for place in shown.related] == [None, "b.txt"]
