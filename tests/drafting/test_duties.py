"""What people said laid over what the reader found: order, spans, words; nothing said is passed over."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drafting.contents import contents

from dondoc.directives import drafts
from dondoc.directives.drafts import Addressee, DraftItem
from dondoc.drafting.content import Clause, clauses, clean
from dondoc.drafting.duties import laid_over, lost

DUTY = {"leads": [7], "coordinates": [8], "deadline_kind": "date", "deadline_words": "", "due_on": "2021-02-05"}


def name_of(unit):
    return f"Đơn vị {unit}"


@st.composite
def printed(draw):
    """Clauses with duties, a text in which they are printed (broken anywhere, pages numbered), and a reading of it."""
    found = clauses(clean(draw(contents())))
    found = [replace(clause, duties=[DUTY] * draw(st.integers(0, 2))) for clause in found]
    text = "Số: 01/TB-VP\nV/v " + (found[0].text if found else "")
    for clause in found:
        words = f"{clause.label} {clause.text}".split()
        gaps = draw(st.lists(st.sampled_from([" ", "\n", "\n\n2\n\n"]), min_size=len(words), max_size=len(words)))
        text += "\n" + "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    cuts = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=8))))
    items = tuple(
        DraftItem(key=f"d{k}", start=a, end=b, text=text[a:b], lead=(Addressee("Sở Y tế", (1,)),))
        for k, (a, b) in enumerate(pairwise(cuts))
    )
    return items, found, text


@settings(max_examples=200, deadline=None)
@given(printed())
def test_items_stay_in_order_and_are_words_of_the_text(given_):
    items, found, text = given_
    done = laid_over(items, found, text, name_of=name_of)
    drafts.check(done, text)
    assert drafts.from_json(drafts.to_json(done)) == done
    assert {item.key for item in items} <= {item.key for item in done}


@settings(max_examples=200, deadline=None)
@given(printed())
def test_every_duty_is_said_or_told_to_be_lost(given_):
    items, found, text = given_
    done = laid_over(items, found, text, name_of=name_of)
    said = sum(item.edited for item in done)
    duties = sum(len(clause.duties) for clause in found if clause not in lost(found, text))
    assert said <= duties
    if duties:
        assert said
        assert all(item.lead_ids == (7,) for item in done if item.edited)


def test_without_duties_nothing_changes():
    text = "1. Giao Sở Y tế báo cáo."
    items = (DraftItem(key="d1", start=3, end=len(text), text=text[3:]),)
    assert laid_over(items, [Clause("0", 0, "1.", text[3:], "clause", ())], text, name_of=name_of) == items


def test_the_same_words_above_are_not_taken_for_the_clause():
    words = "Tăng cường phòng, chống dịch"
    text = f"V/v {words}\n1. Giao Sở Y tế báo cáo.\n2. {words}\n"
    found = [Clause("0", 0, "1.", "Giao Sở Y tế báo cáo.", "clause", ()), Clause("1", 0, "2.", words, "clause", [DUTY])]
    (item,) = laid_over((), found, text, name_of=name_of)
    assert item.start == text.rindex(words)


def test_a_heading_that_is_printed_otherwise_does_not_lead_past_what_follows():
    text = "PHẦN I\nNỘI DUNG\n1. Giao Sở Y tế báo cáo.\n2. Nội dung khác.\n"
    found = [
        Clause("0", 0, "", "Nội dung", "heading", ()),
        Clause("1", 0, "1.", "Giao Sở Y tế báo cáo.", "clause", [DUTY]),
    ]
    (item,) = laid_over((), found, text, name_of=name_of)
    assert item.text == "Giao Sở Y tế báo cáo."


@pytest.mark.parametrize("depth", [1, 12])
def test_a_deep_clause_has_a_key_that_is_kept(depth):
    place = ".".join(["10"] * depth)
    (item,) = laid_over((), [Clause(place, 0, "1.", "Báo cáo.", "clause", [DUTY])], "1. Báo cáo.", name_of=name_of)
    assert DraftItem.from_json(item.to_json()) == item


def test_what_is_not_in_the_text_is_lost_and_told():
    clause = Clause("0", 0, "1.", "Báo cáo tháng.", "clause", [DUTY])
    assert laid_over((), [clause], "2. Khác.", name_of=name_of) == ()
    assert lost([clause], "2. Khác.") == [clause]
