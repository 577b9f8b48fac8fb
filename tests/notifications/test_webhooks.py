"""Gateways: what they are sent and how it is signed, what their answers amount to, who names and stops them."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.notifications.gateway import Gateway

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.notifications.choices import Reason
from dondoc.notifications.commands.end_webhook import end_webhook
from dondoc.notifications.commands.register_webhook import MOST_WEBHOOKS, RegisteredWebhook, register_webhook
from dondoc.notifications.commands.resume_webhook import resume_webhook
from dondoc.notifications.commands.retry_delivery import retry_delivery
from dondoc.notifications.delivering import deliver_due
from dondoc.notifications.each_queueing import queue_each
from dondoc.notifications.models import Delivery, Message
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.webhook_models import Webhook
from dondoc.notifications.webhook_rules import MOST_FAILURES, body_of, secret_of, signature_of
from dondoc.notifications.webhooks import send_sample

LATER = NOW + dt.timedelta(minutes=1)


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    server = Gateway()
    settings.INNER_HOSTS, settings.OUTSIDE_TIMEOUT, settings.BASE_URL = ["127.0.0.1"], 1.0, "https://dondoc.vn"
    yield server
    server.close()


@pytest.fixture
def named(administrator: Any, gateway: Gateway) -> RegisteredWebhook:
    return register_webhook(actor=administrator, name="SMS tỉnh", url=gateway.url, now=NOW)


def _tell(user: Any, key: str = "a", kind: str = "test.news", now: dt.datetime = NOW) -> None:
    send(jurisdiction_id=1, messages=[NewMessage(user.pk, key, kind, {"x": key}, "/nhiem-vu/7/")], now=now)


def _work(now: dt.datetime = LATER) -> dict[str, int]:
    queue_each(jurisdiction_id=1, now=now)
    return deliver_due(jurisdiction_id=1, clock=lambda: now)


def test_a_gateway_gets_the_words_and_who_without_name_or_address(
    named: RegisteredWebhook, gateway: Gateway, reader: Any
) -> None:
    _tell(reader)
    assert _work() == {"sent": 1}
    headers, body = gateway.got[0]
    said = json.loads(body)
    assert said["person"] == {"username": reader.username, "unit": "skhdt", "role": reader.role}
    assert (said["subject"], said["text"], said["kind"]) == ("Tin: a", "Đã có a.", "test.news")
    assert said["url"] == "https://dondoc.vn/nhiem-vu/7/"
    assert headers["Idempotency-Key"] == said["id"] == Delivery.objects.get().uid
    assert reader.full_name not in body.decode()
    assert reader.email not in body.decode()


def test_the_receiver_can_check_the_signature(named: RegisteredWebhook, gateway: Gateway, reader: Any) -> None:
    _tell(reader)
    _work()
    headers, body = gateway.got[0]
    at, signed = (part.partition("=")[2] for part in headers["X-Dondoc-Signature"].split(","))
    assert int(at) == int(LATER.timestamp())
    wanted = hmac.new(named.secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert signed == wanted


def test_a_no_is_tried_again_under_the_same_key(named: RegisteredWebhook, gateway: Gateway, reader: Any) -> None:
    _tell(reader)
    gateway.status = 503
    assert _work() == {"failed": 1}
    assert Delivery.objects.get().reason == Reason.REFUSED_FOR_NOW
    assert Webhook.objects.get().failures == 1
    gateway.status = 200
    assert _work(LATER + dt.timedelta(minutes=5)) == {"sent": 1}
    first, second = (headers["Idempotency-Key"] for headers, _ in gateway.got)
    assert first == second
    assert gateway.got[0][1] == gateway.got[1][1]
    assert Webhook.objects.get().failures == 0


@pytest.mark.parametrize(
    ("status", "mood", "state", "reason"),
    [
        (410, "answers", "given_up", Reason.GONE),
        (302, "answers", "failed", Reason.REFUSED_FOR_NOW),
        (401, "answers", "failed", Reason.REFUSED_FOR_NOW),
        (200, "hangs", "failed", Reason.NO_ANSWER),
        (200, "drips", "failed", Reason.NO_ANSWER),
    ],
)
def test_what_an_answer_amounts_to(
    named: RegisteredWebhook, gateway: Gateway, reader: Any, status: int, mood: str, state: str, reason: str
) -> None:
    _tell(reader)
    gateway.status, gateway.mood = status, mood
    assert _work() == {state: 1}
    assert Delivery.objects.get().reason == reason


def test_a_gateway_that_moved_into_our_net_gets_nothing(
    named: RegisteredWebhook, gateway: Gateway, reader: Any, settings: Any
) -> None:
    settings.INNER_HOSTS = []
    Webhook.objects.update(url=gateway.url.replace("http:", "https:"))
    _tell(reader)
    assert _work() == {"failed": 1}
    assert Delivery.objects.get().reason == Reason.FORBIDDEN
    assert gateway.got == []


def test_each_message_goes_once_to_each_gateway(
    named: RegisteredWebhook, administrator: Any, gateway: Gateway, reader: Any
) -> None:
    register_webhook(actor=administrator, name="Zalo", url=gateway.url + "/zalo", now=NOW)
    _tell(reader)
    assert _work() == {"sent": 2}
    assert _work() == {}
    assert queue_each(jurisdiction_id=1, now=LATER) == 0


def test_only_wanted_kinds_and_only_what_came_after_it_was_named(
    administrator: Any, gateway: Gateway, reader: Any
) -> None:
    _tell(reader, "truoc", "test.late", NOW - dt.timedelta(hours=1))
    register_webhook(actor=administrator, name="SMS", url=gateway.url, kinds=["test.late"], now=NOW)
    _tell(reader, "tin")
    _tell(reader, "han", "test.late")
    _work()
    assert [json.loads(body)["subject"] for _, body in gateway.got] == ["Quá hạn: han"]


def test_what_was_read_in_the_house_or_is_kept_there_is_not_sent(
    named: RegisteredWebhook, gateway: Gateway, reader: Any
) -> None:
    from dondoc.notifications.commands.set_preferences import set_preferences

    _tell(reader, "doc")
    Message.objects.update(read_at=NOW)
    _tell(reader, "giu", "test.late")
    set_preferences(
        actor=reader,
        by_email=True,
        by_push=True,
        urgent_at_once=True,
        digest_hour=7,
        muted_kinds=["test.late"],
        now=NOW,
    )
    assert _work() == {}


def test_a_gateway_that_fails_too_often_is_stopped_and_the_administrator_told(
    named: RegisteredWebhook, administrator: Any, gateway: Gateway, reader: Any
) -> None:
    Webhook.objects.update(failures=MOST_FAILURES - 1)
    gateway.status = 500
    _tell(reader)
    _work()
    assert Webhook.objects.get().stopped_at == LATER
    told = Message.objects.get(user_id=administrator.pk)
    assert (told.kind, told.payload, told.is_urgent) == ("notifications.webhook_stopped", {"name": "SMS tỉnh"}, True)
    asked = len(gateway.got)
    later = LATER + dt.timedelta(hours=1)
    assert _work(later) == {"failed": 1}
    assert Delivery.objects.get().reason == Reason.NOT_SET_UP
    assert len(gateway.got) == asked
    gateway.status = 200
    resume_webhook(actor=administrator, webhook_id=named.webhook.id, now=later)
    assert _work(later)["sent"] >= 1
    codes = LedgerEvent.objects.filter(aggregate="webhook").order_by("seq").values_list("code", flat=True)
    assert list(codes) == ["webhook.registered", "webhook.stopped", "webhook.resumed"]


def test_an_ended_gateway_gets_nothing_and_its_address_is_free_again(
    named: RegisteredWebhook, administrator: Any, gateway: Gateway, reader: Any
) -> None:
    _tell(reader)
    queue_each(jurisdiction_id=1, now=LATER)
    end_webhook(actor=administrator, webhook_id=named.webhook.id, now=LATER)
    assert deliver_due(jurisdiction_id=1, clock=lambda: LATER) == {"given_up": 1}
    assert gateway.got == []
    with pytest.raises(NotFound):
        end_webhook(actor=administrator, webhook_id=named.webhook.id, now=LATER)
    again = register_webhook(actor=administrator, name="SMS", url=gateway.url, now=LATER)
    assert again.secret != named.secret


def test_the_secret_is_kept_nowhere(named: RegisteredWebhook) -> None:
    row = Webhook.objects.values().get()
    assert all(named.secret not in str(value) for value in row.values())
    assert named.secret not in str(LedgerEvent.objects.filter(aggregate="webhook").values_list("payload", flat=True))


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"name": " "}, BadInput), ({"url": "http://example.vn"}, BadInput), ({"kinds": ["khong.co"]}, BadInput),
        ({}, Conflict),
    ],
)  # fmt: skip
def test_what_cannot_be_named(
    named: RegisteredWebhook, administrator: Any, changed: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        register_webhook(actor=administrator, **{"name": "SMS", "url": named.webhook.url, "now": NOW, **changed})


def test_there_are_so_many_gateways_and_no_more(administrator: Any, gateway: Gateway) -> None:
    for number in range(MOST_WEBHOOKS):
        register_webhook(actor=administrator, name="SMS", url=f"{gateway.url}/{number}", now=NOW)
    with pytest.raises(Conflict):
        register_webhook(actor=administrator, name="SMS", url=f"{gateway.url}/nua", now=NOW)


def test_only_an_administrator_of_the_province_looks_after_gateways(
    named: RegisteredWebhook, office_leader: Any, outsider: Any, make_user: Any
) -> None:
    for run in (end_webhook, resume_webhook):
        with pytest.raises(Refused):
            run(actor=office_leader, webhook_id=named.webhook.id, now=NOW)
    other = make_user("qt.khac", "administrator", jurisdiction_id=outsider.jurisdiction_id, full_name="Quản trị Khác")
    with pytest.raises(NotFound):
        end_webhook(actor=other, webhook_id=named.webhook.id, now=NOW)
    with pytest.raises(Conflict):
        resume_webhook(
            actor=make_user("qt2", "administrator", unit="vp", full_name="Hai"), webhook_id=named.webhook.id, now=NOW
        )


def test_a_trial_says_that_it_is_one(named: RegisteredWebhook, administrator: Any, gateway: Gateway) -> None:
    assert send_sample(named.webhook, administrator, NOW).is_sent
    assert json.loads(gateway.got[0][1])["is_trial"] is True
    gateway.status = 500
    assert send_sample(named.webhook, administrator, NOW).reason == Reason.REFUSED_FOR_NOW


def test_a_delivery_that_was_given_up_is_tried_again_by_hand(
    named: RegisteredWebhook, administrator: Any, office_leader: Any, gateway: Gateway, reader: Any
) -> None:
    _tell(reader)
    gateway.status = 410
    _work()
    gateway.status = 200
    given_up = Delivery.objects.get()
    with pytest.raises(Refused):
        retry_delivery(actor=office_leader, delivery_id=given_up.id, now=LATER)
    retry_delivery(actor=administrator, delivery_id=given_up.id, now=LATER)
    assert _work() == {"sent": 1}
    with pytest.raises(Conflict):
        retry_delivery(actor=administrator, delivery_id=given_up.id, now=LATER)
    with pytest.raises(NotFound):
        retry_delivery(actor=administrator, delivery_id=given_up.id + 10_000, now=LATER)
    event = LedgerEvent.objects.get(aggregate="delivery")
    assert (event.code, event.payload) == ("delivery.retried", {"channel": "webhook", "reason": "gone"})


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4), st.integers(0, 2**40))
def test_the_same_facts_give_the_same_bytes_and_another_secret_another_signature(
    facts: dict[str, str], at: int
) -> None:
    body = body_of(facts)
    assert body == body_of(dict(reversed(facts.items())))
    one, other = secret_of("k", 1, "a"), secret_of("k", 1, "b")
    assert signature_of(one, body, at) != signature_of(other, body, at)
    assert signature_of(one, body, at) != signature_of(one, body, at + 1)
