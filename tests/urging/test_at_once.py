"""A rule that speaks at once: what reaches browsers and gateways, once for each person and run, and what waits for the digest."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from tests.directives import story
from tests.notifications.gateway import Gateway
from tests.urging.urging_world import messages_to, night, subject

from dondoc.ledger.models import LedgerEvent
from dondoc.notifications.commands.register_webhook import register_webhook
from dondoc.notifications.commands.set_preferences import set_preferences
from dondoc.notifications.commands.subscribe_push import subscribe_push
from dondoc.notifications.delivering import deliver_due
from dondoc.notifications.each_queueing import queue_each
from dondoc.notifications.models import Delivery, DeliveryMessage
from dondoc.notifications.queueing import queue_due
from dondoc.urging import running
from dondoc.urging.commands.set_reminder_rule import set_reminder_rule
from dondoc.urging.defaults import shipped
from dondoc.urging.models import ReminderRule
from dondoc.urging.ruleset import keep_shipped, rules_of
from dondoc.urging.running import MOST_SINGLE
from dondoc.urging.wording import sentence

BEFORE = story.at("2021-01-10")
DUE = "2021-01-25"
KEYS = {
    "public_key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    server = Gateway()
    settings.INNER_HOSTS, settings.OUTSIDE_TIMEOUT, settings.BASE_URL = ["127.0.0.1"], 2.0, "https://dondoc.vn"
    yield server
    server.close()


@pytest.fixture
def reached(administrator: Any, lead_focal: Any, gateway: Gateway) -> Gateway:
    """The focal point has a browser, the province a gateway; both stand on the same little server."""
    subscribe_push(actor=lead_focal, endpoint=gateway.url + "/push", now=BEFORE, **KEYS)
    register_webhook(actor=administrator, name="SMS tỉnh", url=gateway.url + "/sms", now=BEFORE)
    return gateway


def work(province: Any, specialist: Any, lead_focal: Any, count: int = 1) -> None:
    for _each in range(count):
        story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)


def out(user: Any, hour: int = 7, day: str = DUE) -> list[tuple[str, int]]:
    """What is on its way to somebody at that hour: channel, and how many messages it carries."""
    queue_each(jurisdiction_id=1, now=story.at(day, hour))
    return sorted(
        (one.channel, DeliveryMessage.objects.filter(delivery_id=one.id).count())
        for one in Delivery.objects.filter(user_id=user.pk)
    )


def change(actor: Any, code: str, **more: Any) -> Any:
    """The rule as it stands, but for these."""
    rule = next(one for one in rules_of(1) if one.code == code)
    given = {
        name: getattr(rule, name)
        for name in ("name", "trigger", "days", "repeat_days", "is_working_days", "ranks", "role", "at_once")
    }
    return set_reminder_rule(actor=actor, code=code, now=BEFORE, **{**given, **more})


def test_a_rule_that_speaks_at_once_reaches_browser_and_gateway(
    province: Any, specialist: Any, lead_focal: Any, lead_head: Any, reached: Gateway
) -> None:
    work(province, specialist, lead_focal)
    night(DUE)
    assert [one.is_urgent for one in messages_to(lead_focal) if one.payload["rule_code"] == "ngay-den-han"] == [True]
    assert out(lead_focal) == [("push", 1), ("webhook", 1)]
    assert out(lead_head) == [("webhook", 1)]


def test_a_rule_that_does_not_stays_in_the_house_and_the_digest(
    province: Any, specialist: Any, lead_focal: Any, office_leader: Any, reached: Gateway, settings: Any
) -> None:
    settings.MAIL_HOST = "127.0.0.1"
    lead_focal.email = "dm.skhdt@kiengiang.gov.vn"
    lead_focal.save()
    change(office_leader, "ngay-den-han", at_once=False)
    work(province, specialist, lead_focal)
    night(DUE)
    assert messages_to(lead_focal)
    assert not any(one.is_urgent for one in messages_to(lead_focal))
    assert out(lead_focal) == []
    assert queue_due(jurisdiction_id=1, now=story.at(DUE, 8)) == len(messages_to(lead_focal))
    assert Delivery.objects.get().is_digest


@pytest.mark.parametrize("count", [2, MOST_SINGLE, MOST_SINGLE + 3])
def test_however_many_a_person_gets_one_push_and_one_message_of_a_run(
    province: Any, specialist: Any, lead_focal: Any, office_leader: Any, reached: Gateway, count: int
) -> None:
    change(office_leader, "lau-khong-cap-nhat", at_once=True)  # two rules that speak at once, on one day
    work(province, specialist, lead_focal, count)
    run = night(DUE)
    carried = 2 if count > MOST_SINGLE else 2 * count
    assert {one.bundle for one in messages_to(lead_focal) if one.is_urgent} == {f"nhac:{run.id}"}
    assert out(lead_focal) == [("push", carried), ("webhook", carried)]
    assert out(lead_focal, 8) == [("push", carried), ("webhook", carried)]
    assert deliver_due(jurisdiction_id=1, clock=lambda: story.at(DUE, 8))["sent"] >= 2
    to_focal = [json.loads(body) for _head, body in reached.got if body[:1] == b"{"]
    (told,) = [one for one in to_focal if one["person"]["username"] == lead_focal.username]
    assert (told["subject"], told["count"]) == (f"{carried} thông báo cần xem ngay", carried)
    assert told["url"] == "https://dondoc.vn/thong-bao/"
    assert len(told["text"].split("\n")) == min(carried, 4)


def test_another_run_is_another_push_and_what_was_read_is_left_out(
    province: Any, specialist: Any, lead_focal: Any, office_leader: Any, reached: Gateway
) -> None:
    change(office_leader, "qua-han-1", at_once=True)
    work(province, specialist, lead_focal, 2)
    night(DUE)
    assert out(lead_focal) == [("push", 2), ("webhook", 2)]
    night("2021-01-26")
    first = next(one for one in messages_to(lead_focal) if one.payload["rule_code"] == "qua-han-1")
    first.read_at = story.at("2021-01-26", 6)
    first.save()
    assert out(lead_focal, 7, "2021-01-26") == [("push", 1), ("push", 2), ("webhook", 1), ("webhook", 2)]


def test_the_night_wakes_nobody(province: Any, specialist: Any, lead_focal: Any, reached: Gateway) -> None:
    work(province, specialist, lead_focal)
    night(DUE)
    assert out(lead_focal, 5) == []
    assert out(lead_focal, 6) == [("push", 1), ("webhook", 1)]


@pytest.mark.parametrize(
    ("wish", "channels"),
    [({"by_push": False}, ["webhook"]), ({"muted_kinds": ["urging.reminder"]}, [])],
)
def test_each_person_s_own_wishes_hold(
    province: Any, specialist: Any, lead_focal: Any, reached: Gateway, wish: dict[str, Any], channels: list[str]
) -> None:
    plain: dict[str, Any] = {"by_email": True, "by_push": True, "urgent_at_once": True, "digest_hour": 7}
    set_preferences(actor=lead_focal, now=BEFORE, **{**plain, **wish})
    work(province, specialist, lead_focal)
    night(DUE)
    assert [channel for channel, _count in out(lead_focal)] == channels


def test_a_letter_at_once_carries_the_bundle(
    province: Any, specialist: Any, lead_focal: Any, settings: Any, office_leader: Any
) -> None:
    settings.MAIL_HOST = "127.0.0.1"
    lead_focal.email = "dm.skhdt@kiengiang.gov.vn"
    lead_focal.save()
    work(province, specialist, lead_focal, 3)
    night(DUE)
    assert queue_due(jurisdiction_id=1, now=story.at(DUE, 5)) == 0
    assert queue_due(jurisdiction_id=1, now=story.at(DUE, 6)) == 3
    letter = Delivery.objects.get()
    assert (letter.is_digest, DeliveryMessage.objects.filter(delivery_id=letter.id).count()) == (False, 3)


def test_broken_off_before_it_was_finished_it_pushes_once(
    province: Any, specialist: Any, lead_focal: Any, reached: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(province, specialist, lead_focal, 2)
    with monkeypatch.context() as patch:
        patch.setattr(running, "append", lambda **_rest: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            night(DUE)
    assert out(lead_focal) == []
    night(DUE)
    night(DUE)
    assert out(lead_focal) == [("push", 2), ("webhook", 2)]


def test_setting_it_is_an_event_and_the_rule_says_so(office_leader: Any) -> None:
    made = change(office_leader, "qua-han-7", at_once=True)
    assert made.at_once
    assert sentence(made).endswith("thủ trưởng đơn vị. Báo ngay qua thiết bị và cổng nhắn tin.")
    again = change(office_leader, "qua-han-7", at_once=False)
    assert "Báo ngay" not in sentence(again)
    events = LedgerEvent.objects.filter(aggregate="reminder_rule", aggregate_id=made.id).order_by("seq")
    assert [(one.payload["was"]["at_once"], one.payload["at_once"]) for one in events] == [(False, True), (True, False)]


def test_of_the_shipped_rules_the_day_itself_and_the_last_step_do() -> None:
    assert [rule.code for rule in shipped() if rule.at_once] == ["ngay-den-han", "qua-han-20"]


def test_rows_of_shipped_rules_that_nobody_changed_follow(province: Any) -> None:
    migration = import_module("dondoc.urging.migrations.0004_rule_at_once").Migration
    keep_shipped(1, dt.datetime(2021, 1, 7, tzinfo=dt.UTC))
    assert set(ReminderRule.objects.filter(at_once=True).values_list("code", flat=True)) == {
        "ngay-den-han",
        "qua-han-20",
    }
    ReminderRule.objects.update(at_once=False)
    ReminderRule.objects.filter(code="qua-han-20").update(is_shipped=False)
    with connection.cursor() as cursor:
        cursor.execute(migration.operations[1].sql)
    assert list(ReminderRule.objects.filter(at_once=True).values_list("code", flat=True)) == ["ngay-den-han"]
