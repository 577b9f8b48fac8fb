"""`dondoc read DIR --out FILE`: many documents, one line of JSON each, by worker processes or a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.days import BadInputError

if TYPE_CHECKING:
    from rich.progress import Progress

    from dondoc.reading_jobs import Engine, Limits, Outcome

BAD_INPUT = 2
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Many:
    """The options that only reading into a file has."""

    out: str | None
    workers: int | None
    timeout: int | None
    engine: str | None
    scheduler: str | None
    limit_mb: int

    def refusal(self, *, as_json: bool, explain: bool) -> str | None:
        """Say in one sentence why the options do not go together; None where they do."""
        alone = next((name for name in ("workers", "timeout", "engine", "scheduler") if getattr(self, name)), None)
        dask = self.engine == "dask"
        refusals = (
            (self.out is None and alone, f"--{alone} chỉ dùng cùng --out TỆP."),
            (as_json and explain, "Chọn một trong hai: --json hoặc --explain."),
            (
                self.out and as_json,
                "Chọn một trong hai: --json in ra màn hình, --out ghi vào tệp (mỗi dòng đã là một đối tượng JSON).",
            ),
            (
                self.out and explain,
                "--explain không dùng cùng --out: mỗi dòng trong tệp đã có tên các quy tắc (why, because).",
            ),
            (dask and not self.scheduler, "--engine dask cần địa chỉ của cụm: thêm --scheduler tcp://MÁY:CỔNG."),
            (dask and self.workers, "--workers không dùng cùng --engine dask: cụm đã có số máy của nó."),
            (self.scheduler and not dask, "--scheduler chỉ dùng cùng --engine dask."),
        )
        return next((sentence for wrong, sentence in refusals if wrong), None)


def read_many(files: tuple[str, ...], suffixes: Collection[str], many: Many) -> None:
    """Read into the file; one line of error on stderr for each document that failed, then exit status 2."""
    from dondoc.reading_jobs import EngineFailure, Limits, Output, OutputRefused, run, walk

    limits = Limits(many.limit_mb * 1024 * 1024, many.timeout or _SECONDS)
    shown = progress_bar(sum(1 for _ in walk(files, suffixes))) if sys.stderr.isatty() else None
    bar: AbstractContextManager[Any] = shown or nullcontext()
    failures = 0

    def tell(outcome: Outcome) -> None:
        nonlocal failures
        if outcome.status == "failed":
            failures += 1
            line = printable(f"{outcome.file}: {outcome.message} [{outcome.code}]")
            if shown is None:
                click.echo(line, err=True)
            else:
                shown.console.print(line, markup=False, highlight=False, soft_wrap=True)
        if shown is not None:
            shown.update(shown.task_ids[0], advance=1, failures=failures)

    try:
        with Output.open(Path(many.out or "")) as output, _engine(many, limits) as engine, bar:
            tally = run(walk(files, suffixes), output, engine, tell=tell)
    except (EngineFailure, OutputRefused) as error:
        raise BadInputError(str(error)) from error
    if not (tally.read or tally.same or tally.failed):
        raise BadInputError(f"Không có tệp {', '.join(sorted(suffixes))} nào trong thư mục đã nêu.")
    click.echo(f"Đã đọc {tally.read}, đã có sẵn {tally.same}, lỗi {tally.failed} → {many.out}")
    if tally.failed:
        sys.exit(BAD_INPUT)


def _engine(many: Many, limits: Limits) -> AbstractContextManager[Engine]:
    if many.engine == "dask":
        from dondoc.reading_jobs.cluster import Dask

        return Dask(many.scheduler or "", limits)
    from dondoc.reading_jobs import Local

    return Local(many.workers or _cores(), limits)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def progress_bar(total: int, title: str = "Đang đọc") -> Progress:
    """Return a bar on stderr that counts to `total`, with its failures and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failures]} lỗi"),
        TextColumn("còn"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.add_task("", total=total, failures=0)
    return progress


def printable(line: str) -> str:
    """One line that a terminal can show, whatever the file is called."""
    return "".join(c if c.isprintable() else "�" for c in line)
