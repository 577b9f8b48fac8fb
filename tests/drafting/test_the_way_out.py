"""A notice from its first line to its directives: written, put forward, approved, numbered, signed, issued, recalled."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT

from dondoc.directives.models import Assignment, Directive
from dondoc.documents import disk
from dondoc.documents.models import Document, RegisterEntry
from dondoc.drafting.choices import State
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.recall_outgoing_draft import recall_outgoing_draft
from dondoc.drafting.models import DraftVersion, OutgoingDraft
from dondoc.foundation.errors import Conflict
from dondoc.ledger.models import LedgerEvent


def test_the_chain_is_whole(on_the_way, office_leader, now, province):
    done = on_the_way("issued")
    assert done.state == State.ISSUED
    document = Document.objects.get(id=done.document_id)
    entry = RegisterEntry.objects.get(id=done.entry_id)
    assert (document.code, document.issued_on, entry.document_id) == ("01/TB-VP", dt.date(2021, 1, 18), document.id)
    assert (document.signer_name, entry.signer) == ("Đỗ Văn Hòa", "Đỗ Văn Hòa")
    given = list(Directive.objects.filter(document_id=document.id).order_by("span_start"))
    assert [(d.clause, d.due_on) for d in given] == [("1", dt.date(2021, 2, 5)), ("2", dt.date(2021, 3, 31))]
    units = {name: unit.id for name, unit in province.units.items()}
    assert [(a.unit_id, a.role) for a in Assignment.objects.filter(directive_id=given[0].id).order_by("id")] == [
        (units["syt"], "lead"), (units["stc"], "coordinate"),
    ]  # fmt: skip
    with disk.open_content(document.file.sha256) as content:
        assert content.read(5) == b"%PDF-"
    codes = LedgerEvent.objects.filter(aggregate="outgoing_draft", aggregate_id=done.id).order_by("seq")
    assert [event.code.removeprefix("outgoing_draft.") for event in codes] == [
        "opened", "changed", "submitted", "approved", "numbered", "signed", "issued",
    ]  # fmt: skip


def test_issuing_twice_issues_once(on_the_way, office_leader, now):
    signed = on_the_way("signed")
    issue_outgoing_draft(actor=office_leader, draft_id=signed.id, give_directives=True, now=now)
    with pytest.raises(Conflict):
        issue_outgoing_draft(actor=office_leader, draft_id=signed.id, give_directives=True, now=now)
    assert Document.objects.count() == 1


def test_a_recalled_notice_keeps_number_document_and_reason(on_the_way, office_leader, now):
    done = on_the_way("issued")
    back = recall_outgoing_draft(actor=office_leader, draft_id=done.id, reason="Ban hành sai thẩm quyền", now=now)
    assert (back.state, back.recall_reason) == (State.RECALLED, "Ban hành sai thẩm quyền")
    assert RegisterEntry.objects.get(id=done.entry_id).state == "taken"
    assert Document.objects.filter(id=done.document_id).exists()


def test_each_saving_is_a_version(written):
    versions = DraftVersion.objects.filter(draft_id=written.id).order_by("number")
    assert [version.number for version in versions] == [1, 2]
    assert versions[1].content["subject"] == CONTENT["subject"]
    assert OutgoingDraft.objects.get(id=written.id).version == 2
