"""Confirming a reading: directives and assignments come of it, once, whoever clicks however often."""

import datetime as dt

import pytest
from tests.directives.draft_world import *  # noqa: F403 - fixtures
from tests.documents.conftest import NOTICE

from dondoc.directives.commands.confirm_draft import confirm_draft
from dondoc.directives.commands.drop_draft_item import drop_draft_item
from dondoc.directives.commands.edit_draft_item import edit_draft_item
from dondoc.directives.commands.set_draft_field import set_draft_field
from dondoc.directives.drafts import Addressee, DraftDeadline
from dondoc.directives.models import Assignment, DeadlineEvent, Directive, DraftReading
from dondoc.foundation.errors import BadInput, Conflict, DomainError, Refused
from dondoc.ledger.models import LedgerEvent


def test_confirming_makes_directives_with_their_place_and_one_assignment_per_unit(draft, specialist, province, now):
    directives = confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    text = draft.document.text
    assert [d.clause for d in directives] == ["1", "2", "3", "4"]
    assert all(text[d.span_start : d.span_end] == d.text for d in directives)
    rows = Assignment.objects.order_by("directive_id", "-role", "unit__code").values_list(
        "directive__clause", "unit__code", "role", "due_on"
    )
    assert list(rows) == [
        ("1", "skhdt", "lead", dt.date(2021, 1, 25)), ("1", "stc", "coordinate", dt.date(2021, 1, 25)),
        ("2", "bdbp", "lead", dt.date(2021, 2, 28)), ("3", "hondat", "lead", None), ("3", "rachgia", "lead", None),
        ("4", "syt", "lead", None),
    ]  # fmt: skip
    assert DeadlineEvent.objects.get().name
    draft.refresh_from_db()
    assert (draft.state, draft.closed_by_id, draft.closed_at) == ("confirmed", specialist.id, now)
    event = LedgerEvent.objects.get(code="reading.confirmed")
    assert event.payload["directive_ids"] == [d.id for d in directives]


def test_confidence_rules_and_words_come_along(draft, specialist, now):
    first = confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)[0]
    first.refresh_from_db()
    assert (first.confidence, first.deadline_words) == (97, "trước ngày 25/01/2021")
    assert first.because == ["lead:verb of assignment", "deadline:date"]
    assert first.units_as_written == ["Sở Kế hoạch và Đầu tư", "Sở Tài chính"]


def test_before_a_day_excludes_it_where_the_office_says_so(draft, specialist, province, now):
    province.jurisdiction.before_excludes_day = True
    province.jurisdiction.save()
    first = confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)[0]
    assert first.due_on == dt.date(2021, 1, 24)


def test_a_page_number_inside_a_sentence_is_no_part_of_the_directive(open_for, office_leader, now):
    text = NOTICE.replace("danh mục dự án", "danh mục\n\n2\n\ndự án")
    draft = open_for(office_leader, text)
    directives = confirm_draft(actor=office_leader, draft_id=draft.id, version=draft.version, now=now)
    assert "tổng hợp danh mục\ndự án chậm tiến độ" in directives[0].text
    assert "2\n" in draft.document.text[directives[0].span_start : directives[0].span_end]


def test_what_was_dropped_is_not_created(draft, specialist, now):
    drop_draft_item(actor=specialist, draft_id=draft.id, version=1, key="d3", now=now)
    confirm_draft(actor=specialist, draft_id=draft.id, version=2, now=now)
    assert list(Directive.objects.order_by("clause").values_list("clause", flat=True)) == ["1", "2", "4"]


def test_nothing_left_to_create_is_said_so(draft, specialist, now):
    for version, key in enumerate(("d1", "d2", "d3", "d4"), start=1):
        drop_draft_item(actor=specialist, draft_id=draft.id, version=version, key=key, now=now)
    with pytest.raises(BadInput, match="bỏ bản đọc"):
        confirm_draft(actor=specialist, draft_id=draft.id, version=5, now=now)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lead": []}, r"Ý chỉ đạo 2 \(mục 2\).*Bộ Chỉ huy.*đơn vị chủ trì"),
        ({"lead": [Addressee("Sở Lạ")]}, "Sở Lạ"),
        ({"deadline": DraftDeadline(kind="date", words="sớm")}, "chọn ngày đến hạn"),
        ({"deadline": DraftDeadline(kind="event", words="sau họp")}, "tên sự kiện"),
        ({"deadline": DraftDeadline(kind="date", due_on=dt.date(2020, 1, 1))}, "trước ngày giao"),
    ],
)
def test_an_item_that_lacks_something_is_named_and_nothing_is_created(draft, specialist, now, change, said):
    edit_draft_item(actor=specialist, draft_id=draft.id, version=1, key="d2", now=now, **change)
    with pytest.raises(BadInput, match=said) as refusal:
        confirm_draft(actor=specialist, draft_id=draft.id, version=2, now=now)
    assert refusal.value.details["key"] == "d2"
    assert not Directive.objects.exists()


def test_clerk_prepares_and_may_not_confirm(draft, clerk, now):
    with pytest.raises(Refused, match="chuyên viên"):
        confirm_draft(actor=clerk, draft_id=draft.id, version=1, now=now)


def test_specialist_confirms_only_in_their_fields(draft, specialist, office_leader, province, now):
    other = province.fields["van-xa"].id
    set_draft_field(actor=specialist, draft_id=draft.id, version=1, field_id=other, now=now)
    with pytest.raises(Refused, match="lĩnh vực"):
        confirm_draft(actor=specialist, draft_id=draft.id, version=2, now=now)
    directives = confirm_draft(actor=office_leader, draft_id=draft.id, version=2, now=now)
    assert {d.field_id for d in directives} == {other}


def test_a_second_click_gives_the_same_directives(draft, specialist, now):
    first = confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    again = confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now + dt.timedelta(seconds=1))
    assert [d.id for d in again] == [d.id for d in first]
    assert Directive.objects.count() == 4


def test_somebody_else_is_told_who_confirmed_and_when(draft, specialist, office_leader, now):
    confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    with pytest.raises(Conflict, match=r"Chuyên viên Phạm Cường xác nhận lúc 08:00 ngày 18/01/2021"):
        confirm_draft(actor=office_leader, draft_id=draft.id, version=1, now=now)


def test_what_the_person_has_not_seen_is_not_confirmed(draft, specialist, clerk, now):
    drop_draft_item(actor=clerk, draft_id=draft.id, version=1, key="d1", now=now)
    with pytest.raises(Conflict, match="Văn thư Ngô Dung"):
        confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)


def test_of_two_people_at_once_one_wins_and_the_other_is_told(
    real_connections, at_once, draft, specialist, office_leader, now
):
    results = at_once(
        lambda: confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now),
        lambda: confirm_draft(actor=office_leader, draft_id=draft.id, version=1, now=now),
    )
    errors = [result for result in results if isinstance(result, Exception)]
    assert len(errors) == 1
    assert isinstance(errors[0], DomainError)
    assert "xác nhận lúc" in errors[0].message
    assert Directive.objects.count() == 4
    assert DraftReading.objects.get(id=draft.id).state == "confirmed"


def test_a_double_click_on_two_connections_creates_once(real_connections, at_once, draft, specialist, now):
    def click():
        return [d.id for d in confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)]

    first, second = at_once(click, click)
    assert first == second
    assert Directive.objects.count() == 4


def test_two_uploads_of_one_notice_at_once_make_one_document(real_connections, at_once, open_for, clerk, specialist):
    from dondoc.documents.models import Document

    results = at_once(lambda: open_for(clerk), lambda: open_for(specialist))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Document.objects.count() == 1
