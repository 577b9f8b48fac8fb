"""Homes and databases that cannot be used: one Vietnamese sentence, never a traceback."""

import errno
import os
from types import SimpleNamespace

import psycopg
import pytest

from dondoc.config import runtime
from dondoc.config.secrets import secret_key
from dondoc.embedded import EmbeddedError, errors, place


@pytest.fixture
def folder(monkeypatch, tmp_path):
    for name in ("DONDOC_HOME", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def refused(act, *arguments, **options):
    with pytest.raises(EmbeddedError) as caught:
        act(*arguments, **options)
    sentence = str(caught.value)
    assert "Errno" not in sentence
    assert "\n" not in sentence
    assert len(sentence) < 500
    return sentence


def test_a_home_whose_name_is_too_long_for_the_system(folder):
    assert "tên quá dài" in refused(place.make_home, folder / ("x" * 300))


def test_a_home_whose_path_is_too_long_for_postgresql(folder):
    deep = folder.joinpath(*["đ" * 60] * 8)
    assert "tên ngắn hơn" in refused(place.make_home, deep)
    assert place.make_home(deep, for_server=False) == deep


def test_a_home_that_is_a_file_or_below_one(folder):
    (folder / "file").touch()
    assert "là tệp" in refused(place.make_home, folder / "file")
    assert "là tệp" in refused(place.make_home, folder / "file" / "home")


def test_a_home_with_a_line_break_in_its_name(folder):
    assert "ký tự điều khiển" in refused(place.make_home, folder / "a\nb")


def test_what_the_system_says_is_worded():
    assert errors.reason(OSError(errno.EROFS, os.strerror(errno.EROFS))) == "ổ đĩa chỉ cho đọc"
    assert errors.reason(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) == "ổ đĩa hết chỗ"
    assert errors.reason(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert errors.reason(OSError("said by hand")) == "said by hand"


def test_a_files_folder_that_cannot_be_made(folder, monkeypatch):
    monkeypatch.setenv("DONDOC_HOME", str(folder))
    (folder / "files").touch()
    assert "files" in refused(runtime.files_folder)


def test_the_secret_key_is_made_once_and_an_empty_one_again(folder):
    first = secret_key(folder)
    assert len(first) >= 50
    assert secret_key(folder) == first
    (folder / "secret_key").write_text("")
    second = secret_key(folder)
    assert second not in ("", first)
    assert (folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in folder.iterdir()] == ["secret_key"]


def test_a_secret_key_that_cannot_be_read(folder):
    (folder / "secret_key").mkdir()
    assert "khoá bí mật" in refused(secret_key, folder)


@pytest.mark.parametrize("url", ["rác", "mysql://a:matkhau@b/c", "postgresql://a:matkhau@[::1/x", "postgres://a@b:x/c"])
def test_a_database_url_that_is_none(url):
    sentence = refused(runtime.reached, url)
    assert "DATABASE_URL" in sentence
    assert "matkhau" not in sentence


def test_a_database_that_does_not_answer_is_named_without_its_password():
    sentence = refused(runtime.reached, "postgresql://me:matkhau@127.0.0.1:1/thu")
    assert "127.0.0.1:1" in sentence
    assert "thu" in sentence
    assert "matkhau" not in sentence


def test_a_postgresql_that_is_too_old(monkeypatch):
    class Old:
        info = SimpleNamespace(server_version=140_011)

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: Old())
    assert "bản 14; cần bản 15" in refused(runtime.reached, "postgresql:///x")
