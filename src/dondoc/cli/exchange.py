"""`dondoc exchange`: packets of the document exchange (edXML) read, written and answered, without database or network.

`run`, which needs both, is in `exchange_run`.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from dondoc.cli.days import BadInputError
from dondoc.cli.exchange_run import run as run_worker
from dondoc.cli.wording import Group

if TYPE_CHECKING:
    from dondoc.documents.exchange import Packet, Received

_P = ParamSpec("_P")
_R = TypeVar("_R")
_MOST_JSON = 20 << 20
_KINDS = ("new", "recall", "update", "replace")


def _one_sentence(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """Have what goes wrong with a packet end as one sentence and exit status 2."""

    @wraps(command)
    def run(*args: _P.args, **extra: _P.kwargs) -> _R:
        from dondoc.documents.exchange import ExchangeError

        try:
            return command(*args, **extra)
        except ExchangeError as error:
            raise BadInputError(" ".join(f"{error.message} [{error.code}]".split())) from None

    return run


@click.group(cls=Group)
def exchange() -> None:
    """Đọc, ghi, trả lời gói tin liên thông văn bản (edXML, QCVN 102:2016)."""


exchange.add_command(run_worker)


@exchange.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
@click.option(
    "--extract", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Ghi các tệp đính kèm vào thư mục này."
)
@_one_sentence
def read(file: Path, as_json: bool, folder: Path | None) -> None:
    """Đọc một gói tin và in nội dung."""
    received = _read(file)
    answer = received.to_dict()
    if folder is not None:
        paths = _extract(received, folder)
        for one, path in zip(answer.get("attachments", ()), paths, strict=False):
            one["path"] = str(path)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _print(received, answer)


@exchange.command()
@click.argument("document", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(_KINDS), default="new", help="Văn bản mới, thu hồi, cập nhật hay thay thế.")
@click.option(
    "--id-style", type=click.Choice(("composed", "uuid")), default="composed", help="Kiểu mã định danh văn bản."
)
@click.option("--at", "moment", metavar="LÚC", help="Thời điểm gửi (2021-01-18T08:00), mặc định là bây giờ.")
@_one_sentence
def write(document: Path, out: Path, kind: str, id_style: str, moment: str | None) -> None:
    """Ghi gói tin từ tệp JSON của một văn bản."""
    from dondoc.documents.exchange import write_packet
    from dondoc.documents.exchange.codes import IdStyle, Kind
    from dondoc.documents.exchange.from_document import packet_of

    data = _bytes(document, _MOST_JSON)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInputError(f"Tệp “{document}” không phải JSON hợp lệ (UTF-8). [bad_document]") from None
    packet = packet_of(content, document.parent, Kind(_KINDS.index(kind)), IdStyle(id_style))
    _save(out, write_packet(packet, at=_moment(moment)), document)
    click.echo(f"Đã ghi {out}.")


@exchange.command()
@click.argument("code")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--for", "file", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Gói tin được trả lời."
)
@click.option("--from", "before", metavar="CODE", help="Trạng thái hiện tại, để kiểm tra trình tự.")
@click.option("--as", "own", metavar="CODE", help="Mã cơ quan trả lời, khi gói tin gửi cho nhiều nơi.")
@click.option("--reason", default="", help="Lý do (bắt buộc với 02, 13, 16).")
@click.option("--department", default="", help="Bộ phận của người gửi trạng thái.")
@click.option("--staff", default="", help="Người gửi trạng thái.")
@click.option("--at", "moment", metavar="LÚC", help="Thời điểm gửi (2021-01-18T08:00), mặc định là bây giờ.")
@_one_sentence
def status(
    code: str,
    out: Path,
    file: Path,
    before: str | None,
    own: str | None,
    reason: str,
    department: str,
    staff: str,
    moment: str | None,
) -> None:
    """Ghi gói trạng thái CODE (01–06, 13, 15, 16) trả lời một gói tin."""
    from dondoc.documents.exchange import StatusMessage, write_packet
    from dondoc.documents.exchange.codes import Kind, Status
    from dondoc.documents.exchange.packet import Packet, Staff
    from dondoc.documents.exchange.statuses import Need, Role, check, sender_of

    wanted, now = _status(code), _status(before) if before else None
    packet = _read(file).message
    if not isinstance(packet, Packet):
        raise BadInputError("Gói tin được trả lời phải là gói văn bản, không phải gói trạng thái.")
    who = sender_of(wanted)
    if now:
        # One status before is all that is known here; what the guard needs of the way before it is taken as met.
        met = {Need.RESUMES, Need.UPDATED}
        if reason.strip():
            met.add(Need.REASON)
        if now is Status.TAKE_BACK or packet.business.kind is not Kind.NEW:
            met.add(Need.REQUEST)
        check(now, wanted, who, met)
    sender = packet.sender if who is Role.ORIGINATOR else _receiver(packet, own)
    message = StatusMessage(
        sender=sender,
        response_for=packet.as_answered(),
        status=wanted,
        description=reason,
        at=_moment(moment),
        staff=Staff(department, staff),
    )
    _save(out, write_packet(message), file)
    click.echo(f"Đã ghi {out}.")


def _bytes(file: Path, most: int) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(most + 1)
    except OSError:
        raise BadInputError(f"Không mở được tệp “{file}”: kiểm tra lại đường dẫn và quyền đọc.") from None
    if len(data) > most:
        raise BadInputError(f"Tệp “{file}” lớn quá {most / 1e6:.0f} MB.")
    return data


def _read(file: Path) -> Received:
    from dondoc.documents.exchange import read_packet
    from dondoc.documents.exchange.tree import Limits

    return read_packet(_bytes(file, Limits().packet_bytes))


def _extract(received: Received, folder: Path) -> list[Path]:
    from dondoc.documents.exchange.files import extract
    from dondoc.documents.exchange.packet import Packet

    if not isinstance(received.message, Packet):
        return []
    try:
        return list(extract(received.message.attachments, folder))
    except OSError:
        raise BadInputError(f"Không ghi được vào thư mục “{folder}”.") from None


def _status(code: str) -> Any:
    from dondoc.documents.exchange.codes import Status, status_of

    found = status_of(code)
    if found is None:
        raise BadInputError(f"Không có trạng thái “{code}”; cần một trong {', '.join(Status)}.")
    return found


def _receiver(packet: Packet, own: str | None) -> Any:
    from dondoc.documents.exchange.codes import OrganCode

    wanted = OrganCode(own).normal if own else None
    found = [party for party in packet.to if wanted in (None, party.code.normal)]
    if not found:
        raise BadInputError(
            f"Gói tin không gửi cho cơ quan “{own}”. [another_body]" if own else "Gói tin không ghi cơ quan nhận."
        )
    if len(found) > 1:
        raise BadInputError("Gói tin gửi cho nhiều cơ quan; hãy thêm --as CODE, mã của cơ quan trả lời.")
    return found[0]


def _moment(written: str | None) -> dt.datetime:
    from dondoc.documents.exchange.codes import LOCAL, read_time

    if not written:
        return dt.datetime.now(LOCAL)
    found = read_time(written)
    if found is None:
        raise BadInputError(f"Không đọc được thời điểm “{written}”. Hãy viết dạng 2021-01-18T08:00.")
    return found


def _save(out: Path, data: bytes, source: Path) -> None:
    """Write the whole file or none, and never over what it was made of."""
    part = out.parent / f".{secrets.token_hex(6)}.part"
    try:
        if out.exists() and out.samefile(source):
            raise BadInputError(f"“{out}” là chính tệp nguồn; hãy chọn tên khác cho gói tin.")
        part.write_bytes(data)
        part.replace(out)
    except OSError:
        part.unlink(missing_ok=True)
        raise BadInputError(f"Không ghi được tệp “{out}”.") from None


def _print(received: Received, answer: dict[str, Any]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from dondoc.cli.exchange_words import facts

    console = Console()
    if not console.is_terminal:
        console.width = 140  # in a pipe nobody folds lines
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for label, value in facts(received.message):
        table.add_row(label, _shown(value))
    console.print(table, markup=False)
    files = answer.get("attachments")
    if files:
        listed = Table(title="Tệp đính kèm", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        for heading in ("Tên", "Cỡ (byte)", "Mô tả", *(["Đã ghi"] if "path" in files[0] else [])):
            listed.add_column(heading, justify="right" if heading.startswith("Cỡ") else "left")
        for one in files:
            cells = [
                one["name"],
                f"{one['size']:,}".replace(",", "."),
                one["description"],
                *([one["path"]] if "path" in one else []),
            ]
            listed.add_row(*map(_shown, cells))
        console.print(listed)
    for notice in received.notices:
        click.echo(f"Lưu ý: {notice.message}", err=True)
    if received.unknown:
        click.echo(f"Lưu ý: có {len(received.unknown)} phần tử chưa hiểu, được giữ nguyên (xem --json).", err=True)
    if received.signature:
        click.echo("Lưu ý: chữ ký của gói tin chỉ để tham khảo, chưa được kiểm tra.", err=True)


def _shown(text: str) -> Any:
    """A stranger's words for the terminal: as text, never as markup, without control characters."""
    from rich.text import Text

    return Text("".join(ch if ch.isprintable() or ch == "\n" else "�" for ch in text))
