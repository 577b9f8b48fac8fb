"""`dondoc read FILE… [--json]`: what a document says, for people as tables and for programs as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.days import BadInputError

if TYPE_CHECKING:
    from rich.console import Console

    from dondoc.reading import Directive, Reading

KNOWN = frozenset(
    {".txt", ".docx", ".pdf", ".doc", ".odt", ".rtf", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
BAD_INPUT = 2


def expand(paths: tuple[str, ...]) -> Iterator[Path]:
    """The files named, and for each folder the readable files under it, in order."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from sorted(
                p
                for p in path.rglob("*")
                if p.is_file() and p.suffix.lower() in KNOWN and not p.name.startswith((".", "~$"))
            )
        else:
            yield path


@click.command(
    "read",
    help="Đọc văn bản (.docx, .doc, .odt, .rtf, .html, .pdf, .txt, bản quét): phần đầu, cuộc họp, văn bản viện dẫn và các nhiệm vụ được giao."
    " Nhận nhiều tệp và thư mục; một tệp hỏng không làm dừng các tệp khác.",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help='In một đối tượng JSON (nhiều tệp: {"files": […]}).')
@click.option(
    "--limit",
    "limit_mb",
    type=click.IntRange(1, 2000),
    default=50,
    show_default=True,
    metavar="MB",
    help="Cỡ tệp lớn nhất được nhận.",
)
@click.option("--explain", is_flag=True, help="Nói rõ từng thông tin được đọc ra theo quy tắc nào.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    metavar="TỆP",
    help="Ghi mỗi văn bản một dòng JSON; chạy lại thì làm tiếp.",
)
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Số tiến trình đọc (mặc định: số nhân).")
@click.option("--timeout", type=click.IntRange(1, 86_400), metavar="GIÂY", help="Thời gian tối đa cho một tệp (120).")
@click.option("--engine", type=click.Choice(["local", "dask"]), help="Nơi đọc: máy này, hay một cụm Dask có sẵn.")
@click.option("--scheduler", metavar="tcp://…", help="Địa chỉ scheduler của cụm Dask.")
def read(
    files: tuple[str, ...],
    *,
    as_json: bool,
    limit_mb: int,
    explain: bool,
    out: str | None,
    workers: int | None,
    timeout: int | None,
    engine: str | None,
    scheduler: str | None,
) -> None:
    """Read documents; errors go to stderr, exit status 2 when a file could not be read."""
    from dondoc.cli.read_many import Many, read_many

    many = Many(out, workers, timeout, engine, scheduler, limit_mb)
    if refusal := many.refusal(as_json=as_json, explain=explain):
        raise BadInputError(refusal)
    if out is not None:
        read_many(files, KNOWN, many)
        return
    _read_few(files, as_json=as_json, limit_mb=limit_mb, explain=explain)


def _read_few(files: tuple[str, ...], *, as_json: bool, limit_mb: int, explain: bool) -> None:
    from dondoc.cli.explain import show_reasons
    from dondoc.reading import ReadingError, ScanLimits
    from dondoc.reading import read as read_document

    paths = list(expand(files))
    if not paths:
        click.echo("Không có tệp văn bản nào đọc được trong thư mục đã nêu.", err=True)
        sys.exit(BAD_INPUT)
    single = len(paths) == 1 and not Path(files[0]).is_dir() and len(files) == 1
    results: list[dict[str, Any]] = []
    failed = 0
    console = None if as_json else _console()
    for path, page_begun, say in _progress(paths, single=single):
        try:
            reading = read_document(path, limit=limit_mb * 1024 * 1024, scans=ScanLimits(progress=page_begun))
        except ReadingError as error:
            failed += 1
            say(f"{path}: {error.message} [{error.code}]")
            results.append({"file": str(path), "error": {"code": error.code, "message": error.message}})
            continue
        if as_json:
            results.append(reading.to_dict() if single else {"file": str(path), **reading.to_dict()})
        elif console is not None:
            (show_reasons if explain else show)(reading, str(path), console)
        for notice in reading.warnings:
            say(f"{path}: lưu ý: {notice.message}")
    if as_json and not (single and failed):
        click.echo(json.dumps(results[0] if single else {"files": results}, ensure_ascii=False))
    if failed:
        sys.exit(BAD_INPUT)


PageBegun = Callable[[int, int], None]


def _page_begun(number: int, total: int) -> None:
    """Say which scanned page is being recognised: each takes seconds. The line is written over by the next."""
    click.echo(f"\rĐang nhận dạng bản quét: trang {number}/{total} ", nl=number == total, err=True)


def _console() -> Console:
    from rich.console import Console

    # A pipe has no width of its own: tables there get one that holds a directive on few lines.
    return Console(width=None if sys.stdout.isatty() else 140, highlight=False, markup=False)


def _echo(line: str) -> None:
    click.echo(line, err=True)


