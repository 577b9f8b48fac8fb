"""Reading a document again: what nobody touched is new, what people said stays, and every span still fits."""

import hashlib

import pytest
from tests.directives.draft_world import *  # noqa: F403 - fixtures
from tests.documents.conftest import NOTICE
from tests.documents.register_world import notices, opened, taken
from tests.reading.builders import scanned_pdf

from dondoc.directives import drafts
from dondoc.directives.commands.confirm_draft import confirm_draft
from dondoc.directives.commands.discard_draft import discard_draft
from dondoc.directives.commands.edit_draft_item import edit_draft_item
from dondoc.directives.commands.open_draft import open_draft
from dondoc.directives.commands.read_again import read_again
from dondoc.directives.commands.undo_draft_change import last_change, undo_draft_change
from dondoc.directives.models import Directive, DraftReading, Judgement
from dondoc.directives.rereading import documents_to_read_again, scope_of_rereading
from dondoc.documents import intake, rereading
from dondoc.documents.commands.change_document import DocumentChanges, change_document
from dondoc.documents.intake import Submission
from dondoc.documents.models import Document, DocumentScan, RegisterEntry
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify
from dondoc.reading import READER_VERSION, Box, Notice, ReadAgain, Reading, read_text
from dondoc.reading.extract import Extracted

__all__ = ["notices", "opened", "taken"]


@pytest.fixture
def old(open_for, specialist, province):
    """A notice as a reader of long ago left it: without reasons, a wrong type, no subject, one directive missed."""
    made = open_for(specialist)
    items = drafts.from_json(made.items)
    poor = [{**one.to_json(), "because": []} for one in items[1:]]
    DraftReading.objects.filter(id=made.id).update(items=poor, read_items=poor)
    Document.objects.filter(id=made.document_id).update(why={}, type_name="Công văn", subject="", reader_version=0)
    made.refresh_from_db()
    made.document.refresh_from_db()
    return made


def again(draft, person, now, **more):
    changes = read_again(actor=person, document_id=draft.document_id, now=now, **more)
    draft.refresh_from_db()
    draft.document.refresh_from_db()
    return changes


def with_text(monkeypatch, text, **more):
    """Let the file give another text than before."""

    def stand_in(_data, _name, kept, **_options):
        fresh = read_text(text)
        return ReadAgain(fresh, fresh if kept == fresh.text else read_text(kept))

    monkeypatch.setattr(rereading, "read_again", stand_in)


def sound(draft):
    text = draft.document.text
    return all(text[one.start : one.end] == one.text for one in drafts.from_json(draft.items))


def test_reasons_header_and_proposals_that_nobody_touched_are_renewed(old, specialist, now):
    changes = again(old, specialist, now)
    document = old.document
    assert document.why["document.number"]
    assert document.type_name == "Thông báo"
    assert document.subject
    assert document.reader_version == READER_VERSION
    items = drafts.from_json(old.items)
    assert all(one.because for one in items)
    assert old.read_items == old.items
    assert (changes.fields, changes.added, changes.changed, changes.text) == (
        ("type_name", "subject"), 1, len(items) - 1, "same",
    )  # fmt: skip
    assert (old.version, sound(old)) == (2, True)
    assert document.search_text.startswith("thong bao")


def test_the_ledger_says_what_changed_and_stays_whole(old, specialist, now):
    again(old, specialist, now)
    event = LedgerEvent.objects.get(code="document.read_again")
    assert event.payload["fields"]["type_name"] == ["Công văn", "Thông báo"]
    assert event.payload["reader_version"] == [0, READER_VERSION]
    assert event.actor_id == specialist.id
    renewed = LedgerEvent.objects.get(code="reading.renewed")
    assert renewed.payload["version"] == 2
    assert len(renewed.payload["added"]) == len(old.items)
    assert verify().intact


def test_a_second_time_changes_nothing(old, specialist, now):
    again(old, specialist, now)
    assert again(old, specialist, now).nothing
    assert old.version == 2
    assert LedgerEvent.objects.filter(code="reading.renewed").count() == 1


def test_what_a_person_corrected_stays_and_has_no_rule(old, specialist, now):
    change_document(
        actor=specialist,
        document_id=old.document_id,
        changes=DocumentChanges(type_name="Kết luận", number="99"),
        now=now,
    )
    key = old.items[0]["key"]
    edited = edit_draft_item(actor=specialist, draft_id=old.id, version=1, key=key, clause="9.z", now=now)
    kept = next(one for one in edited.items if one["key"] == key)
    changes = again(old, specialist, now)
    assert (old.document.type_name, old.document.number) == ("Kết luận", "99")
    assert "document.number" not in old.document.why
    assert "document.type" not in old.document.why
    assert kept in old.items
    assert (changes.stayed, changes.fields) == (1, ("subject",))


