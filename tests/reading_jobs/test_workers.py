"""Worker processes: what kills one costs its document only."""

import json
import os
import sys
from pathlib import Path

import pytest
from tests.reading.builders import notice

from dondoc.reading import Reading
from dondoc.reading_jobs import EngineFailure, Job, Limits, Local, Output, run, walk

CRASHING = (sys.executable, str(Path(__file__).with_name("crashing_child.py")))
GOOD = notice("1. Giao Phòng Nội vụ lập đề án trước ngày 30/6/2023.")


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "archive"
    made.mkdir()
    return made


def write(folder, *names):
    for name in names:
        (folder / name).write_text(f"{GOOD}\n{name}", encoding="utf-8")


def test_each_death_costs_its_document_only(folder, tmp_path):
    bad = {"segfault": "worker_died", "killed": "worker_died", "slow": "timed_out", "memory": "out_of_memory"}
    write(folder, *(f"{name}.txt" for name in bad), "prints.txt", *(f"{i}.txt" for i in range(12)))
    out = tmp_path / "out.jsonl"
    with Output.open(out) as output, Local(2, Limits(seconds=3), CRASHING) as engine:
        tally = run(walk([str(folder)], {".txt"}), output, engine)
    assert (tally.read, tally.failed) == (13, 4)
    found = {Path(line["file"]).stem: line for line in lines(out)}
    assert len(found) == 17
    assert {name: found[name]["error"]["code"] for name in bad} == bad
    assert "SIGSEGV" in found["segfault"]["error"]["message"]
    assert all(len(line["sha256"]) == 64 for line in found.values())
    assert Reading.from_dict(found["prints"]["reading"]).document.number == "34"


def test_what_no_document_is_to_blame_for_is_tried_again(folder, tmp_path):
    write(folder, "killed.txt", "a.txt")
    (folder / "b.txt").write_bytes(b"")
    out = tmp_path / "out.jsonl"
    with Output.open(out) as output, Local(1, command=CRASHING) as engine:
        assert run(walk([str(folder)], {".txt"}), output, engine).failed == 2
    told = []
    with Output.open(out) as output, Local(1) as engine:
        tally = run(walk([str(folder)], {".txt"}), output, engine, tell=told.append)
    assert (tally.read, tally.same, tally.failed) == (1, 1, 1)
    assert [Path(o.file).name for o in told if o.status == "failed"] == ["b.txt"]
    assert "reading" in {Path(line["file"]).name: line for line in lines(out)}["killed.txt"]


def test_an_idle_worker_that_was_killed_is_started_again(folder):
    write(folder, "a.txt", "b.txt")
    with Local(1) as engine:
        assert [o.status for o in engine.outcomes([Job("a", str(folder / "a.txt"))])] == ["read"]
        process = engine._all[0]._process
        os.kill(process.pid, 9)
        process.wait()
        assert [o.status for o in engine.outcomes([Job("b", str(folder / "b.txt"))])] == ["read"]


def test_a_worker_killed_while_it_starts_is_started_again(folder, tmp_path):
    write(folder, "a.txt")
    first = tmp_path / "first"
    code = f"import os, pathlib\nmark = pathlib.Path({str(first)!r})\n"
    code += "if not mark.exists():\n    mark.touch()\n    os.kill(os.getpid(), 9)\n"
    code += "from dondoc.reading_jobs.child import main\nmain()\n"
    with Local(1, command=(sys.executable, "-c", code)) as engine:
        assert [o.status for o in engine.outcomes([Job("a", str(folder / "a.txt"))])] == ["read"]
    assert first.exists()
    always = (sys.executable, "-c", "import os; os.kill(os.getpid(), 9)")
    with Local(1, command=always) as engine, pytest.raises(EngineFailure, match="khởi động"):
        list(engine.outcomes([Job("a", "a")]))


def test_a_worker_that_cannot_start_stops_the_run_with_a_sentence():
    with Local(1, command=(sys.executable, "-c", "")) as engine, pytest.raises(EngineFailure, match="khởi động"):
        list(engine.outcomes([Job("a", "a")]))
    with Local(1, command=("/khong/co",)) as engine, pytest.raises(EngineFailure, match="khởi động"):
        list(engine.outcomes([Job("a", "a")]))


def test_a_fault_of_the_reader_is_an_error_of_its_document(folder, monkeypatch):
    from dondoc.reading_jobs import jobs

    write(folder, "a.txt")

    def fails(*_, **__):
        raise RecursionError

    monkeypatch.setattr(jobs, "read_bytes", fails)
    outcome = jobs.read_job(Job("a", str(folder / "a.txt")), 1000)
    assert (outcome.status, outcome.code) == ("failed", "internal")


def test_a_file_above_the_limit_is_not_held_but_hashed(folder):
    from dondoc.reading_jobs import jobs

    write(folder, "a.txt")
    path = str(folder / "a.txt")
    outcome = jobs.read_job(Job("a", path), 10)
    assert (outcome.code, json.loads(outcome.line)["sha256"]) == ("too_large", jobs.digest_of(path))
    assert jobs.read_job(Job("a", path, jobs.digest_of(path)), 10).status == "same"


def test_files_that_cannot_be_opened_are_errors_without_a_hash(folder):
    from dondoc.reading_jobs import jobs

    outcome = jobs.read_job(Job("x", str(folder / "x.txt")), 10)
    assert (outcome.code, json.loads(outcome.line)["sha256"]) == ("not_found", None)
    assert jobs.digest_of(str(folder)) is None


def test_the_walk_finds_readable_files_at_any_depth(folder):
    (folder / "in" / "deep").mkdir(parents=True)
    write(folder, "a.TXT", ".hidden.txt", "~$a.txt", "a.png", "in/deep/b.txt")
    (folder / "again").symlink_to(folder)
    found = {Path(name).name for name in walk([str(folder), str(folder / "khong-co.txt")], {".txt"})}
    assert found == {"a.TXT", "b.txt", "khong-co.txt"}
