"""The open work of a unit that has ended: its successors are told, or the office; nothing of it goes quiet."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story
from tests.organizations.test_heirs import end
from tests.urging.urging_world import LATE, ask, messages_to, night, subject, told_rules, urged

from dondoc.foundation.errors import BadInput
from dondoc.urging.describing import described
from dondoc.urging.recipients import recipients_of
from dondoc.urging.running import would_tell


@pytest.fixture
def late(province: Any, specialist: Any) -> Any:
    """Overdue on LATE."""
    return subject(province, specialist)


def test_the_people_of_every_successor_are_told_and_nobody_of_the_unit(
    late: Any, province: Any, lead_focal: Any, lead_head: Any, coordinating_focal: Any, other_unit_focal: Any
) -> None:
    end(province, "skhdt", "2021-01-31", "stc", "syt")
    night(LATE)
    assert told_rules(coordinating_focal) == told_rules(other_unit_focal) != []
    assert told_rules(lead_focal) == told_rules(lead_head) == []
    # The work is not theirs before the office decides: the reminder opens the page of the unit, which says so.
    assert {one.path for one in messages_to(other_unit_focal)} == {"/don-vi/skhdt/"}


def test_the_chain_is_followed_as_it_stands_on_the_day(
    late: Any, province: Any, lead_focal: Any, coordinating_focal: Any, other_unit_focal: Any
) -> None:
    end(province, "skhdt", "2021-01-20", "stc")
    end(province, "stc", "2021-01-31", "syt")
    unit = late.unit_id
    assert recipients_of(1, LATE).of_unit(unit) == (other_unit_focal.pk,)
    assert recipients_of(1, story.at("2021-01-31").date()).of_unit(unit) == (coordinating_focal.pk,)
    assert recipients_of(1, story.at("2021-01-20").date()).of_unit(unit) == (lead_focal.pk,)


def test_without_anybody_behind_it_the_office_is_told_with_the_reason(
    late: Any, province: Any, lead_focal: Any, specialist: Any, office_leader: Any
) -> None:
    end(province, "skhdt", "2021-01-31")
    rows = list(described(1, would_tell(jurisdiction_id=1, day=LATE), day=LATE))
    assert {person.id for one in rows for person in one.people} == {specialist.pk}
    assert "đã kết thúc hoạt động ngày 31/01/2021 và không có đơn vị kế thừa: nhắc Văn phòng" in rows[0].why
    # In a field that no specialist follows: the leader.
    specialist.fields = []
    specialist.save()
    night(LATE)
    assert told_rules(office_leader)
    assert told_rules(lead_focal) == []


def test_successors_without_people_leave_it_to_the_office(late: Any, province: Any, specialist: Any) -> None:
    end(province, "skhdt", "2021-01-31", "stc")
    assert recipients_of(1, LATE).of_unit(late.unit_id, field_id=late.field_id) == (specialist.pk,)
    rows = list(described(1, would_tell(jurisdiction_id=1, day=LATE), day=LATE))
    assert "nhắc đơn vị kế thừa là Sở Tài chính" in rows[0].why


def test_urging_by_hand_reaches_them_too(
    late: Any, province: Any, office_leader: Any, lead_focal: Any, other_unit_focal: Any
) -> None:
    end(province, "skhdt", "2021-01-31", "syt")
    urging = urged(office_leader, late)
    assert urging.items.get().user_ids == [other_unit_focal.pk]
    assert messages_to(other_unit_focal)
    assert not messages_to(lead_focal)


def test_nothing_new_is_asked_of_it_and_who_took_over_is_named(late: Any, province: Any, office_leader: Any) -> None:
    end(province, "skhdt", "2021-01-31", "syt")
    with pytest.raises(BadInput) as refused:
        ask(office_leader, late)
    assert refused.value.code == "unit_ended"
    assert "đơn vị kế thừa là Sở Y tế" in refused.value.message