def test_what_the_reader_no_longer_finds_stays_with_its_reason(old, specialist, now):
    why = {"document.urgency": ["header:stamp"]}
    Document.objects.filter(id=old.document_id).update(urgency="Hoả tốc", why=why)
    again(old, specialist, now)
    assert old.document.urgency == "Hoả tốc"
    assert old.document.why["document.urgency"] == ["header:stamp"]


def test_a_number_from_a_register_stays_and_keeps_the_reader_s_reason_where_it_agrees(old, taken, specialist, now):
    RegisterEntry.objects.filter(id=taken.id).update(document_id=old.document_id)
    Document.objects.filter(id=old.document_id).update(number="7")
    again(old, specialist, now)
    assert (old.document.number, old.document.type_name) == ("7", "Công văn")
    assert "document.number" not in old.document.why
    assert old.document.why["document.symbol"]


def test_undo_reaches_back_to_the_last_reading_only(old, specialist, now):
    edit_draft_item(actor=specialist, draft_id=old.id, version=1, key=old.items[0]["key"], clause="9", now=now)
    again(old, specialist, now)
    assert last_change(old) is None
    with pytest.raises(BadInput):
        undo_draft_change(actor=specialist, draft_id=old.id, version=old.version, now=now)


def test_another_text_replaces_an_untouched_one(old, specialist, now, monkeypatch):
    before = old.document.text
    with_text(monkeypatch, f"{NOTICE}\n\n5. Giao Sở Công Thương báo cáo trước ngày 30/01/2021.")
    changes = again(old, specialist, now)
    assert changes.text == "renewed"
    assert old.document.text != before
    assert sound(old)
    event = LedgerEvent.objects.get(code="document.read_again")
    assert event.payload["text_sha256"][0] == hashlib.sha256(before.encode()).hexdigest()


def test_another_text_leaves_the_old_one_where_somebody_touched_a_sentence(old, specialist, now, monkeypatch):
    key = old.items[0]["key"]
    edit_draft_item(actor=specialist, draft_id=old.id, version=1, key=key, reviewed=True, now=now)
    before = old.document.text
    with_text(monkeypatch, f"TRANG BÌA\n\n{NOTICE}")
    changes = again(old, specialist, now)
    assert (changes.text, old.document.text) == ("kept", before)
    assert sound(old)
    assert old.document.why["document.number"]


def test_confirmed_directives_and_their_places_stay_exactly(draft, specialist, now, monkeypatch):
    confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    directives = list(Directive.objects.order_by("id").values())
    judged = list(Judgement.objects.order_by("id").values())
    items = DraftReading.objects.get().items
    with_text(monkeypatch, f"TRANG BÌA\n\n{NOTICE}")
    changes = again(draft, specialist, now)
    assert changes.text == "kept"
    assert list(Directive.objects.order_by("id").values()) == directives
    assert list(Judgement.objects.order_by("id").values()) == judged
    assert draft.items == items
    text = draft.document.text
    assert all(text[one["span_start"] : one["span_end"]] == one["text"] for one in directives)


def test_a_discarded_reading_stays_discarded(old, specialist, now, monkeypatch):
    discard_draft(actor=specialist, draft_id=old.id, version=1, now=now)
    items = old.items
    with_text(monkeypatch, f"TRANG BÌA\n\n{NOTICE}")
    assert again(old, specialist, now).text == "kept"
    assert (old.state, old.items) == ("discarded", items)


