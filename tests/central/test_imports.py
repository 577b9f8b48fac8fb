"""A file of the centre's system: looked at, corrected, taken in; beside last week's; nothing done that nobody chose."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.central.central_world import CONTENT, NOW, assign, bring_to, fresh, last_event, record
from tests.central.files import HEADER, line, workbook
from tests.central.test_commands import refused

from dondoc.central.commands.commit_central_import import commit_central_import
from dondoc.central.commands.discard_central_import import discard_central_import
from dondoc.central.commands.map_central_columns import map_central_columns
from dondoc.central.commands.open_central_import import open_central_import
from dondoc.central.importing import Plan, import_for, imports_seen, plan, side_by_side
from dondoc.central.models import CentralImport, CentralImportRow, CentralTask
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

TODAY = dt.date(2021, 1, 18)
LAST_WEEK = dt.date(2021, 1, 11)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


def look(actor: Any, *lines: Any, **more: Any) -> CentralImport:
    """Open a file of these rows."""
    header = more.pop("header", HEADER)
    return open_central_import(
        actor=actor, content=workbook(lines, header), name="nhiem-vu.xlsx", **{"now": NOW, **more}
    )


def planned(actor: Any, source: CentralImport) -> Plan:
    """What it would do today."""
    return plan(actor, source, today=TODAY)


def take_in(actor: Any, source: CentralImport, **chosen: Any) -> Any:
    """Take in what is chosen; all that is new where nothing is said."""
    rows = planned(actor, source)
    given = chosen or {
        "new": [one.row_id for one in rows.of("new")],
        "changed": [one.row_id for one in rows.of("changed")],
    }
    return commit_central_import(actor=actor, import_id=source.id, now=NOW, **given)


class TestLooking:
    def test_nothing_changes_before_it_is_taken_in(self, clerk):
        source = look(clerk, line(), line("TW-002"))
        assert (source.row_count, source.mapping["due_on"], CentralTask.objects.count()) == (2, 5, 0)
        found = planned(clerk, source)
        assert [(one.verdict, one.row.text("code")) for one in found.rows] == [("new", "TW-001"), ("new", "TW-002")]
        assert found.before is None

    def test_another_file_takes_the_place_of_the_one_that_was_looked_at(self, clerk):
        first, second = look(clerk, line()), look(clerk, line())
        with pytest.raises(NotFound):
            import_for(clerk, first.id)
        assert import_for(clerk, second.id) == second

    def test_it_is_its_senders_until_it_is_taken_in(self, clerk, specialist, office_leader, lead_focal, outsider):
        source = look(clerk, line())
        for other in (specialist, office_leader, lead_focal, outsider):
            with pytest.raises(NotFound):
                import_for(other, source.id)
        with pytest.raises(NotFound):
            take_in(specialist, source)
        take_in(clerk, source)
        assert import_for(specialist, source.id).id == source.id
        for other in (lead_focal, outsider):
            with pytest.raises(NotFound):
                import_for(other, source.id)
        assert imports_seen(lead_focal) == []

    def test_only_the_office_brings_files_in(self, chair, lead_focal, observer, administrator):
        for person, kind in ((chair, Refused), (lead_focal, Refused), (observer, Refused), (administrator, NotFound)):
            with pytest.raises(kind):
                look(person, line())

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"PK\x03\x04 broken", "unsupported_type"),
            (b"", "empty"),
            (workbook([["", "a", "b"]], ("Tên", "Tuổi", "Quê")), "no_header"),
            (workbook([]), "no_rows"),
        ],
    )
    def test_what_is_no_such_file_is_refused_with_a_sentence(self, clerk, content, code):
        refused(BadInput, code, lambda: open_central_import(actor=clerk, content=content, name="x.xlsx", now=NOW))
        assert CentralImport.objects.count() == 0

    def test_a_day_to_come_and_a_file_nobody_vouches_for_are_refused(self, clerk):
        refused(BadInput, "in_future", lambda: look(clerk, line(), as_of=dt.date(2021, 1, 19)))
        refused(BadInput, "not_declared", lambda: look(clerk, line(), is_declared=False))

    def test_put_away_it_is_forgotten(self, clerk):
        source = look(clerk, line())
        discard_central_import(actor=clerk, import_id=source.id, now=NOW)
        assert CentralImportRow.objects.count() == 0
        with pytest.raises(NotFound):
            import_for(clerk, source.id)
        refused(Conflict, "closed", lambda: discard_central_import(actor=clerk, import_id=source.id, now=NOW))


class TestColumns:
    def test_what_a_person_says_of_them_is_remembered_for_the_next_file(self, clerk):
        header = ["Cột A" if name == "Hạn hoàn thành" else name for name in HEADER]
        source = look(clerk, line(), header=header)
        assert "due_on" not in source.mapping
        said = {**source.mapping, "due_on": 5}
        source = map_central_columns(actor=clerk, import_id=source.id, mapping=said, now=NOW)
        assert planned(clerk, source).rows[0].row.text("due_on") == "2021-01-31"
        again = look(clerk, line(due=dt.date(2021, 2, 15)), header=header)
        assert planned(clerk, again).rows[0].row.text("due_on") == "2021-02-15"

    @pytest.mark.parametrize(
        ("mapping", "code"),
        [
            ({"due_on": 5}, "no_content_column"),
            ({"content": 4, "due_on": 4}, "bad_mapping"),
            ({"content": 99}, "bad_mapping"),
            ({"content": 4, "king": 1}, "unknown_column"),
        ],
    )
    def test_what_cannot_be_is_refused(self, clerk, mapping, code):
        source = look(clerk, line())
        given: dict[str, Any] = {"actor": clerk, "import_id": source.id, "now": NOW}
        refused(BadInput, code, lambda: map_central_columns(mapping=mapping, **given))


class TestTakingIn:
    def test_new_rows_become_tasks_with_unit_and_person(self, clerk, specialist, province):
        header = (*HEADER[:-1], "Chuyên viên theo dõi")
        source = look(clerk, line(note=specialist.full_name), line("TW-2", unit="Sở lạ"), header=header)
        result = take_in(clerk, source)
        assert len(result.recorded) == 2
        task, other = (CentralTask.objects.get(code=code) for code in ("TW-001", "TW-2"))
        assert (task.unit_id, task.specialist_id, task.given_on, task.due_on) == (
            province.units["skhdt"].id, specialist.pk, dt.date(2020, 12, 10), dt.date(2021, 1, 31),
        )  # fmt: skip
        assert (other.unit_id, other.specialist_id, other.centre_words) == (None, None, "Chưa hoàn thành")
        event = last_event(task)
        assert (event.code, event.payload["import_id"]) == ("central_task.recorded", source.id)
        told = LedgerEvent.objects.get(aggregate="central_import")
        assert (told.payload["recorded"], told.payload["as_of"]) == (2, "2021-01-18")

    def test_only_what_was_chosen_is_taken(self, clerk):
        source = look(clerk, line(), line("TW-2"))
        first = planned(clerk, source).rows[0]
        take_in(clerk, source, new=[first.row_id])
        assert [task.code for task in CentralTask.objects.all()] == ["TW-001"]

    def test_once(self, clerk):
        source = look(clerk, line())
        take_in(clerk, source)
        refused(Conflict, "closed", lambda: commit_central_import(actor=clerk, import_id=source.id, now=NOW))

    def test_a_preview_that_others_made_old_is_looked_at_again(self, clerk, specialist):
        source = look(clerk, line())
        row = planned(clerk, source).rows[0].row_id
        record(specialist)
        refused(BadInput, "stale_row", lambda: take_in(clerk, source, new=[row]))
        refused(BadInput, "stale_row", lambda: take_in(clerk, source, joined={row: 1}))
        refused(BadInput, "stale_row", lambda: take_in(clerk, source, new=[2**60]))

    def test_a_row_that_cannot_be_is_left_with_its_reason_and_the_others_are_taken(self, clerk):
        source = look(clerk, line(due=dt.date(2020, 12, 1)), line("TW-2"))
        result = take_in(clerk, source)
        assert [task.code for task in result.recorded] == ["TW-2"]
        ((row, why),) = result.refused
        assert row.text("code") == "TW-001"
        assert "10/12/2020" in why

    def test_what_changed_is_written_where_it_was_chosen(self, clerk):
        take_in(clerk, look(clerk, line(), as_of=LAST_WEEK))
        source = look(clerk, line(due=dt.date(2021, 2, 15), status="Chưa hoàn thành - gia hạn"))
        (row,) = planned(clerk, source).rows
        assert (row.verdict, [(d.field, d.was, d.now) for d in row.differences]) == (
            "changed",
            [("due_on", "2021-01-31", "2021-02-15"), ("status", "Chưa hoàn thành", "Chưa hoàn thành - gia hạn")],
        )  # fmt: skip
        result = take_in(clerk, source)
        assert result.changed == 1
        task = CentralTask.objects.get()
        assert (task.due_on, task.original_due_on, task.centre_words) == (
            dt.date(2021, 2, 15), dt.date(2021, 1, 31), "Chưa hoàn thành - gia hạn",
        )  # fmt: skip
        event = last_event(task)
        assert (event.code, event.reason) == ("central_task.deadline_moved", "nhiem-vu.xlsx (18/01/2021)")

    def test_not_chosen_it_stays(self, clerk):
        take_in(clerk, look(clerk, line()))
        source = look(clerk, line(due=dt.date(2021, 2, 15)))
        commit_central_import(actor=clerk, import_id=source.id, now=NOW)
        assert CentralTask.objects.get().due_on == dt.date(2021, 1, 31)

    def test_a_task_that_was_answered_keeps_its_deadline_and_says_why(self, clerk):
        take_in(clerk, look(clerk, line()))
        bring_to("reported", CentralTask.objects.get(), clerk)
        result = take_in(clerk, look(clerk, line(due=dt.date(2021, 2, 15))))
        assert (result.changed, len(result.refused), CentralTask.objects.get().due_on) == (0, 1, dt.date(2021, 1, 31))

    def test_a_specialist_changes_nothing_of_another_field(self, clerk, specialist, province):
        take_in(clerk, look(clerk, line()))
        CentralTask.objects.update(field_id=province.fields["van-xa"].id)
        source = look(specialist, line(due=dt.date(2021, 2, 15)))
        # The task is none that they know of: its row is not theirs to take.
        (row,) = planned(specialist, source).rows
        assert row.verdict == "elsewhere"
        refused(BadInput, "stale_row", lambda: take_in(specialist, source, new=[row.row_id]))


class TestNothingTwice:
    def test_a_task_that_was_recorded_by_hand_takes_the_centres_number(self, clerk):
        task = record(clerk, code="", content=CONTENT)
        source = look(clerk, line(content=CONTENT + " Gấp."))
        (row,) = planned(clerk, source).rows
        assert (row.verdict, row.task.id, row.alike > 80) == ("new", task.id, True)
        result = take_in(clerk, source, joined={row.row_id: task.id})
        assert (result.joined, CentralTask.objects.count()) == (1, 1)
        kept = fresh(task)
        assert (kept.code, kept.key, kept.content) == ("TW-001", "c:tw001", CONTENT)

    def test_a_task_with_another_number_of_the_centre_is_another(self, clerk):
        record(clerk, code="TW-9", content=CONTENT)
        (row,) = planned(clerk, look(clerk, line(content=CONTENT))).rows
        assert row.task is None

    def test_a_directive_that_we_have_is_proposed_and_tied(self, office_leader, province):
        task = assign(office_leader, province, record(office_leader, code="TW-8", content=CONTENT))
        directive_id = task.directive_id
        CentralTask.objects.all().delete()
        source = look(office_leader, line(content=CONTENT))
        (row,) = planned(office_leader, source).rows
        assert [one.directive.id for one in row.directives] == [directive_id]
        result = take_in(office_leader, source, new=[row.row_id], directives={row.row_id: directive_id})
        assert (result.tied, result.recorded[0].id) == (1, CentralTask.objects.get(directive_id=directive_id).id)

    def test_a_row_is_taken_in_one_way(self, office_leader):
        task = record(office_leader, code="")
        source = look(office_leader, line(content=CONTENT))
        row = planned(office_leader, source).rows[0].row_id
        given = {"new": [row], "joined": {row: task.id}}
        refused(BadInput, "chosen_twice", lambda: take_in(office_leader, source, **given))


class TestLastWeek:
    def test_what_is_gone_is_asked_about_and_not_closed(self, clerk):
        first = look(clerk, line(), line("TW-2"), line("TW-3"), as_of=LAST_WEEK)
        take_in(clerk, first)
        bring_to("done", CentralTask.objects.get(code="TW-3"), clerk)
        source = look(clerk, line(status="Đang thực hiện"))
        found = planned(clerk, source)
        assert (found.before.id, [task.code for task in found.gone]) == (first.id, ["TW-2"])
        take_in(clerk, source)
        assert CentralTask.objects.get(code="TW-2").state == "open"
        told = side_by_side(clerk, first, source)
        assert [row.text("code") for row in told.comparison.gone] == ["TW-2", "TW-3"]
        assert [pair.differences[0].field for pair in told.comparison.changed] == ["status"]
        assert set(told.tasks) == {"c:tw001", "c:tw2", "c:tw3"}

    def test_a_thousand_rows_are_planned_in_some_queries(self, clerk, django_assert_max_num_queries):
        rows = [line(f"TW-{number:04d}") for number in range(300)]
        source = look(clerk, *rows)
        take_in(clerk, source)
        source = look(clerk, *rows)
        with django_assert_max_num_queries(15):
            found = planned(clerk, source)
        assert len(found.of("same")) == 300
