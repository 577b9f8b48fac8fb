"""What holds of the example's conference: its attendance, its notice, what the reader alone makes of it, what was given."""

from __future__ import annotations

import datetime as dt

from dondoc.demo.tables import AS_OF, conference
from dondoc.directives.draft_reading import items_of
from dondoc.directives.models import Assignment, Directive
from dondoc.foundation.clock import local_day
from dondoc.meetings.attendance import counts, sentence
from dondoc.meetings.attendance_selectors import attendance_of
from dondoc.meetings.models import Meeting
from dondoc.meetings.planning_selectors import notice_state
from dondoc.organizations.models import UnitGroup
from dondoc.organizations.selectors import directory, members_of_group, resolve_names
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
    _check_what_is_read_back(meeting.jurisdiction_id, draft.document.text)
    _check_what_was_given(draft.document_id)


def _codes(here: int, names: list[str]) -> set[int]:
    found: set[int] = set()
    for name in names:
        group = UnitGroup.objects.filter(jurisdiction_id=here, code=name).first()
        if group:
            found |= {unit.id for unit in members_of_group(here, group.id, dt.date(2021, 1, 7))}
        else:
            found |= set(_units(here, name))
    return found


def _units(here: int, code: str) -> list[int]:
    from dondoc.organizations.models import Unit

    return list(Unit.objects.filter(jurisdiction_id=here, code=code).values_list("id", flat=True))


def _wanted() -> list[dict[str, object]]:
    return [line for line in conference()["conclusions"] if "gold" in line]


def _check_what_is_read_back(here: int, text: str) -> None:
    """The reader, which knows nothing of the room, finds the same directives in the issued notice."""
    on = dt.date(2021, 1, 7)
    items = items_of(read_text(text, directory=directory(here, on)), lambda names: resolve_names(here, names, on))
    wanted = _wanted()
    assert len(items) == len(wanted)
    for item, line in zip(items, wanted, strict=True):
        gold: dict[str, object] = line["gold"]  # type: ignore[assignment]
        assert {unit for one in item.lead for unit in one.unit_ids} == _codes(here, gold["leads"]), line["text"]  # type: ignore[arg-type]
        assert {unit for one in item.coordinate for unit in one.unit_ids} == _codes(here, gold.get("coordinates", []))  # type: ignore[arg-type]
        assert item.deadline.kind == gold["kind"], line["text"]
        assert (item.deadline.due_on.isoformat() if item.deadline.due_on else None) == gold["due"], line["text"]


def _check_what_was_given(document_id: int | None) -> None:
    given = Directive.objects.filter(document_id=document_id).order_by("span_start")
    wanted = _wanted()
    assert [each.deadline_kind for each in given] == [line["gold"]["kind"] for line in wanted]  # type: ignore[index]
    assert all(Assignment.objects.filter(directive_id=each.id, role="lead").exists() for each in given)
