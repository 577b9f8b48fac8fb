"""`dondoc backup` and `dondoc restore`: everything into one file, and back."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from dondoc import backup as backups
from dondoc.backup import BackupError, DamagedArchiveError, OccupiedError
from dondoc.embedded.errors import EmbeddedError

_FAILED = 1
_BAD_INPUT = 2


class _Bar:
    """Shows the work on a terminal."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def phase(self, title: str, total: int | None) -> None:
        """Begin a line for a phase."""
        self._finish()
        self._task = self._bar.add_task(title, total=total)

    def advance(self, amount: int) -> None:
        """Move the present line on."""
        if self._task is not None:
            self._bar.advance(self._task, amount)

    def _finish(self) -> None:
        if self._task is not None:
            done = next(task for task in self._bar.tasks if task.id == self._task).completed
            self._bar.update(self._task, total=max(done, 1), completed=max(done, 1))


@click.command("backup")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--overwrite", is_flag=True, help="Thay tệp đã có cùng tên.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả thành một đối tượng JSON.")
def backup(file: Path, *, overwrite: bool, as_json: bool) -> None:
    """Sao lưu cơ sở dữ liệu và các tệp vào FILE.

    Bản sao lưu nhất quán dù hệ thống đang chạy. Nó chứa toàn bộ dữ liệu: hãy cất ở nơi chỉ người có trách nhiệm đọc được.
    """
    from dondoc.config import runtime

    with _sentences():
        # Before the server is started: an answer at once.
        if file.exists() and not overwrite:
            raise click.UsageError(f"{file} đã có. Hãy chọn tên khác, hoặc thêm --overwrite để thay tệp cũ.")
        if not file.absolute().parent.is_dir():
            raise click.UsageError(f"Không có thư mục {file.absolute().parent}.")
        with runtime.database() as database, _bar() as bar:
            done = backups.create(
                database.url,
                runtime.files_folder(),
                file,
                bucket=runtime.bucket(),
                overwrite=overwrite,
                progress=bar,
            )
    for warning in done.warnings:
        click.echo(f"Cảnh báo: {warning}", err=True)
    _answer(done.as_json(), "Đã sao lưu", as_json=as_json)


@click.command("restore")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Thay toàn bộ dữ liệu đang có.")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả thành một đối tượng JSON.")
def restore(file: Path, *, replace: bool, yes: bool, as_json: bool) -> None:
    """Khôi phục cơ sở dữ liệu và các tệp từ FILE.

    Mọi mã kiểm tra được đối chiếu trước; bản sao lưu hỏng bị từ chối và dữ liệu đang có giữ nguyên.
    """
    from dondoc.config import runtime

    with _sentences():
        if not file.is_file():
            raise click.UsageError(f"Không có tệp {file}.")
        with _bar() as bar, backups.verified(file, bar):
            pass  # a damaged archive is told before a server is started
        with runtime.database() as database:
            files, bucket = runtime.files_folder(), runtime.bucket()
            there = backups.occupied(database.url, files, bucket)
            if there and not replace:
                raise OccupiedError(
                    f"Đang có dữ liệu ({there.tables} bảng{', có tệp' if there.files else ''}); chưa thay đổi gì. "
                    "Thêm --replace nếu muốn thay tất cả bằng bản sao lưu."
                )
            if there and not yes:
                _confirm()
            with _bar() as bar, backups.verified(file, bar) as archive:
                backups.restore(database.url, files, archive, bucket=bucket, replace=replace, progress=bar)
                done = backups.Summary(file.absolute(), archive.size, archive.manifest)
    _answer(done.as_json(), "Đã khôi phục từ", as_json=as_json)
    if not as_json:
        click.echo(
            "Nếu bản sao lưu do phiên bản cũ hơn tạo ra, lần chạy dondoc serve tới sẽ cập nhật cấu trúc dữ liệu."
        )


def _confirm() -> None:
    if not _can_ask():
        raise click.UsageError("Không hỏi lại được (không có bàn phím). Thêm --yes nếu chắc chắn.")
    if not click.confirm("Toàn bộ dữ liệu đang có sẽ bị thay và không lấy lại được. Tiếp tục?", err=True):
        click.echo("Đã dừng; chưa thay đổi gì.", err=True)
        raise SystemExit(_FAILED)


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _answer(facts: dict[str, Any], verb: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    click.echo(
        f"{verb} {facts['file']} ({facts['bytes'] / 1e6:.1f} MB): {facts['tables']} bảng, {facts['rows']} dòng, "
        f"{facts['files']} tệp; thời điểm của dữ liệu {facts['created_at']}."
    )


@contextmanager
def _bar() -> Iterator[_Bar]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    # In a pipe or a log file the lines of a moving bar would only be noise.
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield _Bar(bar)


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn our errors into one sentence on the standard error and an exit status."""
    try:
        yield
    except click.UsageError as error:
        _leave(error.message, _BAD_INPUT)
    except (DamagedArchiveError, OccupiedError) as error:
        _leave(str(error), _BAD_INPUT)
    except (BackupError, EmbeddedError) as error:
        _leave(str(error), _FAILED)


def _leave(sentence: str, status: int) -> None:
    click.echo(sentence, err=True)
    raise SystemExit(status)
