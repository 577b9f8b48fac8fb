"""Who is told of parts, transfers, mergers: those whom it concerns, in words, and never of what they did themselves."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story
from tests.drafting.drafting_world import CONTENT
from tests.followup import part_world
from tests.followup import succession_world as world

from dondoc.directives.models import Assignment
from dondoc.documents.models import Document
from dondoc.drafting.models import OutgoingDraft
from dondoc.followup.commands.merge_directives import merge_directives
from dondoc.followup.succession_selectors import candidates
from dondoc.foundation.errors import BadInput
from dondoc.notifications.kinds import subject_of, text_of
from dondoc.notifications.models import Message


def told(user: Any) -> list[str]:
    found = Message.objects.filter(user_id=user.pk, kind__startswith="followup.").order_by("id")
    return [subject_of(each.kind, each.payload) for each in found]


def test_who_has_a_part_and_who_divided_are_told(
    subject: Assignment, province: Any, lead_head: Any, lead_focal: Any, make_user: Any, other_unit_focal: Any
) -> None:
    rooms = part_world.below(province)
    room = make_user("tp.dautu", "unit_head", unit="dau-tu")
    part = part_world.divide(lead_head, subject, unit=rooms["dau-tu"])
    assert told(room) == ["Bạn được giao một phần việc"]
    part_world.step("acknowledge_part", room, part)
    part_world.step("report_part", room, part)
    assert told(lead_head) == told(lead_focal) == ["Phần việc đã chia có báo cáo kết quả"]
    part_world.step("accept_part", lead_head, part)
    assert told(room)[1:] == ["Phần việc của bạn được xác nhận hoàn thành"]
    own = part_world.divide(lead_head, subject, user=lead_focal)
    assert told(lead_focal)[1:] == ["Bạn được giao một phần việc"]
    assert told(lead_head) == ["Phần việc đã chia có báo cáo kết quả"], "not of what they did themselves"
    assert told(other_unit_focal) == []
    last = Message.objects.filter(user_id=lead_focal.pk, kind__startswith="followup.").latest("id")
    assert last.path == f"/theo-doi/phan-viec/{own.id}/"
    assert "Tổng hợp số liệu.\nThời hạn: 22/01/2021. Người thực hiện: " in text_of(last.kind, last.payload)


def test_each_is_told_when_it_is_their_turn(
    subject: Assignment,
    province: Any,
    lead_focal: Any,
    lead_head: Any,
    other_unit_focal: Any,
    specialist: Any,
    office_leader: Any,
) -> None:
    asked = world.ask(lead_focal, subject, province.units["syt"])
    assert told(other_unit_focal) == ["Đơn vị khác đề nghị chuyển nhiệm vụ cho Sở Y tế"]
    assert told(specialist) == []
    world.take("agree", other_unit_focal, asked)
    assert told(specialist) == told(office_leader) == ["Sở Y tế đồng ý nhận nhiệm vụ, chờ Văn phòng quyết định"]
    world.take("confirm", specialist, asked)
    assert told(lead_head)[-1] == "Phần việc của đơn vị bạn đã chuyển đơn vị khác"
    assert told(other_unit_focal)[-1] == "Đơn vị bạn nhận phần việc được chuyển, gộp đến"
    last = Message.objects.filter(user_id=lead_head.pk, kind__startswith="followup.").latest("id")
    assert text_of(last.kind, last.payload).startswith(f"{subject.directive.text}\nNgười thực hiện: ")


def test_units_of_merged_tasks_are_told_and_nothing_is_said_of_what_was_refused(
    province: Any, specialist: Any, lead_focal: Any, coordinating_focal: Any
) -> None:
    stays = story.give(specialist, province, coordinates=())
    twin = story.give(specialist, province)
    with pytest.raises(BadInput):
        merge_directives(actor=specialist, directive_id=stays.id, duplicate_ids=[twin.id], reason=" ", now=world.NOW)
    assert told(lead_focal) == []
    world.merge(specialist, stays, twin)
    assert told(lead_focal) == ["Phần việc của đơn vị bạn đã gộp vào nhiệm vụ trùng"]
    assert sorted(told(coordinating_focal)) == sorted([
        "Phần việc của đơn vị bạn đã gộp vào nhiệm vụ trùng", "Đơn vị bạn nhận phần việc được chuyển, gộp đến",
    ])  # fmt: skip


def test_what_a_document_was_drafted_to_replace_is_proposed(province: Any, specialist: Any) -> None:
    old, new = (
        Document.objects.create(
            jurisdiction_id=1, direction="issued", origin="province", number=number, symbol="TB-VP", text="x",
            source_sha256=number * 64, search_text="", created_at=world.NOW, created_by_id=specialist.pk, issued_on=day,
        )
        for number, day in (("1", story.GIVEN.date()), ("2", world.NOW.date()))
    )  # fmt: skip
    earlier = story.give(specialist, province, document=old, text="Rà soát đăng ký doanh nghiệp.", coordinates=())
    later = story.give(specialist, province, document=new, now=world.NOW, due_on=None)
    assert candidates(specialist, later) == []
    OutgoingDraft.objects.create(
        jurisdiction_id=1, unit_id=province.units["vp"].id, kind="Thông báo", state="issued", source="document",
        relation="replaces", source_document_id=old.id, document_id=new.id, content=CONTENT, created_at=world.NOW,
        created_by_id=specialist.pk, changed_at=world.NOW,
    )  # fmt: skip
    (found,) = candidates(specialist, later)
    assert (found.directive.id, found.is_replaced, found.directive.document.code) == (earlier.id, True, "1/TB-VP")
