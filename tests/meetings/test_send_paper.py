"""Versions of a paper: who sends them, what is refused, how many pages they have."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.documents.test_secrecy import slides
from tests.meetings.papers_world import send
from tests.meetings.refusals import not_in_state
from tests.reading.builders import package, para, pdf

from dondoc.documents.storage import admit
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands.drop_paper import drop_paper
from dondoc.meetings.commands.send_paper import send_paper
from dondoc.meetings.models import PaperVersion
from dondoc.meetings.pages import MOST_WORDS_A_PAGE, WORDS_A_PAGE, believed


def test_the_unit_sends_versions_and_each_is_kept(paper, lead_focal, specialist):
    send(lead_focal, paper)
    second = send(lead_focal, paper, pdf([[(80, 80, "Mot")], [(80, 80, "Hai")]]), "bao-cao.pdf")
    assert (second.number, second.pages) == (2, 2)
    assert PaperVersion.objects.count() == 2
    with pytest.raises(Conflict):
        drop_paper(actor=specialist, paper_id=paper.id, now=NOW)


def test_pages_of_word_are_those_it_wrote_down(paper, lead_focal):
    def docx(pages):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr(
                "[Content_Types].xml",
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            )
            archive.writestr(
                "word/document.xml",
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>',
            )
            if pages:
                archive.writestr("docProps/app.xml", f"<Properties><Pages>{pages}</Pages></Properties>")
        return target.getvalue()

    assert send(lead_focal, paper, docx(12), "a.docx").pages == 12
    assert send(lead_focal, paper, docx(0), "a.docx").pages_estimated


def test_a_long_document_that_says_one_page_is_estimated_by_its_words(paper, lead_focal):
    text = "\n".join(
        "Giao Sở Kế hoạch và Đầu tư chủ trì phối hợp các sở ngành rà soát tổng hợp báo cáo " * 4 for _ in range(400)
    )
    said = {"docProps/app.xml": "<Properties><Pages>1</Pages></Properties>"}
    long = send(lead_focal, paper, package("".join(map(para, text.split("\n"))), said), "a.docx")
    assert (long.pages, long.pages_estimated) == (80, True)
    assert not send(lead_focal, paper, package(para("Một dòng."), said), "a.docx").pages_estimated


@given(st.integers(0, 200), st.integers(0, 200_000))
def test_pages_that_are_believed_hold_the_words(written, words):
    found = believed(written, words)
    if found is None:
        assert words == 0
        assert written == 0
    elif found.is_estimate:
        assert written == 0 or found.count > written
        assert (found.count - 1) * WORDS_A_PAGE < words <= found.count * WORDS_A_PAGE
    else:
        assert found.count == written
        assert words <= written * MOST_WORDS_A_PAGE


def test_pages_of_a_presentation_are_its_slides(paper, lead_focal):
    assert send(lead_focal, paper, slides("Một", "Hai", "Ba"), "a.pptx").pages == 3


def test_what_a_sender_attached_is_looked_at_before_the_meeting_is_locked(paper, lead_focal, monkeypatch):
    seen = []

    def admitted(*_given):
        seen.append(connection.in_atomic_block and len(connection.savepoint_ids))
        return admit(*_given)

    monkeypatch.setattr("dondoc.meetings.commands.send_paper.admit", admitted)
    outside = connection.in_atomic_block and len(connection.savepoint_ids)
    send(lead_focal, paper)
    assert seen == [outside]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("TỐI MẬT\nBáo cáo về tình hình.".encode(), "secret_document"),
        (b"", "empty"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x21" + b"\xff\xfb" * 50, "recording"),
        (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 60, "recording"),
    ],
)
def test_secret_papers_recordings_and_nothing_are_refused_and_nothing_is_kept(paper, lead_focal, content, code):
    with pytest.raises(BadInput) as refused:
        send(lead_focal, paper, content, "ghi-am.mp3")
    assert refused.value.code == code
    assert not PaperVersion.objects.exists()


def test_another_unit_s_paper_is_not_sent(paper, coordinating_focal, outsider, specialist):
    with pytest.raises(Refused):
        send(coordinating_focal, paper)
    with pytest.raises(NotFound):
        send(outsider, paper)
    assert send(specialist, paper).number == 1


def test_nothing_is_sent_to_a_meeting_that_is_over(called, paper, lead_focal):
    said = {"actor": lead_focal, "paper_id": paper.id, "name": "a.txt", "content": b"Bao cao."}
    not_in_state(send_paper, called.meeting.id, "ended", "cancelled", **said)
    with pytest.raises(BadInput) as refused:
        send_paper(now=NOW, **{**said, "note": "x" * 301})
    assert refused.value.details["field"] == "note"
    assert not PaperVersion.objects.exists()
