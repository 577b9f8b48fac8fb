"""Correcting what is recorded of a document."""

import datetime as dt

import pytest

from dondoc.documents.commands.change_document import DocumentChanges, change_document
from dondoc.documents.commands.register_document import register_document
from dondoc.documents.intake import Submission
from dondoc.documents.selectors import DocumentFilter, documents
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.ledger.models import LedgerEvent

pytestmark = pytest.mark.usefixtures("files_folder")


@pytest.fixture
def document(clerk, notice, now):
    return register_document(actor=clerk, submission=Submission.pasted(notice), now=now).document


def test_clerk_corrects_the_number_and_the_ledger_keeps_both(clerk, document, now):
    changed = change_document(
        actor=clerk, document_id=document.id, changes=DocumentChanges(number=" 22 ", origin="central"), now=now
    )
    changed.refresh_from_db()
    assert (changed.code, changed.origin) == ("22/TB-VP", "central")
    event = LedgerEvent.objects.get(code="document.changed")
    assert event.payload == {"number": ["21", "22"], "origin": ["province", "central"]}


def test_a_corrected_document_is_found_by_its_new_words_without_diacritics(clerk, document, now):
    change_document(actor=clerk, document_id=document.id, changes=DocumentChanges(subject="Về chống hạn mặn"), now=now)
    assert list(documents(clerk, DocumentFilter(search="chong han man"))) == [document]
    assert not documents(clerk, DocumentFilter(search="giai ngan")).exists()


def test_nothing_changed_is_no_event(clerk, document, now):
    change_document(actor=clerk, document_id=document.id, changes=DocumentChanges(number="21"), now=now)
    assert not LedgerEvent.objects.filter(code="document.changed").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (DocumentChanges(origin="mars"), "origin"), (DocumentChanges(direction="up"), "direction"),
        (DocumentChanges(number="1" * 21), "number"), (DocumentChanges(issued_on=dt.date(2021, 1, 19)), "issued_on"),
    ],
)  # fmt: skip
def test_values_that_cannot_be_are_refused(clerk, document, now, changes, field):
    with pytest.raises(BadInput) as refusal:
        change_document(actor=clerk, document_id=document.id, changes=changes, now=now)
    assert refusal.value.details["field"] == field


@pytest.mark.parametrize("person", ["lead_head", "other_unit_focal", "administrator", "outsider"])
def test_who_may_not_know_of_it_gets_no_answer(person, document, now, request):
    with pytest.raises(NotFound):
        change_document(
            actor=request.getfixturevalue(person), document_id=document.id, changes=DocumentChanges(number="1"), now=now
        )


def test_a_corrected_field_loses_the_readers_reasons_and_the_others_keep_theirs(clerk, document, now):
    before = document.why
    changes = DocumentChanges(number="22", issued_on=dt.date(2021, 1, 11), symbol=document.symbol)
    change_document(actor=clerk, document_id=document.id, changes=changes, now=now)
    document.refresh_from_db()
    gone = {"document.number", "document.date"}
    assert gone <= before.keys()
    assert document.why == {path: rules for path, rules in before.items() if path not in gone}
