"""The open work of a unit that has ended is handed to who carries it on, all at once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story
from tests.followup.succession_world import NOW, WHY, rows, undo
from tests.organizations.test_heirs import end

from dondoc.directives.choices import Lifecycle
from dondoc.directives.commands.create_directives import create_directives
from dondoc.directives.models import Assignment
from dondoc.followup.commands.request_transfer import request_transfer
from dondoc.followup.commands.stop_clock import stop_clock
from dondoc.followup.commands.transfer_unit_work import transfer_unit_work
from dondoc.followup.models import Transfer
from dondoc.followup.unit_work import OpenWork, handover_of, open_work_of
from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.notifications.models import Message


def hand(actor: Any, province: Any, to: str = "syt", unit: str = "skhdt", **more: Any) -> Any:
    """Hand over what Kế hoạch và Đầu tư left."""
    given = {"unit_id": province.units[unit].id, "to_unit_id": province.units[to].id, "reason": WHY, "now": NOW, **more}
    return transfer_unit_work(actor=actor, **given)


@pytest.fixture
def three(province: Any, specialist: Any) -> list[Any]:
    """Three directives that Kế hoạch và Đầu tư leads alone."""
    return [story.give(specialist, province, coordinates=()) for _each in range(3)]


def of(directive: Any, province: Any, unit: str = "skhdt") -> Assignment:
    return story.assignment(directive, province.units[unit])


def test_all_go_in_one_act_each_with_its_event_and_the_units_are_told(
    three: list[Any], province: Any, office_leader: Any, other_unit_focal: Any
) -> None:
    end(province, "skhdt", "2021-01-17", "syt")
    done = hand(office_leader, province, document_code="12/QĐ-UBND")
    assert [rows(one) for one in three] == [{"skhdt": "withdrawn", "syt": "assigned"}] * 3
    assert of(three[0], province, "syt").due_on == story.DUE
    events = LedgerEvent.objects.filter(jurisdiction_id=1, code="assignment.transferred")
    assert sorted(event.payload["succession_id"] for event in events) == sorted(one.id for one in done)
    assert {event.payload["document_code"] for event in events} == {"12/QĐ-UBND"}
    assert Message.objects.filter(user_id=other_unit_focal.pk, kind="followup.ended").count() == 3
    assert open_work_of(1, province.units["skhdt"].id) == OpenWork()

    undo(office_leader, done[0])
    assert rows(three[0])["skhdt"] == "assigned"


def test_what_cannot_go_stays_and_the_preview_says_why(
    three: list[Any], province: Any, office_leader: Any, specialist: Any, lead_focal: Any
) -> None:
    reported, stopped, free = three
    story.bring_to("reported", of(reported, province), unit=lead_focal, office=specialist)
    stop_clock(actor=specialist, assignment_id=of(stopped, province).id, since=NOW.date(), cause="Chờ.", now=NOW)
    both = story.give(specialist, province, coordinates=("syt",))
    unit = end(province, "skhdt", "2021-01-17", "syt")
    found = handover_of(office_leader, unit, province.units["syt"], on=NOW.date())
    why = {row.assignment.directive_id: row.why for row in found.rows}
    assert why == {
        reported.id: "Đã báo cáo, chờ Văn phòng xác nhận hoặc trả lại.",
        stopped.id: "Thời hạn đang tạm dừng; hãy tính tiếp trước.", free.id: "",
        both.id: "Đơn vị nhận đã có phần việc trong nhiệm vụ này; nếu phần đó gồm cả việc này, hãy thu hồi phần việc này.",
    }  # fmt: skip
    assert [one.directive_id for one in hand(office_leader, province)] == [free.id]
    assert open_work_of(1, unit.id).assignments == 3
    with pytest.raises(Conflict) as refused:
        hand(office_leader, province)
    assert refused.value.code == "nothing_open"


def test_a_split_unit_s_work_is_divided_by_choice(three: list[Any], province: Any, office_leader: Any) -> None:
    end(province, "skhdt", "2021-01-17", "syt", "stc")
    hand(office_leader, province, assignment_ids=[of(three[0], province).id])
    hand(office_leader, province, to="stc")
    assert [sorted(rows(one)) for one in three] == [["skhdt", "syt"], ["skhdt", "stc"], ["skhdt", "stc"]]


def test_a_specialist_hands_over_what_is_in_their_fields(province: Any, specialist: Any, office_leader: Any) -> None:
    own = story.give(specialist, province, coordinates=())
    other = story.give(office_leader, province, coordinates=(), field="van-xa")
    end(province, "skhdt", "2021-01-17", "syt")
    assert [one.directive_id for one in hand(specialist, province)] == [own.id]
    assert rows(other) == {"skhdt": "assigned"}
    with pytest.raises(Conflict) as refused:
        hand(specialist, province, assignment_ids=[of(other, province).id])
    assert refused.value.code == "wrong_state"


def test_a_request_that_waits_is_answered_by_it(
    three: list[Any], province: Any, office_leader: Any, lead_focal: Any
) -> None:
    subject = of(three[0], province)
    asked = request_transfer(
        actor=lead_focal, assignment_id=subject.id, to_unit_id=province.units["bdbp"].id, reason=WHY, now=NOW
    )
    unit = end(province, "skhdt", "2021-01-17", "syt")
    left = open_work_of(1, unit.id)
    assert (left.assignments, left.parts, left.requests) == (3, 0, 1)
    assert left.in_words() == "3 nhiệm vụ chưa xong, 1 đề nghị đang chờ"
    hand(office_leader, province)
    assert Transfer.objects.get(id=asked.id).state == "refused"


REFUSED: dict[str, type[DomainError]] = {
    "chair": Refused, "clerk": Refused, "lead_head": Refused, "lead_focal": Refused, "observer": Refused,
    "administrator": Refused, "outsider": NotFound,
}  # fmt: skip


@pytest.mark.parametrize("who", REFUSED)
def test_who_does_not(who: str, three: list[Any], province: Any, request: pytest.FixtureRequest) -> None:
    end(province, "skhdt", "2021-01-17", "syt")
    with pytest.raises(REFUSED[who]):
        hand(request.getfixturevalue(who), province)
    assert Assignment.objects.filter(lifecycle=Lifecycle.WITHDRAWN).count() == 0


def test_what_is_refused(three: list[Any], province: Any, office_leader: Any) -> None:
    def code(**more: Any) -> str:
        with pytest.raises(DomainError) as refused:
            hand(office_leader, province, **more)
        return refused.value.code

    assert code() == "not_ended"
    end(province, "skhdt", "2021-01-17", "syt")
    end(province, "bdbp", "2021-01-10", "syt")
    assert code(to="stc") == "not_successor"
    assert code(to="bdbp") == "unit_ended"
    assert code(reason=" ") == "reason_required"
    assert code(unit="stc", to="syt") == "not_ended"
    assert code(assignment_ids=[2**60]) == "wrong_state"
    assert code(assignment_ids=[]) == "nothing_open"


def test_where_no_successor_is_recorded_any_unit_takes_it(three: list[Any], province: Any, office_leader: Any) -> None:
    end(province, "skhdt", "2021-01-17")
    assert len(hand(office_leader, province, to="stc")) == 3


def test_nothing_new_is_given_to_a_unit_that_ended_yesterday(province: Any, specialist: Any) -> None:
    end(province, "skhdt", "2021-01-16", "stc")
    end(province, "stc", "2021-01-17", "syt")
    with pytest.raises(BadInput) as refused:
        create_directives(actor=specialist, items=[story.item(province, coordinates=())], now=NOW)
    assert refused.value.code == "unit_ended"
    assert "đơn vị kế thừa là Sở Y tế" in refused.value.message
