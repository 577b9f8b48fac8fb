"""`dondoc read`."""

import json
import os
import pty
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from tests.reading.builders import notice

from dondoc.cli.read import _page_begun, _read_few, read

GOOD = notice("1. Giao Phòng Nội vụ lập đề án trước ngày 30/6/2023.")


def test_one_file_as_json_is_one_object(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(GOOD, encoding="utf-8")
    result = CliRunner().invoke(read, ["--json", str(path)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["document"]["number"] == "34"


def test_a_readable_table_by_default(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(GOOD, encoding="utf-8")
    result = CliRunner().invoke(read, [str(path)])
    assert result.exit_code == 0
    for words in ("34/TB-UBND", "Phòng Nội vụ", "30/06/2023", "1 nhiệm vụ", "Trần Quang Minh"):
        assert words in result.stdout


def test_a_folder_with_a_bad_file_reads_the_others(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "c.xlsx").write_bytes(b"x")
    result = CliRunner().invoke(read, ["--json", str(tmp_path)])
    assert result.exit_code == 2
    files = json.loads(result.stdout)["files"]
    assert [("error" in f) for f in files] == [False, True]
    assert "b.pdf" in result.stderr
    assert "[damaged]" in result.stderr


def test_bad_input_goes_to_stderr_with_status_2(tmp_path):
    empty = tmp_path / "a.txt"
    empty.write_bytes(b"")
    result = CliRunner().invoke(read, ["--json", str(empty)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "rỗng" in result.stderr
    assert CliRunner().invoke(read, [str(tmp_path / "khong-co.txt")]).exit_code == 2


def test_an_empty_folder_says_so(tmp_path):
    result = CliRunner().invoke(read, [str(tmp_path)])
    assert result.exit_code == 2
    assert "Không có tệp" in result.stderr


def test_warnings_are_shown_beside_the_result(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_text(GOOD, encoding="utf-8")
    result = CliRunner().invoke(read, ["--json", str(path)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["warnings"][0]["code"] == "wrong_extension"
    assert "đuôi" in result.stderr


def test_reading_needs_neither_django_nor_a_network():
    code = "import sys, dondoc.reading; sys.exit(any(m.split('.')[0] in {'django', 'socket', 'rich'} for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_several_times_of_a_duty_are_listed_under_its_deadline(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        notice("1. Phòng Nội vụ lập danh sách trước 20/3/2023, trình UBND trong 10 ngày."), encoding="utf-8"
    )
    shown = CliRunner().invoke(read, [str(path)]).stdout
    assert "• 20/03/2023: lập" in shown
    assert "• trong 10 ngày:" in shown


def test_scanned_pages_are_told_one_over_the_other(capsys):
    _page_begun(1, 2)
    _page_begun(2, 2)
    assert capsys.readouterr().err.split("\r")[1:] == [
        "Đang nhận dạng bản quét: trang 1/2 ",
        "Đang nhận dạng bản quét: trang 2/2 \n",
    ]


def test_a_folder_on_a_terminal_shows_a_bar_with_the_scanned_page_and_keeps_its_notes_whole(tmp_path, monkeypatch):
    from dondoc import reading
    from dondoc.reading.errors import NoTextLayer

    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")

    def scanned(path, *, limit, scans):
        scans.progress(3, 12)
        time.sleep(0.2)  # the bar is drawn ten times a second
        if path.name == "a.txt":
            raise NoTextLayer("Không nhận ra chữ nào.")
        return reading.read_text(GOOD)

    monkeypatch.setattr(reading, "read", scanned)
    monkeypatch.setenv("TERM", "xterm")
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        with pytest.raises(SystemExit):
            _read_few((str(tmp_path),), as_json=True, limit_mb=1, explain=False)
    shown = os.read(ours, 1_000_000).decode()
    os.close(ours)
    assert "bản quét, trang 3/12" in shown
    assert f"{tmp_path}/a.txt: Không nhận ra chữ nào. [no_text_layer]\r\n" in shown.replace("\x1b[2K", "\n")
