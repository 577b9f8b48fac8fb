"""Kinds of files, by their content."""

import pytest
from tests.reading.builders import notice, png, tiff, word
from tests.reading.test_extract_doc import OLD
from tests.reading.test_extract_odt import odt, p

from dondoc.documents.commands.register_document import register_document
from dondoc.documents.content_types import detect
from dondoc.documents.intake import Submission
from dondoc.documents.storage import store_file
from dondoc.foundation.errors import BadInput

PAGE = (30, 30, b"\xff" * 900)
TEXT = notice("1. Giao Phòng Nội vụ lập đề án trước ngày 30/6/2023.")


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (word("a"), "docx"), (odt(p("a")), "odt"), (odt(p("a"), more={"Basic/Standard/M.xml": "x"}), None), (OLD, "doc"),
        (OLD + "_VBA_PROJECT".encode("utf-16-le"), None), (OLD.replace("WordDocument".encode("utf-16-le"), b""), None),
        (b"{\\rtf1 a}", "rtf"), (b"\n<!DOCTYPE HTML><p>a", "html"), ("<html>a".encode("utf-16"), "html"), (b"<p>a", "txt"),
        (png(*PAGE), "png"), (tiff(PAGE), "tiff"), (b"%PDF-1.7", "pdf"), (b"MZ\0\1", None),
    ],
)  # fmt: skip
def test_a_file_is_what_its_content_says(content, extension):
    found = detect(content)
    assert (found.extension if found else None) == extension


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (odt("".join(map(p, TEXT.split("\n")))), "application/vnd.oasis.opendocument.text"),
        (("<html><meta charset=utf-8>" + "<br>".join(TEXT.split("\n"))).encode(), "text/html"),
        (b"{\\rtf1 " + "\\par ".join(TEXT.split("\n")).encode("ascii", "backslashreplace").replace(b"\\x", b"\\'") + b"}", "application/rtf"),
    ],
)  # fmt: skip
def test_the_new_types_are_registered_with_their_file(clerk, now, files_folder, content, media_type):
    document = register_document(
        actor=clerk, submission=Submission(content=content, filename="van-ban.x"), now=now
    ).document
    assert document.file.content_type == media_type


@pytest.mark.parametrize("content", [odt(p("MẬT") + p("Nội dung")), "<html><p>TỐI MẬT<p>Nội dung".encode()])
def test_evidence_of_the_new_types_that_is_marked_secret_is_turned_away(specialist, now, files, content):
    with pytest.raises(BadInput):
        store_file(content, "a.odt", actor=specialist, now=now)
    assert files() == []
