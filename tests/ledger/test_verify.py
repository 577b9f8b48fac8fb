"""`verify` names what somebody with the database's own password changed behind the commands' back."""

from __future__ import annotations

import pytest
from tests.ledger.conftest import add

from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify


@pytest.fixture(autouse=True)
def _three_chains(db):
    add(1, "assignment.created", "assignment.acknowledged", "assignment.started", payload={"n": 1})
    add(2, "assignment.created", "assignment.acknowledged")
    add(3, "assignment.created")


def _the_fault():
    found = verify()
    assert not found.intact
    assert len(found.faults) == 1, found.faults
    return found.faults[0]


def _id(aggregate_id: int, seq: int) -> int:
    return LedgerEvent.objects.get(aggregate_id=aggregate_id, seq=seq).id


def test_an_untouched_ledger_is_intact_and_its_seal_is_repeatable():
    found = verify()
    assert (found.intact, found.events, found.aggregates) == (True, 6, 3)
    assert verify().digest == found.digest
    add(4, "assignment.created")
    assert verify().digest != found.digest


@pytest.mark.parametrize(
    "change",
    [
        "code = 'assignment.withdrawn'",
        "actor_id = 8",
        "actor_id = NULL",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "effective_on = effective_on - 1",
        "payload = '{\"n\": 2}'",
        "payload = '{\"n\": 1.5}'",
        "reason = 'khác'",
        "request_id = 'khác'",
        "hash = decode(repeat('ab', 32), 'hex')",
    ],
)
def test_a_changed_row_is_named(forge, change):
    forge(f"UPDATE ledger_ledgerevent SET {change} WHERE aggregate_id = 1 AND seq = 2")  # noqa: S608 - a constant above
    found = verify()
    first = found.faults[0]
    assert (first.aggregate, first.aggregate_id, first.seq, first.event_id) == ("assignment", 1, 2, _id(1, 2))
    assert "đã bị sửa" in first.message
    # Only a changed hash shows at its neighbour too.
    assert len(found.faults) == (2 if change.startswith("hash") else 1)


def test_a_changed_link_is_named(forge):
    forge(
        "UPDATE ledger_ledgerevent SET previous_hash = decode(repeat('00', 32), 'hex') WHERE aggregate_id = 1 AND seq = 3"
    )
    assert {(fault.seq, fault.event_id) for fault in verify().faults} == {(3, _id(1, 3))}


def test_a_changed_row_with_its_hash_made_anew_is_found_at_the_next_row(forge):
    from dondoc.ledger.chain import EventFacts, event_hash

    event = LedgerEvent.objects.get(aggregate_id=1, seq=2)
    facts = EventFacts(
        1, "assignment", 1, 2, "assignment.withdrawn", 7, event.recorded_at, event.effective_on, {"n": 1}, "", ""
    )
    forged = event_hash(facts, bytes(event.previous_hash))
    forge(
        "UPDATE ledger_ledgerevent SET code = 'assignment.withdrawn', hash = %s WHERE aggregate_id = 1 AND seq = 2",
        forged,
    )
    fault = _the_fault()
    assert (fault.aggregate_id, fault.seq, fault.event_id) == (1, 3, _id(1, 3))


def test_a_removed_row_in_the_middle_is_named_by_its_number(forge):
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 1 AND seq = 2")
    fault = _the_fault()
    assert (fault.aggregate_id, fault.seq, fault.event_id) == (1, 2, None)
    assert "thiếu sự kiện số 2" in fault.message


def test_a_removed_first_row_is_named_by_its_number(forge):
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 2 AND seq = 1")
    fault = _the_fault()
    assert (fault.aggregate_id, fault.seq) == (2, 1)


def test_several_removed_rows_are_one_fault_that_names_them_all(forge):
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 1 AND seq IN (1, 2)")
    fault = _the_fault()
    assert (fault.aggregate_id, fault.seq) == (1, 1)
    assert "1 đến 2" in fault.message


def test_a_removed_tail_is_found_by_the_head(forge):
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 1 AND seq = 3")
    fault = _the_fault()
    assert (fault.aggregate_id, fault.seq) == (1, 3)
    assert "thiếu sự kiện cuối" in fault.message


def test_a_removed_aggregate_is_found_by_its_head(forge):
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 2")
    fault = _the_fault()
    assert (fault.aggregate, fault.aggregate_id, fault.seq) == ("assignment", 2, 2)


def test_a_removed_head_is_found_by_its_events(forge):
    forge("DELETE FROM ledger_ledgerhead WHERE aggregate_id = 2")
    fault = _the_fault()
    assert fault.aggregate_id == 2
    assert "đầu chuỗi" in fault.message


@pytest.mark.parametrize(
    "change", ["hash = decode(repeat('ab', 32), 'hex')", "seq = 1", "seq = 9"], ids=["hash", "lower", "higher"]
)
def test_a_forged_head_is_found(forge, change):
    forge(f"UPDATE ledger_ledgerhead SET {change} WHERE aggregate_id = 1")  # noqa: S608 - a constant above
    assert _the_fault().aggregate_id == 1


def test_what_was_removed_with_its_head_shows_in_the_seal_only(forge):
    """The chain cannot know it: that is what the noted seal is for (ADR 0002)."""
    before = verify().digest
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 2")
    forge("DELETE FROM ledger_ledgerhead WHERE aggregate_id = 2")
    found = verify()
    assert found.intact
    assert found.digest != before


def test_the_seal_of_an_earlier_moment_can_be_compared_later(forge):
    import datetime as dt

    from tests.conftest import NOW

    noted = verify().digest
    add(1, "assignment.completion_reported", first=False, now=NOW + dt.timedelta(days=1))
    add(4, "assignment.created", now=NOW + dt.timedelta(days=1))
    assert verify().digest != noted
    assert verify(recorded_by=NOW).digest == noted
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 2")
    forge("DELETE FROM ledger_ledgerhead WHERE aggregate_id = 2")
    assert verify(recorded_by=NOW).digest != noted


def test_faults_stop_at_the_given_number_and_say_so(forge):
    forge("UPDATE ledger_ledgerevent SET reason = 'khác'")
    found = verify(most_faults=2)
    assert len(found.faults) == 2
    assert found.more_faults
    assert not verify(most_faults=6).more_faults


def test_faults_of_one_chain_do_not_hide_those_of_the_next(forge):
    forge("UPDATE ledger_ledgerevent SET reason = 'khác' WHERE aggregate_id = 1 AND seq = 1")
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 2 AND seq = 2")
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 3")
    assert [fault.aggregate_id for fault in verify().faults] == [1, 2, 3]