class TestScans:
    """A scan that came in before the places of its words were kept."""

    TEXT = "Giao Sở Y tế báo cáo."
    BOXES = tuple(
        Box(1, 0.1 + at / 100, 0.1, 0.1 + (at + len(word)) / 100, 0.12, at, at + len(word), 0.9)
        for word, at in (("Giao", 0), ("Sở", 5), ("Y", 8), ("tế", 10), ("báo", 13), ("cáo.", 17))
    )

    @pytest.fixture
    def scanned(self, files_folder, province, clerk, now, monkeypatch):
        monkeypatch.setattr(intake, "read_bytes", lambda *_, **__: Reading(self.TEXT, source="ocr"))
        page = (60, 80, b"\xff" * 4800)
        return open_draft(actor=clerk, submission=Submission(scanned_pdf(page), "q.pdf"), now=now)

    def recognised(self, monkeypatch, text, boxes, *, codes=()):
        told = tuple(Notice(code, "…") for code in codes)
        monkeypatch.setattr("dondoc.reading.again.extract", lambda *_: Extracted(text, "ocr", told, boxes=boxes))

    def test_words_get_their_places(self, scanned, clerk, now, monkeypatch):
        self.recognised(monkeypatch, self.TEXT, self.BOXES)
        changes = again(scanned, clerk, now)
        assert changes.words == 6
        scan = DocumentScan.objects.get()
        assert [scanned.document.text[w[0] : w[1]] for w in scan.words] == self.TEXT.split()
        assert again(scanned, clerk, now).words == 0

    def test_of_a_kept_text_the_words_that_are_the_same_get_theirs(self, scanned, clerk, specialist, now, monkeypatch):
        discard_draft(actor=specialist, draft_id=scanned.id, version=1, now=now)
        self.recognised(monkeypatch, "Giao Sở Y tế bảo cáo.", self.BOXES)
        assert again(scanned, clerk, now).text == "kept"
        assert scanned.document.text == self.TEXT
        scan = DocumentScan.objects.get()
        assert [self.TEXT[w[0] : w[1]] for w in scan.words] == ["Giao", "Sở", "Y", "tế", "cáo."]

    def test_a_reading_that_ran_out_of_time_takes_no_text_away_and_is_tried_again(
        self, scanned, clerk, now, monkeypatch
    ):
        Document.objects.update(reader_version=0)
        self.recognised(monkeypatch, "Giao Sở Y tế", self.BOXES[:4], codes=["pages_not_recognised"])
        assert again(scanned, clerk, now).text == "kept"
        assert scanned.document.text == self.TEXT
        assert scanned.document.reader_version == 0

    def test_before_the_pages_are_recognised_only_what_is_at_stake_is_told(self, scanned, clerk):
        scope = scope_of_rereading(clerk, scanned.document_id)
        assert (scope.changes, scope.fields, scope.proposals) == (None, 11, 0)

    def test_a_scan_without_places_is_missing_something(self, scanned):
        Document.objects.update(why={"document.number": ["x"]}, reader_version=0)
        assert not documents_to_read_again(1, missing_only=True).exists()
        DraftReading.objects.update(warnings=[{"code": "ocr", "message": "…"}])
        assert documents_to_read_again(1, missing_only=True).get().id == scanned.document_id


def test_what_will_change_is_told_before_and_nothing_is_written(old, specialist, now):
    scope = scope_of_rereading(specialist, old.document_id)
    events = LedgerEvent.objects.count()
    assert scope.changes == again(old, specialist, now)
    assert LedgerEvent.objects.count() == events + 2


@pytest.mark.parametrize(
    ("person", "error"),
    [("chair", Refused), ("observer", Refused), ("lead_head", NotFound), ("administrator", NotFound), ("outsider", NotFound)],
)  # fmt: skip
def test_only_the_office_reads_again(person, error, old, request, now):
    who = request.getfixturevalue(person)
    for ask in (lambda: again(old, who, now), lambda: scope_of_rereading(who, old.document_id)):
        with pytest.raises(error):
            ask()
    assert not LedgerEvent.objects.filter(code="document.read_again").exists()


def test_without_an_actor_a_jurisdiction_must_be_named(old, now):
    with pytest.raises(NotFound):
        read_again(actor=None, document_id=old.document_id, now=now)
    with pytest.raises(NotFound):
        read_again(actor=None, jurisdiction_id=2, document_id=old.document_id, now=now)
    read_again(actor=None, jurisdiction_id=1, document_id=old.document_id, now=now)
    assert LedgerEvent.objects.get(code="document.read_again").actor_id is None


def test_a_mark_of_secrecy_seen_only_now_stops_it(old, specialist, now, monkeypatch):
    with_text(monkeypatch, f"MẬT\n\n{NOTICE}")
    with pytest.raises(Conflict) as error:
        again(old, specialist, now)
    assert error.value.code == "secret_document"
    assert not LedgerEvent.objects.filter(code="document.read_again").exists()


def test_a_lost_file_is_one_sentence(files_folder, province, specialist, now, monkeypatch):
    draft = open_draft(actor=specialist, submission=Submission(NOTICE.encode(), "a.txt"), now=now)
    for path in files_folder.rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(BadInput, match="không còn trong kho") as error:
        again(draft, specialist, now)
    assert error.value.code == "file_lost"


@pytest.mark.parametrize("_round", range(3))
def test_confirming_and_reading_again_at_once_end_in_one_order_or_the_other(
    _round, real_connections, at_once, draft, specialist, office_leader, now, monkeypatch
):
    with_text(monkeypatch, f"TRANG BÌA\n\n{NOTICE}")
    confirmed, read = at_once(
        lambda: confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now),
        lambda: read_again(actor=office_leader, document_id=draft.document_id, now=now),
    )
    assert not isinstance(read, Exception)
    # Whoever was second knows of the first: either the sentences were confirmed and stay, or the draft has changed.
    if isinstance(confirmed, Exception):
        assert confirmed.code == "reading_changed"
        assert read.text == "renewed"
    else:
        assert read.text == "kept"
    document = Document.objects.get()
    for directive in Directive.objects.all():
        assert document.text[directive.span_start : directive.span_end] == directive.text
