"""Worker processes of this machine: what kills one costs its document only."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Self

from .child import READY, receive, send, unpack
from .jobs import EngineFailure, Job, Limits, Outcome, digest_of, failed

COMMAND = (sys.executable, "-c", "from dondoc.reading_jobs.child import main; main()")
# Documents asked for beyond those being read: no worker waits for the next.
_AHEAD = 3
# A process killed from outside while it starts is started again; one that is killed each time is not.
_STARTS = 3


class Worker:
    """One worker process, started when first asked and again after each death."""

    def __init__(self, limits: Limits, command: Sequence[str] = COMMAND) -> None:
        self.limits = limits
        self.command = command
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, job: Job) -> Outcome:
        """Read one document; whatever happens to the process, there is an outcome.

        Raises:
            EngineFailure: no worker process can be started.
        """
        process = self._running()
        assert process.stdin is not None  # noqa: S101  both are pipes
        assert process.stdout is not None  # noqa: S101
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(self.limits.seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            send(process.stdin, json.dumps([job.file, job.path, job.known]).encode())
            answer = receive(process.stdout)
        except OSError:
            answer = None
        finally:
            watch.cancel()
        if answer:
            if late.is_set():
                self.close()  # the answer came as the time ran out: the process is being killed
            return unpack(answer)
        status = self.close()
        digest = digest_of(job.path)
        if answer is not None:
            return failed(job.file, digest, "out_of_memory", "Đọc tệp này cần quá nhiều bộ nhớ.")
        if late.is_set():
            return failed(job.file, digest, "timed_out", f"Đọc quá {self.limits.seconds:g} giây: đã dừng ở tệp này.")
        return failed(job.file, digest, "worker_died", f"Tiến trình đọc tệp này dừng đột ngột ({_why(status)}).")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        for _ in range(_STARTS):
            process = self._process = self._started()
            if process.stdout is not None and receive(process.stdout) == READY:
                return process
            if self.close() >= 0:
                break  # it ended by itself: it would again
        raise EngineFailure("Không khởi động được tiến trình đọc: kiểm tra bộ nhớ và bản cài đặt.")

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603  our own program
                [*self.command, str(self.limits.size), str(self.limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        except OSError as error:
            raise EngineFailure(f"Không khởi động được tiến trình đọc: {error.strerror}.") from error

    def close(self) -> int:
        """End the process and return its exit status; the worker can be used again."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.05 if process.poll() is None else 0)  # one that is ending tells why
        process.kill()
        status = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        return status


def _why(status: int) -> str:
    if status >= 0:
        return f"mã {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"tín hiệu {-status}"


class Local:
    """An engine of `workers` processes; a thread of this process waits for each."""

    def __init__(self, workers: int, limits: Limits | None = None, command: Sequence[str] = COMMAND) -> None:
        self.workers = workers
        self.limits = limits or Limits()
        self.command = command
        self._mine = threading.local()
        self._all: list[Worker] = []
        self._threads = ThreadPoolExecutor(workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.close()
        self._threads.shutdown(wait=True)

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, as they come.

        Raises:
            EngineFailure: no worker process can be started.
        """
        waiting: set[Future[Outcome]] = set()
        for job in jobs:
            waiting.add(self._threads.submit(self._one, job))
            if len(waiting) >= self.workers + _AHEAD:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)

    def _one(self, job: Job) -> Outcome:
        worker: Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = Worker(self.limits, self.command)
            self._all.append(worker)
        return worker.read(job)
