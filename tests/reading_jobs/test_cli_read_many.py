"""`dondoc read DIR --out FILE`: every document once, whatever is killed on the way."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner
from tests.reading.builders import notice

from dondoc.cli import main
from dondoc.reading import Reading

GOOD = notice("1. Giao Phòng Nội vụ lập đề án trước ngày 30/6/2023.")
LONG = notice("\n".join(f"{i}. Giao Phòng Nội vụ lập đề án số {i} trước ngày 30/6/2023." for i in range(1, 80)))


def read(*arguments):
    return CliRunner().invoke(main, ["read", *map(str, arguments)], prog_name="dondoc")


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def names(path):
    return sorted(Path(line["file"]).name for line in lines(path))


def many(folder, count, text=LONG):
    folder.mkdir()
    for i in range(count):
        (folder / f"{i:04}.txt").write_text(f"{text}\n{i}", encoding="utf-8")
    return [f"{i:04}.txt" for i in range(count)]


def wait_for(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def whole_lines(path):
    return path.read_bytes().count(b"\n") if path.exists() else 0


def test_a_folder_becomes_a_file_of_lines(tmp_path):
    folder = tmp_path / "kho"
    many(folder, 3, GOOD)
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 broken")
    out = tmp_path / "o.jsonl"
    done = read(folder, "--out", out, "--workers", 2)
    assert done.exit_code == 2
    assert done.stdout == f"Đã đọc 3, đã có sẵn 0, lỗi 1 → {out}\n"
    assert done.stderr.startswith(f"{folder}/hong.pdf: ")
    assert done.stderr.endswith("[damaged]\n")
    assert done.stderr.count("\n") == 1
    by_name = {Path(line["file"]).name: line for line in lines(out)}
    assert by_name["hong.pdf"]["error"]["code"] == "damaged"
    assert set(by_name["0000.txt"]) == {"file", "sha256", "reading"}
    assert Reading.from_dict(by_name["0000.txt"]["reading"]).directives[0].lead == ("Phòng Nội vụ",)
    (folder / "hong.pdf").unlink()
    again = read(folder, "--out", out)
    assert (again.exit_code, again.stdout) == (0, f"Đã đọc 0, đã có sẵn 3, lỗi 0 → {out}\n")


def test_killed_in_the_middle_it_goes_on_where_it_stopped(tmp_path):
    expected = many(tmp_path / "kho", 120)
    out = tmp_path / "o.jsonl"
    command = [sys.executable, "-m", "dondoc.cli", "read", str(tmp_path / "kho"), "--out", str(out), "--workers", "2"]
    for stop_after in (10, 40):
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_for(lambda least=stop_after: whole_lines(out) >= least, "no lines came")
        workers = psutil.Process(running.pid).children()
        running.kill()
        running.wait()
        gone, alive = psutil.wait_procs(workers, timeout=30)
        assert len(gone) == 2
        assert not alive
        assert whole_lines(out) < len(expected)
        with out.open("a", encoding="utf-8") as file:
            file.write('{"file": "' + str(tmp_path / "kho" / "0000.txt") + '", "sha2')
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "lỗi 0" in done.stdout
    assert done.stderr == ""
    assert names(out) == expected


def test_a_worker_killed_from_outside_costs_one_document(tmp_path):
    expected = many(tmp_path / "kho", 80)
    out = tmp_path / "o.jsonl"
    command = [sys.executable, "-m", "dondoc.cli", "read", str(tmp_path / "kho"), "--out", str(out), "--workers", "2"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: whole_lines(out) >= 5, "no lines came")
    psutil.Process(running.pid).children()[0].kill()
    _, errors = running.communicate(timeout=100)
    assert names(out) == expected
    bad = [line for line in lines(out) if "error" in line]
    assert [line["error"]["code"] for line in bad] == ["worker_died"] * len(bad)
    assert len(bad) <= 1  # none where it was killed between two documents
    assert running.returncode == (2 if bad else 0)
    assert errors.count("\n") == len(bad)
    assert read(tmp_path / "kho", "--out", out).exit_code == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--json", "--out", "o"], "Chọn một trong hai: --json in ra màn hình, --out"),
        (["--explain", "--out", "o"], "--explain không dùng cùng --out"),
        (["--explain", "--json"], "Chọn một trong hai: --json hoặc --explain"),
        (["--workers", "2"], "--workers chỉ dùng cùng --out"),
        (["--timeout", "2"], "--timeout chỉ dùng cùng --out"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"], "--engine chỉ dùng cùng --out"),
        (["--engine", "dask", "--out", "o"], "--engine dask cần địa chỉ"),
        (["--engine", "dask", "--out", "o", "--scheduler", "s", "--workers", "2"], "--workers không dùng cùng"),
        (["--scheduler", "tcp://127.0.0.1:1", "--out", "o"], "--scheduler chỉ dùng cùng --engine dask"),
        (["--engine", "spark", "--out", "o"], "Giá trị của --engine không dùng được; cần local hoặc dask."),
        (["--workers", "0", "--out", "o"], "Giá trị của --workers không dùng được; cần một số nguyên từ 1"),
    ],
)
def test_options_that_do_not_go_together_are_refused(tmp_path, monkeypatch, options, words):
    monkeypatch.chdir(tmp_path)
    done = read(tmp_path, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(words)
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_what_the_output_refuses_is_said(tmp_path):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    done = read(tmp_path, "--out", tmp_path / "a.txt")
    assert done.exit_code == 2
    assert "nội dung khác" in done.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == GOOD
    (tmp_path / "rong").mkdir()
    assert "Không có tệp" in read(tmp_path / "rong", "--out", tmp_path / "o").stderr


def test_a_terminal_sees_a_bar_and_the_errors_above_it(tmp_path):
    pty = pytest.importorskip("pty")
    many(tmp_path / "kho", 5, GOOD)
    (tmp_path / "kho" / "hong\n.pdf").write_bytes(b"%PDF-1.4 broken")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "dondoc.cli", "read", str(tmp_path / "kho"), "--out", str(tmp_path / "o")]
    running = subprocess.Popen(command, stderr=theirs, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side has closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert running.wait() == 2
    text = seen.decode()
    assert "Đang đọc" in text
    assert "6/6" in text
    assert "hong�.pdf: Tệp PDF bị hỏng" in text
