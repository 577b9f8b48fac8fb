"""How those are told who said nothing: the office's own setting, on every way out of the house."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify
from dondoc.notifications.commands.register_webhook import register_webhook
from dondoc.notifications.commands.set_default_preferences import set_default_preferences
from dondoc.notifications.commands.set_preferences import set_preferences
from dondoc.notifications.commands.subscribe_push import subscribe_push
from dondoc.notifications.delivering import deliver_due
from dondoc.notifications.each_queueing import queue_each
from dondoc.notifications.models import Delivery
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.queueing import queue_due
from dondoc.notifications.rules import Wishes
from dondoc.notifications.selectors import default_wishes, follows_default, wishes_of

PLAIN: dict[str, Any] = {"by_email": True, "by_push": True, "urgent_at_once": True, "digest_hour": 7, "muted_kinds": []}
KEYS = {
    "public_key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
LATER = NOW + dt.timedelta(minutes=1)


def office(actor: Any, **changes: Any) -> Wishes:
    return set_default_preferences(actor=actor, now=NOW, **{**PLAIN, **changes})


def tell(user: Any, *, is_urgent: bool = False, key: str = "1") -> None:
    message = NewMessage(
        user_id=user.pk, key=key, kind="test.news", payload={"x": "việc 1"}, path="/", is_urgent=is_urgent
    )
    send(jurisdiction_id=1, now=NOW, messages=[message])


def test_it_holds_for_who_said_nothing_and_for_nobody_else(
    administrator: Any, reader: Any, lead_head: Any, outsider: Any
) -> None:
    set_preferences(actor=lead_head, now=NOW, **{**PLAIN, "digest_hour": 9})
    office(administrator, by_push=False, digest_hour=6, muted_kinds=["test.news"])
    assert wishes_of(reader) == Wishes(by_push=False, digest_hour=6, muted_kinds=("test.news",))
    assert wishes_of(lead_head) == Wishes(digest_hour=9)
    assert (follows_default(reader), follows_default(lead_head)) == (True, False)
    assert wishes_of(outsider) == Wishes()


def test_each_change_is_one_event_and_nothing_where_nothing_changes(administrator: Any) -> None:
    office(administrator)
    assert not LedgerEvent.objects.filter(aggregate="default_preferences").exists()
    office(administrator, by_email=False)
    office(administrator, by_email=False)
    office(administrator)
    first, second = LedgerEvent.objects.filter(aggregate="default_preferences").order_by("id")
    assert (first.payload["was"]["by_email"], first.payload["by_email"], second.payload["by_email"]) == (
        True, False, True,
    )  # fmt: skip
    assert first.actor_id == administrator.pk
    assert default_wishes(1) == Wishes()
    assert verify().intact


@pytest.mark.parametrize(
    ("wish", "queued"),
    [
        ({"by_email": False}, 0), ({"muted_kinds": ["test.news"]}, 0), ({"digest_hour": 9}, 0), ({"digest_hour": 8}, 1),
        ({}, 1),
    ],
)  # fmt: skip
def test_letters_go_by_it(mail: Any, administrator: Any, reader: Any, wish: dict[str, Any], queued: int) -> None:
    office(administrator, **wish)
    tell(reader)
    assert queue_due(jurisdiction_id=1, now=NOW) == queued


def at(hour: int, day: int = 18) -> dt.datetime:
    return NOW.replace(hour=hour, day=day)


def test_an_hour_changed_in_the_morning_moves_the_digest_that_waits_and_makes_none_twice(
    mail: Any, administrator: Any, reader: Any, lead_head: Any
) -> None:
    lead_head.email = "gd.skhdt@kiengiang.gov.vn"
    lead_head.save()
    set_preferences(actor=lead_head, now=NOW, **{**PLAIN, "digest_hour": 10})
    for one in (reader, lead_head):
        tell(one)
    office(administrator, digest_hour=11)
    assert queue_due(jurisdiction_id=1, now=at(9)) == 0
    office(
        administrator, digest_hour=9
    )  # brought forward to an hour that has come: it goes now; whose own hour is 10 waits
    assert queue_due(jurisdiction_id=1, now=at(9)) == 1
    assert Delivery.objects.get().user_id == reader.pk
    office(administrator, digest_hour=12)  # today's is made; what comes next waits for tomorrow's
    tell(reader, key="2")
    assert queue_due(jurisdiction_id=1, now=at(13)) == 1
    assert set(Delivery.objects.values_list("user_id", flat=True)) == {reader.pk, lead_head.pk}
    assert queue_due(jurisdiction_id=1, now=at(11, day=19)) == 0
    assert queue_due(jurisdiction_id=1, now=at(12, day=19)) == 1


def test_what_was_made_before_the_change_goes_out_as_it_was_made(mail: Any, administrator: Any, reader: Any) -> None:
    tell(reader)
    assert queue_due(jurisdiction_id=1, now=NOW) == 1
    office(administrator, by_email=False)
    tell(reader, key="2")
    assert queue_due(jurisdiction_id=1, now=at(8, day=19)) == 0
    assert deliver_due(jurisdiction_id=1, clock=lambda: LATER) == {"sent": 1}
    assert len(mail.letters) == 1


@pytest.mark.parametrize(("wish", "queued"), [({"urgent_at_once": False}, 0), ({}, 1)])
def test_what_is_urgent_goes_by_it(
    mail: Any, administrator: Any, reader: Any, wish: dict[str, Any], queued: int
) -> None:
    office(administrator, **{"digest_hour": 23, **wish})
    tell(reader, is_urgent=True)
    assert queue_due(jurisdiction_id=1, now=NOW) == queued


@pytest.mark.parametrize(
    ("wish", "channels"),
    [({}, ["push", "webhook"]), ({"by_push": False}, ["webhook"]), ({"muted_kinds": ["test.news"]}, [])],
)
def test_browsers_and_gateways_go_by_it(
    administrator: Any, reader: Any, wish: dict[str, Any], channels: list[str]
) -> None:
    before = NOW - dt.timedelta(hours=1)
    subscribe_push(actor=reader, endpoint="https://push.example.vn/1", now=before, **KEYS)
    register_webhook(actor=administrator, name="SMS", url="https://sms.example.vn/", now=before)
    office(administrator, **wish)
    tell(reader, is_urgent=True)
    queue_each(jurisdiction_id=1, now=LATER)
    assert sorted(Delivery.objects.values_list("channel", flat=True)) == channels


@pytest.mark.parametrize("who", ["chair", "office_leader", "specialist", "lead_head", "observer"])
def test_only_an_administrator_sets_it(who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused):
        office(request.getfixturevalue(who), digest_hour=6)


@pytest.mark.parametrize(
    ("wish", "code"), [({"digest_hour": 24}, "bad_hour"), ({"muted_kinds": ["khong.co"]}, "unknown_kind")]
)
def test_what_cannot_be_is_refused(administrator: Any, wish: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        office(administrator, **wish)
    assert refused.value.code == code
    assert default_wishes(1) == Wishes()
