"""The marked text: nothing is lost or added, whatever the spans."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from dondoc.web.screens.reading.segments import Mark, Span, marked_text

TEXT = st.text(alphabet="ab<&\"'>đ \n😀", min_size=1, max_size=40)


@given(text=TEXT, places=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_the_text_nodes_together_are_the_text(text, places):
    spans = [Span(f"d{i}", min(p), max(p), i) for i, p in enumerate(places)]
    marks = [Mark("lead", min(p), max(p)) for p in places[:2]]
    shown = marked_text(text, spans, marks)
    assert unescape(re.sub(r"<[^>]*>", "", shown)) == text


def test_what_two_directives_share_belongs_to_both():
    shown = marked_text("abcdef", [Span("d1", 0, 4, 1), Span("d2", 2, 6, 2)])
    assert re.findall(r'data-keys="([^"]*)"[^>]*>([^<]*)<', shown) == [("d1", "ab"), ("d1 d2", "cd"), ("d2", "ef")]


def test_a_text_cannot_bring_a_tag_or_an_attribute():
    shown = marked_text('<img src=x onerror="a">', [Span('d"1', 0, 4, 1)])
    assert "<img" not in shown
    assert 'data-keys="d&quot;1"' in shown


def test_a_paragraph_after_a_directive_begins_on_its_own_line():
    shown = str(marked_text("Sở A làm.\n\nb) Mục sau", [Span("d1", 0, 9, 1)]))
    assert "</span>\n\nb) Mục sau" in shown
    assert "gap" not in shown


def test_lines_before_the_text_and_beyond_one_empty_line_do_not_show():
    shown = str(marked_text("\n\nA\n\n\n\nB", []))
    assert shown == '<span class="gap">\n\n</span>A\n\n<span class="gap">\n\n</span>B'
