"""Issuing: a document, its line in the register, its reading and directives, in one transaction and once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.documents.signing import papers
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT

from dondoc.directives import drafts as readings
from dondoc.directives.choices import DraftState
from dondoc.directives.models import Assignment, Directive, DraftReading
from dondoc.documents.commands.void_number import void_number
from dondoc.documents.models import Document
from dondoc.drafting.choices import State
from dondoc.drafting.commands import issue_outgoing_draft as issuing
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import BadInput, Conflict


@pytest.fixture
def signed_with(written, mandates, specialist, office_leader, clerk, now):
    """A function that takes a draft with this content to its signature."""

    def run(content, scan=None, **more):
        given = {"draft_id": written.id, "now": now}
        draft = change_outgoing_draft(
            actor=specialist, version=written.version, content=content, mandate_id=mandates.deputy.id, **more, **given
        )
        submit_outgoing_draft(actor=specialist, version=draft.version, **given)
        approve_outgoing_draft(actor=office_leader, version=draft.version, **given)
        number_outgoing_draft(actor=clerk, **given)
        return sign_on_paper(actor=clerk, scan=scan, **given)

    return run


def with_duties(*duties, place=1):
    body = [dict(item) for item in CONTENT["body"]]
    body[place]["duties"] = list(duties)
    return CONTENT | {"body": body}


def given(directive):
    rows = Assignment.objects.filter(directive_id=directive.id).order_by("id")
    return directive.due_on and directive.due_on.isoformat(), [(row.unit_id, row.role) for row in rows]


def test_duties_set_by_hand_go_before_the_readers(signed_with, office_leader, province, now):
    unit = {code: each.id for code, each in province.units.items()}
    content = with_duties(
        {"leads": [unit["stc"]], "coordinates": [unit["syt"]], "deadline_kind": "date", "due_on": "2021-02-20"}
    )
    done = issue_outgoing_draft(actor=office_leader, draft_id=signed_with(content).id, give_directives=True, now=now)
    assert given(done.directives[0]) == ("2021-02-20", [(unit["stc"], "lead"), (unit["syt"], "coordinate")])
    assert given(done.directives[1]) == ("2021-03-31", [(unit["bdbp"], "lead")])
    assert done.reading.read_items[0]["deadline"]["due_on"] == "2021-02-05", "what the reader said is kept beside"


def test_a_duty_where_the_reader_found_none_is_added_and_a_part_that_is_not_said_stays_the_readers(
    signed_with, office_leader, province, now
):
    unit = {code: each.id for code, each in province.units.items()}
    body = [*CONTENT["body"], {
        "label": "3.", "kind": "clause", "text": "Công tác truyền thông được duy trì thường xuyên trên địa bàn.",
        "duties": [{"leads": [unit["hondat"]], "deadline_kind": "standing", "deadline_words": "thường xuyên"}],
    }]  # fmt: skip
    body[1] = body[1] | {"duties": [{"coordinates": [unit["skhdt"]]}]}
    done = issue_outgoing_draft(
        actor=office_leader, draft_id=signed_with(CONTENT | {"body": body}).id, give_directives=True, now=now
    )
    assert [(d.clause, *given(d)) for d in done.directives] == [
        ("1", "2021-02-05", [(unit["syt"], "lead"), (unit["skhdt"], "coordinate")]),
        ("2", "2021-03-31", [(unit["bdbp"], "lead")]),
        ("3", None, [(unit["hondat"], "lead")]),
    ]
    text = Document.objects.get(id=done.draft.document_id).text
    assert all(text[d.span_start : d.span_end] == d.text for d in done.directives)


def test_a_duty_of_a_clause_that_goes_over_the_page_is_not_lost(signed_with, office_leader, province, now):
    unit = province.units["hondat"].id
    long = " ".join(f"Nội dung thứ {k} của công tác phòng, chống dịch trên địa bàn." for k in range(70))
    body = [CONTENT["body"][0], {"label": "1.", "kind": "clause", "text": long, "duties": [{"leads": [unit]}]}]
    done = issue_outgoing_draft(
        actor=office_leader, draft_id=signed_with(CONTENT | {"body": body}).id, give_directives=True, now=now
    )
    assert unit in {row.unit_id for row in Assignment.objects.filter(directive__in=done.directives)}


def test_what_is_not_found_again_waits_for_a_person(signed_with, office_leader, province, now, monkeypatch):
    monkeypatch.setattr(issuing, "lost", lambda clauses, text: [clauses[1]])
    content = with_duties({"leads": [province.units["stc"].id]})
    done = issue_outgoing_draft(actor=office_leader, draft_id=signed_with(content).id, give_directives=True, now=now)
    assert (done.directives, done.reading.state) == ((), DraftState.OPEN)


def test_a_clerk_issues_and_the_reading_stays_open(on_the_way, clerk, now):
    done = issue_outgoing_draft(actor=clerk, draft_id=on_the_way("signed").id, give_directives=True, now=now)
    assert (done.draft.state, done.directives, done.reading.state) == (State.ISSUED, (), DraftState.OPEN)
    assert len(readings.from_json(done.reading.items)) == 2


def test_a_specialist_of_another_field_issues_and_the_reading_stays_open(signed_with, specialist, province, now):
    signed = signed_with(CONTENT, field_id=province.fields["van-xa"].id)
    done = issue_outgoing_draft(actor=specialist, draft_id=signed.id, give_directives=True, now=now)
    assert (done.draft.state, done.directives) == (State.ISSUED, ())
    assert done.reading.field_id == province.fields["van-xa"].id


def test_a_specialist_of_the_field_gives_its_directives(signed_with, specialist, province, now):
    signed = signed_with(CONTENT, field_id=province.fields["kinh-te"].id)
    done = issue_outgoing_draft(actor=specialist, draft_id=signed.id, give_directives=True, now=now)
    assert {directive.field_id for directive in done.directives} == {province.fields["kinh-te"].id}


def test_a_directive_that_is_not_ready_undoes_all(signed_with, office_leader, now):
    body = [{"label": "1.", "kind": "clause", "text": "Giao Sở Khoa học vũ trụ báo cáo trước ngày 05/02/2021."}]
    signed = signed_with(CONTENT | {"body": body})
    with pytest.raises(BadInput) as refused:
        issue_outgoing_draft(actor=office_leader, draft_id=signed.id, give_directives=True, now=now)
    assert refused.value.code == "item_not_ready"
    assert not Document.objects.exists()
    assert not DraftReading.objects.exists()
    signed.refresh_from_db()
    assert signed.state == State.SIGNED
    done = issue_outgoing_draft(actor=office_leader, draft_id=signed.id, give_directives=False, now=now)
    assert done.reading.state == DraftState.OPEN


def test_of_a_scan_the_words_are_those_of_the_print(signed_with, office_leader, now):
    scan = papers.notice(name="Bản chụp có chữ ký tay")
    signed = signed_with(CONTENT, scan=scan)
    done = issue_outgoing_draft(actor=office_leader, draft_id=signed.id, give_directives=True, now=now)
    document = Document.objects.get(id=done.draft.document_id)
    assert document.file.sha256 == document.source_sha256 == signed.signed_file.sha256
    assert "Giao Sở Y tế chủ trì" in document.text
    assert len(done.directives) == 2


def test_a_voided_number_is_not_issued(on_the_way, office_leader, now):
    signed = on_the_way("signed")
    void_number(actor=office_leader, entry_id=signed.entry_id, reason="Lấy nhầm", now=now)
    with pytest.raises(Conflict) as refused:
        issue_outgoing_draft(actor=office_leader, draft_id=signed.id, give_directives=True, now=now)
    assert refused.value.code == "number_voided"
    assert not Document.objects.exists()


def test_a_signature_that_came_meanwhile_is_not_left_out(on_the_way, office_leader, clerk, now, monkeypatch):
    signed = on_the_way("signed")
    accept = issuing.accept

    def slow(**how):
        sign_on_paper(actor=clerk, draft_id=signed.id, scan=papers.notice(), now=now)
        return accept(**how)

    monkeypatch.setattr(issuing, "accept", slow)
    with pytest.raises(BadInput) as refused:
        issue_outgoing_draft(actor=office_leader, draft_id=signed.id, give_directives=True, now=now)
    assert refused.value.code == "signed_meanwhile"


def test_of_two_who_issue_at_once_one_issues(real_connections, at_once, on_the_way, office_leader, clerk, now):
    signed = on_the_way("signed")

    def issue(actor):
        return lambda: issue_outgoing_draft(actor=actor, draft_id=signed.id, give_directives=True, now=now)

    results = at_once(issue(office_leader), issue(clerk))
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Issued"]
    assert Document.objects.count() == 1
    assert Directive.objects.count() in {0, 2}
    assert OutgoingDraft.objects.get(id=signed.id).state == State.ISSUED


def test_what_was_read_is_what_is_kept(on_the_way, now):
    done = on_the_way("issued")
    document = Document.objects.get(id=done.document_id)
    for item in readings.from_json(DraftReading.objects.get(document_id=document.id).items):
        assert replace(item, text=document.text[item.start : item.end]) == item
