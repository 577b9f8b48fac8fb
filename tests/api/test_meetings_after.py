"""After a meeting over the API: minutes and notice before they are drafted, what of them is old, the notice's way."""

from __future__ import annotations

from tests.api.conftest import *  # noqa: F403 - fixtures
from tests.conftest import NOW
from tests.documents.register_world import opened
from tests.meetings.held_world import *  # noqa: F403 - fixtures
from tests.meetings.held_world import issued
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures

from dondoc.drafting.models import OutgoingDraft
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.models import Meeting

__all__ = ["opened"]


def test_the_notice_is_seen_before_it_is_drafted(office, as_user, lead_head, held, signing):
    path = f"/meetings/{held.id}"
    found = office.get(path + "/notice/preview?unit=vp").json()
    assert found["kind"] == "Thông báo"
    assert "phương án mua sắm" in str(found["content"]["body"])
    assert [(one["leads"], one["by_hand"]) for one in found["duties"]] == [
        (["Sở Y tế"], False), (["Sở Kế hoạch và Đầu tư"], True),
    ]  # fmt: skip
    lines = [line["id"] for line in office.get(path + "/conclusions").json()["items"]]
    assert [one["line_id"] for one in found["duties"]] == lines[-2:]
    coded = found["content"]["body"][-2]["under"][1]["duties"][0]
    assert (coded["leads"], coded["coordinates"]) == (["skhdt"], ["stc"])
    minutes = office.get(path + "/minutes/preview?unit=vp").json()
    assert (minutes["kind"], minutes["duties"]) == ("Biên bản", [])
    assert "Được mời 6, có mặt 5" in str(minutes["content"])
    assert OutgoingDraft.objects.count() == 0, "nothing is written"
    assert office.get(path + "/notice/preview").status_code == 422
    assert office.get(path + "/notice/preview?unit=stc").status_code == 422, "it issues nothing here"
    assert as_user(lead_head).get(path + "/notice/preview?unit=vp").status_code == 403


def test_what_is_old_of_the_minutes_is_told_until_they_are_drafted_again(office, specialist, held, signing):
    path = f"/meetings/{held.id}"
    assert office.get(path + "/minutes/changes").json() == {"items": []}
    draft = office.post(path + "/minutes", {"unit": "vp"}).json()
    assert office.get(path + "/minutes/changes").json() == {"items": []}
    add_conclusion(actor=specialist, meeting_id=held.id, text="Biểu dương các đơn vị.", kind="paragraph", now=NOW)
    changed = office.get(path + "/minutes/changes").json()["items"]
    assert [row["what"] for row in changed] == ["added"]
    assert "Biểu dương" in str(changed[0]["right"])
    office.post(path + "/minutes/again", {"version": draft["version"]})
    assert office.get(path + "/minutes/changes").json() == {"items": []}
    assert office.get(path + "/notice/changes").json() == {"items": []}
    office.post(path + "/reopen", {"reason": "Họp tiếp"})
    assert office.get(path + "/minutes/changes").json() == {"items": []}


def test_a_notice_that_was_recalled_is_still_named(office, as_user, specialist, clerk, office_leader, held, signing):
    path = f"/meetings/{held.id}"
    done = issued(noticed_over(office, path), signing, specialist, office_leader, clerk)
    document = office.get(path + "/standing").json()["document_id"]
    assert document == done.draft.document_id
    parts = [
        part
        for line in office.get(path + "/standing").json()["lines"]
        for one in line["given"]
        for part in one["units"]
    ]
    assert ("stc", "Sở Tài chính", "coordinate") in {(part["unit"], part["unit_name"], part["role"]) for part in parts}
    recalled = office.post(f"/outgoing-drafts/{done.draft.id}/recall", {"reason": "Sai thể thức"})
    assert recalled.status_code == 200
    another = office.post(path + "/notice", {"unit": "vp"}).json()
    found = office.get(path + "/notice").json()
    assert (found["draft_id"], found["earlier_document_ids"]) == (another["id"], [document])
    assert Meeting.objects.get(id=held.id).notice_draft_id == another["id"]


def noticed_over(office, path):
    """The draft that the API began."""
    return OutgoingDraft.objects.get(id=office.post(path + "/notice", {"unit": "vp"}).json()["id"])
