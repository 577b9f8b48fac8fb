"""The file of readings: whole lines, resumed, never mixed with something else."""

import errno
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from dondoc.reading_jobs import Job, Outcome, Output, OutputRefused, run
from dondoc.reading_jobs.jobs import failed, read_job

DONE = '{"file": "a.txt", "sha256": "%s", "reading": {}}\n' % ("a" * 64)


class Here:
    """An engine without processes."""

    def __init__(self):
        self.asked = []

    def outcomes(self, jobs):
        for job in jobs:
            self.asked.append(job.file)
            yield read_job(job, 1 << 20)


def known(path, file):
    with Output.open(path) as output:
        found = output.claim(file)
        return found.digest, found.code


def test_a_torn_last_line_is_dropped(tmp_path):
    out = tmp_path / "o.jsonl"
    for torn in ('{"file": "b.txt", "sha256": "', '{"fi', "{", "\0\0\0"):
        out.write_text(DONE + torn, encoding="utf-8")
        assert known(out, "a.txt") == ("a" * 64, "")
        assert out.read_text(encoding="utf-8") == DONE
    out.write_text('{"file": "', encoding="utf-8")
    assert known(out, "a.txt") == ("", "")
    assert out.read_bytes() == b""


def test_a_long_torn_line_is_dropped_and_a_long_whole_one_kept(tmp_path):
    out = tmp_path / "o.jsonl"
    body = DONE.replace("{}", '{"text": "' + "x" * 200_000 + '"}')
    out.write_text(body + body[:-1], encoding="utf-8")
    assert known(out, "a.txt") == ("a" * 64, "")
    assert out.read_text(encoding="utf-8") == body


def test_the_later_line_of_a_file_wins(tmp_path):
    out = tmp_path / "o.jsonl"
    out.write_text(DONE + DONE.replace("aaaa", "bbbb"), encoding="utf-8")
    assert known(out, "a.txt") == ("b" * 64, "")
    out.write_text(DONE + failed("a.txt", "c" * 64, "damaged", "Hỏng").line + "\n", encoding="utf-8")
    assert known(out, "a.txt") == ("c" * 64, "damaged")
    out.write_text(DONE + failed("a.txt", "c" * 64, "worker_died", "Chết").line + "\n", encoding="utf-8")
    assert known(out, "a.txt") == ("", "worker_died")


@pytest.mark.parametrize("content", ["Kính gửi: Sở Nội vụ", "{}\n", '{"files": []}\n', "\n", '{"file" : 1}\n'])
def test_a_file_with_something_else_is_left_alone(tmp_path, content):
    out = tmp_path / "o.jsonl"
    out.write_text(content, encoding="utf-8")
    with pytest.raises(OutputRefused, match="nội dung khác"):
        Output.open(out)
    assert out.read_text(encoding="utf-8") == content


def test_what_cannot_be_written_is_said(tmp_path):
    with pytest.raises(OutputRefused, match="Không ghi được"):
        Output.open(tmp_path / "khong" / "co.jsonl")
    with pytest.raises(OutputRefused, match="tệp thường"):
        Output.open(Path("/dev/null"))


def test_one_writer_at_a_time(tmp_path):
    with Output.open(tmp_path / "o.jsonl"), pytest.raises(OutputRefused, match="đang ghi"):
        Output.open(tmp_path / "o.jsonl")


def test_a_full_disk_leaves_whole_lines(tmp_path, monkeypatch):
    out = tmp_path / "o.jsonl"
    real = os.write

    def half(descriptor, data):
        if len(data) < 60:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data[: len(data) // 2])

    with Output.open(out) as output:
        output.write(DONE.strip())
        monkeypatch.setattr(os, "write", half)
        with pytest.raises(OutputRefused, match="Không ghi tiếp"):
            output.write(DONE.strip())
    assert out.read_text(encoding="utf-8") == DONE


def test_a_file_named_twice_is_read_once_and_a_changed_one_again(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Giao Sở Nội vụ báo cáo.", encoding="utf-8")
    out = tmp_path / "o.jsonl"
    engine = Here()
    with Output.open(out) as output:
        assert run([str(path), str(path)], output, engine).read == 1
    with Output.open(out) as output:
        assert run([str(path)], output, engine).same == 1
    path.write_text("Giao Sở Y tế báo cáo.", encoding="utf-8")
    with Output.open(out) as output:
        assert run([str(path)], output, engine).read == 1
    texts = [json.loads(line)["reading"]["text"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert texts == ["Giao Sở Nội vụ báo cáo.", "Giao Sở Y tế báo cáo."]


def test_a_name_that_is_no_utf_8_is_kept_and_known_again(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/c\xf4ng.txt")
    Path(path).write_text("Giao Sở Nội vụ báo cáo.", encoding="utf-8")
    out = tmp_path / "o.jsonl"
    with Output.open(out) as output:
        assert run([path], output, Here()).read == 1
    assert json.loads(out.read_text(encoding="utf-8"))["file"] == path
    with Output.open(out) as output:
        assert run([path], output, Here()).same == 1


def test_memory_does_not_grow_with_the_number_of_documents(tmp_path):
    class Nothing:
        def outcomes(self, jobs):
            return (Outcome(job.file, "read", f'{{"file": "{job.file}", "sha256": null}}') for job in jobs)

    peaks = []
    for count in (2_000, 20_000):
        tracemalloc.start()
        with Output.open(tmp_path / f"{count}.jsonl") as output:
            run((f"archive/{i:06}.txt" for i in range(count)), output, Nothing())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 200_000


def test_a_job_is_told_what_was_read_before(tmp_path):
    out = tmp_path / "o.jsonl"
    out.write_text(DONE, encoding="utf-8")
    seen: list[Job] = []

    class Watching:
        def outcomes(self, jobs):
            for job in jobs:
                seen.append(job)
                yield Outcome(job.file, "same")

    with Output.open(out) as output:
        run(["a.txt"], output, Watching())
    assert [(job.file, job.known) for job in seen] == [("a.txt", "a" * 64)]
