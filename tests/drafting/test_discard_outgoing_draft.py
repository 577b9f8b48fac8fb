"""Giving a draft up: nothing is deleted, and a number stays in its register, voided."""

from __future__ import annotations

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import codes

from dondoc.documents.commands.void_number import void_number
from dondoc.documents.models import RegisterEntry
from dondoc.drafting.choices import State
from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.models import DraftVersion
from dondoc.foundation.errors import BadInput


def test_what_was_written_stays(written, specialist, now):
    done = discard_outgoing_draft(actor=specialist, draft_id=written.id, now=now)
    assert done.state == State.DISCARDED
    assert DraftVersion.objects.filter(draft_id=done.id).count() == 2
    assert codes(done)[-1] == "discarded"


@pytest.mark.parametrize("state", ["numbered", "signed"])
def test_its_number_is_voided_with_the_reason(on_the_way, office_leader, state, now):
    draft = on_the_way(state)
    with pytest.raises(BadInput):
        discard_outgoing_draft(actor=office_leader, draft_id=draft.id, now=now)
    discard_outgoing_draft(actor=office_leader, draft_id=draft.id, reason="Sai thể thức", now=now)
    entry = RegisterEntry.objects.get(id=draft.entry_id)
    assert (entry.number, entry.state, entry.reason) == (1, "voided", "Sai thể thức")


def test_the_voided_number_is_not_given_again(on_the_way, office_leader, mandates, province, specialist, clerk, now):
    from tests.drafting.drafting_world import CONTENT

    from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
    from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
    from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
    from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft

    discard_outgoing_draft(actor=office_leader, draft_id=on_the_way("numbered").id, reason="Sai thể thức", now=now)
    draft = open_outgoing_draft(actor=specialist, unit_id=province.units["vp"].id, kind="Thông báo", now=now)
    draft = change_outgoing_draft(
        actor=specialist, draft_id=draft.id, version=1, content=CONTENT, mandate_id=mandates.chief.id, now=now
    )
    submit_outgoing_draft(actor=specialist, draft_id=draft.id, version=2, now=now)
    approve_outgoing_draft(actor=office_leader, draft_id=draft.id, version=2, now=now)
    assert number_outgoing_draft(actor=clerk, draft_id=draft.id, now=now).entry.number == 2


def test_one_whose_number_was_voided_in_the_register_can_still_be_given_up(on_the_way, office_leader, now):
    draft = on_the_way("numbered")
    void_number(actor=office_leader, entry_id=draft.entry_id, reason="Lấy nhầm", now=now)
    done = discard_outgoing_draft(actor=office_leader, draft_id=draft.id, reason="Số đã huỷ", now=now)
    assert done.state == State.DISCARDED
    assert RegisterEntry.objects.get(id=draft.entry_id).reason == "Lấy nhầm"
