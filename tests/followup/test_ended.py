"""One word for one end: what was transferred, merged or replaced is called so by the list, its files and the API."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils.translation import override
from tests.api.conftest import as_user
from tests.directives import story
from tests.followup import succession_world as world
from tests.web.conftest import enter, story_day

from dondoc.accounts.permissions import scope_of
from dondoc.directives.choices import Lifecycle
from dondoc.directives.listing import AssignmentFilter, Moment, list_assignments
from dondoc.directives.models import Assignment, Directive
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.commands.report_progress import report_progress
from dondoc.followup.ended import state_word
from dondoc.followup.succession_selectors import ends_of, fates_of
from dondoc.tasksheets.office_rows import OfficeRow, office_rows

__all__ = ["as_user", "enter", "story_day"]

pytestmark = pytest.mark.usefixtures("story_day")
TODAY = dt.date(2021, 1, 18)
WORDS = {"transferred": "Đã chuyển đơn vị khác", "merged": "Đã gộp", "superseded": "Đã được thay thế"}


@pytest.fixture
def given(province: Any, specialist: Any) -> Callable[..., Directive]:
    """A function that gives Kế hoạch và Đầu tư a directive."""
    return lambda text: story.give(specialist, province, text=text, coordinates=())


def _end(way: str, subject: Directive, other: Directive, actor: Any, province: Any) -> Assignment:
    """End the directive's part that way; return what ended."""
    own = story.assignment(subject, province.units["skhdt"])
    match way:
        case "transferred":
            world.by_decision(actor, own, province.units["syt"])
        case "merged":
            world.merge(actor, other, subject)
        case "superseded":
            world.supersede(actor, other, subject)
        case _:
            story.call("withdraw", actor, own.id, world.NOW)
    return own


def _sheet(actor: Any, on: dt.date = TODAY) -> dict[str, OfficeRow]:
    scope, moment = scope_of(actor), Moment(on=on, today=TODAY)
    rows = office_rows(scope, list_assignments(scope, AssignmentFilter(sort="recent"), moment), moment)
    return {row.text: row for row in rows}


