"""Numbering: in one transaction with the printing, of today or of the day the number was kept on."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT, bytes_to_sign, codes

from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.models import RegisterEntry
from dondoc.drafting.choices import State
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.end_mandate import end_mandate
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.drafting.selectors import code_of_draft
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.organizations.models import Tenure
from dondoc.reading import read_bytes


def text_of(draft):
    return " ".join(read_bytes(bytes_to_sign(draft), "x.pdf").text.split())


@pytest.fixture
def reserved(notices, office_leader, now):
    """A number kept last Friday."""
    friday = now - dt.timedelta(days=3)
    (entry,) = reserve_numbers(actor=office_leader, register_id=notices.id, count=1, reason="Chờ ký", now=friday)
    return entry


def test_the_next_number_is_taken_and_printed_with_its_day(on_the_way):
    done = on_the_way("numbered")
    assert (done.state, code_of_draft(done), done.signer_name) == (State.NUMBERED, "01/TB-VP", "Đỗ Văn Hòa")
    said = text_of(done)
    for words in (
        "Số: 01/TB-VP",
        "ngày 18 tháng 01 năm 2021",
        "KT. CHÁNH VĂN PHÒNG",
        "PHÓ CHÁNH VĂN PHÒNG",
        "Đỗ Văn Hòa",
    ):
        assert words in said
    entry = RegisterEntry.objects.get(id=done.entry_id)
    assert (entry.subject, entry.signer, entry.recipients.splitlines()[0]) == (done.subject, "Đỗ Văn Hòa", "- Sở Y tế;")
    assert done.search_text.endswith("01 tb vp")
    assert codes(done)[-1] == "numbered"


def test_a_kept_number_gives_its_earlier_day(on_the_way, reserved, office_leader, now):
    draft = on_the_way("approved")
    done = number_outgoing_draft(
        actor=office_leader, draft_id=draft.id, reserved_entry_id=reserved.id, reason="Ký thứ Sáu", now=now
    )
    assert (done.entry.number, done.entry.entered_on, done.entry.state) == (1, dt.date(2021, 1, 15), "taken")
    assert "ngày 15 tháng 01 năm 2021" in text_of(done)


def test_the_signer_is_who_held_the_post_on_that_day(on_the_way, reserved, posts, office_leader, now):
    Tenure.objects.filter(post_id=posts.pcvp.id).update(valid_to=dt.date(2021, 1, 15))
    Tenure.objects.create(
        jurisdiction_id=1, post_id=posts.pcvp.id, person_name="Lý Văn Mới", valid_from=dt.date(2021, 1, 16)
    )
    draft = on_the_way("approved")
    done = number_outgoing_draft(
        actor=office_leader, draft_id=draft.id, reserved_entry_id=reserved.id, reason="Ký thứ Sáu", now=now
    )
    assert (done.signer_name, done.entry.signer) == ("Đỗ Văn Hòa", "Đỗ Văn Hòa")
    assert "Đỗ Văn Hòa" in text_of(done)


def test_who_had_no_right_on_that_day_does_not_sign_it(on_the_way, reserved, mandates, office_leader, now):
    mandates.deputy.valid_from = dt.date(2021, 1, 16)
    mandates.deputy.save()
    draft = on_the_way("approved")
    with pytest.raises(BadInput) as refused:
        number_outgoing_draft(
            actor=office_leader, draft_id=draft.id, reserved_entry_id=reserved.id, reason="Ký thứ Sáu", now=now
        )
    assert refused.value.details["field"] == "mandate"
    assert RegisterEntry.objects.get(id=reserved.id).state == "reserved"


def test_a_kept_number_is_the_leaders_to_give_and_of_this_register(
    on_the_way, reserved, letters, office_leader, clerk, outsider, now
):
    draft = on_the_way("approved")
    given = {"draft_id": draft.id, "reason": "Ký thứ Sáu", "now": now}
    with pytest.raises(Refused):
        number_outgoing_draft(actor=clerk, reserved_entry_id=reserved.id, **given)
    with pytest.raises(NotFound):
        number_outgoing_draft(actor=outsider, reserved_entry_id=reserved.id, **given)
    with pytest.raises(NotFound):
        number_outgoing_draft(actor=office_leader, reserved_entry_id=999999, **given)
    (other,) = reserve_numbers(actor=office_leader, register_id=letters.id, count=1, reason="Chờ", now=now)
    with pytest.raises((BadInput, Conflict)):
        number_outgoing_draft(actor=office_leader, reserved_entry_id=other.id, **given)
    with pytest.raises(BadInput):
        number_outgoing_draft(actor=office_leader, reserved_entry_id=reserved.id, **(given | {"reason": ""}))


def test_a_right_that_ended_since_takes_no_number(on_the_way, mandates, office_leader, clerk, now):
    draft = on_the_way("approved")
    end_mandate(actor=office_leader, mandate_id=mandates.deputy.id, last_day=dt.date(2021, 1, 18), now=now)
    with pytest.raises(BadInput):
        number_outgoing_draft(actor=clerk, draft_id=draft.id, now=now + dt.timedelta(days=1))
    assert not RegisterEntry.objects.exists()


def test_a_long_list_of_recipients_does_not_keep_it_from_its_number(
    written, mandates, specialist, office_leader, clerk, now
):
    content = CONTENT | {"recipients": [f"- Ủy ban nhân dân xã, phường, thị trấn số {k};" for k in range(100)]}
    given = {"draft_id": written.id, "now": now}
    draft = change_outgoing_draft(
        actor=specialist, version=written.version, content=content, mandate_id=mandates.deputy.id, **given
    )
    submit_outgoing_draft(actor=specialist, version=draft.version, **given)
    approve_outgoing_draft(actor=office_leader, version=draft.version, **given)
    done = number_outgoing_draft(actor=clerk, **given)
    assert done.entry.recipients.endswith("…")
    assert " 99." in text_of(done)


def test_of_two_who_number_at_once_one_takes_one_number(
    real_connections, at_once, on_the_way, clerk, office_leader, now
):
    draft = on_the_way("approved")
    results = at_once(
        *(
            lambda actor=actor: number_outgoing_draft(actor=actor, draft_id=draft.id, now=now)
            for actor in (clerk, office_leader)
        )
    )
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "OutgoingDraft"]
    assert RegisterEntry.objects.count() == 1
