"""A worker process: jobs come in on its standard input, outcomes go out on its standard output.

Its arguments are the largest file and the largest address space, in bytes. It ends when its input does, so none outlives who started it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from typing import IO

from dondoc.reading_jobs.jobs import Job, Outcome, read_job

LENGTH = struct.Struct(">Q")
READY = b"ready"
# A worker makes room for a fresh one now and then: what libraries keep does not add up.
MOST_DOCUMENTS = 5000


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one frame; None where the other side has gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    data = stream.read(size)
    return data if len(data) == size else None


def pack(outcome: Outcome) -> bytes:
    """An outcome as a frame holds it."""
    facts = json.dumps([outcome.file, outcome.status, outcome.code, outcome.message])
    return f"{facts}\n{outcome.line}".encode()


def unpack(data: bytes) -> Outcome:
    """The outcome that `pack` packed."""
    facts, _, line = data.partition(b"\n")
    file, status, code, message = json.loads(facts)
    return Outcome(file, status, line.decode(), code, message)


def main(read: Callable[[Job, int], Outcome] = read_job) -> None:
    """Answer jobs until there are no more.

    Args:
        read: reads one document.
    """
    size, memory = int(sys.argv[1]), int(sys.argv[2])
    jobs, answers = _streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it decides when to stop
    _limit_memory(memory)
    with contextlib.suppress(BrokenPipeError):
        send(answers, READY)
        for _ in range(MOST_DOCUMENTS):
            asked = receive(jobs)
            if asked is None:
                break
            job = Job(*json.loads(asked))
            try:
                answer = pack(read(job, size))
            except MemoryError:
                send(answers, b"")  # and make room: who asked knows what it means
                break
            send(answers, answer)
    os._exit(0)  # nothing to tidy, and a closed pipe is no error


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes under other numbers: what a library prints or reads cannot come between the frames."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return jobs, answers


def _limit_memory(size: int) -> None:
    try:
        import resource  # noqa: PLC0415  not on every system
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
