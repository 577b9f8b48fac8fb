"""Reading again: the same text gives one reading, another text gives two, and words find their places in both."""

from hypothesis import given
from hypothesis import strategies as st
from tests.reading.builders import pdf

from dondoc.reading import Box, read_again, read_bytes
from dondoc.reading.scanned import moved

TEXT = "Giao Sở Y tế báo cáo trước ngày 25/01/2021."
words = st.lists(st.sampled_from(["Giao", "Sở", "Y", "tế", "báo", "cáo", "trước"]), max_size=12)


def boxes_of(text):
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append(Box(1, 0.1, 0.1, 0.2, 0.2, at, at + len(word), 0.9))
        at += len(word)
    return tuple(found)


def test_a_text_without_a_file_is_read_as_it_was_kept():
    found = read_again(None, "", TEXT)
    assert found.fresh is found.kept
    assert [d.text for d in found.fresh.directives] == [TEXT]


def test_a_file_that_gives_the_kept_text_gives_one_reading():
    data = pdf([[(80, 80, TEXT)]])
    first = read_bytes(data, "a.pdf")
    found = read_again(data, "a.pdf", first.text)
    assert found.kept is found.fresh
    assert found.fresh == first


def test_a_file_that_gives_another_text_leaves_the_kept_one_with_spans_of_its_own():
    kept = f"Kính gửi: các sở\n\n{TEXT}"
    found = read_again(pdf([[(80, 80, TEXT)]]), "a.pdf", kept)
    assert found.kept.text == kept
    assert found.fresh.text != kept
    (directive,) = found.kept.directives
    assert kept[directive.start : directive.end] == directive.text == TEXT


def test_words_that_both_texts_have_take_their_boxes_along():
    text, other = "Giao Sở V tế báo cáo", "Giao  Sở Y tế\nbáo cáo"
    found = moved(boxes_of(text), text, other)
    assert [other[box.start : box.end] for box in found] == ["Giao", "Sở", "tế", "báo", "cáo"]


@given(words, words)
def test_a_moved_box_is_always_over_its_own_word_and_in_order(one, two):
    text, other = " ".join(one), "\n".join(two)
    boxes = boxes_of(text)
    found = moved(boxes, text, other)
    assert all(other[box.start : box.end] in one for box in found)
    assert [box.start for box in found] == sorted({box.start for box in found})
    if one == two:
        assert len(found) == len(boxes)
