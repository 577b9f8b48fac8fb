"""Who is told at once of what happens to an assignment: the other side, once, and nobody of what they did themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.directives import story
from tests.followup import deadline_world as world

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.directives.commands.accept_completion import accept_completion
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.create_directives import NewDirective, create_directives
from dondoc.directives.commands.record_event import record_event
from dondoc.directives.commands.report_completion import report_completion
from dondoc.directives.commands.return_completion import return_completion
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.kinds import DATED_WORDS, STEP_WORDS
from dondoc.directives.models import Assignment
from dondoc.directives.telling import TOLD, people_of
from dondoc.documents.models import Document
from dondoc.followup.commands.name_deputy import name_deputy
from dondoc.followup.commands.reopen import reopen
from dondoc.followup.commands.transfer_by_decision import transfer_by_decision
from dondoc.followup.commands.withdraw_extension import withdraw_extension
from dondoc.followup.permissions import setters
from dondoc.foundation.errors import BadInput
from dondoc.notifications.kinds import subject_of, text_of
from dondoc.notifications.models import Message
from dondoc.organizations.models import Unit

AT = story.at("2021-01-18")


def told(user: Any) -> list[str]:
    found = Message.objects.filter(user_id=user.pk).order_by("id")
    return [subject_of(each.kind, each.payload) for each in found]


def report(actor: Any, assignment: Assignment, day: str = "2021-01-19") -> None:
    report_completion(
        actor=actor, assignment_id=assignment.id, note="Đã xong.", result_document="15/BC-SKHĐT ngày 19/01/2021",
        now=story.at(day),
    )  # fmt: skip


def test_a_task_that_is_given_is_told_to_the_people_of_its_units(
    province: Any, specialist: Any, lead_head: Any, lead_focal: Any, coordinating_focal: Any, other_unit_focal: Any
) -> None:
    given = story.give(specialist, province)
    for person in (lead_head, lead_focal, coordinating_focal):
        assert told(person) == ["1 nhiệm vụ mới được giao"]
    assert told(other_unit_focal) == told(specialist) == []
    message = Message.objects.get(user_id=lead_focal.pk)
    mine = story.assignment(given, province.units["skhdt"])
    assert message.path == f"/nhiem-vu/{given.id}/#phan-viec-{mine.id}"
    assert text_of(message.kind, message.payload).startswith(f"{given.text}\nThời hạn: 25/01/2021. ")


def test_many_tasks_of_one_act_are_one_message_for_each_person(
    province: Any, specialist: Any, lead_focal: Any, other_unit_focal: Any
) -> None:
    lead, other = province.units["skhdt"].id, province.units["syt"].id
    items = [
        NewDirective(text=f"Việc {n}.", leads=[lead], deadline_kind="date", due_on=dt.date(2021, 3, n))
        for n in (9, 4, 7)
    ]
    create_directives(actor=specialist, items=[*items, NewDirective(text="Việc khác.", leads=[other])], now=AT)
    assert told(lead_focal) == ["3 nhiệm vụ mới được giao"]
    assert told(other_unit_focal) == ["1 nhiệm vụ mới được giao"]
    message = Message.objects.get(user_id=lead_focal.pk)
    assert message.path == "/nhiem-vu/?sort=recent"
    assert text_of(message.kind, message.payload).startswith("Trong đó: Việc 9.\nThời hạn sớm nhất: 04/03/2021. ")


def test_the_office_is_told_of_a_report_and_the_unit_of_what_became_of_it(
    subject: Assignment, specialist: Any, office_leader: Any, lead_head: Any, lead_focal: Any
) -> None:
    unit = subject.unit.name
    acknowledge(actor=lead_focal, assignment_id=subject.id, now=AT)
    report(lead_focal, subject)
    assert told(specialist) == [f"{unit} báo cáo hoàn thành nhiệm vụ"]
    assert told(lead_head) == [], "their own unit's step is on their desk"
    return_completion(actor=specialist, assignment_id=subject.id, now=story.at("2021-01-20"), reason="Thiếu phụ lục.")
    report(lead_focal, subject, "2021-01-21")
    accept_completion(actor=specialist, assignment_id=subject.id, now=story.at("2021-01-22"))
    reopen(actor=office_leader, assignment_id=subject.id, now=story.at("2021-01-23"), reason="Số liệu sai.")
    steps = ["Báo cáo kết quả bị trả lại", "Kết quả nhiệm vụ được xác nhận hoàn thành", "Nhiệm vụ được mở lại"]
    assert told(lead_head) == told(lead_focal) == steps
    last = Message.objects.filter(user_id=lead_head.pk).latest("id")
    assert last.path == f"/nhiem-vu/{subject.directive_id}/#phan-viec-{subject.id}"


def test_who_decides_on_a_deadline_is_told_of_a_request_and_the_unit_of_the_answer(
    subject: Assignment, specialist: Any, office_leader: Any, make_user: Any, lead_focal: Any
) -> None:
    unit = subject.unit.name
    asked = world.ask(lead_focal, subject)
    assert told(specialist) == [f"{unit} đề nghị gia hạn"]
    assert told(office_leader) == []
    world.decide(specialist, asked, is_granted=False)
    deputy = make_user("cv.thaythe", Role.SPECIALIST)
    name_deputy(
        actor=specialist,
        deputy_id=deputy.pk,
        valid_from=dt.date(2021, 1, 19),
        valid_to=None,
        now=story.at("2021-01-19"),
    )
    again = world.ask(lead_focal, subject, now=story.at("2021-01-20"))
    assert told(deputy) == [f"{unit} đề nghị gia hạn"], "they decide in the setter's place"
    withdraw_extension(actor=lead_focal, extension_id=again.id, now=story.at("2021-01-20"))
    assert told(specialist)[1:] == [f"{unit} đề nghị gia hạn", f"{unit} rút đề nghị gia hạn"]
    User.objects.filter(pk__in=(specialist.pk, deputy.pk)).update(is_active=False)
    third = world.ask(lead_focal, subject, now=story.at("2021-01-21"))
    assert told(office_leader)[-1] == f"{unit} đề nghị gia hạn", "nobody else is left who may decide"
    world.decide(office_leader, third, now=story.at("2021-01-21"))
    assert told(lead_focal) == ["Đề nghị gia hạn không được đồng ý", "Đề nghị gia hạn được đồng ý"]


def test_an_event_that_dates_many_tasks_is_one_message(province: Any, office_leader: Any, lead_focal: Any) -> None:
    waiting = [
        story.give(
            office_leader, province, due_on=None, deadline_kind="event", event_name="Nghị quyết của HĐND tỉnh",
            event_working_days=days,
        )
        for days in (5, 0)
    ]  # fmt: skip
    event_id = waiting[0].event_id or 0
    record_event(actor=office_leader, event_id=event_id, occurred_on=dt.date(2021, 1, 15), now=AT)
    last = Message.objects.filter(user_id=lead_focal.pk).latest("id")
    assert subject_of(last.kind, last.payload) == "Sự kiện đã diễn ra: thời hạn của 2 nhiệm vụ thay đổi"
    assert text_of(last.kind, last.payload).split("\n")[1].startswith("Thời hạn sớm nhất: 15/01/2021")


def test_a_step_that_is_refused_tells_nobody(subject: Assignment, specialist: Any, lead_focal: Any) -> None:
    before = Message.objects.count()
    with pytest.raises(BadInput, match="trùng"):
        set_deadline(actor=specialist, assignment_id=subject.id, due_on=dt.date(2021, 1, 25), reason="Đổi.", now=AT)
    assert Message.objects.count() == before
    set_deadline(actor=specialist, assignment_id=subject.id, due_on=dt.date(2021, 2, 3), reason="Đổi.", now=AT)
    assert told(lead_focal)[-1] == "Thời hạn nhiệm vụ được đặt lại"


def test_a_unit_without_people_is_told_through_the_one_above_it(province: Any, lead_focal: Any, lead_head: Any) -> None:
    parent = province.units["skhdt"]
    room = Unit.objects.create(
        jurisdiction_id=1, name="Phòng Đầu tư", code="dau-tu", kind=parent.kind, parent_unit_id=parent.id,
        valid_from=parent.valid_from,
    )  # fmt: skip
    nobody = province.units["syt"].id
    assert people_of(1, {room.id, nobody}) == {room.id: {lead_head.pk, lead_focal.pk}}


def test_what_is_told_has_words_and_every_step_is_told_or_left_out_on_purpose(
    subject: Assignment, specialist: Any
) -> None:
    assert set(TOLD) <= set(STEP_WORDS)
    assert {events.EXTENSION_ASKED, events.EXTENSION_WITHDRAWN} <= set(STEP_WORDS)
    assert all(str(words) for words in (*STEP_WORDS.values(), *DATED_WORDS.values()))
    # What only the desk and the history say: a unit's own first steps and what it reports on the way.
    silent = {events.ASSIGNMENT_ACKNOWLEDGED, events.ASSIGNMENT_STARTED, events.PROGRESS_REPORTED, events.CAUSE_STATED}
    assert not silent & set(TOLD)


def test_who_transfers_a_task_back_to_a_unit_decides_on_its_deadline(
    subject: Assignment, province: Any, specialist: Any, office_leader: Any
) -> None:
    def move(actor: Any, code: str) -> Assignment:
        at = Assignment.objects.get(directive_id=subject.directive_id, role="lead", lifecycle__in=OPEN_LIFECYCLES)
        transfer_by_decision(
            actor=actor, assignment_id=at.id, to_unit_id=province.units[code].id, reason="Đúng chức năng.", now=AT
        )
        return Assignment.objects.get(directive_id=subject.directive_id, unit=province.units[code], role="lead")

    there = move(office_leader, "syt")
    assert setters(1, [there.id]) == {there.id: office_leader.pk}
    back = move(specialist, "skhdt")
    assert back.id == subject.id, "its own row again"
    assert setters(1, [back.id]) == {back.id: specialist.pk}


def test_telling_of_a_document_costs_the_same_for_few_units_and_many(
    province: Any, specialist: Any, make_user: Any
) -> None:
    document = Document.objects.create(
        jurisdiction_id=1, direction="issued", origin="province", type_name="Thông báo", number="13", symbol="TB-VP",
        issued_on=dt.date(2021, 1, 5), text="x", source_sha256="0" * 64, search_text="13 tb vp", created_at=AT,
        created_by_id=specialist.pk,
    )  # fmt: skip
    counts = []
    for codes in (("skhdt",), ("skhdt",), ("skhdt", "stc", "syt")):  # the first one reads the calendar, too
        for code in codes:
            if not User.objects.filter(unit_id=province.units[code].id).exists():
                make_user(f"dm.{code}", Role.FOCAL_POINT, unit=code)
        item = NewDirective(text="Báo cáo.", leads=[province.units[code].id for code in codes])
        with CaptureQueriesContext(connection) as asked:
            create_directives(actor=specialist, items=[item, item], now=AT, document=document)
        counts.append(len(asked))
    assert counts[1] == counts[2]
    last = Message.objects.latest("id")
    assert last.path == f"/nhiem-vu/?document={document.id}"
    assert subject_of(last.kind, last.payload) == f"2 nhiệm vụ mới theo văn bản {document.code}"
