"""Files that people attach: known by content, kept once, gone again when their command fails."""

import io
import zipfile
from threading import Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dondoc.documents import disk
from dondoc.documents.content_types import detect, safe_name
from dondoc.documents.models import StoredFile
from dondoc.documents.storage import store_file
from dondoc.foundation.errors import BadInput
from dondoc.stores import name_of

pytestmark = pytest.mark.usefixtures("files_folder")
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def archive(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name in names:
            z.writestr(name, "<x/>")
    return out.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PNG, "png"), (JPEG, "jpg"), (PDF, "pdf"), (DOCX, "docx"), (XLSX, "xlsx"), ("Kết quả đạt.".encode(), "txt"),
        ("Kết quả đạt.".encode("utf-16"), "txt"),
    ],
)  # fmt: skip
def test_each_kind_is_known_by_its_content_and_gets_its_true_extension(specialist, now, content, extension):
    file = store_file(content, "bằng chứng.exe", actor=specialist, now=now)
    assert file.name == f"bằng chứng.{extension}"
    assert file.size == len(content)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0" + b"\0" * 60, b"\x7fELF" + b"\0" * 60, b"#!/bin/sh\0", archive("setup.exe"), b"PK\x03\x04 broken",
        archive("word/document.xml", "word/vbaProject.bin"), b"\xd0\xcf\x11\xe0" + b"\0" * 60, b"\xff\xfe\xfd",
        b"   \n",
    ],
)  # fmt: skip
def test_what_is_of_no_known_kind_is_refused_and_not_kept(specialist, now, files, content):
    with pytest.raises(BadInput) as refusal:
        store_file(content, "ket-qua.docx", actor=specialist, now=now)
    assert refusal.value.code == "unsupported_type"
    assert files() == []


def test_an_empty_file_is_refused(specialist, now):
    with pytest.raises(BadInput, match="rỗng"):
        store_file(SimpleUploadedFile("rong.pdf", b""), "rong.pdf", actor=specialist, now=now)


def test_an_upload_is_kept_as_bytes_are(specialist, now, files):
    store_file(SimpleUploadedFile("a.png", PNG), "a.png", actor=specialist, now=now)
    store_file(PNG, "b.png", actor=specialist, now=now)
    assert StoredFile.objects.count() == 2
    assert len(files()) == 1


def test_evidence_with_a_secret_stamp_is_refused(specialist, now, files, notice):
    secret = notice.replace("Số: 21", "TỐI MẬT\n\nSố: 21")
    with pytest.raises(BadInput) as refusal:
        store_file(secret.encode(), "ket-qua.txt", actor=specialist, now=now)
    assert refusal.value.code == "secret_document"
    assert files() == []


def attach_and_fail(actor, now, files):
    with disk.files_and_rows():
        store_file(PNG, "b.png", actor=actor, now=now)
        raise RuntimeError(f"{len(files())} file")


def test_a_failed_command_takes_its_file_away_again(specialist, now, files):
    with pytest.raises(RuntimeError, match="1 file"):
        attach_and_fail(specialist, now, files)
    assert files() == []
    assert not StoredFile.objects.exists()


def test_a_failed_command_leaves_what_another_one_keeps(specialist, now, files):
    store_file(PNG, "a.png", actor=specialist, now=now)
    with pytest.raises(RuntimeError, match="1 file"):
        attach_and_fail(specialist, now, files)
    assert len(files()) == 1


def test_content_that_is_there_is_never_written_again(specialist, now, files_folder):
    store_file(PNG, "a.png", actor=specialist, now=now)
    path = next(p for p in files_folder.rglob("*") if p.is_file())
    before = path.stat()
    store_file(PNG, "a.png", actor=specialist, now=now)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, "", "0" * 63 + "/"])
def test_no_name_from_outside_becomes_a_path(name):
    with pytest.raises(ValueError, match="digest"):
        name_of(name)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../x/thong bao.pdf", "thong bao.png"), ("C:\\tai lieu\\a.b.docx", "a.b.png"), ("\u202egpj.exe", "gpj.png"),
        ("", "van-ban.png"), (".png", "png.png"), ("a\r\nSet-Cookie: x", "aSet-Cookie x.png"), ("x" * 400, "x" * 150 + ".png"),
    ],
)  # fmt: skip
def test_names_are_made_harmless(given, shown):
    assert safe_name(given, detect(PNG)) == shown


def test_cleaning_up_after_one_transaction_waits_for_another_on_the_same_content(at_once, specialist, now, files):
    """One transaction fails while another, on its own connection, keeps the same content: the content stays."""
    written = Event()

    def keeps():
        written.wait(5)
        with disk.files_and_rows():
            return store_file(PNG, "b.png", actor=specialist, now=now)

    def fails():
        with disk.files_and_rows():
            store_file(PNG, "a.png", actor=specialist, now=now)
            written.set()
            raise RuntimeError

    kept, failed = at_once(keeps, fails)
    assert isinstance(kept, StoredFile)
    assert isinstance(failed, RuntimeError)
    assert len(files()) == 1
