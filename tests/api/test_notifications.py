"""Messages over the API: one's own, in words; how one wants to be told."""

from __future__ import annotations

from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.web.test_notification_screens import tell


def test_own_messages_are_read_and_counted(as_user, clerk, chair):
    mine = as_user(clerk)
    for key in "ab":
        tell(clerk, key)
    tell(chair, "a")
    page = mine.get("/messages?unread=true").json()
    assert (page["count"], page["unread"], page["items"][0]["subject"]) == (2, 2, "Lê Thị <b>Bình</b> nhắc tới bạn")
    assert mine.post("/messages/read", {"message_id": page["items"][0]["id"]}).json() == {"read": 1}
    assert mine.post("/messages/read", {}).json() == {"read": 1}
    assert as_user(chair).get("/messages").json()["unread"] == 1
    other = as_user(chair).get("/messages").json()["items"][0]["id"]
    assert mine.post("/messages/read", {"message_id": other}).status_code == 404


def test_wishes_are_set_and_a_kind_that_there_is_not_is_refused(as_user, clerk):
    mine = as_user(clerk)
    wanted = {"by_email": False, "by_push": True, "urgent_at_once": False, "digest_hour": 6, "muted_kinds": []}
    assert mine.call("put", "/messages/preferences", wanted).json()["digest_hour"] == 6
    assert mine.get("/messages/preferences").json()["by_email"] is False
    refused = mine.call("put", "/messages/preferences", {**wanted, "muted_kinds": ["khong.co"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_kind")


def test_the_offices_own_way_holds_for_who_said_nothing(as_user, administrator, clerk):
    office, mine = as_user(administrator), as_user(clerk)
    wanted = {"by_email": False, "by_push": True, "urgent_at_once": False, "digest_hour": 6, "muted_kinds": []}
    assert office.call("put", "/messages/default-preferences", wanted).json()["digest_hour"] == 6
    assert office.get("/messages/default-preferences").json()["by_email"] is False
    assert mine.get("/messages/preferences").json()["digest_hour"] == 6
    assert mine.call("put", "/messages/default-preferences", wanted).status_code == 403
    assert mine.get("/messages/default-preferences").status_code == 403
