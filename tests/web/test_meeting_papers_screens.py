"""The page of papers over HTTP: what is wanted, what a sender declares, what a participant's own page shows."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.conftest import NOW
from tests.directives.draft_world import files_folder
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.papers_world import item, paper, send
from tests.reading.builders import pdf

from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.models import Paper, PaperVersion

__all__ = ["files_folder", "item", "paper"]
pytestmark = pytest.mark.usefixtures("files_folder")


@pytest.fixture(autouse=True)
def _its_day():
    with time_machine.travel(NOW, tick=False):
        yield


def url(name, *args):
    return reverse(f"web:{name}", args=args)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def file(content=b"Bao cao."):
    return SimpleUploadedFile("bao-cao.txt", content)


def test_a_file_is_taken_when_its_sender_declares_that_it_is_not_secret(client, called, paper, lead_focal):
    client.force_login(lead_focal)
    there = url("meeting_paper_send", called.meeting.id, paper.id)
    refused = client.post(there, {"file": file()})
    assert refused.status_code == 422
    assert "Hãy xác nhận tệp không chứa bí mật nhà nước" in text_of(refused)
    assert not PaperVersion.objects.exists()
    assert client.post(there, {"file": file(), "not_secret": "on"}).status_code == 302
    assert PaperVersion.objects.count() == 1


def test_a_lacking_summary_is_wanted_on_the_desk_and_the_page_and_sent_there(client, called, item, paper, lead_focal):
    send(lead_focal, paper, pdf([[(80, 80, "Trang")] for _ in range(12)]), "a.pdf")
    client.force_login(lead_focal)
    page, place = url("meeting_papers", called.meeting.id), f"thieu-tom-tat-{item.id}"
    desk = client.get(url("desk")).content.decode()
    assert f'href="{page}#{place}"' in desk
    seen = client.get(page)
    there = url("meeting_summary_send", called.meeting.id, item.id)
    assert f'id="{place}"' in seen.content.decode()
    assert seen.content.decode().count(f'action="{there}"') == 2, "under what the unit owes, and under its item"
    assert "Bản tóm tắt: Dự thảo báo cáo" in text_of(seen)
    refused = client.post(there, {"file": file("TỐI MẬT".encode()), "not_secret": "on"})
    assert refused.status_code == 422
    assert "Tài liệu có dấu mật" in text_of(refused)
    sent = client.post(there, {"file": file(), "not_secret": "on"})
    kept = Paper.objects.get(kind="summary")
    assert sent["Location"] == f"{page}#tai-lieu-{kept.id}"
    assert there not in client.get(page).content.decode()
    assert place not in client.get(url("desk")).content.decode()


def test_a_participant_s_own_page_shows_papers_of_no_item(client, called, item, specialist, lead_focal):
    general = ask_for_paper(actor=specialist, meeting_id=called.meeting.id, title="Quy chế họp", kind="other", now=NOW)
    client.force_login(lead_focal)
    page = url("meeting_seat", called.meeting.id)
    assert "Tài liệu chung" not in text_of(client.get(page))
    version = send(specialist, general)
    for address in (page, url("meeting_seat_now", called.meeting.id)):
        seen = client.get(address).content.decode()
        assert "Tài liệu chung" in seen
        assert url("meeting_paper_file", called.meeting.id, version.id) in seen


def test_an_estimate_is_said_to_be_one(client, called, paper, lead_focal):
    from tests.reading.builders import word

    send(lead_focal, paper, word("Giao Sở Tài chính báo cáo."), "a.docx")
    client.force_login(lead_focal)
    assert "1 trang (ước tính)" in text_of(client.get(url("meeting_papers", called.meeting.id)))
