"""The bell, the list of what one was told, and how one wants to be told."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import NOW

from dondoc.attention.telling import MENTIONED
from dondoc.notifications.models import Message
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.selectors import wishes_of

pytestmark = pytest.mark.usefixtures("story_day")


def tell(user: Any, key: str, path: str = "/nhiem-vu/") -> Message:
    payload = {"by": "Lê Thị <b>Bình</b>", "text": "Xem giúp", "task": "Rà soát"}
    send(jurisdiction_id=1, messages=[NewMessage(user.pk, key, MENTIONED, payload, path, is_urgent=True)], now=NOW)
    return Message.objects.get(user_id=user.pk, key=key)


def test_the_bell_counts_what_is_unread_and_the_list_says_it(enter: Any, clerk: Any, chair: Any) -> None:
    client = enter(clerk)
    message = tell(clerk, "a")
    tell(chair, "a")
    assert 'class="bell-count" aria-hidden="true">1<' in client.get("/").content.decode()
    page = client.get("/thong-bao/").content.decode()
    assert "Lê Thị &lt;b&gt;Bình&lt;/b&gt; nhắc tới bạn" in page
    assert "Hôm nay" in page
    opened = client.post(f"/thong-bao/{message.id}/")
    assert (opened.status_code, opened.url) == (302, "/nhiem-vu/")
    assert "bell-count" not in client.get("/").content.decode()
    assert "Không có thông báo nào khớp" in client.get("/thong-bao/?unread=1").content.decode()


def test_all_are_read_with_one_click(enter: Any, clerk: Any, chair: Any) -> None:
    for key in "abc":
        tell(clerk, key)
    tell(chair, "a")
    enter(clerk).post("/thong-bao/da-doc/")
    assert Message.objects.filter(read_at__isnull=True).count() == 1


def test_a_message_leads_nowhere_outside_of_the_house(enter: Any, clerk: Any) -> None:
    message = tell(clerk, "a", "//example.com/")
    assert enter(clerk).post(f"/thong-bao/{message.id}/").url == "/"


def test_one_sets_how_one_is_told(enter: Any, clerk: Any) -> None:
    client = enter(clerk)
    assert "chưa khai máy chủ thư" in client.get("/thong-bao/cach-nhan/").content.decode()
    form = {"by_email": "on", "digest_hour": "9", "told_kinds": ["attention.watched"]}
    assert client.post("/thong-bao/cach-nhan/", form).status_code == 302
    wishes = wishes_of(clerk)
    assert (wishes.digest_hour, wishes.urgent_at_once) == (9, False)
    assert MENTIONED in wishes.muted_kinds
    assert "attention.watched" not in wishes.muted_kinds
    refused = client.post("/thong-bao/cach-nhan/", {"digest_hour": "24"})
    assert refused.status_code == 422


def test_the_administrator_sets_how_those_are_told_who_said_nothing(enter: Any, administrator: Any, clerk: Any) -> None:
    client, own = enter(administrator), enter(clerk)
    assert "đang nhận theo cách chung của cơ quan" in own.get("/thong-bao/cach-nhan/").content.decode()
    assert "Cách nhận chung" in client.get("/thong-bao/gui-di/").content.decode()
    refused = client.post("/thong-bao/gui-di/mac-dinh/", {"digest_hour": "24"})
    assert refused.status_code == 422
    form = {"digest_hour": "9", "told_kinds": ["attention.watched"]}
    assert client.post("/thong-bao/gui-di/mac-dinh/", form).status_code == 302
    wishes = wishes_of(clerk)
    assert (wishes.by_email, wishes.digest_hour, MENTIONED in wishes.muted_kinds) == (False, 9, True)
    own.post("/thong-bao/cach-nhan/", {"by_email": "on", "digest_hour": "7", "told_kinds": [MENTIONED]})
    assert wishes_of(clerk).digest_hour == 7
    assert "theo cách chung" not in own.get("/thong-bao/cach-nhan/").content.decode()
    assert own.post("/thong-bao/gui-di/mac-dinh/", form).status_code == 403
