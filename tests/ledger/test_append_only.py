"""The database itself refuses to change the past, whatever the program asks."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.ledger.conftest import add, sql

from dondoc.ledger.models import LedgerEvent, LedgerHead
from dondoc.ledger.verify import verify


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_ledgerevent SET reason = 'khác'",
        "UPDATE ledger_ledgerevent SET payload = '{}' WHERE seq = 1",
        "DELETE FROM ledger_ledgerevent WHERE seq = 2",
        "TRUNCATE ledger_ledgerevent",
        "TRUNCATE ledger_ledgerevent CASCADE",
        "DELETE FROM ledger_ledgerhead",
        "TRUNCATE ledger_ledgerhead",
    ],
)
def test_the_database_refuses(db, statement):
    add(1, "assignment.created", "assignment.started")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(statement)
    assert LedgerEvent.objects.count() == 2
    assert verify().intact


def test_the_orm_cannot_do_it_either(db):
    add(1, "assignment.created")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEvent.objects.update(code="khác")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEvent.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerHead.objects.all().delete()


def test_a_number_cannot_be_taken_twice_nor_be_zero(db):
    add(1, "assignment.created")
    copy = (
        "INSERT INTO ledger_ledgerevent (jurisdiction_id, aggregate, aggregate_id, seq, code, recorded_at, "
        "effective_on, payload, reason, request_id, previous_hash, hash) SELECT jurisdiction_id, aggregate, "
        "aggregate_id, %s, code, recorded_at, effective_on, payload, reason, request_id, previous_hash, hash "
        "FROM ledger_ledgerevent"
    )
    for seq in (1, 0, -1):
        with pytest.raises(DatabaseError), transaction.atomic():
            sql(copy, seq)
