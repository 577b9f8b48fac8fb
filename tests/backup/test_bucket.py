"""Backups of files in a bucket, and archives that go from a folder into a bucket and back."""

import hashlib
import io

import psycopg
import pytest
from tests.buckets import nowhere

from dondoc import backup
from dondoc.backup import load, restoration
from dondoc.backup.errors import BackupError, OccupiedError
from dondoc.stores import FolderStore, StoreError, name_of
from dondoc.stores.s3 import S3Store

ROWS = """
CREATE TABLE documents_storedfile (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sha256 text);
"""
ONE, OTHER, LATER = b"one" * 100, "thông báo".encode() * 9, b"later"


def keep(place, store, *contents):
    with psycopg.connect(place.url) as connection:
        connection.execute(ROWS.replace("TABLE", "TABLE IF NOT EXISTS"))
        for content in contents:
            sha256 = hashlib.sha256(content).hexdigest()
            store.put(sha256, io.BytesIO(content))
            connection.execute("INSERT INTO documents_storedfile (sha256) VALUES (%s)", [sha256])


def contents(store):
    found = []
    for entry in store.listing()[0]:
        with store.stream(entry.name) as content:
            found.append(content.read())
    return sorted(found)


def restored(place, path, **options):
    with backup.verified(path) as archive:
        backup.restore(place.url, place.files, archive, **options)


@pytest.fixture
def archive(installation, bucket, tmp_path):
    """An installation with two files in a bucket, and its backup."""
    source = installation(filled=True)
    keep(source, bucket, ONE, OTHER)
    done = backup.create(source.url, tmp_path / "nothing-here", tmp_path / "a", bucket=bucket)
    assert (done.as_json()["files"], done.warnings) == (2, [])
    return source, tmp_path / "a"


def test_an_archive_of_a_bucket_goes_into_a_folder_and_into_another_bucket(archive, installation, s3_server, bucket):
    source, path = archive
    into_folder, into_bucket = installation(), installation()
    other = S3Store(s3_server.new_bucket())
    restored(into_folder, path)
    restored(into_bucket, path, bucket=other)
    assert contents(FolderStore(into_folder.files)) == contents(other) == contents(bucket) == sorted([ONE, OTHER])
    assert into_folder.all_rows() == into_bucket.all_rows() == source.all_rows()
    assert FolderStore(into_folder.files).listing() == other.listing()
    assert into_bucket.leftovers() == []
    assert not into_bucket.files.exists()


def test_an_archive_of_a_folder_goes_into_a_bucket(installation, bucket, tmp_path):
    """How an office moves from a folder to a bucket."""
    place = installation()
    keep(place, FolderStore(place.files), ONE)
    backup.create(place.url, place.files, tmp_path / "a")
    with pytest.raises(OccupiedError):
        restored(place, tmp_path / "a", bucket=bucket)
    restored(place, tmp_path / "a", bucket=bucket, replace=True)
    assert contents(bucket) == [ONE]


def test_what_only_the_former_data_need_leaves_the_bucket(archive, bucket):
    source, path = archive
    before = source.all_rows()
    keep(source, bucket, LATER)
    with psycopg.connect(source.url) as connection:
        connection.execute("DELETE FROM documents_storedfile WHERE sha256 = %s", [hashlib.sha256(ONE).hexdigest()])
    bucket.remove(hashlib.sha256(ONE).hexdigest())
    with pytest.raises(OccupiedError):
        restored(source, path, bucket=bucket)
    assert contents(bucket) == sorted([OTHER, LATER])
    restored(source, path, bucket=bucket, replace=True)
    assert contents(bucket) == sorted([ONE, OTHER])
    assert source.all_rows() == before
    assert source.leftovers() == []


def test_a_restore_that_fails_leaves_the_former_data_and_takes_the_new_content_out(archive, bucket, monkeypatch):
    source, path = archive
    keep(source, bucket, LATER)
    bucket.remove(hashlib.sha256(ONE).hexdigest())
    with psycopg.connect(source.url) as connection:
        connection.execute("DELETE FROM documents_storedfile WHERE sha256 = %s", [hashlib.sha256(ONE).hexdigest()])
    before = source.all_rows()

    def fail(*_arguments):
        raise BackupError("too few rows")

    monkeypatch.setattr(load, "check_rows", fail)
    with pytest.raises(BackupError, match="too few rows"):
        restored(source, path, bucket=bucket, replace=True)
    assert source.all_rows() == before
    assert contents(bucket) == sorted([OTHER, LATER])
    assert source.leftovers() == []


def test_a_bucket_that_goes_down_fails_a_backup_and_a_restore_and_changes_nothing(
    archive,
    bucket,
    bucket_place,
    tmp_path,
    monkeypatch,
):
    source, path = archive
    down = S3Store(nowhere(bucket_place))
    with pytest.raises(BackupError, match="không trả lời"):
        backup.create(source.url, source.files, tmp_path / "b", bucket=down)
    assert not (tmp_path / "b").exists()
    with pytest.raises(BackupError, match="không trả lời"):
        restored(source, path, bucket=down, replace=True)

    def stops(*_arguments):
        raise StoreError("Kho không trả lời.", "ReadTimeoutError")

    bucket.remove(hashlib.sha256(ONE).hexdigest())
    before = source.all_rows()
    monkeypatch.setattr(S3Store, "put", stops)
    with pytest.raises(BackupError, match="không trả lời"):
        restored(source, path, bucket=bucket, replace=True)
    assert source.all_rows() == before
    assert source.leftovers() == []


def test_an_interrupted_restore_is_finished_when_the_bucket_answers_again(archive, bucket, monkeypatch):
    source, path = archive
    keep(source, bucket, LATER)

    def silent(*_arguments):
        raise StoreError("Kho không trả lời.", "ReadTimeoutError")

    with monkeypatch.context() as patch:
        patch.setattr("dondoc.backup.journal.sweep", silent)
        restored(source, path, bucket=bucket, replace=True)
    # The new data are in use; what nobody needs is still there, and the journal says so.
    assert len(contents(bucket)) == 3
    assert backup.finish_interrupted(source.url, source.files, lambda: bucket)
    assert contents(bucket) == sorted([ONE, OTHER])
    assert source.leftovers() == []
    assert not backup.finish_interrupted(source.url, source.files, lambda: bucket)


def test_damaged_content_is_told_and_what_is_not_ours_stays_out_of_the_bucket(
    installation, bucket, s3_server, bucket_place, tmp_path
):
    source, target = installation(filled=True), installation()
    keep(source, bucket, ONE)
    sha256 = hashlib.sha256(ONE).hexdigest()
    s3_server.spoil(bucket_place, f"files/{name_of(sha256)}", b"rotten")
    done = backup.create(source.url, source.files, tmp_path / "a", bucket=bucket)
    assert ["bị hỏng" in warning for warning in done.warnings] == [True]
    (source.files / "Thumbs.db").write_bytes(b"x")
    backup.create(source.url, source.files, tmp_path / "b")
    other = S3Store(s3_server.new_bucket())
    restored(target, tmp_path / "b", bucket=other)
    assert other.listing() == ([], [])


def test_without_the_table_nothing_is_taken_out(installation, bucket):
    place = installation(filled=True)
    bucket.put(hashlib.sha256(ONE).hexdigest(), io.BytesIO(ONE))
    from dondoc.backup.sweep import sweep

    assert sweep(place.url, bucket) == 0
    assert contents(bucket) == [ONE]
    assert restoration.occupied(place.url, place.files, bucket).files
