"""What the reader would find in a draft, beside each clause, with what people set by hand laid over it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import CONTENT

from dondoc.drafting.understanding import understood

pytestmark = pytest.mark.django_db


def seen(province, content, **more):
    given = {"kind": "Thông báo", "symbol": "TB-VP", "on": dt.date(2021, 1, 18), **more}
    return understood(province.id, content, **given)


def test_each_duty_stands_beside_its_clause(province):
    first, second = seen(province, CONTENT)
    assert (first.place, first.lead, first.coordinate, first.due_on) == (
        "1", ("Sở Y tế",), ("Sở Tài chính",), dt.date(2021, 2, 5),
    )  # fmt: skip
    assert (second.place, second.due_on, second.by_hand, second.problems) == ("2", dt.date(2021, 3, 31), False, ())


def test_what_a_person_set_takes_the_place_of_what_the_reader_found(province):
    health, finance = province.units["syt"].id, province.units["stc"].id
    body = [dict(item) for item in CONTENT["body"]]
    body[1]["duties"] = [{"leads": [finance], "coordinates": [health], "deadline_kind": "date", "due_on": "2021-02-01"}]
    first = seen(province, {**CONTENT, "body": body})[0]
    assert (first.lead, first.coordinate, first.due_on, first.by_hand) == (
        ("Sở Tài chính",), ("Sở Y tế",), dt.date(2021, 2, 1), True,
    )  # fmt: skip


def test_an_empty_duty_keeps_a_place_and_changes_nothing(province):
    body = [dict(item) for item in CONTENT["body"]]
    body[1]["duties"] = [{}]
    first = seen(province, {**CONTENT, "body": body})[0]
    assert (first.lead, first.by_hand) == (("Sở Y tế",), False)


def test_a_unit_that_the_directory_does_not_know_is_told(province):
    body = [{"label": "1.", "kind": "clause", "text": "Giao Sở Phép thuật báo cáo UBND tỉnh trước ngày 25/01/2021."}]
    (only,) = seen(province, {**CONTENT, "body": body})
    assert only.unknown == ("Sở Phép thuật",)
    assert only.problems


def test_nothing_is_found_in_a_draft_without_words(province):
    assert seen(province, {"body": [], "subject": ""}) == []


def test_what_is_set_for_a_marked_clause_is_not_given_beside_what_the_reader_found(province):
    finance = province.units["stc"].id
    under = {
        "label": "a)", "kind": "clause", "text": "Rà soát danh mục dự án, báo cáo UBND tỉnh trong tháng 3/2021.",
        "duties": [{"leads": [finance], "deadline_kind": "date", "due_on": "2021-02-15"}],
    }  # fmt: skip
    body = [{"label": "1.", "kind": "clause", "text": "Giao Sở Kế hoạch và Đầu tư:", "under": [under]}]
    (only,) = seen(province, {**CONTENT, "body": body})
    assert (only.place, only.lead, only.due_on) == ("0.0", ("Sở Tài chính",), dt.date(2021, 2, 15))
