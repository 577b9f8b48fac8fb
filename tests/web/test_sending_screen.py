"""Gửi ra ngoài: what an administrator sees of channels, failures and gateways, and does about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.conftest import NOW
from tests.notifications.gateway import Gateway
from tests.notifications.mail_server import MailServer

from dondoc.notifications.models import Delivery
from dondoc.notifications.webhook_models import Webhook

pytestmark = pytest.mark.usefixtures("story_day")
_PAGE = "/thong-bao/gui-di/"


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    server = Gateway()
    settings.INNER_HOSTS, settings.OUTSIDE_TIMEOUT = ["127.0.0.1"], 1.0
    yield server
    server.close()


@pytest.fixture
def mail(settings: Any) -> Iterator[MailServer]:
    server = MailServer()
    settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_SECURITY = "127.0.0.1", server.port, "none"
    settings.MAIL_TIMEOUT = 1.0
    yield server
    server.close()


def _failed(person: Any, state: str = "given_up") -> Delivery:
    return Delivery.objects.create(
        jurisdiction_id=1, channel="email", user_id=person.pk, uid="a" * 32, state=state, attempts=1,
        next_attempt_at=NOW, reason="recipient", made_at=NOW,
    )  # fmt: skip


def test_what_could_not_be_sent_stands_there_with_its_reason_and_goes_again(
    enter: Any, administrator: Any, lead_focal: Any
) -> None:
    client, one = enter(administrator), _failed(lead_focal)
    page = client.get(_PAGE).content.decode()
    assert lead_focal.full_name in page
    assert "Máy chủ không nhận địa chỉ này" in page
    assert "Chưa khai máy chủ thư" in page
    assert "người dùng chưa có địa chỉ thư điện tử" in page
    again = client.post(f"{_PAGE}{one.id}/gui-lai/", follow=True).content.decode()
    assert "Sẽ gửi lại trong phút tới." in again
    assert "Không có gì bị kẹt" in again
    assert Delivery.objects.get().state == "queued"


def test_a_gateway_is_added_tried_and_ended(enter: Any, administrator: Any, gateway: Gateway) -> None:
    client = enter(administrator)
    added = client.post(f"{_PAGE}cong/", {"name": "SMS tỉnh", "url": gateway.url})
    assert added.status_code == 201
    found = re.search(r'<code id="secret">(dwh_.*?)</code>', added.content.decode())
    assert found is not None
    assert found[1] not in client.get(_PAGE).content.decode()
    hook = Webhook.objects.get()
    assert "Cổng đã nhận tin thử." in client.post(f"{_PAGE}cong/{hook.id}/thu/", follow=True).content.decode()
    gateway.status = 500
    answer = client.post(f"{_PAGE}cong/{hook.id}/thu/", follow=True).content.decode()
    assert "Không gửi được: Máy chủ tạm từ chối." in answer
    Webhook.objects.update(stopped_at=NOW)
    assert "Đã ngừng vì lỗi liên tiếp" in client.get(_PAGE).content.decode()
    assert "Cổng chạy lại" in client.post(f"{_PAGE}cong/{hook.id}/chay-lai/", follow=True).content.decode()
    assert "Cổng này đang chạy" in client.post(f"{_PAGE}cong/{hook.id}/chay-lai/", follow=True).content.decode()
    assert "Đã bỏ cổng." in client.post(f"{_PAGE}cong/{hook.id}/bo/", follow=True).content.decode()
    assert client.post(f"{_PAGE}cong/{hook.id}/khac/").status_code == 404


def test_an_address_that_may_not_be_is_refused_at_its_field(enter: Any, administrator: Any) -> None:
    answer = enter(administrator).post(f"{_PAGE}cong/", {"name": "SMS", "url": "http://10.0.0.1/"})
    assert answer.status_code == 422
    assert "Địa chỉ phải bắt đầu bằng https://" in answer.content.decode()


def test_a_letter_to_oneself_says_what_the_mail_server_answered(
    enter: Any, administrator: Any, mail: MailServer, settings: Any
) -> None:
    client = enter(administrator)
    nowhere = client.post(f"{_PAGE}thu-thu/", follow=True).content.decode()
    assert "chưa có địa chỉ thư điện tử" in nowhere
    administrator.email = "quantri@kiengiang.gov.vn"
    administrator.save()
    assert "Máy chủ thư đã nhận thư thử." in client.post(f"{_PAGE}thu-thu/", follow=True).content.decode()
    settings.MAIL_PORT = 1  # nobody listens there
    assert (
        "Không gửi được: Không kết nối được máy chủ." in client.post(f"{_PAGE}thu-thu/", follow=True).content.decode()
    )


def test_others_have_no_such_page(enter: Any, office_leader: Any) -> None:
    assert enter(office_leader).get(_PAGE).status_code == 403
