"""The same work on a Dask cluster that is already there: the extra `dondoc[cluster]`.

Each task is a few documents, read by worker processes of our own under the cluster's worker: a document that kills its
process or takes too long costs only itself. A cluster's worker that dies loses its tasks, which the scheduler gives to
another; a task's outcomes come back all together or not at all, so that nothing is lost and nothing comes twice.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .jobs import EngineFailure, Job, Limits, Outcome, digest_of, failed
from .workers import Worker

_BATCH = 8
_TASKS_AHEAD = 3  # for each thread of the cluster
_PATIENCE = "10s"
_ADDRESS = re.compile(r"(?:tcp|tls|ws|wss)://[^/\s]+:\d+")
_mine = threading.local()


def read_batch(jobs: list[Job], limits: Limits) -> list[Outcome]:
    """Read a few documents on a worker of the cluster; one process for each of its threads, kept."""
    worker: Worker | None = getattr(_mine, "worker", None)
    if worker is None or worker.limits != limits:
        if worker is not None:
            worker.close()
        worker = _mine.worker = Worker(limits)
    return [worker.read(job) for job in jobs]


class Dask:
    """An engine on the cluster of a scheduler."""

    def __init__(self, scheduler: str, limits: Limits | None = None) -> None:
        self.scheduler = scheduler
        self.limits = limits or Limits()
        self._client: Any = None

    def __enter__(self) -> Self:
        if not _ADDRESS.fullmatch(self.scheduler):
            raise EngineFailure(f"Địa chỉ scheduler “{self.scheduler}” viết chưa đúng: cần dạng tcp://MÁY:CỔNG.")
        try:
            import distributed  # noqa: PLC0415  an extra, and slow to import
        except ImportError as error:
            raise EngineFailure("Chưa cài phần chạy trên cụm máy: hãy chạy pip install 'dondoc[cluster]'.") from error
        for name in ("distributed", "distributed.client"):  # what goes wrong is said in one sentence, by us
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        try:
            self._client = distributed.Client(self.scheduler, timeout=_PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, ValueError, TimeoutError) as error:
            if self._client is not None:
                self._close()
                raise EngineFailure(f"Cụm máy “{self.scheduler}” không có máy tính toán nào đang chạy.") from error
            raise EngineFailure(
                f"Không kết nối được scheduler “{self.scheduler}”: kiểm tra địa chỉ và xem scheduler có đang chạy không."
            ) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def _close(self) -> None:
        with contextlib.suppress(Exception):  # the scheduler may have gone
            self._client.close(timeout=5)

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, as they come.

        Raises:
            EngineFailure: the scheduler has gone, or its workers lack this program.
        """
        from distributed import as_completed  # noqa: PLC0415

        left = iter(jobs)
        batches: dict[str, list[Job]] = {}
        running = as_completed(loop=self._client.loop)
        window = max(4, _TASKS_AHEAD * sum(self._client.nthreads().values()))

        def more() -> None:
            while len(batches) < window and (batch := list(itertools.islice(left, _BATCH))):
                future = self._client.submit(read_batch, batch, self.limits, pure=False)
                batches[future.key] = batch
                running.add(future)

        more()
        while batches:
            future = next(running)
            batch = batches.pop(future.key)
            yield from self._results(future, batch)
            more()

    def _results(self, future: Any, batch: list[Job]) -> Iterator[Outcome]:
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            found = future.result()
        except KilledWorker:
            message = "Các máy tính toán lần lượt dừng đột ngột khi đọc nhóm tệp này."
            yield from (failed(job.file, digest_of(job.path), "worker_died", message) for job in batch)
            return
        except EngineFailure:
            raise
        except ModuleNotFoundError as error:
            raise EngineFailure("Máy tính toán của cụm chưa cài dondoc cùng phiên bản.") from error
        except Exception as error:
            raise EngineFailure(
                f"Mất liên lạc với cụm máy “{self.scheduler}” ({type(error).__name__}): chạy lại lệnh này để làm tiếp."
            ) from error
        future.release()
        for job, outcome in zip(batch, found, strict=True):
            if outcome.code == "not_found" and Path(job.path).is_file():
                message = "Máy tính toán của cụm không thấy tệp này: thư mục phải dùng chung được ở cùng đường dẫn."
                yield failed(job.file, None, "not_shared", message)
            else:
                yield outcome
