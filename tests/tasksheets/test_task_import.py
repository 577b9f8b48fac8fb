"""A sheet is opened, asked about, taken in, taken back: what stands in the system afterwards, and in the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.tasksheets.workbooks import TWELVE, sheet_of, workbook

from dondoc.accounts.permissions import scope_of
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.listing import AssignmentFilter, Moment, count_assignments
from dondoc.directives.models import Assignment, DeadlineEvent, Directive
from dondoc.directives.rollup_models import FigureCell
from dondoc.documents.models import Document
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.tasksheets.answers import Answer
from dondoc.tasksheets.commands.answer_task_import import answer_task_import
from dondoc.tasksheets.commands.commit_task_import import commit_task_import
from dondoc.tasksheets.commands.discard_task_import import discard_task_import
from dondoc.tasksheets.commands.open_task_import import open_task_import
from dondoc.tasksheets.commands.withdraw_task_import import withdraw_task_import
from dondoc.tasksheets.models import SheetMapping, SheetName, TaskImport, TaskImportRow

SEVENTH = dt.date(2021, 1, 7)
Open = Callable[..., TaskImport]


def task(number: int = 1, text: str = "Rà soát 14 nhiệm vụ quá hạn", **more: Any) -> list[Any]:
    cells = {
        "Số VB": "13/TB-VP", "Ngày BH": SEVENTH, "Hạn": "31/12/2021", "Chủ trì": "Sở Kế hoạch và Đầu tư", "STT": number, "Nội dung": text, **more,
    }  # fmt: skip
    return [cells.get(name) for name in TWELVE]


def rows_of(found: TaskImport) -> list[TaskImportRow]:
    return list(TaskImportRow.objects.filter(jurisdiction_id=1, task_import_id=found.id).order_by("row"))


def asked(found: TaskImport) -> list[tuple[int, str]]:
    return [(row.row, problem["code"]) for row in rows_of(found) for problem in row.problems]


@pytest.fixture
def answered(specialist: Any, now: dt.datetime) -> Callable[..., TaskImport]:
    def answer(found: TaskImport, *answers: Answer, **more: Any) -> TaskImport:
        return answer_task_import(actor=specialist, import_id=found.id, answers=answers, now=now, **more)

    return answer


def test_a_row_becomes_a_directive_with_an_assignment_for_each_unit(province: Any, committed: Open) -> None:
    found = committed(task(**{"Phối hợp": "Sở Tài chính; Sở Y tế", "Lãnh đạo": "Lâm Minh Thành", "Ghi chú": "ưu tiên"}))
    directive = Directive.objects.get(jurisdiction_id=1)
    assert (directive.issued_on, directive.due_on, directive.deadline_kind) == (SEVENTH, dt.date(2021, 12, 31), "date")
    given = {(a.unit_id, a.role, a.assigned_on, a.lifecycle) for a in Assignment.objects.filter(jurisdiction_id=1)}
    units = province.units
    assert given == {
        (units["skhdt"].id, "lead", SEVENTH, "assigned"), (units["stc"].id, "coordinate", SEVENTH, "assigned"),
        (units["syt"].id, "coordinate", SEVENTH, "assigned"),
    }  # fmt: skip
    row = rows_of(found)[0]
    assert (row.directive_id, row.plan["leader"], row.plan["note"]) == (directive.id, "Lâm Minh Thành", "ưu tiên")
    assert found.counts == {"ok": 1, "question": 0, "error": 0, "skip": 0, "created": 1, "assignments": 3}
    event = LedgerEvent.objects.get(jurisdiction_id=1, code="directive.created")
    assert (event.effective_on, event.reason) == (SEVENTH, "Nhập từ bảng theo dõi “theo dõi.xlsx”")


def test_the_document_is_found_by_number_and_day(
    province: Any, committed: Open, specialist: Any, now: dt.datetime
) -> None:
    document = Document.objects.create(
        jurisdiction_id=1, direction="issued", origin="central", number="13", symbol="TB-VP", issued_on=SEVENTH, text="x", source_sha256="0" * 64,
        search_text="", created_at=now, created_by_id=specialist.id,
    )  # fmt: skip
    committed(
        task(),
        task(2, "Việc khác", **{"Số VB": "Số: 13/TB-VP ngày 07/01/2021", "Ngày BH": None}),
        task(3, "Việc ba", **{"Số VB": "99/KH"}),
    )
    found = {d.text: (d.document_id, d.origin) for d in Directive.objects.filter(jurisdiction_id=1)}
    assert found == {
        "Rà soát 14 nhiệm vụ quá hạn": (document.id, "central"), "Việc khác": (document.id, "central"), "Việc ba": (None, "province"),
    }  # fmt: skip


def test_what_is_done_is_accepted_on_the_day_that_the_result_states(
    province: Any, committed: Open, specialist: Any, now: dt.datetime
) -> None:
    committed(
        task(**{"Hạn": "10/01/2021", "Trạng thái": "Hoàn thành", "Kết quả": "Báo cáo 12/BC-SKH ngày 12/01/2021"}),
        task(2, "Đang làm", **{"Tiến độ": 0.4, "Trạng thái": "Đang thực hiện"}),
    )
    done, doing = Assignment.objects.filter(jurisdiction_id=1).order_by("id")
    twelfth = dt.date(2021, 1, 12)
    assert (done.lifecycle, done.completed_on, done.closed_on) == ("accepted", twelfth, twelfth)
    assert doing.lifecycle == "in_progress"
    event = LedgerEvent.objects.filter(jurisdiction_id=1, code="assignment.state_imported", aggregate_id=done.id).get()
    assert (event.effective_on, event.payload["lifecycle"], event.payload["completed_on"]) == (
        twelfth,
        "accepted",
        "2021-01-12",
    )
    scope = scope_of(specialist)
    today = now.date()
    for day, late, open_ in ((today, 1, 1), (dt.date(2021, 1, 11), 0, 1), (dt.date(2021, 1, 6), 0, 0)):
        moment = Moment(on=day, today=today)
        assert count_assignments(scope, AssignmentFilter(timeliness=("done_late",)), moment) == late
        assert count_assignments(scope, AssignmentFilter(timeliness=("open_in_time",)), moment) == open_
    assert sum(FigureCell.objects.values_list("done_late", flat=True)) == 1


def test_a_done_row_without_a_day_asks_once_for_all(opened: Open, answered: Any) -> None:
    found = opened(*(task(n, f"Việc {n}", **{"Trạng thái": "Hoàn thành"}) for n in (1, 2)))
    assert asked(found) == [(2, "completed_on"), (3, "completed_on")]
    for value, kind, day in (
        ({"on": "2021-01-15"}, "done", "2021-01-15"), ({"rule": "open"}, "open", None), (None, "done", None),
    ):  # fmt: skip
        found = answered(found, Answer("completed_on", "", value))
        assert {(row.plan["state"]["kind"], row.plan["state"]["completed_on"]) for row in rows_of(found)} == {
            (kind, day)
        }
    assert found.counts["question"] == 2
    found = answered(
        found, Answer("completed_on", "", {"on": "2021-01-15"}), Answer("completed_on", "", {"rule": "open"}, row=3)
    )
    assert [row.plan["state"]["kind"] for row in rows_of(found)] == ["done", "open"]


def test_a_unit_that_is_not_known_is_asked_once_for_all_rows_and_remembered(
    province: Any, opened: Open, answered: Any
) -> None:
    rows = [task(n, f"Việc {n}", **{"Chủ trì": "Phòng Kế hoạch tổng hợp"}) for n in (1, 2)]
    found = opened(*rows)
    assert asked(found) == [(2, "unit"), (3, "unit")]
    key = rows_of(found)[0].problems[0]["key"]
    found = answered(found, Answer("unit", key, {"unit_ids": [province.units["skhdt"].id]}))
    assert found.counts["ok"] == 2
    assert SheetName.objects.get().written == "Phòng Kế hoạch tổng hợp"
    again = opened(task(9, "Việc chín", **{"Chủ trì": "phòng kế hoạch tổng hợp"}))
    assert again.counts["ok"] == 1
    with pytest.raises(BadInput):
        answered(found, Answer("unit", key, {"unit_ids": [999_999]}))


def test_days_that_are_not_certain_are_asked_and_answered_for_all_rows_that_write_the_same(
    opened: Open, answered: Any
) -> None:
    found = opened(
        task(1, "a", Hạn="15/3"), task(2, "b", Hạn="15/3"), task(3, "c", Hạn="15/3"), task(4, "d", Hạn="30 ngày"),
        task(5, "e", Hạn="theo tiến độ"), task(6, "f", **{"Ngày BH": None, "Số VB": None}), task(7, "g", Hạn="01/01/2021"),
    )  # fmt: skip
    assert [code for _row, code in asked(found)] == [
        "year",
        "year",
        "year",
        "count",
        "unread",
        "issued_on",
        "due_before",
    ]
    assert rows_of(found)[0].problems[0]["options"] == ["2021-03-15", "2022-03-15"]
    found = answered(
        found, Answer("year", "due:15 3", {"rule": "after_issue"}), Answer("year", "due:15 3", {"on": "2022-03-15"}, row=3),
        Answer("count", "due:30 ngay", {"rule": "after_issue"}), Answer("unread", "due:theo tien do", {"kind": "none"}),
        Answer("issued_on", "", {"on": "2021-01-08"}), Answer("due_before", "due:01 01 2021", {"kind": "none"}),
    )  # fmt: skip
    assert asked(found) == []
    assert [(row.plan["due"]["kind"], row.plan["due"]["on"]) for row in rows_of(found)] == [
        ("date", "2021-03-15"), ("date", "2022-03-15"), ("date", "2021-03-15"), ("relative", "2021-02-06"), ("none", None),
        ("date", "2021-12-31"), ("none", None),
    ]  # fmt: skip


def test_days_that_excel_changed_over_are_asked_for_once(opened: Open, answered: Any) -> None:
    rows = [task(n, f"Việc {n}", Hạn=dt.date(2021, month, 2)) for n, month in ((1, 5), (2, 6), (3, 7))]
    rows += [task(n, f"Việc {n}", Hạn=f"{day}/02/2021") for n, day in ((4, 15), (5, 16), (6, 17))]
    rows[0] = task(1, "Việc 1", Hạn=dt.date(2021, 5, 3))
    found = opened(*rows)
    assert [code for _row, code in asked(found)] == ["swapped"] * 3
    found = answered(found, Answer("swapped", "due", {"swap": True}))
    assert [row.plan["due"]["on"] for row in rows_of(found)][:3] == ["2021-03-05", "2021-02-06", "2021-02-07"]


def test_hidden_rows_are_asked_about(opened: Open, answered: Any) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    data = workbook([TWELVE, task(), task(2, "Việc hai")], change=hide)
    found = opened(data=data)
    assert asked(found) == [(2, "hidden")]
    assert answered(found, Answer("hidden", "", {"take": False})).counts == {
        "ok": 1,
        "question": 0,
        "error": 0,
        "skip": 1,
    }
    assert answered(found, Answer("hidden", "", {"take": True})).counts["ok"] == 2


def test_a_mapping_that_a_person_corrects_is_used_and_remembered(opened: Open, answered: Any) -> None:
    heading = ["STT", "Nội dung", "Nơi nhận việc", "Hạn", "Ngày BH"]
    data = sheet_of([1, "Việc", "Sở Y tế", "31/12/2021", SEVENTH], heading=heading)
    found = opened(data=data)
    assert asked(found) == [(2, "lead")]
    mapping = {"number": 0, "text": 1, "lead": 2, "due": 3, "document_date": 4}
    found = answered(found, mapping=mapping)
    assert found.counts["ok"] == 1
    assert SheetMapping.objects.get().mapping == mapping
    again = opened(data=data)
    assert again.counts["ok"] == 1
    assert {c["because"] for c in again.table["columns"] if c["code"] == "lead"} == {"remembered"}


def test_the_same_sheet_taken_in_twice_creates_nothing_twice(committed: Open, opened: Open) -> None:
    committed(task(), task(2, "Việc hai"))
    again = opened(
        task(1, "RÀ SOÁT 14 nhiệm vụ  quá hạn!"), task(2, "Việc hai"), task(3, "Việc ba"), task(4, "Việc ba")
    )
    assert [(row.state, [p["code"] for p in row.problems]) for row in rows_of(again)] == [
        ("skip", ["imported_before"]), ("skip", ["imported_before"]), ("ok", []), ("skip", ["same_row"]),
    ]  # fmt: skip


def test_a_second_commit_changes_nothing(committed: Open, specialist: Any, now: dt.datetime) -> None:
    found = committed(task())
    again = commit_task_import(actor=specialist, import_id=found.id, expected_digest="", now=now)
    assert again.counts == found.counts
    assert Directive.objects.count() == 1


def test_rows_that_ask_hold_the_import_unless_they_are_left_out(
    opened: Open, specialist: Any, now: dt.datetime
) -> None:
    found = opened(task(), task(2, "Việc hai", Hạn="15/3"))
    commit = {"actor": specialist, "import_id": found.id, "expected_digest": found.digest, "now": now}
    with pytest.raises(BadInput) as refused:
        commit_task_import(**commit)
    assert refused.value.code == "questions_left"
    assert not Directive.objects.exists()
    assert commit_task_import(**commit, leave_questions=True).counts["created"] == 1


def test_what_changed_since_the_preview_stops_the_commit(
    opened: Open, committed: Open, specialist: Any, now: dt.datetime
) -> None:
    found = opened(task())
    committed(task())
    with pytest.raises(Conflict) as refused:
        commit_task_import(actor=specialist, import_id=found.id, expected_digest=found.digest, now=now)
    assert refused.value.code == "plan_changed"


def test_one_row_that_cannot_be_given_leaves_nothing_behind(
    opened: Open, specialist: Any, now: dt.datetime, monkeypatch: Any
) -> None:
    from dondoc.tasksheets.commands import commit_task_import as module

    found = opened(task(), task(2, "Việc hai", **{"Ngày BH": "08/01/2021"}))
    given = module.give_directives

    def fails(**kwargs: Any) -> Any:
        if kwargs["issued_on"] == dt.date(2021, 1, 8):
            raise BadInput("x")
        return given(**kwargs)

    monkeypatch.setattr(module, "give_directives", fails)
    with pytest.raises(BadInput):
        commit_task_import(actor=specialist, import_id=found.id, expected_digest=found.digest, now=now)
    assert not Directive.objects.exists()
    assert not FigureCell.objects.exists()
    assert TaskImport.objects.get().state == "open"


def test_withdrawing_takes_all_back_and_every_days_figures_are_as_before(
    committed: Open, opened: Open, specialist: Any, now: dt.datetime
) -> None:
    found = committed(task(**{"Trạng thái": "Hoàn thành", "Kết quả": "ngày 12/01/2021"}), task(2, "Việc hai"))
    later = now + dt.timedelta(hours=1)
    with pytest.raises(BadInput):
        withdraw_task_import(actor=specialist, import_id=found.id, reason=" ", now=later)
    withdraw_task_import(actor=specialist, import_id=found.id, reason="nhầm tệp", now=later)
    assert {a.lifecycle for a in Assignment.objects.all()} == {"withdrawn"}
    for day in (now.date(), dt.date(2021, 1, 13)):
        assert (
            count_assignments(scope_of(specialist), AssignmentFilter(counted=True), Moment(on=day, today=now.date()))
            == 0
        )
    assert sum(sum((c.done_on_time, c.later, c.overdue, c.undated)) for c in FigureCell.objects.all()) == 0
    assert opened(task()).counts["ok"] == 1
    with pytest.raises(Conflict):
        withdraw_task_import(actor=specialist, import_id=found.id, reason="nữa", now=later)


def test_what_was_worked_on_since_is_not_taken_back(
    committed: Open, specialist: Any, lead_focal: Any, now: dt.datetime
) -> None:
    found = committed(task())
    later = now + dt.timedelta(hours=1)
    acknowledge(actor=lead_focal, assignment_id=Assignment.objects.get().id, now=later)
    with pytest.raises(Conflict) as refused:
        withdraw_task_import(actor=specialist, import_id=found.id, reason="nhầm", now=later)
    assert refused.value.code == "touched_since"


def test_a_discarded_import_is_over(opened: Open, specialist: Any, now: dt.datetime, answered: Any) -> None:
    found = opened(task())
    discard_task_import(actor=specialist, import_id=found.id, now=now)
    assert not TaskImportRow.objects.exists()
    for again in (
        lambda: discard_task_import(actor=specialist, import_id=found.id, now=now),
        lambda: answered(found, Answer("hidden", "", {"take": True})),
        lambda: commit_task_import(actor=specialist, import_id=found.id, expected_digest=found.digest, now=now),
        lambda: withdraw_task_import(actor=specialist, import_id=found.id, reason="x", now=now),
    ):
        with pytest.raises(Conflict):
            again()


@pytest.mark.parametrize("who", ["clerk", "chair", "lead_head", "observer", "administrator"])
def test_only_who_gives_directives_takes_in_a_sheet(who: str, request: Any, opened: Open) -> None:
    with pytest.raises(Refused):
        opened(task(), actor=request.getfixturevalue(who))


def test_another_specialists_import_and_another_provinces_do_not_exist(
    opened: Open, make_user: Any, outsider: Any, office_leader: Any, now: dt.datetime
) -> None:
    found = opened(task())
    for who in (make_user("khac", "specialist", unit="vp"), outsider):
        with pytest.raises(NotFound):
            discard_task_import(actor=who, import_id=found.id, now=now)
    assert discard_task_import(actor=office_leader, import_id=found.id, now=now).state == "discarded"


def test_a_specialist_gives_within_their_own_fields(opened: Open, province: Any) -> None:
    with pytest.raises(Refused):
        opened(task(), field_id=province.fields["van-xa"].id)
    found = opened(data=workbook([TWELVE, ["I", "Lĩnh vực Kinh tế tổng hợp"], task()]))
    assert rows_of(found)[0].plan["field_id"] == province.fields["kinh-te"].id


@pytest.mark.parametrize(
    "answer",
    [
        Answer("lạ", "", {"on": "2021-01-01"}), Answer("unit", "x", {"on": "2021-01-01"}), Answer("year", "x", {"on": "31/31"}), Answer("hidden", "", {"take": "yes"}),
        Answer("unit", "x", {"unit_ids": []}), Answer("unit", "x", {"unit_ids": [True]}), Answer("state", "x", {"kind": "done", "on": "2021-01-01"}),
        Answer("unit", "a|b", {"as_written": True}), Answer("completed_on", "", {}), Answer("unread", "due:x", {"kind": "event"}),
    ],
)  # fmt: skip
def test_an_answer_that_its_question_does_not_take_is_refused(answer: Answer, opened: Open, answered: Any) -> None:
    found = opened(task())
    with pytest.raises(BadInput):
        answered(found, answer)


def test_a_file_that_is_no_sheet_or_is_marked_secret_leaves_nothing(
    opened: Open, specialist: Any, now: dt.datetime
) -> None:
    for data in (b"", b"abc", sheet_of(["MẬT"], heading=["TUYỆT MẬT"])):
        with pytest.raises(BadInput):
            opened(data=data) if data else open_task_import(actor=specialist, file=("x.xlsx", data), now=now)
    with pytest.raises(BadInput) as secret:
        open_task_import(actor=specialist, file=("Mật - theo dõi.xlsx", sheet_of(task())), now=now)
    assert secret.value.code == "secret_document"
    with pytest.raises(BadInput):
        opened(task(), is_declared=False)
    assert not TaskImport.objects.exists()


def test_an_event_a_period_and_a_standing_task_keep_their_kind(committed: Open) -> None:
    committed(
        task(1, "a", Hạn="trong quý I/2021"), task(2, "b", Hạn="thường xuyên"), task(3, "c", Hạn="sau khi có ý kiến của HĐND"),
        task(4, "d", Hạn="Không thời hạn"),
    )  # fmt: skip
    assert list(Directive.objects.order_by("id").values_list("deadline_kind", "due_on")) == [
        ("period", dt.date(2021, 3, 31)), ("standing", None), ("event", None), ("none", None),
    ]  # fmt: skip
    assert DeadlineEvent.objects.get().name == "sau khi có ý kiến của HĐND"


def test_a_group_stands_for_its_members_and_a_unit_that_has_ended_is_asked_for(province: Any, opened: Open) -> None:
    from dondoc.organizations.models import Unit

    Unit.objects.filter(code="stc").update(valid_to=dt.date(2020, 12, 31))
    type(province.jurisdiction).objects.update(organization_version=9)
    found = opened(task(**{"Chủ trì": "UBND các huyện, thành phố"}), task(2, "b", **{"Chủ trì": "Sở Tài chính"}))
    first, second = rows_of(found)
    assert set(first.plan["leads"]) == {province.units["rachgia"].id, province.units["hondat"].id}
    assert [problem["code"] for problem in second.problems] == ["unit"]
