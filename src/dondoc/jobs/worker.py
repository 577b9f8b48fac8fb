"""A worker: procrastinate's, kept alive. It outlives the database, finishes the job in hand when it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import close_old_connections
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

from dondoc.jobs import registry
from dondoc.jobs.schedule import defer_due
from dondoc.jobs.stalled import take_back, watch

# Listening holds a connection; signs of life, the clock and the look for stalled jobs need one now and then.
_SIDE_TASKS = 4
_PATIENCE = 10.0
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """How a worker works.

    Attributes:
        queues: which queues; none: all.
        once: end when nothing is left to do.
        concurrency: how many jobs at a time.
        heartbeat: seconds between two signs of life.
        silent_for: seconds without one after which another worker's jobs are taken back.
        pause: seconds before another try when the database is away.
        poll: seconds between two looks into the queue; news come at once by NOTIFY.
    """

    queues: Sequence[str] = ()
    once: bool = False
    concurrency: int = 2
    heartbeat: float = 5.0
    silent_for: float = 30.0
    pause: float = 2.0
    poll: float = 5.0


def work(options: Options) -> bool:
    """Run jobs until SIGTERM or SIGINT, or, with `once`, until none is left.

    Args:
        options: how.

    Returns:
        False when `once` could not look into the queue.
    """
    return asyncio.run(_work(options))


async def _work(options: Options) -> bool:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    numbers = (signal.SIGTERM, signal.SIGINT)
    for number in numbers:
        loop.add_signal_handler(number, stop.set)
    try:
        while not stop.is_set():
            ended_well = await _until(stop, _life(options))
            if options.once or stop.is_set():
                return ended_well
            await _until(stop, asyncio.sleep(options.pause))
        return True
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)


async def _until(stop: asyncio.Event, doing: Any) -> bool:
    """Await `doing` to its end, or cancel it when `stop` is set and wait until it has ended; false: it failed."""
    task, stopped = asyncio.ensure_future(doing), asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not task.done():
        task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return True
    except Exception as error:  # noqa: BLE001 - whatever it was: the next life begins anew
        _log.error("worker_interrupted", kind=type(error).__name__)
        return False
    return True


async def _life(options: Options) -> None:
    """Work with one set of connections; ends when they break, when told to, or when nothing is left."""
    # The old connector comes back afterwards: a life after a broken one starts with connections of its own.
    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=options.concurrency + _SIDE_TASKS, timeout=_PATIENCE
    )  # fmt: skip
    with app.replace_connector(connector):
        async with app.open_async():
            await take_back(app.job_manager, silent_for=options.silent_for)
            if options.once:
                await asyncio.to_thread(_defer_due)
            watching = asyncio.create_task(
                watch(app.job_manager, silent_for=options.silent_for, every=options.heartbeat)
            )
            running = asyncio.create_task(
                app.run_worker_async(
                    queues=list(options.queues) or None,  # type: ignore[arg-type]  # None: all queues, as its documentation says
                     wait=not options.once, concurrency=options.concurrency,
                    install_signal_handlers=False, update_heartbeat_interval=options.heartbeat,
                    stalled_worker_timeout=options.silent_for, fetch_job_polling_interval=options.poll,
                )
            )  # fmt: skip
            try:
                await asyncio.wait({watching, running}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                watching.cancel()
                if not running.done():
                    running.cancel()  # it finishes the jobs in hand
                results = await asyncio.gather(running, watching, return_exceptions=True)
            for result in results:
                if isinstance(result, Exception):
                    raise result


def _defer_due() -> None:
    try:
        defer_due(now=registry.moment())
    finally:
        close_old_connections()
