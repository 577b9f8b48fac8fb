"""What holds of the example's conference: its attendance, its notice, what the reader alone makes of it, what was given."""

from __future__ import annotations

import datetime as dt

from dondoc.demo.tables import AS_OF, conference
from dondoc.directives.draft_reading import items_of
from dondoc.directives.models import Assignment, Directive, DraftReading
from dondoc.documents.models import Document
from dondoc.foundation.clock import LOCAL, local_day
from dondoc.meetings.attendance import counts, sentence
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.models import Meeting
from dondoc.meetings.planning_selectors import notice_state
from dondoc.organizations.selectors import directory, resolve_names
from dondoc.reading import read_text


def check_conference() -> None:
    """One is away on a mission, two sent deputies, a district's deputy chaired its venue; the notice came on the fourth day."""
    meeting = Meeting.objects.earliest("starts_at")
    assert local_day(meeting.starts_at) == dt.date(2020, 12, 31)
    people = attendance_of(meeting)
    members = counts(one for one in people if one.category == "Thành viên Ủy ban nhân dân tỉnh")
    districts = counts(one for one in people if one.category.startswith("Chủ tịch Ủy ban nhân dân các huyện"))
    assert (members.absent_with_reason, members.absent_unreported, members.substituted) == (1, 0, 2)
    assert (districts.called, districts.chaired_by_deputy, districts.absent) == (15, 1, 0)
    said = sentence(people)
    assert "vắng 01 thành viên (Phó Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang Võ Minh Trí đi công tác)" in said
    assert "02 thành viên cử cấp phó dự thay" in said
    assert "01 UBND cấp huyện cử cấp phó chủ trì tại điểm cầu (Hòn Đất (Phó Chủ tịch Lê Văn Tám Em))" in said

    draft = meeting.notice_draft
    assert draft is not None
    assert draft.document is not None
    assert (draft.document.code, draft.document.issued_on) == ("13/TB-VP", dt.date(2021, 1, 7))
    notice = notice_state(meeting, today=AS_OF)
    assert notice is not None
    assert (notice["day"], notice["is_late"]) == (4, False)
    assert draft.subject in draft.document.text.replace("\n", " ")
    _check_what_stands_in_it(draft.document.text)
    _check_what_is_read_back(meeting, draft.document.text)
    _check_what_was_given(meeting, draft.document_id)
    _check_what_came_before(meeting)


def _check_what_is_read_back(meeting: Meeting, text: str) -> None:
    """The reader, which knows nothing of the room, finds in the issued notice the directives that were set in the room."""
    here, on = meeting.jurisdiction_id, dt.date(2021, 1, 7)
    items = items_of(read_text(text, directory=directory(here, on)), lambda names: resolve_names(here, names, on))
    said = [(line.text, duty) for line in conclusions_of(meeting) for duty in line.duties]
    assert len(items) == len(said) == 12
    for item, (words, duty) in zip(items, said, strict=True):
        assert item.text.replace("\n", " ") in words or words in item.text.replace("\n", " "), words
        assert {unit for one in item.lead for unit in one.unit_ids} == set(duty["leads"]), words
        assert {unit for one in item.coordinate for unit in one.unit_ids} == set(duty["coordinates"]), words
        assert item.deadline.kind == duty["deadline_kind"], words
        assert (item.deadline.due_on.isoformat() if item.deadline.due_on else "") == duty["due_on"], words


def _check_what_was_given(meeting: Meeting, document_id: int | None) -> None:
    """A directive for each duty, its units and its day those of the room; the resolution's day came on 14/01."""
    given = list(Directive.objects.filter(document_id=document_id).order_by("span_start"))
    said = [duty for line in conclusions_of(meeting) for duty in line.duties]
    assert len(given) == len(said)
    for directive, duty in zip(given, said, strict=True):
        assert directive.deadline_kind == duty["deadline_kind"]
        for role, units in (("lead", "leads"), ("coordinate", "coordinates")):
            assigned = Assignment.objects.filter(directive_id=directive.id, role=role)
            assert set(assigned.values_list("unit_id", flat=True)) == set(duty[units]), directive.text
        if duty["due_on"]:
            assert directive.due_on is not None
            assert directive.due_on.isoformat() == duty["due_on"]
    awaited = {each.event.name: each.due_on for each in given if each.event}
    assert awaited == {
        "Hội đồng nhân dân tỉnh thông qua nghị quyết về nhiệm vụ năm 2021": dt.date(2021, 1, 14),
        "Tết Nguyên đán Tân Sửu": None,
    }


def _check_what_stands_in_it(text: str) -> None:
    """Facts of the meeting that the notice must name, whatever its words."""
    flat = " ".join(text.split())
    for fact in (
        "31/12/2020", "489/BC-UBND", "16/22", "06 chỉ tiêu không đạt", "14 nhiệm vụ", "6,01%", "quý I và quý II",
        "Văn phòng Hội đồng nhân dân tỉnh", "Văn phòng Đoàn đại biểu Quốc hội tỉnh", "ngoài 22 chỉ tiêu",
        "chế độ hội họp", "kiến nghị của cử tri", "bàn giao mặt bằng", "tiếp công dân", "Tết Nguyên đán Tân Sửu",
    ):  # fmt: skip
        assert fact in flat, fact
    order = [
        flat.index(name)
        for name in ("Rạch Giá", "Phú Quốc", "Vĩnh Thuận", "Châu Thành", "Thông tin và Truyền thông", "Y tế")
    ]
    assert order == sorted(order)


def _check_what_came_before(meeting: Meeting) -> None:
    """The invitation was issued in time, the report came in time and stands in the registers, everybody had their turn."""
    invitation = meeting.invitation_draft
    assert invitation is not None
    assert invitation.document is not None
    assert invitation.document.issued_on == dt.date(2020, 12, 25)
    assert meeting.short_notice_reason == ""
    paper = meeting.papers.get()
    assert [version.sent_at.astimezone(LOCAL).date() <= paper.due_on for version in paper.versions.all()] == [True]
    spoke = meeting.remarks.order_by("position")
    assert [(one.state, one.invitee.unit.code) for one in spoke] == [
        ("done", unit) for unit, _topic, _text in conference()["speakers"]
    ]
    assert Document.objects.filter(number="489", symbol="BC-UBND", issued_on=dt.date(2020, 12, 31)).count() == 1
    assert meeting.minutes_draft is not None
    assert meeting.minutes_draft.document is not None
    assert "Cục Thống kê" in meeting.minutes_draft.document.text
    waiting = DraftReading.objects.filter(state="open", document__direction="issued")
    assert not waiting.exists()
