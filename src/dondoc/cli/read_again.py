"""`dondoc reading again`: documents that came in before the reader of today, read again one by one."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.days import BadInputError
from dondoc.cli.jurisdictions import now_in, the_jurisdiction
from dondoc.cli.read_many import BAD_INPUT, printable, progress_bar
from dondoc.config.bootstrap import tables_ready

if TYPE_CHECKING:
    from rich.progress import Progress

    from dondoc.directives.rereading import Changes
    from dondoc.organizations.models import Jurisdiction

# Nobody waits before a screen here.
_SECONDS = 600


@click.command("again")
@click.option("--document", "ids", type=int, multiple=True, metavar="ID", help="Văn bản mang mã này (nhiều lần được).")
@click.option("--all", "everything", is_flag=True, help="Mọi văn bản mà bộ đọc hiện nay chưa đọc.")
@click.option("--missing", is_flag=True, help="Chỉ văn bản thiếu lý do, hoặc bản quét thiếu vị trí chữ.")
@click.option("--jurisdiction", "code", metavar="MÃ", help="Địa phương, khi máy chủ có nhiều hơn một.")
@click.option(
    "--timeout", type=click.IntRange(min=1), default=_SECONDS, metavar="GIÂY", show_default=True,
    help="Thời gian nhận dạng các trang quét của một văn bản.",
)  # fmt: skip
def again(ids: tuple[int, ...], code: str | None, timeout: int, *, everything: bool, missing: bool) -> None:
    """Đọc lại văn bản đã nhập; những gì người rà soát đã sửa hoặc xác nhận giữ nguyên.

    Văn bản mà bộ đọc hiện nay đã đọc thì bỏ qua, nên lệnh dừng giữa chừng chạy lại được.
    """
    if bool(ids) + everything + missing != 1:
        raise BadInputError("Chọn một trong ba: --document ID, --missing (chỉ văn bản còn thiếu) hoặc --all.")
    with tables_ready():
        failed = _run(the_jurisdiction(code), ids, missing=missing, seconds=timeout)
    if failed:
        sys.exit(BAD_INPUT)


def _run(jurisdiction: Jurisdiction, ids: tuple[int, ...], *, missing: bool, seconds: int) -> int:
    from dondoc.directives.rereading import documents_to_read_again
    from dondoc.documents.models import Document

    here = jurisdiction.id
    known = set(Document.objects.filter(jurisdiction_id=here, id__in=ids).values_list("id", flat=True))
    if unknown := [number for number in ids if number not in known]:
        raise BadInputError(f"Không có văn bản nào mang mã {', '.join(map(str, unknown))}.")
    wanted = list(documents_to_read_again(here, ids=ids, missing_only=missing).values_list("id", flat=True))
    bar = progress_bar(len(wanted), "Đang đọc lại") if sys.stderr.isatty() else None
    changed = same = kept = failed = 0
    with bar or nullcontext():
        for number in wanted:
            outcome = _one(jurisdiction, number, seconds)
            if isinstance(outcome, str):
                failed += 1
                _tell(bar, f"Văn bản {number}: {outcome}")
            else:
                changed += not outcome.nothing
                same += outcome.nothing
                kept += outcome.text == "kept"
                if outcome.text == "kept":
                    _tell(
                        bar, f"Văn bản {number}: chữ của tệp nay đọc khác trước; giữ toàn văn cũ và vị trí đã xác nhận."
                    )
            if bar is not None:
                bar.update(bar.task_ids[0], advance=1, failures=failed)
    skipped = f", bỏ qua {len(ids) - len(wanted)} (bộ đọc hiện nay đã đọc)" if len(ids) > len(wanted) else ""
    click.echo(f"Đã đọc lại {changed + same}: {changed} có thay đổi, {same} giữ nguyên, lỗi {failed}{skipped}.")
    return failed


def _one(jurisdiction: Jurisdiction, number: int, seconds: int) -> Changes | str:
    """Read one again; the sentence of what went wrong, so that one bad file stops nobody."""
    from django.db import DatabaseError

    from dondoc.directives.commands.read_again import read_again
    from dondoc.foundation.errors import DomainError

    now = now_in(jurisdiction)
    try:
        return read_again(
            actor=None, jurisdiction_id=jurisdiction.id, document_id=number, seconds=seconds, now=now,
            request_id="dondoc reading again",
        )  # fmt: skip
    except DomainError as error:
        return f"{error.message} [{error.code}]"
    except DatabaseError:
        raise
    except Exception as fault:  # noqa: BLE001  a fault of the reader must not cost the other documents
        return f"Bộ đọc gặp lỗi ({type(fault).__name__}): hãy báo kèm tệp này. [internal]"


def _tell(bar: Progress | None, line: str) -> None:
    shown: Any = printable(line)
    if bar is None:
        click.echo(shown, err=True)
    else:
        bar.console.print(shown, markup=False, highlight=False, soft_wrap=True)
