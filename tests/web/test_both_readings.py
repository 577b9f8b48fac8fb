"""Every figure of lateness has both readings, and in either of them opens exactly the rows that it counts."""

from __future__ import annotations

import datetime as dt
import io
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
import time_machine
from tests.api.conftest import as_user  # noqa: F401 - a fixture
from tests.central.central_world import assign, record
from tests.conftest import NOW
from tests.followup.deadline_world import WANTED, ask, decide
from tests.reviews.conftest import give  # noqa: F401 - a fixture
from tests.web.conftest import Enter
from tests.web.test_overview import figures_of, listed

from dondoc.accounts.permissions import scope_of
from dondoc.attention.commands.gather_directives import gather_directives
from dondoc.attention.commands.open_theme import open_theme
from dondoc.central.commands.move_central_deadline import move_central_deadline
from dondoc.central.listing import TaskFilter
from dondoc.central.listing import listed as central_listed
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.listing import AssignmentFilter, Moment, count_assignments, list_assignments
from dondoc.directives.models import Assignment
from dondoc.drafting.content import Agency
from dondoc.reviews.figures import both_overviews
from dondoc.tasksheets.reading import read_table
from dondoc.urging.letters import Line, letter_content

TODAY = dt.date(2021, 1, 18)
FIRST = TODAY - dt.timedelta(days=3)