def _progress(paths: list[Path], *, single: bool) -> Iterator[tuple[Path, PageBegun | None, Callable[[str], None]]]:
    """Each path, whom to tell of its scanned pages, and how to say a line; with a bar on stderr while there are many."""
    if single or not sys.stderr.isatty():
        page = _page_begun if sys.stderr.isatty() else None
        yield from ((path, page, _echo) for path in paths)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Đang đọc"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(paths))

        def page_begun(page: int, pages: int) -> None:
            bar.update(task, description=f"bản quét, trang {page}/{pages}")

        def say(line: str) -> None:
            bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

        for path in paths:
            yield path, page_begun, say
            bar.update(task, advance=1, description="")


def show(reading: Reading, name: str, console: Console) -> None:
    """Print a reading as tables.

    Args:
        reading: what was read.
        name: the file's name, for the title.
        console: where to print.
    """
    from rich.table import Table
    from rich.text import Text

    head = Table(title=Text(name, style="bold"), show_header=False, title_justify="left", box=None, pad_edge=False)
    head.add_column(style="dim", no_wrap=True)
    head.add_column(overflow="fold")
    for label, value in _facts(reading):
        head.add_row(label, value)
    console.print(head)
    table = Table(title=f"{len(reading.directives)} nhiệm vụ", title_justify="left", show_lines=True, expand=True)
    table.add_column("Mục", no_wrap=True)
    table.add_column("Nội dung", ratio=5, overflow="fold")
    table.add_column("Chủ trì", ratio=2, overflow="fold")
    table.add_column("Phối hợp", ratio=2, overflow="fold")
    table.add_column("Thời hạn", ratio=2, overflow="fold")
    table.add_column("Tin cậy", justify="right", no_wrap=True)
    for d in reading.directives:
        table.add_row(
            d.clause or "–",
            " ".join(d.text.split()),
            "\n".join(d.lead) or "–",
            "\n".join(d.coordinate) or "–",
            "\n".join((deadline_words(d.deadline.kind, d.deadline.text, day_words(d.deadline.due_on)), *time_lines(d))),
            f"{d.confidence:.0%}",
        )
    if reading.directives:
        console.print(table)
    else:
        console.print("Không tìm thấy nhiệm vụ nào được giao trong văn bản này.")
    console.print()


KINDS = {
    "date": "ngày", "period": "kỳ", "relative": "tính từ mốc", "event": "theo sự kiện", "recurring": "định kỳ", "standing": "thường xuyên", "none": "không nêu",
}  # fmt: skip


def day_words(value: Any) -> str:
    """A day as people write it, "" for none."""
    return value.strftime("%d/%m/%Y") if value else ""


def deadline_words(kind: str, words: str, day: str) -> str:
    """A deadline on up to three lines: the day, the words as written, the kind."""
    return "\n".join(part for part in (day, words, f"({KINDS[kind]})") if part)


def time_lines(directive: Directive) -> Iterator[str]:
    """Each time of a duty that has several, on a line of its own: the day or the words, and what it is for."""
    for time in directive.times:
        when = day_words(time.due_on) or time.text
        purpose = time.purpose.rstrip(" .")
        yield f"• {when}: {purpose}" if purpose else f"• {when}"


def _person(person: Any) -> str:
    return ", ".join(part for part in (person.name, person.position, person.reason) if part)


def words_of(value: Any) -> str:
    """A field's value in words: a text, a day, a person, or a list of them."""
    if isinstance(value, tuple):
        return "; ".join(words_of(item) for item in value)
    if isinstance(value, str):
        return value
    if hasattr(value, "strftime"):
        return day_words(value)
    return ", ".join(part for part in value.to_dict().values() if part)


def _facts(reading: Reading) -> Iterator[tuple[str, str]]:
    """The header and the meeting as labelled lines, only what the text gives."""
    d, m = reading.document, reading.meeting
    number = "/".join(part for part in (d.number, d.symbol) if part)
    rows = (
        ("Loại", d.type), ("Số, ký hiệu", number), ("Ngày", day_words(d.date) or d.date_text), ("Nơi ban hành", d.place), ("Cơ quan", d.issuer), ("Trích yếu", d.subject),
        ("Độ khẩn", d.urgency), ("Độ mật", d.secrecy), ("Người ký", ", ".join(p for p in (d.signer.authority, d.signer.position, d.signer.name) if p)),
        ("Kính gửi", "; ".join(d.addressees)), ("Nơi nhận", "; ".join(d.recipients)), ("Ngày họp", day_words(m.date)),
        ("Chủ trì họp", _person(m.chair) if m.chair else ""), ("Báo cáo", _person(m.reporter) if m.reporter else ""),
        ("Vắng", "; ".join(_person(p) for p in m.absent)), ("Dự thay", "; ".join(", ".join(x for x in (s.unit, s.name, s.position) if x) for s in m.substitutes)),
        ("Phát biểu", "; ".join(m.speakers)),
        ("Viện dẫn", "; ".join(f"{r.type or 'Văn bản'} {r.number}" + (f" ({day_words(r.date)})" if r.date else "") for r in reading.references)),
    )  # fmt: skip
    for label, value in rows:
        if value:
            yield label, value


if __name__ == "__main__":
    read()