def _workbook(content: bytes) -> dict[tuple[str, str], str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    head = next(line for line in lines if line[0] == "STT")
    named = [dict(zip(head, line, strict=True)) for line in lines[lines.index(head) + 1 :]]
    return {(line["Nhiệm vụ"], line["Đơn vị"]): line["Mức độ thực hiện"] for line in named}


@pytest.mark.parametrize("way", [*WORDS, "withdrawn"])
def test_the_list_its_files_and_the_api_say_the_same(
    way: str,
    given: Any,
    specialist: Any,
    lead_focal: Any,
    province: Any,
    enter: Any,
    as_user: Any,
) -> None:
    ends, other = given("Việc kết thúc"), given("Việc ở lại")
    own = _end(way, ends, other, specialist, province)
    word = WORDS.get(way, "Đã thu hồi")
    at = (ends.text, "Sở Kế hoạch và Đầu tư")
    client: Client = enter(specialist)

    listed = client.get("/nhiem-vu/?lifecycle=withdrawn").content.decode()
    assert f">{word}</span>" in listed
    assert ("badge-life is-withdrawn" in listed) == (way == "withdrawn")
    assert f">{word}</span>" in client.get(f"/nhiem-vu/{ends.id}/").content.decode()
    assert _workbook(client.get("/nhiem-vu/xuat.xlsx").content)[at] == word
    text = b"".join(client.get("/nhiem-vu/xuat.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert [line["Mức độ thực hiện"] for line in csv.DictReader(io.StringIO(text)) if line["Nhiệm vụ"] == ends.text][
        -1
    ] == word

    api, code = as_user(specialist), way if way in WORDS else None
    row = next(one for one in api.get("/assignments").json()["items"] if one["id"] == own.id)
    assert (row["lifecycle"], row["ended"], row["state_name"]) == ("withdrawn", code, word)
    one = api.get(f"/assignments/{own.id}").json()
    assert (one["lifecycle"], one["ended"], one["state_name"]) == ("withdrawn", code, word)
    [shown] = [each for each in api.get(f"/directives/{ends.id}").json()["assignments"] if each["id"] == own.id]
    assert shown == one
    assert _workbook(api.get("/exports/assignments.xlsx").content)[at] == word

    line = _sheet(specialist)[ends.text]
    if way == "transferred":
        assert (line.status, line.leads) == ("Chưa thực hiện – trong hạn", ("Sở Y tế",))
        assert line.note == "Sở Kế hoạch và Đầu tư: đã chuyển đơn vị khác"
    else:
        assert (line.status, line.leads) == (word, ("Sở Kế hoạch và Đầu tư",))
    stays = _sheet(specialist)[other.text]
    assert stays.status == "Chưa thực hiện – trong hạn"
    assert _sheet(lead_focal)[ends.text].status == line.status


@pytest.mark.parametrize("kind", SuccessionKind.values)
def test_the_word_is_that_of_the_reader_and_only_of_what_ended(kind: str) -> None:
    ended = SuccessionKind(kind)
    assert state_word("withdrawn", ended) == WORDS[kind]
    assert state_word("withdrawn") == "Đã thu hồi"
    assert {state_word(code, ended) for code in ("assigned", "in_progress")} == {"Đã giao", "Đang thực hiện"}
    with override("en"):
        assert state_word("withdrawn", ended) not in WORDS.values()


def test_the_sheet_is_vietnamese_for_who_reads_english(given: Any, specialist: Any, province: Any) -> None:
    ends, other = given("Việc kết thúc"), given("Việc ở lại")
    _end("merged", ends, other, specialist, province)
    with override("en"):
        assert _sheet(specialist)[ends.text].status == "Đã gộp"


def test_a_day_before_and_what_was_given_again(given: Any, specialist: Any, province: Any) -> None:
    """Handed on, taken back, given again and then withdrawn: each day has the word of how it stood."""
    directive = given("Việc đi rồi về")
    own = story.assignment(directive, province.units["skhdt"])
    world.by_decision(specialist, own, province.units["syt"])
    there = story.assignment(directive, province.units["syt"])
    world.by_decision(specialist, there, province.units["skhdt"], now=story.at("2021-01-20"))
    story.call("withdraw", specialist, own.id, story.at("2021-01-22"))

    def ends(on: str) -> dict[str, str]:
        moment = Moment(on=dt.date.fromisoformat(on), today=dt.date(2021, 1, 25))
        rows = list_assignments(scope_of(specialist), AssignmentFilter(), moment)
        found = ends_of(1, rows, moment)
        return {row.unit_code: state_word(row.lifecycle, found.get(row.id)) for row in rows}

    assert ends("2021-01-17") == {"skhdt": "Đã giao"}
    assert ends("2021-01-19") == {"skhdt": "Đã chuyển đơn vị khác", "syt": "Đã giao"}
    assert ends("2021-01-21") == {"skhdt": "Đã giao", "syt": "Đã chuyển đơn vị khác"}
    assert ends("2021-01-23") == {"skhdt": "Đã thu hồi", "syt": "Đã chuyển đơn vị khác"}
    here = list(Assignment.objects.filter(jurisdiction_id=1, directive_id=directive.id))
    assert set(fates_of(specialist, here).after) == {there.id}, "the page says the same"


def test_an_act_that_was_taken_back_gives_no_word(given: Any, specialist: Any, province: Any) -> None:
    own = story.assignment(given("Việc nhầm"), province.units["skhdt"])
    done = world.by_decision(specialist, own, province.units["syt"])
    world.undo(specialist, done)
    story.call("withdraw", specialist, own.id, story.at("2021-01-18", 16))
    now = Moment(on=TODAY, today=TODAY)
    assert ends_of(1, list_assignments(scope_of(specialist), AssignmentFilter(), now), now) == {}
    then = Moment(on=TODAY, today=TODAY, known_at=story.at("2021-01-18", 12))
    rows = list_assignments(scope_of(specialist), AssignmentFilter(), then)
    assert ends_of(1, rows, then) == {own.id: "transferred"}, "as it was known at noon"


class TestTheSheetsProgress:
    def test_a_percentage_a_stage_or_nothing(self, given: Any, specialist: Any, lead_focal: Any, province: Any) -> None:
        percent, stage, nothing, done = (given(f"Việc {n}") for n in range(4))
        for directive, said in ((percent, {"percent": 40, "stage": "trinh"}), (stage, {"stage": "trinh"})):
            own = story.assignment(directive, province.units["skhdt"])
            report_progress(actor=lead_focal, assignment_id=own.id, text="Đang làm.", now=world.NOW, **said)
        own = story.assignment(done, province.units["skhdt"])
        story.bring_to("accepted", own, unit=lead_focal, office=specialist)
        lines = _sheet(specialist)
        assert [lines[one.text].progress for one in (percent, stage, nothing, done)] == [
            40, "Đã trình cấp có thẩm quyền", None, 100,
        ]  # fmt: skip
        assert _sheet(specialist, dt.date(2021, 1, 17))[percent.text].progress is None, "the day before"

    def test_of_several_who_lead_the_least_is_told(
        self, specialist: Any, lead_focal: Any, coordinating_focal: Any, province: Any
    ) -> None:
        directive = story.give(specialist, province, leads=("skhdt", "stc"), coordinates=("syt",))
        first, second = (story.assignment(directive, province.units[code]) for code in ("skhdt", "stc"))
        report_progress(actor=lead_focal, assignment_id=first.id, text="Đang làm.", percent=70, now=world.NOW)
        assert _sheet(specialist)[directive.text].progress is None, "the other has said nothing"
        report_progress(actor=coordinating_focal, assignment_id=second.id, text="Đang làm.", percent=20, now=world.NOW)
        assert _sheet(specialist)[directive.text].progress == 20


def test_every_lifecycle_has_its_word() -> None:
    assert [state_word(code) for code in Lifecycle.values] == [str(label) for label in Lifecycle.labels]
