"""What the environment says of a bucket: all of it, or a sentence about what is missing, never the key."""

import pytest

from dondoc.config import files_place
from dondoc.config.files_place import bucket_place
from dondoc.embedded.errors import EmbeddedError


@pytest.fixture
def given(monkeypatch):
    def give(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"DONDOC_FILES_S3_{name}", value)

    return give


def test_without_a_bucket_files_lie_in_the_folder(given):
    given(ENDPOINT="https://s3.example.vn", KEY_ID="a", SECRET="b")
    assert bucket_place() is None


def test_a_server_of_ones_own(given, tmp_path):
    (tmp_path / "secret").write_text("bí mật\n", encoding="utf-8")
    given(BUCKET="don-doc", ENDPOINT="https://s3.example.vn:9000", KEY_ID="a", SECRET_FILE=str(tmp_path / "secret"))
    place = bucket_place()
    assert (place.bucket, place.endpoint, place.key_id, place.secret) == (
        "don-doc", "https://s3.example.vn:9000", "a", "bí mật",
    )  # fmt: skip
    assert (place.region, place.prefix, place.path_style) == ("us-east-1", "files/", True)


def test_amazons_own_and_every_choice(given):
    given(BUCKET="don-doc", KEY_ID="a", SECRET="b", REGION="ap-southeast-1", PREFIX="/kien-giang/2021")
    place = bucket_place()
    assert (place.endpoint, place.region, place.prefix, place.path_style) == (
        "",
        "ap-southeast-1",
        "kien-giang/2021/",
        False,
    )
    given(PREFIX="", PATH_STYLE="true")
    assert (bucket_place().prefix, bucket_place().path_style) == ("", True)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"KEY_ID": "a"}, "Thiếu DONDOC_FILES_S3_SECRET"),
        ({"SECRET": "topsecret"}, "Thiếu DONDOC_FILES_S3_KEY_ID"),
        ({"KEY_ID": "a", "SECRET_FILE": "/no/such"}, "Không đọc được /no/such"),
        ({"KEY_ID": "a", "SECRET": "topsecret", "ENDPOINT": "s3.example.vn"}, "ENDPOINT phải bắt đầu bằng https://"),
        ({"KEY_ID": "a", "SECRET": "topsecret", "PATH_STYLE": "maybe"}, "PATH_STYLE phải là true hoặc false"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_the_key_is_not(given, values, said):
    given(BUCKET="don-doc", **values)
    with pytest.raises(EmbeddedError) as refusal:
        bucket_place()
    assert said in str(refusal.value)
    assert "topsecret" not in str(refusal.value)


def test_an_empty_file_and_missing_packages(given, tmp_path, monkeypatch):
    (tmp_path / "empty").touch()
    given(BUCKET="don-doc", KEY_ID_FILE=str(tmp_path / "empty"), SECRET="b")
    with pytest.raises(EmbeddedError, match="rỗng"):
        bucket_place()
    monkeypatch.setattr(files_place, "find_spec", lambda _name: None)
    with pytest.raises(EmbeddedError, match=r"dondoc\[s3\]"):
        bucket_place()
