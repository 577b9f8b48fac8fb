"""Web push from the message to the browser, through a service that judges as real ones do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW
from tests.notifications.push_service import Browser, PushService

from dondoc.config.secrets import push_key
from dondoc.notifications.choices import Reason
from dondoc.notifications.commands.subscribe_push import subscribe_push
from dondoc.notifications.delivering import deliver_due
from dondoc.notifications.each_queueing import queue_each
from dondoc.notifications.models import Delivery
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.push import application_key
from dondoc.organizations.models import Jurisdiction

LATER = NOW + dt.timedelta(minutes=1)


@pytest.fixture
def service(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    server = PushService(tmp_path, LATER)
    settings.INNER_HOSTS, settings.OUTSIDE_TIMEOUT = ["127.0.0.1"], 5.0
    settings.MAIL_FROM, settings.BASE_URL = "dondoc@kiengiang.gov.vn", "https://dondoc.vn"
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    yield server
    server.close()


@pytest.fixture
def browser(reader: Any, service: PushService) -> tuple[Browser, str]:
    """A browser of the reader, subscribed as the page "Cách nhận" does it."""
    made, endpoint = Browser(), service.subscribe(application_key())
    subscribe_push(actor=reader, endpoint=endpoint, now=NOW, **made.keys)
    return made, endpoint


def tell(user: Any, key: str = "a", words: str = "đường ven biển", bundle: str = "") -> None:
    one = NewMessage(user.pk, key, "test.late", {"x": words}, "/nhiem-vu/7/", is_urgent=True, bundle=bundle)
    send(jurisdiction_id=1, messages=[one], now=NOW)


def work(now: dt.datetime = LATER) -> dict[str, int]:
    queue_each(jurisdiction_id=1, now=now)
    return deliver_due(jurisdiction_id=1, clock=lambda: now)


def test_the_service_takes_it_and_the_browser_alone_reads_it(
    reader: Any, service: PushService, browser: tuple[Browser, str]
) -> None:
    tell(reader)
    assert work() == {"sent": 1}
    assert service.answers == [(201, "")]
    (body,) = service.shown(browser[1])
    assert browser[0].read(body) == {
        "title": "Quá hạn: đường ven biển", "body": "Hãy báo cáo đường ven biển.", "path": "/nhiem-vu/7/",
        "tag": Delivery.objects.get().uid,
    }  # fmt: skip
    assert "đường ven biển".encode() not in body


def test_a_bundle_is_one_push_that_opens_the_list(
    reader: Any, service: PushService, browser: tuple[Browser, str]
) -> None:
    for number in range(5):
        tell(reader, str(number), f"việc {number}", "nhac:1")
    assert work() == {"sent": 1}
    (body,) = service.shown(browser[1])
    told = browser[0].read(body)
    assert (told["title"], told["path"]) == ("5 thông báo cần xem ngay", "/thong-bao/")
    assert told["body"].splitlines() == [
        "Quá hạn: việc 0", "Quá hạn: việc 1", "Quá hạn: việc 2", "và 2 thông báo khác",
    ]  # fmt: skip


def test_a_busy_service_is_asked_again_and_shows_it_once(
    reader: Any, service: PushService, browser: tuple[Browser, str]
) -> None:
    tell(reader)
    service.busy = 1
    assert work() == {"failed": 1}
    later = LATER + dt.timedelta(minutes=5)
    assert work(later) == {"sent": 1}
    # A worker that died between the service's yes and our record of it leaves a claim that has run out.
    Delivery.objects.update(state="sending", sent_at=None, claimed_until=LATER)
    assert work(later) == {"sent": 1}
    assert [status for status, _why in service.answers] == [429, 201, 201]
    assert len(service.shown(browser[1])) == 1


def test_the_longest_message_still_fits(reader: Any, service: PushService, browser: tuple[Browser, str]) -> None:
    tell(reader, words="“Ễ”\n" * 900)
    assert work() == {"sent": 1}
    told = browser[0].read(service.shown(browser[1])[0])
    assert (len(told["title"]), len(told["body"])) == (120, 400)


def test_an_example_that_lives_in_other_days_signs_for_today(
    reader: Any, service: PushService, browser: tuple[Browser, str]
) -> None:
    Jurisdiction.objects.filter(id=1).update(is_example=True, clock_offset_days=-2_000)
    service.now = LATER + dt.timedelta(days=2_000)
    tell(reader)
    assert work() == {"sent": 1}
    assert service.answers == [(201, "")]


@pytest.mark.parametrize(
    ("mail_from", "base_url", "answer"),
    [
        ("dondoc@localhost", "https://dondoc.vn", (201, "")),
        ("dondoc@localhost", "http://localhost:8000", (403, "nobody to ask")),
    ],
)
def test_where_no_mail_address_is_named_the_house_s_own_is_whom_to_ask(
    reader: Any, service: PushService, browser: tuple[Browser, str], settings: Any, mail_from: str, base_url: str,
    answer: tuple[int, str],
) -> None:  # fmt: skip
    settings.MAIL_FROM, settings.BASE_URL = mail_from, base_url
    tell(reader)
    work()
    assert service.answers == [answer]


def test_with_another_key_of_ours_the_service_refuses(
    reader: Any, service: PushService, browser: tuple[Browser, str], settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    settings.VAPID_KEY = push_key(tmp_path / "other")
    tell(reader)
    assert work() == {"failed": 1}
    assert service.answers == [(403, "another key than the browser was subscribed with")]
    assert Delivery.objects.get().reason == Reason.REFUSED_FOR_NOW


def test_a_service_whose_certificate_nobody_vouches_for_is_told_nothing(
    reader: Any, service: PushService, browser: tuple[Browser, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    tell(reader)
    assert work() == {"failed": 1}
    assert Delivery.objects.get().reason == Reason.UNREACHABLE
    assert service.answers == []
