"""Tables between preview and confirmation: each person's own, for a day, and nothing changes meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest

from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.organizations.commands.keep_import import drop_import, keep_import
from dondoc.organizations.models import PendingImport, Unit
from dondoc.organizations.selectors import pending_import

TABLES = {"units": [{"code": "moi", "name": "Sở Mới", "kind": "department", "valid_from": "2021-01-01"}]}


def keep(actor, now, tables=TABLES):
    return keep_import(actor=actor, file_names=["units.csv"], tables=tables, now=now)


def test_nothing_changes_and_nothing_is_recorded(province, administrator, now):
    kept = keep(administrator, now)
    assert pending_import(1, administrator.pk, kept.id).tables == TABLES
    assert not Unit.objects.filter(jurisdiction_id=1, code="moi").exists()
    assert not LedgerEvent.objects.exists()


def test_a_second_one_takes_the_place_of_the_first(province, administrator, now):
    first, second = keep(administrator, now), keep(administrator, now)
    assert list(PendingImport.objects.values_list("id", flat=True)) == [second.id]
    with pytest.raises(NotFound):
        pending_import(1, administrator.pk, first.id)


def test_anothers_does_not_exist_and_goes_after_a_day(province, administrator, make_user, now):
    other = make_user("quantri2", "administrator", unit="vp")
    kept = keep(other, now)
    with pytest.raises(NotFound):
        pending_import(1, administrator.pk, kept.id)
    drop_import(actor=administrator, import_id=kept.id)
    keep(administrator, now)
    assert pending_import(1, other.pk, kept.id)
    keep(administrator, now + dt.timedelta(days=1, minutes=1))
    with pytest.raises(NotFound):
        pending_import(1, other.pk, kept.id)


def test_only_the_administrator_and_only_known_tables(province, administrator, office_leader, now):
    with pytest.raises(Refused):
        keep(office_leader, now)
    with pytest.raises(Refused):
        drop_import(actor=office_leader, import_id=1)
    for tables in ({}, {"khong_co": []}):
        with pytest.raises(BadInput):
            keep(administrator, now, tables)
