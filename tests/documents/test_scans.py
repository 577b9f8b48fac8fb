"""Where the words of a scan stand, and its pages: kept only for scans, given only to who may have the original."""

import pytest
from django.urls import reverse
from tests.reading.builders import pdf, scanned_pdf

from dondoc.documents import intake
from dondoc.documents.commands.register_document import register_document
from dondoc.documents.intake import Submission
from dondoc.documents.models import DocumentScan
from dondoc.documents.scans import Place, page_of, places_of, scan_of
from dondoc.foundation.errors import NotFound
from dondoc.reading import Box, Reading

pytestmark = pytest.mark.usefixtures("files_folder")
TEXT = "Giao Sở Y tế báo cáo"
BOXES = (
    Box(1, 0.1, 0.1, 0.2, 0.12, 0, 4, 0.9), Box(1, 0.21, 0.101, 0.25, 0.12, 5, 7, 0.9),
    Box(1, 0.1, 0.2, 0.12, 0.22, 8, 9, 0.9), Box(1, 0.13, 0.2, 0.2, 0.22, 10, 12, 0.9),
    Box(2, 0.1, 0.1, 0.2, 0.12, 13, 16, 0.9), Box(2, 0.21, 0.1, 0.3, 0.12, 17, 20, 0.9),
)  # fmt: skip
PAGE = (60, 80, b"\xff" * 4800)


@pytest.fixture
def scanned(clerk, now, monkeypatch):
    """A document of two pages that was read by a reader that stands in for Tesseract."""
    monkeypatch.setattr(intake, "read_bytes", lambda *_, **__: Reading(TEXT, source="ocr", boxes=BOXES))
    return register_document(actor=clerk, submission=Submission(scanned_pdf(PAGE, PAGE), "q.pdf"), now=now).document


def test_the_words_of_a_scan_keep_their_places(scanned):
    scan = scan_of(scanned)
    assert scan.pages == [[595, 842], [595, 842]]
    assert scan.words[0] == [0, 4, 1, 1000, 1000, 1000, 200]
    assert places_of(scan, 0, 12) == [Place(1, 1000, 1000, 1500, 200), Place(1, 1000, 2000, 1000, 200)]
    assert places_of(scan, 10, 20) == [Place(1, 1300, 2000, 700, 200), Place(2, 1000, 1000, 2000, 200)]
    assert places_of(scan, 4, 5) == []


def test_a_document_of_letters_has_no_scan(clerk, now):
    content = pdf([[(80, 80, "Giao Sở Y tế báo cáo.")]])
    found = register_document(actor=clerk, submission=Submission(content, "a.pdf"), now=now).document
    assert not DocumentScan.objects.exists()
    assert scan_of(found) is None
    assert page_of(clerk, found.id, 1).startswith(b"\x89PNG")


@pytest.mark.parametrize("number", [0, 3, 3001])
def test_a_page_that_is_not_there_is_not_found(scanned, clerk, client, number):
    with pytest.raises(NotFound):
        page_of(clerk, scanned.id, number)
    client.force_login(clerk)
    assert client.get(reverse("web:document_page", args=[scanned.id, number])).status_code == 404


@pytest.mark.parametrize("person", ["observer", "administrator", "lead_head", "outsider"])
def test_who_may_not_have_the_original_sees_no_page(scanned, person, request):
    with pytest.raises(NotFound):
        page_of(request.getfixturevalue(person), scanned.id, 1)


def test_a_file_that_is_no_pages_and_one_that_is_lost_are_not_found(clerk, now, scanned, files_folder, notice):
    text = register_document(actor=clerk, submission=Submission.pasted(notice), now=now).document
    with pytest.raises(NotFound):
        page_of(clerk, text.id, 1)
    for path in files_folder.rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(NotFound):
        page_of(clerk, scanned.id, 1)


def test_a_page_is_a_picture_that_nobody_keeps(scanned, clerk, client):
    client.force_login(clerk)
    answer = client.get(reverse("web:document_page", args=[scanned.id, 2]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
