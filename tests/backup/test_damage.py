"""An archive with one wrong byte, a member too many or too few, or a path that leads out is refused before anything changes."""

import hashlib
import io
import json
import tarfile

import pytest

from dondoc import backup
from dondoc.backup.archive import DUMP, MANIFEST, SEAL, Manifest, Writer
from dondoc.backup.errors import BackupError, DamagedArchiveError
from dondoc.backup.progress import Silent

CONTENT = {DUMP: b"PGDMP" + bytes(range(256)) * 9, "files/ab/one.docx": b"one" * 700, "files/two": b""}


def manifest_of(members):
    return Manifest(
        created_at="2021-01-07T00:00:00+00:00", version="0.1.0", postgresql="18.4", pg_dump="18.4",
        tables={"public.unit": 1}, migrations=[], members=members,
    )  # fmt: skip


def build(path, content=None, *, listed=None):
    with path.open("wb") as stream:
        writer = Writer(stream)
        for name, data in (content or CONTENT).items():
            writer.add(name, io.BytesIO(data), len(data), Silent())
        writer.seal(manifest_of(writer.members if listed is None else {name: writer.members[name] for name in listed}))
    return path


def check(path):
    with backup.verified(path) as archive:
        return archive.manifest


def is_refused(path):
    try:
        check(path)
    except DamagedArchiveError:
        return True
    return False


def regions(path):
    """Name a byte in every part of the archive."""
    with tarfile.open(path) as tar:
        entries = tar.getmembers()
    size = path.stat().st_size
    for entry in entries:
        yield f"{entry.name} header start", entry.offset
        yield f"{entry.name} header time", entry.offset + 140
        yield f"{entry.name} header padding", entry.offset + 505
        if entry.size:
            yield f"{entry.name} first byte", entry.offset_data
            yield f"{entry.name} last byte", entry.offset_data + entry.size - 1
        if entry.size % 512:
            yield f"{entry.name} padding", entry.offset_data + entry.size
    yield "end of archive", entries[-1].offset_data + 512
    yield "last byte", size - 1


def test_a_whole_archive_is_accepted(tmp_path):
    manifest = check(build(tmp_path / "a"))
    assert set(manifest.members) == set(CONTENT)
    assert manifest.files["two"] == (0, hashlib.sha256().hexdigest())


def test_one_wrong_bit_anywhere_is_noticed(tmp_path):
    path = build(tmp_path / "a")
    whole = path.read_bytes()
    places = list(regions(path))
    assert len(places) > 20
    for name, offset in places:
        for bit in (0x01, 0x80):
            path.write_bytes(whole[:offset] + bytes([whole[offset] ^ bit]) + whole[offset + 1 :])
            assert is_refused(path), name


def test_one_wrong_bit_in_every_hundredth_byte_is_noticed(tmp_path):
    path = build(tmp_path / "a")
    whole = path.read_bytes()
    for offset in range(0, len(whole), 97):
        path.write_bytes(whole[:offset] + bytes([whole[offset] ^ 0x04]) + whole[offset + 1 :])
        assert is_refused(path), offset


def test_an_archive_cut_short_or_made_longer_is_noticed(tmp_path):
    path = build(tmp_path / "a")
    whole = path.read_bytes()
    for length in (0, 1, 511, 512, 3000, len(whole) // 2, len(whole) - 10240, len(whole) - 512, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedArchiveError):
            check(path)
    for tail in (b"\0", b"\0" * 10240, b"x"):
        path.write_bytes(whole + tail)
        with pytest.raises(DamagedArchiveError):
            check(path)


def test_a_member_that_the_manifest_does_not_list_is_refused(tmp_path):
    with pytest.raises(DamagedArchiveError, match="files/two"):
        check(build(tmp_path / "a", listed=[DUMP, "files/ab/one.docx"]))


def test_a_member_that_only_the_manifest_lists_is_refused(tmp_path):
    with (tmp_path / "a").open("wb") as stream:
        writer = Writer(stream)
        writer.add(DUMP, io.BytesIO(b"x"), 1, Silent())
        writer.seal(manifest_of({**writer.members, "files/gone": (1, "0" * 64)}))
    with pytest.raises(DamagedArchiveError, match="files/gone"):
        check(tmp_path / "a")


@pytest.mark.parametrize(
    "name",
    ["files/../../etc/cron.d/x", "files//x", "/etc/x", "files/./x", "files/", "other", "files/a\\..\\b", "../files/x"],
)
def test_a_path_that_leads_out_is_refused_even_when_every_digest_agrees(tmp_path, name):
    with pytest.raises(DamagedArchiveError, match="không được phép"):
        check(build(tmp_path / "a", {**CONTENT, name: b"x"}))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_member_that_is_no_plain_file_is_refused(tmp_path, kind):
    with (tmp_path / "a").open("wb") as stream:
        writer = Writer(stream)
        writer.add(DUMP, io.BytesIO(b"x"), 1, Silent())
        entry = tarfile.TarInfo("files/link")
        entry.type, entry.linkname = kind, "/etc/passwd"
        writer._tar.addfile(entry)
        writer.seal(manifest_of(writer.members))
    with pytest.raises(DamagedArchiveError, match="không được phép"):
        check(tmp_path / "a")


def test_a_member_twice_is_refused(tmp_path):
    with (tmp_path / "a").open("wb") as stream:
        writer = Writer(stream)
        for name in (DUMP, "files/a", "files/a"):
            writer.add(name, io.BytesIO(b"x"), 1, Silent())
        writer.seal(manifest_of(writer.members))
    with pytest.raises(DamagedArchiveError, match="lặp"):
        check(tmp_path / "a")


def test_a_newer_format_says_to_update(tmp_path, monkeypatch):
    monkeypatch.setattr("dondoc.backup.archive.FORMAT", 2)
    path = build(tmp_path / "a")
    monkeypatch.setattr("dondoc.backup.archive.FORMAT", 1)
    with pytest.raises(DamagedArchiveError, match="định dạng 2"):
        check(path)


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"null", b"\xff", b'{"product": "dondoc", "format": 1}', b"[" * 100_000]
)
def test_a_manifest_that_is_none_is_refused(text):
    with pytest.raises(DamagedArchiveError):
        Manifest.from_json(text)


def test_a_manifest_survives_its_own_form():
    manifest = manifest_of({DUMP: (5, "a" * 64)})
    assert Manifest.from_json(manifest.to_json()) == manifest
    assert json.loads(manifest.to_json())["format"] == 1


def test_another_tar_a_text_and_a_missing_file_are_refused(tmp_path):
    with tarfile.open(tmp_path / "a", "w") as tar:
        tar.addfile(tarfile.TarInfo("x"))
    (tmp_path / "b").write_text("Thông báo")
    for path in (tmp_path / "a", tmp_path / "b"):
        with pytest.raises(DamagedArchiveError):
            check(path)
    with pytest.raises(BackupError, match="Không mở được"):
        check(tmp_path / "c")


def test_long_vietnamese_names_survive(tmp_path):
    name = "files/" + "thư mục/" * 20 + "văn bản số 13.docx"
    assert name in check(build(tmp_path / "a", {**CONTENT, name: b"x"})).members


def test_the_names_of_the_three_own_members_are_fixed():
    # Other versions read them: changing one needs a new FORMAT.
    assert (DUMP, MANIFEST, SEAL) == ("database.dump", "manifest.json", "archive.sha256")
