"""The official letter: what it lists, to whom, and that it takes its normal way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.documents.register_world import opened
from tests.urging.urging_world import subject, urged

from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.drafting.content import Agency
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.urging.commands.draft_urging_letter import draft_urging_letter
from dondoc.urging.letters import MOST_IN_BODY, Line, letter_content
from dondoc.urging.models import UrgingLetter
from dondoc.urging.selectors import letters_of

__all__ = ["opened"]
NOW = story.at("2021-02-01", 10)
AGENCY = Agency("Văn phòng UBND tỉnh", "UBND tỉnh", "Kiên Giang", "VP")


@pytest.fixture
def register(opened: Any) -> Any:
    return opened("Sổ công văn")


def line(unit: str = "Sở A", due: str | None = "2021-01-25", **more: Any) -> Line:
    given = {
        "document_code": "13/TB-VP", "document_issued_on": dt.date(2021, 1, 7), "text": "Báo cáo giải ngân.", "role": "lead",
    }  # fmt: skip
    return Line(unit_name=unit, due_on=dt.date.fromisoformat(due) if due else None, **{**given, **more})


def letter(actor: Any, urging: Any, province: Any, **more: Any) -> UrgingLetter:
    given = {"issuing_unit_id": province.units["vp"].id, "now": NOW, **more}
    return draft_urging_letter(actor=actor, urging_id=urging.id, **given)


def test_a_few_of_one_unit_are_told_in_the_letter_itself() -> None:
    found = letter_content(
        AGENCY, [line(), line(due=None, role="coordinate", document_code="")], on=dt.date(2021, 2, 1)
    )
    assert found["addressees"] == ["Sở A"]
    assert found["annexes"] == []
    assert [item["text"] for item in found["body"]][:3] == [
        (
            "Qua theo dõi, tính đến ngày 01/02/2021, Sở A còn 02 nhiệm vụ chưa báo cáo kết quả, "
            "trong đó 01 nhiệm vụ đã quá hạn như sau:"
        ),
        "Báo cáo giải ngân (13/TB-VP ngày 07/01/2021; vai trò chủ trì; thời hạn 25/01/2021, quá hạn 07 ngày).",
        "Báo cáo giải ngân (Giao trực tiếp ngày 07/01/2021; vai trò phối hợp; không ghi thời hạn).",
    ]


@pytest.mark.parametrize(
    ("lines", "units"),
    [([line() for _each in range(MOST_IN_BODY + 1)], ["Sở A"]), ([line(), line("Sở B")], ["Sở A", "Sở B"])],
)
def test_many_or_of_several_units_are_an_annex(lines: list[Line], units: list[str]) -> None:
    found = letter_content(AGENCY, lines, on=dt.date(2021, 2, 1), answer_by=dt.date(2021, 2, 5))
    assert found["addressees"] == units
    (annex,) = found["annexes"]
    rows, columns = annex["table"]["rows"], annex["table"]["columns"]
    assert (len(rows), {len(row) for row in rows}) == (len(lines), {len(columns)})
    assert ("Đơn vị" in columns) is (len(units) > 1)
    assert rows[0][-2:] == ["25/01/2021", "7"]
    assert "trước ngày 05/02/2021" in found["body"][-1]["text"]


def test_it_is_a_draft_of_a_cong_van_addressed_to_the_unit(
    province: Any, specialist: Any, register: Any, lead_focal: Any
) -> None:
    mine, other = subject(province, specialist), subject(province, specialist, "stc")
    urging = urged(specialist, mine, other, note="Đề nghị báo cáo.")
    made = letter(specialist, urging, province, to_unit_id=province.units["skhdt"].id)
    draft = OutgoingDraft.objects.get(id=made.draft_id)
    assert (draft.kind, draft.source, draft.field_id) == ("Công văn", "urging", province.fields["kinh-te"].id)
    assert draft.content["addressees"] == ["Sở Kế hoạch và Đầu tư"]
    assert "Đề nghị báo cáo." in str(draft.content["body"])
    whole = letter(specialist, urging, province)
    assert OutgoingDraft.objects.get(id=whole.draft_id).content["annexes"]
    assert [one.unit_id for one in letters_of(urging)] == [province.units["skhdt"].id, None]
    events = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="urging", aggregate_id=urging.id).order_by("seq")
    assert [one.code for one in events] == ["urging.urged", "urging.letter_drafted", "urging.letter_drafted"]


def test_what_was_reported_since_still_stands_in_it(
    province: Any, specialist: Any, register: Any, lead_focal: Any
) -> None:
    late = subject(province, specialist)
    urging = urged(specialist, late)
    story.bring_to("reported", late, unit=lead_focal, office=specialist, now=story.at("2021-02-01", 9))
    made = letter(specialist, urging, province)
    assert "quá hạn 07 ngày" in str(OutgoingDraft.objects.get(id=made.draft_id).content["body"])


def test_once_until_it_is_discarded(province: Any, specialist: Any, register: Any) -> None:
    urging = urged(specialist, subject(province, specialist))
    made = letter(specialist, urging, province)
    with pytest.raises(Conflict) as refused:
        letter(specialist, urging, province)
    assert refused.value.code == "drafted_already"
    discard_outgoing_draft(actor=specialist, draft_id=made.draft_id, reason="Viết lại", now=NOW)
    assert letter(specialist, urging, province).draft_id != made.draft_id


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("chair", Refused),
        ("clerk", Refused),
        ("lead_focal", Refused),
        ("other_unit_focal", NotFound),
        ("outsider", NotFound),
    ],
)
def test_others_have_none_drafted(
    province: Any, office_leader: Any, register: Any, who: str, error: type[Exception], request: pytest.FixtureRequest
) -> None:
    urging = urged(office_leader, subject(province, office_leader))
    with pytest.raises(error):
        letter(request.getfixturevalue(who), urging, province)


def test_bad_input(province: Any, specialist: Any, register: Any) -> None:
    urging = urged(specialist, subject(province, specialist))
    for more, code in (
        ({"to_unit_id": province.units["stc"].id}, "unit_not_urged"), ({"answer_by": dt.date(2021, 2, 6)}, "not_working"),
        ({"answer_by": dt.date(2021, 1, 29)}, "past"), ({"issuing_unit_id": province.units["stc"].id}, "bad_input"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            letter(specialist, urging, province, **more)
        assert refused.value.code == code
    assert not UrgingLetter.objects.exists()
