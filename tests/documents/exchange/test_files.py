"""Attachments written into a folder: inside it, nothing overwritten, Vietnamese names as they were meant."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.documents.exchange.files import extract, safe_name
from dondoc.documents.exchange.packet import Attachment


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Thông báo số 21.pdf", "Thông báo số 21.pdf"),
        (unicodedata.normalize("NFD", "Đề án.docx"), "Đề án.docx"),
        ("Th%C3%B4ng%20b%C3%A1o.pdf", "Thông báo.pdf"),
        ("ThÃ´ng bÃ¡o.pdf", "Thông báo.pdf"),
        ("Giảm 50% chi.pdf", "Giảm 50% chi.pdf"),
        ("Báo cáo.pdf", "Báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\win.ini", "win.ini"),
        ("/tuyệt/đối.txt", "đối.txt"),
        ("C:\\văn bản.doc", "văn bản.doc"),
        ("%2e%2e%2fgốc%2fa.txt", "%2e%2e%2fgốc%2fa.txt"),
        ("%C3%A1%2F..%2Fb.txt", "b.txt"),
        ("a\x00b\n\u202ecod.exe", "abcod.exe"),
        ("..", "tep-dinh-kem-7"),
        ("", "tep-dinh-kem-7"),
        (" . ", "tep-dinh-kem-7"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        (".bashrc", "bashrc"),
        ("a<b>:c|?*.txt", "abc.txt"),
        ("x" * 300 + ".pdf", "x" * 117 + ".pdf"),
        ("một.hai.ba.pdf", "một.hai.ba.pdf"),
    ],
)
def test_a_safe_name(name, safe):
    assert safe_name(name, 7) == safe


@given(st.text(max_size=300))
def test_any_name_is_safe(name):
    safe = safe_name(name)
    assert safe
    assert safe not in {".", ".."}
    assert Path(safe).name == safe
    assert "\\" not in safe
    assert "\0" not in safe
    assert len(safe.encode()) <= 241


def test_files_of_one_name_stand_beside_each_other(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"cu")
    written = list(
        extract(
            [Attachment("a.txt", b"1"), Attachment("x/a.txt", b"2"), Attachment("b", b"3"), Attachment("b", b"4")],
            tmp_path,
        )
    )
    assert [path.name for path in written] == ["a (2).txt", "a (3).txt", "b", "b (2)"]
    assert [path.read_bytes() for path in written] == [b"1", b"2", b"3", b"4"]
    assert (tmp_path / "a.txt").read_bytes() == b"cu"


def test_a_link_is_not_written_through(tmp_path):
    outside = tmp_path / "ngoài.txt"
    folder = tmp_path / "trong"
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside)
    (written,) = extract([Attachment("a.txt", b"1")], folder)
    assert written.name == "a (2).txt"
    assert not outside.exists()


def test_a_missing_folder_is_made(tmp_path):
    (written,) = extract([Attachment("a.txt", b"1")], tmp_path / "một" / "hai")
    assert written.read_bytes() == b"1"
