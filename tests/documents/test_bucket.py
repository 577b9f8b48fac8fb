"""Files of an installation that keeps them in a bucket: the same promises, and a sentence when the server is down."""

import hashlib

import pytest
from django.urls import reverse
from tests.buckets import nowhere, started
from tests.documents.conftest import NOTICE
from tests.documents.test_storage import PNG, attach_and_fail

from dondoc.directives.commands.open_draft import open_draft
from dondoc.documents import disk
from dondoc.documents.commands.register_document import register_document
from dondoc.documents.intake import Submission
from dondoc.documents.models import Document, StoredFile
from dondoc.documents.storage import store_file
from dondoc.foundation.errors import NotFound, Unavailable
from dondoc.stores import StoreError, name_of
from dondoc.stores.s3 import S3Store


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, bucket_place):
    settings.FILES_FOLDER = tmp_path / "files"
    settings.FILES_BUCKET = bucket_place
    yield tmp_path / "files"
    assert not (tmp_path / "files").exists()  # nothing goes past the bucket


@pytest.fixture
def files(s3_server, bucket_place):
    return lambda: s3_server.keys(bucket_place)


@pytest.fixture
def down(settings, bucket_place):
    def go_down():
        settings.FILES_BUCKET = nowhere(bucket_place)

    return go_down


def test_a_file_is_kept_under_its_digest_and_once(specialist, now, files):
    one = store_file(PNG, "a.png", actor=specialist, now=now)
    store_file(PNG, "b.png", actor=specialist, now=now)
    assert files() == [f"files/{name_of(one.sha256)}"]
    with disk.open_content(one.sha256) as content:
        assert content.read() == PNG


def test_a_failed_command_takes_its_file_away_again_unless_another_row_needs_it(specialist, now, files):
    for before in (0, 1):
        with pytest.raises(RuntimeError, match="1 file"):
            attach_and_fail(specialist, now, files)
        assert len(files()) == before
        assert StoredFile.objects.count() == before
        store_file(PNG, "a.png", actor=specialist, now=now)


def test_while_the_server_is_down_nothing_is_kept_and_a_sentence_says_so(clerk, now, files, down):
    down()
    for attempt in (
        lambda: store_file(PNG, "a.png", actor=clerk, now=now),
        lambda: register_document(actor=clerk, submission=Submission(NOTICE.encode(), "a.txt"), now=now),
    ):
        with pytest.raises(Unavailable, match="chưa có gì được lưu") as refusal:
            attempt()
        assert refusal.value.code == "store_unavailable"
    assert not StoredFile.objects.exists()
    assert not Document.objects.exists()
    assert files() == []


def test_what_the_server_kept_without_confirming_it_goes_again(specialist, now, files, monkeypatch):
    real = S3Store.put

    def lost(self, sha256, content):
        real(self, sha256, content)
        raise StoreError("no answer", "ReadTimeoutError")

    monkeypatch.setattr(S3Store, "put", lost)
    with pytest.raises(Unavailable):
        store_file(PNG, "a.png", actor=specialist, now=now)
    assert files() == []
    assert not StoredFile.objects.exists()


def test_a_server_that_dies_before_the_cleaning_leaves_the_first_error(specialist, now, files, down):
    def fails_late():
        with disk.files_and_rows():
            store_file(PNG, "a.png", actor=specialist, now=now)
            down()
            raise RuntimeError("the command's own")

    with pytest.raises(RuntimeError, match="the command's own"):
        fails_late()
    assert len(files()) == 1  # without a row: nobody reaches it
    assert not StoredFile.objects.exists()


def test_changed_content_is_not_given(specialist, now, s3_server, bucket_place):
    file = store_file(PNG, "a.png", actor=specialist, now=now)
    s3_server.spoil(bucket_place, f"files/{name_of(file.sha256)}", PNG[:-1] + b"!")
    with pytest.raises(NotFound, match="đã hỏng") as refusal:
        disk.open_content(file.sha256)
    assert refusal.value.code == "file_damaged"


def test_the_original_comes_through_the_permission_check_only(clerk, lead_focal, observer, client, now, files, down):
    draft = open_draft(actor=clerk, submission=Submission(NOTICE.encode(), "a.txt"), now=now)
    address = reverse("web:document_file", args=[draft.document_id])
    client.force_login(clerk)
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == NOTICE.encode()
    assert answer["Content-Length"] == str(len(NOTICE.encode()))
    assert answer.status_code == 200  # the content itself, not an address to go to
    client.force_login(observer)
    assert client.get(address).status_code == 404
    client.force_login(clerk)
    down()
    answer = client.get(address)
    assert answer.status_code == 503
    assert "Kho lưu tệp không trả lời nên chưa mở được tệp." in answer.content.decode()


def test_an_upload_while_the_server_is_down_is_answered_in_words(clerk, client, down):
    from django.core.files.uploadedfile import SimpleUploadedFile

    down()
    client.force_login(clerk)
    file = SimpleUploadedFile("thông báo.txt", NOTICE.encode())
    answer = client.post(reverse("web:reading_submit"), {"file": file})
    assert answer.status_code == 503
    assert "chưa có gì được lưu" in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_a_server_that_dies_while_it_is_asked(tmp_path, settings):
    server = started()
    place = server.new_bucket()
    settings.FILES_BUCKET = place
    with disk.files_and_rows():
        sha256 = disk.put(PNG)
    server.process.kill()
    server.process.wait()
    for ask in (lambda: disk.open_content(sha256), lambda: disk.put(PNG)):
        with pytest.raises(Unavailable):
            ask()
    server.stop()
    assert sha256 == hashlib.sha256(PNG).hexdigest()


def test_a_server_that_starts_tells_of_a_bucket_that_is_not_there(bucket_place, settings, capsys):
    from dataclasses import replace

    from dondoc.cli.serve import _look_at_store

    _look_at_store()
    assert capsys.readouterr().err == ""
    settings.FILES_BUCKET = replace(bucket_place, bucket="khong-co")
    _look_at_store()
    said = "Không có kho s3://khong-co/files/. Máy chủ vẫn chạy, nhưng chưa gửi và mở được tệp.\n"
    assert capsys.readouterr().err == said
