"""Task sheets in two steps: a file in and what would be made of it out, answers, then all of it at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.bodies import body_of, request_body
from dondoc.api.replies import at, no_content, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.tasksheets import (
    NewTaskImport,
    SheetAnswers,
    SheetRowPage,
    SheetRowQuery,
    TaskImportCommit,
    TaskImportItem,
    TaskImportPage,
    TaskImportQuery,
    TaskImportWithdrawal,
)
from dondoc.foundation import progress
from dondoc.foundation.errors import BadInput
from dondoc.tasksheets.answers import Answer
from dondoc.tasksheets.choices import ImportState
from dondoc.tasksheets.commands.answer_task_import import answer_task_import
from dondoc.tasksheets.commands.commit_task_import import commit_task_import
from dondoc.tasksheets.commands.discard_task_import import discard_task_import
from dondoc.tasksheets.commands.open_task_import import open_task_import
from dondoc.tasksheets.commands.withdraw_task_import import withdraw_task_import
from dondoc.tasksheets.models import TaskImport
from dondoc.tasksheets.permissions import require_importer
from dondoc.tasksheets.selectors import Question, import_for, questions_of, recent_imports, rows_of
from dondoc.tasksheets.words import because_said, column_label, note_said, problem_said
from dondoc.web.requests import PageRequest

router = Router(tags=["Bảng theo dõi"])
_MOST_QUESTIONS = 200


@router.get("/task-imports", response=TaskImportPage, summary="Các lần nhập bảng theo dõi", url_name="task_imports")
def list_of_task_imports(request: PageRequest, query: Query[TaskImportQuery]) -> HttpResponse:
    """Trả các lần nhập: lãnh đạo Văn phòng thấy tất cả, chuyên viên thấy của mình."""
    require_importer(request.user)
    lookups.refuse_unknown(request, frozenset(TaskImportQuery.model_fields))
    found = recent_imports(request.user)
    rows = found[query.offset : query.offset + query.limit]
    items = [_item(each, questions=[]) for each in rows]
    return reply({"count": found.count(), "limit": query.limit, "offset": query.offset, "items": items})


@router.post(
    "/task-imports", response={201: TaskImportItem}, summary="Gửi bảng theo dõi và xem trước", url_name="task_imports",
    openapi_extra=request_body(NewTaskImport, files="file"),
)  # fmt: skip
def open_one_task_import(request: PageRequest) -> HttpResponse:
    """Đọc tệp .xlsx: tìm dòng tiêu đề, hiểu từng dòng; chưa giao nhiệm vụ nào."""
    require_importer(request.user)
    body = body_of(request, NewTaskImport)
    upload = request.FILES.get("file")
    if upload is None:
        raise BadInput(_("Hãy gửi một tệp .xlsx ở trường file."), code="file_required", field="file")
    field = lookups.field_by_code(request.user, body.field) if body.field else None
    opened = open_task_import(
        file=(str(upload.name), upload), sheet=body.sheet, origin=body.origin, field_id=field, **request.who
    )
    return reply(_shown(request, opened.id), status=201)


@router.get("/task-imports/{import_id}", response=TaskImportItem, summary="Một lần nhập", url_name="task_import")
def one_task_import(request: PageRequest, import_id: Id) -> HttpResponse:
    """Trả cách hiểu các cột, lưu ý về tệp, và những gì cần trả lời."""
    require_importer(request.user)
    return reply(_shown(request, import_id))


@router.get("/task-imports/{import_id}/rows", response=SheetRowPage, summary="Các dòng", url_name="task_import_rows")
def rows_of_task_import(request: PageRequest, import_id: Id, query: Query[SheetRowQuery]) -> HttpResponse:
    """Trả từng dòng: sẽ thành nhiệm vụ nào, hỏi gì, lỗi gì, vì sao bỏ qua."""
    require_importer(request.user)
    lookups.refuse_unknown(request, frozenset(SheetRowQuery.model_fields))
    found = rows_of(import_for(request.user, import_id), state=query.state or "")
    items = [
        {
            "row": row.row, "state": row.state, "plan": row.plan, "directive_id": row.directive_id,
            "problems": [problem_said(problem) for problem in row.problems],
        }
        for row in found[query.offset : query.offset + query.limit]
    ]  # fmt: skip
    return reply({"count": found.count(), "limit": query.limit, "offset": query.offset, "items": items})


@router.post(
    "/task-imports/{import_id}/answers", response=TaskImportItem, summary="Trả lời", url_name="task_import_answers"
)
def answer_one_task_import(request: PageRequest, import_id: Id, body: Body[SheetAnswers]) -> HttpResponse:
    """Nhận câu trả lời, cách ghép cột hoặc trang tính khác, rồi hiểu lại mọi dòng. Cách ghép và tên đơn vị được nhớ."""
    answer_task_import(
        import_id=import_id, answers=[Answer(a.code, a.key, a.value, a.row) for a in body.answers], sheet=body.sheet,
        header_row=body.header_row, mapping=body.mapping, **request.who,
    )  # fmt: skip
    return reply(_shown(request, import_id))


@router.post(
    "/task-imports/{import_id}/commit", response=TaskImportItem, summary="Xác nhận nhập", url_name="task_import_commit"
)
def commit_one_task_import(request: PageRequest, import_id: Id, body: Body[TaskImportCommit]) -> HttpResponse:
    """Giao mọi dòng đã sẵn sàng, tất cả hoặc không dòng nào. Gọi lại lần nữa không tạo thêm gì."""
    here = request.user.jurisdiction_id
    try:
        commit_task_import(
            import_id=import_id, expected_digest=body.digest, leave_questions=body.leave_questions,
            progress=progress.teller("task_import", here, import_id), **request.who,
        )  # fmt: skip
    finally:
        progress.finished("task_import", here, import_id)
    return reply(_shown(request, import_id))


@router.post(
    "/task-imports/{import_id}/withdraw", response=TaskImportItem, summary="Thu hồi lần nhập",
    url_name="task_import_withdraw",
)  # fmt: skip
def withdraw_one_task_import(request: PageRequest, import_id: Id, body: Body[TaskImportWithdrawal]) -> HttpResponse:
    """Thu hồi mọi nhiệm vụ của lần nhập, khi chưa có xử lý nào tiếp theo."""
    withdraw_task_import(import_id=import_id, reason=body.reason, **request.who)
    return reply(_shown(request, import_id))


@router.delete("/task-imports/{import_id}", response={204: None}, summary="Bỏ lần nhập", url_name="task_import")
def discard_one_task_import(request: PageRequest, import_id: Id) -> HttpResponse:
    """Bỏ lần nhập chưa xác nhận."""
    discard_task_import(import_id=import_id, **request.who)
    return no_content()


def _shown(request: PageRequest, import_id: int) -> dict[str, Any]:
    found = import_for(request.user, import_id)
    questions = questions_of(found, today=request.today) if found.state == ImportState.OPEN else []
    return _item(found, questions=questions)


def _item(found: TaskImport, *, questions: list[Question]) -> dict[str, Any]:
    table = found.table
    return {
        "id": found.id,
        "state": found.state,
        "file": found.file.name,
        "sheet": found.sheet,
        "sheets": [sheet["name"] for sheet in table["sheets"]],
        "created_at": at(found.created_at),
        "counts": found.counts,
        "digest": found.digest,
        "columns": [
            {
                "code": column["code"], "label": column_label(column["code"]), "place": column["place"],
                "heading": column["heading"], "because": because_said(column),
            }
            for column in table["columns"]
        ],
        "headings": table["headings"],
        "notes": [note_said(note["code"], note["facts"]) for note in table["notes"]],
        "questions": [
            {
                "code": one.code, "key": one.key, "column": one.column, "words": one.words, "options": one.options, "rows": one.rows,
                "count": one.count, "sentence": problem_said({"level": "question", "code": one.code, "words": one.words}),
                "proposals": [{"id": p.key, "name": p.name, "percent": p.percent} for p in one.proposals],
            }
            for one in questions[:_MOST_QUESTIONS]
        ],
    }  # fmt: skip
