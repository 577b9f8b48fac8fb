"""`dondoc import tasks`: a task sheet from the command line, looked at or taken in."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dondoc.cli.days import BadInputError
from dondoc.cli.jurisdictions import now_in, the_jurisdiction
from dondoc.cli.wording import Group
from dondoc.config.bootstrap import tables_ready

if TYPE_CHECKING:
    from dondoc.accounts.models import User
    from dondoc.organizations.models import Jurisdiction
    from dondoc.tasksheets.models import TaskImport

_MOST_TOLD = 20


@click.group("import", cls=Group)
def import_group() -> None:
    """Nhập dữ liệu từ tệp."""


@import_group.command("tasks")
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP.xlsx")
@click.option("--preview", is_flag=True, help="Chỉ xem tệp sẽ thành gì; không ghi gì.")
@click.option(
    "--as", "username", metavar="TÊN", help="Tên đăng nhập của người nhập (lãnh đạo hoặc chuyên viên Văn phòng)."
)
@click.option("--sheet", default="", metavar="TRANG", help="Trang tính; mặc định là trang giống bảng theo dõi nhất.")
@click.option("--leave-questions", is_flag=True, help="Bỏ các dòng còn phải hỏi hoặc có lỗi.")
@click.option("--jurisdiction", "code", metavar="MÃ", help="Địa phương, khi máy chủ có nhiều hơn một.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def import_tasks(
    file: Path,
    username: str | None,
    sheet: str,
    code: str | None,
    *,
    preview: bool,
    leave_questions: bool,
    as_json: bool,
) -> None:
    """Nhập bảng theo dõi nhiệm vụ (.xlsx). Dòng còn phải hỏi thì trả lời trên màn hình “Nhập bảng theo dõi”."""
    if not preview and not username:
        raise BadInputError("Hãy thêm --as TÊN (người nhập), hoặc --preview để chỉ xem.")
    data = _read(file)
    with tables_ready():
        here = the_jurisdiction(code)
        answer = (
            _previewed(here, data, username, sheet)
            if preview
            else _taken(here, file.name, data, username, sheet, leave_questions)
        )
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _print(answer)


def _read(file: Path) -> bytes:
    from dondoc.tasksheets.reading import MOST_BYTES

    try:
        if file.stat().st_size > MOST_BYTES:
            raise BadInputError(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB. Hãy tách tệp.")
        return file.read_bytes()
    except OSError:
        raise BadInputError(f"Không mở được tệp “{file}”: kiểm tra lại đường dẫn và quyền đọc.") from None


def _person(here: Jurisdiction, username: str | None) -> User:
    from dondoc.accounts.models import User
    from dondoc.tasksheets.permissions import may_import

    people = User.objects.filter(jurisdiction_id=here.id, is_active=True)
    if username is None:
        found = next((person for person in people.filter(role="office_leader").order_by("id")), None)
    else:
        found = people.filter(username=username).first()
    if found is None or not may_import(found):
        raise BadInputError(f"“{username or here.code}”: không có lãnh đạo hay chuyên viên Văn phòng nào để nhập thay.")
    return found


def _previewed(here: Jurisdiction, data: bytes, username: str | None, sheet: str) -> dict[str, Any]:
    """Read and plan as an import would; nothing is written."""
    from dondoc.foundation.clock import local_day
    from dondoc.foundation.errors import DomainError
    from dondoc.tasksheets.planned import preview_sheet

    person = _person(here, username)
    try:
        table, planned, counts = preview_sheet(actor=person, data=data, sheet=sheet, today=local_day(now_in(here)))
    except DomainError as error:
        raise BadInputError(error.message) from None
    problems = [(one.row, problem) for one in planned for problem in one.problems]
    return {"state": "preview", **_told(table, counts), "problems": _problems(problems)}


def _taken(
    here: Jurisdiction, name: str, data: bytes, username: str | None, sheet: str, leave_questions: bool
) -> dict[str, Any]:
    from dondoc.foundation.errors import DomainError
    from dondoc.tasksheets.commands.commit_task_import import commit_task_import
    from dondoc.tasksheets.commands.open_task_import import open_task_import

    person, now = _person(here, username), now_in(here)
    command: dict[str, Any] = {"actor": person, "now": now, "request_id": "dondoc import tasks"}
    found: TaskImport | None = None
    try:
        found = open_task_import(file=(name, data), sheet=sheet, **command)
        bar = _bar(found.counts.get("ok", 0)) if sys.stderr.isatty() else None
        with bar or nullcontext():
            found = commit_task_import(
                import_id=found.id, expected_digest=found.digest, leave_questions=leave_questions,
                progress=None if bar is None else lambda done, total: bar.update(bar.task_ids[0], completed=done, total=total),
                **command,
            )  # fmt: skip
    except DomainError as error:
        kept = f" Bảng được giữ ở lần nhập số {found.id} để trả lời trên màn hình." if found is not None else ""
        raise BadInputError(error.message + kept) from None
    from dondoc.tasksheets.selectors import rows_of

    rows = rows_of(found).exclude(problems=[]).values_list("row", "problems")
    problems = [(row, problem) for row, each in rows for problem in each]
    return {"state": found.state, "id": found.id, **_told(found.table, found.counts), "problems": _problems(problems)}


def _told(table: dict[str, Any], counts: dict[str, int]) -> dict[str, Any]:
    from dondoc.tasksheets.words import because_said, column_label, note_said

    return {
        "sheet": table.get("sheet", ""),
        "header_row": table["header_row"] + 1,
        "columns": [
            {"code": c["code"], "label": column_label(c["code"]), "heading": c["heading"], "because": because_said(c)}
            for c in table["columns"]
        ],
        "notes": [note_said(note["code"], note["facts"]) for note in table["notes"]],
        "counts": counts,
    }


def _problems(found: list[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    from dondoc.tasksheets.words import problem_said

    return [{"row": row, "level": p["level"], "code": p["code"], "sentence": problem_said(p)} for row, p in found]


def _bar(total: int) -> Any:
    from dondoc.cli.read_many import progress_bar

    return progress_bar(total, "Đang ghi")


def _print(answer: dict[str, Any]) -> None:
    counts = answer["counts"]
    click.echo(f"Dòng tiêu đề: {answer['header_row']}")
    for column in answer["columns"]:
        click.echo(f"  {column['label']}: {column['because']}")
    for note in answer["notes"]:
        click.echo(f"Lưu ý: {note}")
    for problem in answer["problems"][:_MOST_TOLD]:
        click.echo(f"Dòng {problem['row']}: {problem['sentence']}")
    if len(answer["problems"]) > _MOST_TOLD:
        click.echo(f"… và {len(answer['problems']) - _MOST_TOLD} điều nữa (xem đủ bằng --json).")
    done = f"; đã tạo {counts['created']} nhiệm vụ ({counts['assignments']} phần việc)" if "created" in counts else ""
    click.echo(
        f"{counts['ok']} dòng sẵn sàng, {counts['question']} dòng cần trả lời, {counts['error']} dòng có lỗi, {counts['skip']} dòng bỏ qua{done}."
    )
