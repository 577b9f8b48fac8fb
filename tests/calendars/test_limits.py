"""Legal limits as dated records of a jurisdiction."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendars import events
from dondoc.calendars.commands.confirm_limit import confirm_limit
from dondoc.calendars.commands.end_limit import end_limit
from dondoc.calendars.commands.set_limit import set_limit
from dondoc.calendars.models import LimitRecord
from dondoc.calendars.rules import Held, place
from dondoc.calendars.selectors import limit_on, limits_of
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.worktime import LimitNotFoundError, Unit, default_limits

NEW = {
    "key": "tb_ket_luan", "valid_from": dt.date(2021, 3, 1), "name": "Ra thông báo kết luận cuộc họp", "amount": 3,
    "unit": "NLV", "anchor": "meeting_end", "source": "QĐ 99/2021/QĐ-TTg", "confidence": "A",
}  # fmt: skip


def put(actor: Any, now: dt.datetime, **more: Any) -> Any:
    return set_limit(actor=actor, now=now, **{**NEW, **more})


def test_without_a_word_here_the_shipped_records_hold(province: Any) -> None:
    here = limits_of(province.id)
    assert here.keys == default_limits().keys
    assert all(here.history(key) == default_limits().history(key) for key in here.keys)


def test_a_new_record_ends_the_one_before_on_the_day_before(
    province: Any, office_leader: Any, now: dt.datetime
) -> None:
    put(office_leader, now)
    old, new = limits_of(province.id).history("tb_ket_luan")
    assert (old.amount, old.valid_to) == (5, dt.date(2021, 2, 28))
    assert (new.amount, new.valid_from, new.valid_to) == (3, dt.date(2021, 3, 1), None)
    assert limit_on(province.id, "tb_ket_luan", dt.date(2021, 2, 28)).amount == 5
    assert limit_on(province.id, "tb_ket_luan", dt.date(2021, 3, 1)).amount == 3
    assert limits_of(province.id).history("giay_moi") == default_limits().history("giay_moi")


def test_one_between_two_ends_before_the_next(province: Any, office_leader: Any, now: dt.datetime) -> None:
    put(office_leader, now)
    put(office_leader, now, valid_from=dt.date(2020, 1, 1), amount=4)
    assert [(one.amount, one.valid_to) for one in limits_of(province.id).history("tb_ket_luan")] == [
        (5, dt.date(2019, 12, 31)), (4, dt.date(2021, 2, 28)), (3, None),
    ]  # fmt: skip


def test_one_of_the_same_day_is_a_correction(province: Any, office_leader: Any, now: dt.datetime) -> None:
    first = put(office_leader, now)
    again = put(office_leader, now, amount=2)
    assert again.id == first.id
    assert [one.amount for one in limits_of(province.id).history("tb_ket_luan")] == [5, 2]
    assert [event.code for event in timeline(province.id, [(events.LIMIT, first.id)])] == [events.LIMIT_SET] * 2


def test_a_key_of_the_provinces_own(province: Any, administrator: Any, now: dt.datetime) -> None:
    put(administrator, now, key="tinh_tra_loi", unit="N", amount=10)
    assert limit_on(province.id, "tinh_tra_loi", dt.date(2021, 3, 1)).unit is Unit.DAYS


def test_two_of_a_key_never_hold_on_one_day(province: Any, office_leader: Any, now: dt.datetime) -> None:
    row = put(office_leader, now)
    copy = {f.attname: getattr(row, f.attname) for f in LimitRecord._meta.concrete_fields if f.name not in ("id", "pk")}
    with pytest.raises(IntegrityError), transaction.atomic():
        LimitRecord.objects.create(**{**copy, "valid_from": dt.date(2021, 6, 1)})
    LimitRecord.objects.create(**{**copy, "key": "khac"})
    LimitRecord.objects.create(**{**copy, "jurisdiction_id": 7})


def test_a_limit_ends_without_another(province: Any, office_leader: Any, now: dt.datetime) -> None:
    end_limit(
        actor=office_leader, key="giay_moi", valid_from=dt.date(2018, 12, 25), last_day=dt.date(2021, 5, 31),
        reason="QĐ 100/2021/QĐ-TTg bãi bỏ", now=now,
    )  # fmt: skip
    assert limit_on(province.id, "giay_moi", dt.date(2021, 5, 31)).amount == -3
    with pytest.raises(LimitNotFoundError):
        limit_on(province.id, "giay_moi", dt.date(2021, 6, 1))


def test_ending_twice_before_its_day_or_without_a_reason_is_refused(office_leader: Any, now: dt.datetime) -> None:
    args: dict[str, Any] = {"actor": office_leader, "key": "giay_moi", "valid_from": dt.date(2018, 12, 25), "now": now}
    with pytest.raises(BadInput):
        end_limit(**args, last_day=dt.date(2021, 5, 31), reason=" ")
    with pytest.raises(BadInput):
        end_limit(**args, last_day=dt.date(2018, 12, 24), reason="x")
    end_limit(**args, last_day=dt.date(2021, 5, 31), reason="x")
    with pytest.raises(Conflict):
        end_limit(**args, last_day=dt.date(2021, 6, 30), reason="x")
    with pytest.raises(NotFound):
        end_limit(**{**args, "key": "khong_co"}, last_day=dt.date(2021, 6, 30), reason="x")


def test_who_confirmed_a_shipped_record_is_kept(province: Any, office_leader: Any, now: dt.datetime) -> None:
    row = confirm_limit(actor=office_leader, key="giay_moi", valid_from=dt.date(2018, 12, 25), now=now)
    assert (row.confirmed_by_id, row.confirmed_at) == (office_leader.pk, now)
    assert limits_of(province.id).history("giay_moi") == default_limits().history("giay_moi")
    with pytest.raises(Conflict):
        confirm_limit(actor=office_leader, key="giay_moi", valid_from=dt.date(2018, 12, 25), now=now)


@pytest.mark.parametrize("who", ["chair", "specialist", "clerk", "lead_head", "observer"])
def test_others_set_no_limits(who: str, request: Any, now: dt.datetime) -> None:
    actor = request.getfixturevalue(who)
    for call in (
        lambda: put(actor, now),
        lambda: end_limit(actor=actor, key="giay_moi", valid_from=dt.date(2018, 12, 25), last_day=dt.date(2021, 1, 1), reason="x", now=now),
        lambda: confirm_limit(actor=actor, key="giay_moi", valid_from=dt.date(2018, 12, 25), now=now),
    ):  # fmt: skip
        with pytest.raises(Refused):
            call()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"key": "Giấy mời"}, "bad_key"), ({"name": " "}, "name_required"), ({"source": ""}, "source_required"),
        ({"unit": "X"}, "bad_unit"), ({"confidence": "Z"}, "bad_confidence"), ({"amount": 9999}, "out_of_range"),
        ({"unit": "NGAY", "amount": 0}, "out_of_range"), ({"valid_from": dt.date(1, 1, 1)}, "bad_day"),
        ({"remark": "x" * 301}, "too_long"), ({"anchor": "a\0"}, "bad_text"),
    ],
)  # fmt: skip
def test_a_limit_that_cannot_be_is_refused(wrong: Any, code: str, office_leader: Any, now: dt.datetime) -> None:
    with pytest.raises(BadInput) as found:
        put(office_leader, now, **wrong)
    assert found.value.code == code
    assert not LimitRecord.objects.exists()


@given(st.lists(st.integers(0, 400), max_size=8))
def test_records_placed_in_any_order_never_overlap(starts: list[int]) -> None:
    held: dict[dt.date, dt.date | None] = {}
    for start in starts:
        day = dt.date(2020, 1, 1) + dt.timedelta(days=start)
        where = place([Held(first, last) for first, last in held.items()], day)
        if where.ended is not None:
            held[where.ended] = day - dt.timedelta(days=1)
        held[day] = where.valid_to
    ordered = sorted(held)
    for first, following in itertools.pairwise(ordered):
        last = held[first]
        assert last is not None
        assert last == following - dt.timedelta(days=1)
    assert not ordered or held[ordered[-1]] is None
