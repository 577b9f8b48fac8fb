"""Ending a right to sign: from the day after, nobody signs by it; what was signed stays."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures

from dondoc.drafting.commands.end_mandate import end_mandate
from dondoc.drafting.selectors import signers
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

LAST = dt.date(2021, 1, 20)


def test_it_covers_its_last_day_and_none_after(mandates, province, office_leader, now):
    end_mandate(actor=office_leader, mandate_id=mandates.deputy.id, last_day=LAST, now=now)

    def who(day):
        return {one.name for one in signers(1, unit_id=province.units["vp"].id, kind="Thông báo", on=day)}

    assert who(LAST) == {"Trần Thị Lan", "Đỗ Văn Hòa"}
    assert who(LAST + dt.timedelta(days=1)) == {"Trần Thị Lan"}
    event = LedgerEvent.objects.filter(aggregate="signing_mandate", aggregate_id=mandates.deputy.id).latest("seq")
    assert (event.code, event.payload) == ("signing_mandate.ended", {"last_day": "2021-01-20", "was": None})


def test_it_ends_earlier_but_is_not_made_longer(mandates, office_leader, now):
    given = {"actor": office_leader, "mandate_id": mandates.deputy.id, "now": now}
    end_mandate(last_day=LAST, **given)
    with pytest.raises(BadInput, match="khai báo thẩm quyền mới"):
        end_mandate(last_day=LAST + dt.timedelta(days=1), **given)
    assert end_mandate(last_day=LAST - dt.timedelta(days=1), **given).valid_to == LAST - dt.timedelta(days=1)


def test_not_before_it_began(mandates, office_leader, now):
    with pytest.raises(BadInput):
        end_mandate(actor=office_leader, mandate_id=mandates.deputy.id, last_day=dt.date(2019, 12, 31), now=now)


def test_others_do_not_end_it(mandates, specialist, clerk, chair, lead_head, outsider, now):
    for actor in (specialist, clerk, chair, lead_head):
        with pytest.raises(Refused):
            end_mandate(actor=actor, mandate_id=mandates.deputy.id, last_day=LAST, now=now)
    with pytest.raises(NotFound):
        end_mandate(actor=outsider, mandate_id=mandates.deputy.id, last_day=LAST, now=now)
