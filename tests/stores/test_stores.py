"""What a folder and a bucket promise alike, and what only one of them can break."""

import hashlib
import io
import re
import stat
import threading

import pytest
from tests.buckets import nowhere

from dondoc.stores import DamagedContentError, FolderStore, StoreError, digest_of, name_of, store_at
from dondoc.stores.s3 import S3Store

WORDS = "Kết quả đạt 98%.".encode()
LARGE = bytes(range(256)) * 40_000


def kept(store, content):
    sha256 = hashlib.sha256(content).hexdigest()
    store.put(sha256, io.BytesIO(content))
    return sha256


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    return FolderStore(tmp_path / "files") if request.param == "folder" else request.getfixturevalue("bucket")


@pytest.fixture
def spoil(store, tmp_path, request):
    """Change content behind the store's back."""

    def do(name, content):
        if isinstance(store, FolderStore):
            (tmp_path / "files" / name).write_bytes(content)
        else:
            place = request.getfixturevalue("bucket_place")
            request.getfixturevalue("s3_server").spoil(place, place.prefix + name, content)

    return do


@pytest.mark.parametrize("content", [WORDS, LARGE, b""], ids=["words", "ten MB", "empty"])
def test_what_is_kept_comes_back(store, content):
    sha256 = kept(store, content)
    assert store.size_of(sha256) == len(content)
    with store.open(sha256) as found:
        assert found.read() == content
        found.seek(max(len(content) - 3, 0))
        assert found.read() == content[-3:]
    with store.stream(name_of(sha256)) as found:
        assert found.read() == content


def test_a_store_that_is_there_passes_the_check(store):
    store.check()
    kept(store, WORDS)
    store.check()


def test_what_was_never_kept_is_not_there(store):
    sha256 = hashlib.sha256(b"?").hexdigest()
    assert store.size_of(sha256) is None
    assert store.listing() == ([], [])
    with pytest.raises(FileNotFoundError):
        store.open(sha256)
    with pytest.raises(FileNotFoundError):
        store.stream(name_of(sha256))
    store.remove(sha256)


def test_removed_content_is_gone_and_the_rest_is_not(store):
    one, other = kept(store, WORDS), kept(store, LARGE)
    store.remove(one)
    assert store.size_of(one) is None
    assert [(entry.name, entry.size) for entry in store.listing()[0]] == [(name_of(other), len(LARGE))]


@pytest.mark.parametrize("content", [WORDS[:-1], LARGE, b""])
def test_not_a_byte_of_damaged_content_is_given(store, spoil, content):
    sha256 = kept(store, WORDS)
    spoil(name_of(sha256), content)
    with pytest.raises(DamagedContentError):
        store.open(sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, "", "0" * 63 + "/"])
def test_no_name_from_outside_becomes_a_path(store, name):
    for ask in (store.size_of, store.open, store.remove, lambda n: store.put(n, io.BytesIO(b"x"))):
        with pytest.raises(ValueError, match="digest"):
            ask(name)


def test_threads_may_share_a_store(store):
    contents = [f"{k}".encode() * 1000 for k in range(12)]
    threads = [threading.Thread(target=kept, args=(store, content)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.listing()[0]) == len(contents)


def test_a_name_is_a_digest_only_where_we_would_have_put_it():
    sha256 = hashlib.sha256(b"x").hexdigest()
    assert digest_of(name_of(sha256)) == sha256
    for name in (sha256, f"aa/bb/{sha256}", f"{name_of(sha256)}.pdf", "Thumbs.db", ""):
        assert digest_of(name) is None


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "files").touch()
    with pytest.raises(StoreError, match="Không ghi được vào thư mục tệp"):
        FolderStore(tmp_path / "files").check()


def test_a_folder_is_private_and_a_full_one_says_so(tmp_path, monkeypatch):
    store = FolderStore(tmp_path / "files")
    sha256 = kept(store, WORDS)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "files").rglob("*")}
    assert modes == {0o700, 0o600}

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dondoc.stores.folder.os.fsync", full)
    with pytest.raises(StoreError) as refusal:
        kept(store, LARGE)
    assert refusal.value.kind == "ENOSPC"
    assert [entry.name for entry in store.listing()[0]] == [name_of(sha256)]
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1


@pytest.mark.usefixtures("bucket")
def test_a_bucket_is_used_below_its_prefix_and_keeps_what_else_is_in_it(bucket, bucket_place, s3_server):
    sha256 = kept(bucket, WORDS)
    s3_server.spoil(bucket_place, "other/thing.txt", b"x")
    s3_server.spoil(bucket_place, "files/", b"")  # what consoles make of a folder
    assert s3_server.keys(bucket_place) == ["files/", f"files/{name_of(sha256)}", "other/thing.txt"]
    assert [entry.name for entry in bucket.listing()[0]] == [name_of(sha256)]


def test_nobody_gets_an_address_or_the_key(bucket, bucket_place, s3_server):
    kept(bucket, WORDS)
    with pytest.raises(NotImplementedError):
        bucket._storage.url("anything")
    assert not re.search("khoa|bi-mat", f"{bucket.label} {bucket_place!r}")
    granted = s3_server.client.get_object_acl(Bucket=bucket_place.bucket, Key=s3_server.keys(bucket_place)[0])
    assert [grant["Grantee"]["Type"] for grant in granted["Grants"]] == ["CanonicalUser"]  # its owner, no group


def test_a_bucket_that_is_down_or_missing_is_said_in_a_sentence(bucket_place, s3_server):
    import dataclasses

    sha256 = hashlib.sha256(WORDS).hexdigest()
    down = S3Store(nowhere(bucket_place))
    asked = (
        down.size_of,
        down.open,
        down.remove,
        lambda n: down.stream(name_of(n)),
        lambda _n: down.listing(),
        lambda _n: down.check(),
    )
    for ask in asked:
        with pytest.raises(StoreError, match="không trả lời") as refusal:
            ask(sha256)
        assert refusal.value.kind == "EndpointConnectionError"
    missing = S3Store(dataclasses.replace(bucket_place, bucket="khong-co"))
    for ask in (lambda: kept(missing, WORDS), missing.listing, missing.check):
        with pytest.raises(StoreError, match="Không có kho s3://khong-co/files/"):
            ask()


def test_an_answer_that_stops_half_way_is_no_content(bucket_place):
    """A server that promises 1 000 bytes, sends ten and hangs up."""
    import dataclasses
    import socketserver

    class Stops(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.recv(65536)
            self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Stops) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        store = S3Store(dataclasses.replace(bucket_place, endpoint=f"http://127.0.0.1:{server.server_address[1]}"))
        sha256 = hashlib.sha256(WORDS).hexdigest()
        with pytest.raises(StoreError, match="không trả lời"):
            store.open(sha256)
        with store.stream(name_of(sha256)) as found, pytest.raises(StoreError, match="không trả lời"):
            found.read()
        server.shutdown()


def test_the_store_of_a_bucket_is_made_once(bucket_place, tmp_path):
    assert store_at(tmp_path, bucket_place) is store_at(tmp_path, bucket_place)
    assert store_at(tmp_path, None).label == str(tmp_path)