@pytest.fixture(autouse=True)
def _today(province: Any) -> Any:
    """The stories' today is 18/01/2021."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def moved(give: Any, lead_focal: Any, specialist: Any, office_leader: Any) -> Assignment:  # noqa: F811
    """Late by its first deadline, extended once and in time; beside one that is late by both and one that never was."""
    found: Assignment = give("skhdt", due=-3, field="kinh-te")[0]
    give("skhdt", due=-5, field="kinh-te")
    give("stc", due=20)
    decide(office_leader, ask(lead_focal, found, now=NOW), now=NOW)
    # Moved without being asked for: late by the deadline in force only, so that no reading is a part of the other.
    earlier = give("syt", due=9)[0]
    set_deadline(
        actor=office_leader, assignment_id=earlier.id, due_on=TODAY - dt.timedelta(days=1), reason="x", now=NOW
    )
    return found


def other_readings(body: str) -> list[tuple[str, int]]:
    """Address and number of every figure that is told by the other deadlines too."""
    found = re.findall(r'class="other-reading">[^<]*<a class="figure" href="([^"]*)">([\d.]+)</a>', body)
    return [(unescape(url), int(number)) for url, number in found]


def test_a_row_has_both_deadlines_and_how_often_it_was_extended_on_its_day(
    moved: Assignment, office_leader: Any, django_assert_num_queries: Any
) -> None:
    scope = scope_of(office_leader)
    for by_first in (False, True):
        for on, extensions in ((TODAY - dt.timedelta(days=1), 0), (TODAY, 1), (TODAY + dt.timedelta(days=1), 1)):
            moment = Moment(on=on, today=max(on, TODAY), against_original=by_first)
            with django_assert_num_queries(1):
                rows = {row.id: row for row in list_assignments(scope, AssignmentFilter(), moment)}
            row = rows[moved.id]
            assert row.extensions == extensions, "what is granted today was not yet granted yesterday"
            current = WANTED if extensions else FIRST
            assert (row.current_due_on, row.original_due_on) == (current, FIRST)
            assert row.due_on == (FIRST if by_first else current)
            assert row.is_moved == bool(extensions)
            for other in rows.values():
                told = other.both_readings(moment)
                assert told[by_first] == other.timeliness(moment)
                assert (told[0] == told[1]) or other.is_moved


@pytest.mark.parametrize("days", [0, 1, 40])
def test_the_two_overviews_are_those_of_their_lists(moved: Assignment, office_leader: Any, days: int) -> None:
    scope, on = scope_of(office_leader), TODAY + dt.timedelta(days=days)
    for today in (on, on + dt.timedelta(days=1)):
        pair = both_overviews(scope, Moment(on=on, today=today))
        for found, by_first in zip(pair, (False, True), strict=True):
            moment = Moment(on=on, today=today, against_original=by_first)
            for code in ("overdue", "done_late", "due_soon", "undated"):
                wanted = AssignmentFilter(timeliness=(code,))
                assert getattr(found.total, code) == count_assignments(scope, wanted, moment)
            assert found.total.population == 4


def test_the_list_says_the_first_deadline_only_where_another_stands(
    enter: Enter, moved: Assignment, office_leader: Any
) -> None:
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        client = enter(office_leader)
        body = client.get("/nhiem-vu/").content.decode()
        assert body.count("due-first") == 2
        assert f"hạn ban đầu {FIRST:%d/%m/%Y}, gia hạn 1 lần" in body
        by_first = client.get("/nhiem-vu/?deadline=original").content.decode()
        assert "hạn hiện tại 01/02/2021, gia hạn 1 lần" in by_first


@pytest.mark.parametrize("page", ["/don-vi/", "/don-vi/skhdt/", "/don-vi/syt/"])
@pytest.mark.parametrize("query", ["", "?deadline=original"])
def test_figures_of_units_open_their_rows_in_either_reading(
    enter: Enter, moved: Assignment, office_leader: Any, page: str, query: str
) -> None:
    client = enter(office_leader)
    body = client.get(f"{page}{query}").content.decode()
    assert 'aria-label="Tính theo thời hạn nào"' in body
    figures = [pair for pair in figures_of(body) if re.findall(r"timeliness=(\w+)", pair[0]) == ["overdue"]]
    assert figures or page == "/don-vi/syt/"
    for url, number in figures:
        assert ("deadline=original" in url) == bool(query)
        assert listed(client, url) == number
    if page == "/don-vi/syt/":
        assert max((number for _, number in figures), default=0) == (0 if query else 1)
    assert f'href="{page}{"" if query else "?deadline=original"}"' in body, "one click to the other reading"


def test_the_desk_says_what_is_late_by_the_original_deadlines_where_that_is_another_number(
    enter: Enter,
    moved: Assignment,
    chair: Any,
    lead_focal: Any,
    specialist: Any,
    give: Any,  # noqa: F811
) -> None:
    also = give("skhdt", due=-8, field="kinh-te")[0]
    later = TODAY + dt.timedelta(days=30)
    set_deadline(actor=specialist, assignment_id=also.id, due_on=later, reason="x", now=NOW)
    for user in (chair, lead_focal, specialist):
        client = enter(user)
        told = other_readings(client.get("/").content.decode())
        assert told, user.role
        for url, number in told:
            assert "deadline=original" in url
            assert listed(client, url) == number


def test_a_desk_of_nothing_moved_is_calm(enter: Enter, give: Any, chair: Any) -> None:  # noqa: F811
    give("skhdt", due=-3)
    assert "other-reading" not in enter(chair).get("/").content.decode()


def test_a_themes_figures_and_report_have_both_readings(enter: Enter, moved: Assignment, office_leader: Any) -> None:
    theme = open_theme(actor=office_leader, name="Mục tiêu kép", starts_on=TODAY, now=NOW)
    gather_directives(actor=office_leader, theme_id=theme.id, directive_ids=[moved.directive_id], now=NOW)
    client = enter(office_leader)
    told = other_readings(client.get("/chuyen-de/").content.decode())
    assert [number for _, number in told] == [1]
    assert listed(client, told[0][0]) == 1
    page = client.get(f"/chuyen-de/{theme.id}/").content.decode()
    assert f"hạn ban đầu {FIRST:%d/%m/%Y}" in page


def test_the_urging_letter_names_the_first_deadline() -> None:
    agency = Agency("Văn phòng UBND tỉnh", "UBND tỉnh", "Kiên Giang", "VP")
    line = Line("Sở Y tế", "1/TB", None, "Báo cáo", "lead", dt.date(2021, 1, 15), dt.date(2021, 1, 4), 2)
    plain = Line("Sở Y tế", "1/TB", None, "Rà soát", "lead", dt.date(2021, 1, 15), dt.date(2021, 1, 15), 0)
    said = str(letter_content(agency, [line, plain], on=TODAY))
    assert "thời hạn 15/01/2021 (hạn ban đầu 04/01/2021, đã gia hạn 02 lần), quá hạn 03 ngày" in said
    assert said.count("hạn ban đầu") == 1


def test_the_files_that_leave_are_read_again_by_their_deadlines_in_force() -> None:
    titles = ["Nhiệm vụ", "Đơn vị chủ trì", "Hạn ban đầu", "Theo hạn ban đầu", "Số lần gia hạn", "Thời hạn"]
    cells = ["Rà soát vốn", "Sở Y tế", dt.datetime(2021, 1, 4), "Quá hạn", 2, dt.datetime(2021, 1, 29)]  # noqa: DTZ001 - a cell
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(titles)
    book.active.append(cells)
    kept = io.BytesIO()
    book.save(kept)
    table = read_table(kept.getvalue())
    places = {column.code: column.place for column in table.header.columns}
    assert (places["text"], places["due"]) == (0, 5)


class TestTheCentre:
    @pytest.fixture
    def task(self, office_leader: Any, province: Any) -> Any:
        """Late by the centre's first day and by ours; the centre moved its own once."""
        task = record(office_leader, due_on=TODAY - dt.timedelta(days=2))
        record(office_leader, code="TW-2", content="Việc khác")
        move_central_deadline(
            actor=office_leader,
            task_id=task.id,
            due_on=TODAY + dt.timedelta(days=30),
            reason="Công văn 9/VPCP",
            now=NOW,
        )
        return assign(office_leader, province, task, due_on=TODAY)

    @pytest.mark.parametrize(("query", "late"), [("", 0), ("?deadline=original", 1)])
    def test_the_cut_opens_its_rows_in_either_reading(
        self, enter: Enter, task: Any, office_leader: Any, query: str, late: int
    ) -> None:
        client = enter(office_leader)
        body = client.get(f"/trung-uong/{query}").content.decode()
        assert ("hạn hiện tại 17/02/2021" if query else "hạn ban đầu 16/01/2021, đổi hạn 1 lần") in " ".join(
            body.split()
        )
        figures = re.findall(r'<a class="figure" href="(/trung-uong/[^"]*cell=[^"]*)">(\d+)', body)
        assert figures
        seen = {}
        for url, number in figures:
            page = client.get(unescape(url)).content.decode()
            assert page.count('class="task"') == int(number)
            seen[re.search(r"cell=(\w+)", url)[1]] = int(number)  # type: ignore[index]
        assert seen.get("overdue", 0) == late

    def test_what_is_late_inside_opens_its_rows(self, enter: Enter, task: Any, office_leader: Any) -> None:
        with time_machine.travel(NOW + dt.timedelta(days=2), tick=False):
            body = enter(office_leader).get("/trung-uong/?late_inside=1").content.decode()
        assert re.search(r'aria-current="true">Quá hạn nội bộ <span>1<', body)
        assert body.count('class="task"') == 1

    def test_figures_and_rows_agree_in_every_reading_of_any_day(self, task: Any, office_leader: Any) -> None:
        for days in (-3, 0, 1, 40):
            on = TODAY + dt.timedelta(days=days)
            for by_first in (False, True):
                moment = Moment(on=on, today=max(on, TODAY), against_original=by_first)
                whole = central_listed(office_leader, TaskFilter(), moment)
                for cell in ("done_on_time", "done_late", "within", "overdue", "undated"):
                    found = central_listed(office_leader, TaskFilter(cell=cell), moment)
                    assert len(found.states) == getattr(whole.cut, cell)
                inside = central_listed(office_leader, TaskFilter(is_late_inside=True), moment)
                assert len(inside.states) == whole.late_inside

    def test_its_page_says_both(self, enter: Enter, task: Any, office_leader: Any) -> None:
        body = " ".join(enter(office_leader).get(f"/trung-uong/{task.id}/").content.decode().split())
        assert "hạn ban đầu 16/01/2021, đổi hạn 1 lần" in body
        assert "Theo hạn ban đầu:" in body

    def test_the_file_has_both_and_sums_that_are_formulas(self, enter: Enter, task: Any, office_leader: Any) -> None:
        content = enter(office_leader).get("/trung-uong/xuat/").content
        said, values = (openpyxl.load_workbook(io.BytesIO(content), data_only=only) for only in (False, True))
        sheet = values.worksheets[0]
        titles = [cell.value for cell in sheet[1]]
        rows = [dict(zip(titles, [cell.value for cell in line], strict=True)) for line in sheet.iter_rows(min_row=2)]
        moved = next(row for row in rows if row["Số lần đổi hạn"])
        assert moved["Hạn ban đầu"].date() == dt.date(2021, 1, 16)
        assert (moved["Theo hạn Trung ương"], moved["Theo hạn ban đầu"]) == ("Trong hạn", "Quá hạn")
        sums, filled = said["Tổng hợp"], values["Tổng hợp"]
        for own in "BCD":
            title = filled[f"{own}1"].value
            letter = openpyxl.utils.get_column_letter(titles.index(title) + 1)
            for line in range(2, 8):
                area = f"${letter}$2:${letter}${sheet.max_row}"
                assert sums[f"{own}{line}"].value == f"=COUNTIF('{sheet.title}'!{area},$A{line})"
                assert filled[f"{own}{line}"].value == sum(row[title] == filled[f"A{line}"].value for row in rows)


def test_the_api_tells_both(as_user: Any, moved: Assignment, office_leader: Any) -> None:  # noqa: F811
    client = as_user(office_leader)
    for query in ("", "?deadline=original"):
        told = client.get(f"/figures{query}").json()
        late = client.get("/assignments?timeliness=overdue&deadline=original").json()
        assert told["original_overdue"] == late["count"] == 2
        assert told["overdue"] == 2
    (row,) = [one for one in late["items"] if one["id"] == moved.id]
    assert (row["due_on"], row["original_due_on"], row["current_due_on"]) == ("2021-01-15", "2021-01-15", "2021-02-01")
    assert (row["original_timeliness"], row["timeliness"]) == ("overdue", "overdue")
