"""`dondoc read --engine dask`: a real scheduler and two worker processes on this machine, one of them killed."""

import contextlib
import json
import socket
import subprocess
import sys

import pytest
from tests.reading_jobs.test_cli_read_many import LONG, lines, many, names, read, wait_for, whole_lines

LOCAL = ["--host", "127.0.0.1"]


@contextlib.contextmanager
def process(*arguments, log):
    with log.open("ab") as file:
        running = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments], stdout=file, stderr=file, stdin=subprocess.DEVNULL
        )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


@contextlib.contextmanager
def worker(address, tmp_path):
    options = [*LOCAL, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
    options += ["--local-directory", str(tmp_path)]
    with process("worker", address, *options, log=tmp_path / "worker.log") as running:
        yield running


def on_cluster_command(address, tmp_path):
    command = [sys.executable, "-m", "dondoc.cli", "read", str(tmp_path / "kho"), "--out", str(tmp_path / "o.jsonl")]
    return [*command, "--engine", "dask", "--scheduler", address]


def on_cluster(address, tmp_path):
    return subprocess.run(on_cluster_command(address, tmp_path), capture_output=True, text=True, check=False)


@pytest.fixture
def scheduler(tmp_path):
    file = tmp_path / "scheduler.json"
    options = [*LOCAL, "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(file)]
    with process("scheduler", *options, log=tmp_path / "scheduler.log"):
        wait_for(lambda: file.exists() and file.read_text(encoding="utf-8").endswith("}"), "no scheduler")
        yield json.loads(file.read_text(encoding="utf-8"))["address"]


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(scheduler, tmp_path):
    expected = sorted([*many(tmp_path / "kho", 200), "hong.pdf"])
    (tmp_path / "kho" / "hong.pdf").write_bytes(b"%PDF-1.4 broken")
    out = tmp_path / "o.jsonl"
    command = on_cluster_command(scheduler, tmp_path)
    with worker(scheduler, tmp_path) as first, worker(scheduler, tmp_path):
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        wait_for(lambda: whole_lines(out) >= 20, "no lines came")
        first.kill()
        assert whole_lines(out) < 150
        said, errors = running.communicate(timeout=120)
        assert said == f"Đã đọc 200, đã có sẵn 0, lỗi 1 → {out}\n"
        assert errors.count("\n") == 1
        assert "hong.pdf" in errors
        assert running.returncode == 2
        assert names(out) == expected
        assert [line["error"]["code"] for line in lines(out) if "error" in line] == ["damaged"]
        # the same file of lines goes on with the other engine, and the cluster knows what that one did
        (tmp_path / "kho" / "moi.txt").write_text(LONG, encoding="utf-8")
        assert "Đã đọc 1, đã có sẵn 200, lỗi 1" in read(tmp_path / "kho", "--out", out).stdout
        assert "Đã đọc 0, đã có sẵn 201, lỗi 1" in on_cluster(scheduler, tmp_path).stdout


def test_a_scheduler_that_goes_leaves_whole_lines_and_a_sentence(tmp_path):
    many(tmp_path / "kho", 150)
    out = tmp_path / "o.jsonl"
    file = tmp_path / "scheduler.json"
    options = [*LOCAL, "--port", "0", "--no-dashboard", "--no-show", "--scheduler-file", str(file)]
    with process("scheduler", *options, log=tmp_path / "scheduler.log") as scheduler:
        wait_for(lambda: file.exists() and file.read_text(encoding="utf-8").endswith("}"), "no scheduler")
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        command = on_cluster_command(address, tmp_path)
        with worker(address, tmp_path):
            running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            wait_for(lambda: whole_lines(out) >= 10, "no lines came")
            scheduler.kill()
            _, errors = running.communicate(timeout=120)
    assert running.returncode == 2
    assert errors.startswith("Mất liên lạc với cụm máy")
    assert errors.count("\n") == 1
    assert len(set(names(out))) == len(names(out)) == whole_lines(out)
    assert read(tmp_path / "kho", "--out", out).exit_code == 0
    assert len(names(out)) == 150


def test_nobody_at_the_address_is_a_sentence(tmp_path):
    many(tmp_path / "kho", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    done = on_cluster(address, tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"Không kết nối được scheduler “{address}”")
    assert done.stderr.count("\n") == 1
    assert "viết chưa đúng" in on_cluster("sai", tmp_path).stderr


def test_a_cluster_without_workers_is_a_sentence(scheduler, tmp_path):
    many(tmp_path / "kho", 1)
    done = on_cluster(scheduler, tmp_path)
    assert done.returncode == 2
    assert "không có máy tính toán nào" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    many(tmp_path / "kho", 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = read(tmp_path / "kho", "--out", tmp_path / "o", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert done.exit_code == 2
    assert "dondoc[cluster]" in done.stderr


def test_reading_many_imports_no_dask():
    code = "import sys, dondoc.reading_jobs, dondoc.cli.read_many; sys.exit(any(m.split('.')[0] in {'dask', 'distributed', 'django'} for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
