"""What confirming keeps of the reader's work, how it is counted, and that each count is exactly its rows."""

import datetime as dt
import itertools

import pytest
from tests.directives.draft_world import *  # noqa: F403 - fixtures

from dondoc.directives.choices import JudgedField
from dondoc.directives.commands.add_draft_item import add_draft_item
from dondoc.directives.commands.confirm_draft import confirm_draft
from dondoc.directives.commands.discard_draft import discard_draft
from dondoc.directives.commands.drop_draft_item import drop_draft_item
from dondoc.directives.commands.edit_draft_item import edit_draft_item
from dondoc.directives.drafts import Addressee
from dondoc.directives.judgement_selectors import (
    BANDS,
    NO_BAND,
    JudgementFilter,
    judgements_of,
    report_for,
    report_of,
)
from dondoc.directives.models import DraftReading, Judgement
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.models import LedgerEvent


def corrected(draft, actor, province, now):
    """Drop the third, give the second another lead, add a sentence; the first and the fourth stay."""
    step = {"actor": actor, "draft_id": draft.id, "now": now}
    drop_draft_item(**step, version=1, key="d3")
    edit_draft_item(**step, version=2, key="d2", lead=[Addressee("Sở Y tế", (province.units["syt"].id,))])
    text = draft.document.text
    start = text.index("Văn phòng Ủy ban nhân dân tỉnh thông báo để")
    _, key = add_draft_item(**step, version=3, start=start, end=text.index("thực hiện.", start) + 10)
    edit_draft_item(**step, version=4, key=key, lead=[Addressee("Sở Tài chính", (province.units["stc"].id,))])
    confirm_draft(**step, version=5)
    return key


def test_confirming_keeps_one_row_per_judged_field_beside_the_event(draft, specialist, province, now):
    key = corrected(draft, specialist, province, now)
    rows = {(row.item_key, row.judged_field): row for row in Judgement.objects.all()}
    assert rows["d1", "lead"].verdict == "right"
    assert rows["d3", "directive"].verdict == "wrong"
    assert ("d3", "lead") not in rows
    wrong = rows["d2", "lead"]
    assert (wrong.verdict, wrong.confidence, wrong.judged_by_id, wrong.judged_on) == (
        "wrong", 97, specialist.id, dt.date(2021, 1, 18),
    )  # fmt: skip
    assert wrong.read[0]["as_written"] == "Bộ Chỉ huy Bộ đội Biên phòng"
    assert wrong.confirmed == [{"as_written": "Sở Y tế", "unit_ids": [province.units["syt"].id], "group_id": None}]
    assert (wrong.issuer, wrong.issuer_key) == ("Văn phòng UBND tỉnh", "van phong uy ban nhan dan tinh")
    added = rows[key, "directive"]
    assert (added.verdict, added.read, added.confidence) == ("missed", None, None)
    event = LedgerEvent.objects.get(code="reading.confirmed")
    assert sum(event.payload["judged"].values()) == len(rows)
    assert event.payload["judged"]["missed"] == 1


def test_what_the_reader_said_stays_whatever_people_change(draft, specialist, province, now):
    before = DraftReading.objects.get(id=draft.id).read_items
    corrected(draft, specialist, province, now)
    after = DraftReading.objects.get(id=draft.id)
    assert after.read_items == before
    assert after.items != before


def test_a_discarded_reading_says_nothing(draft, specialist, now):
    discard_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    assert not Judgement.objects.exists()


def test_a_refused_confirmation_leaves_nothing(draft, specialist, now):
    edit_draft_item(actor=specialist, draft_id=draft.id, version=1, key="d2", lead=[], now=now)
    with pytest.raises(BadInput):
        confirm_draft(actor=specialist, draft_id=draft.id, version=2, now=now)
    assert not Judgement.objects.exists()


def test_a_reading_opened_before_the_readers_items_were_kept_says_nothing(draft, specialist, now):
    DraftReading.objects.update(read_items=None)
    confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    assert not Judgement.objects.exists()


def test_a_second_click_judges_once(draft, specialist, now):
    confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    count = Judgement.objects.count()
    confirm_draft(actor=specialist, draft_id=draft.id, version=1, now=now)
    assert Judgement.objects.count() == count


class TestReport:
    def test_counts_what_was_said_and_what_was_missed(self, draft, specialist, province, now):
        corrected(draft, specialist, province, now)
        total = report_for(specialist).total
        assert total.by_field[JudgedField.DIRECTIVE].as_dict() == {"right": 3, "said": 4, "missed": 1}
        assert total.by_field[JudgedField.LEAD].as_dict() == {"right": 2, "said": 3, "missed": 0}

    def test_each_number_is_exactly_its_rows(self, draft, specialist, province, now):
        corrected(draft, specialist, province, now)
        found = report_for(specialist)
        lines = [
            *(({}, line) for line in [found.total]),
            *(({"month": dt.date.fromisoformat(line.key + "-01")}, line) for line in found.by_month),
            *(({"issuer": line.key}, line) for line in found.by_issuer),
            *(({"band": line.key}, line) for line in found.by_band),
        ]
        assert {line.key for line in found.by_band} == {"90-100", NO_BAND}
        for narrowed, line in lines:
            for code, part in [("", line.whole), *line.by_field.items()]:
                for verdict, number in (("right", part.right), ("said", part.said), ("missed", part.missed)):
                    wanted = JudgementFilter(judged_field=code, verdict=verdict, **narrowed)
                    assert judgements_of(specialist, wanted).count() == number, (narrowed, code, verdict)
        for parts in (found.by_month, found.by_issuer, found.by_band):
            assert sum(line.whole.said for line in parts) == found.total.whole.said

    def test_bands_leave_no_percent_out_and_none_twice(self):
        covered = sorted(itertools.chain.from_iterable(range(low, high) for low, high in BANDS.values()))
        assert covered == list(range(101))

    def test_a_period_narrows_it(self, draft, specialist, province, now):
        corrected(draft, specialist, province, now)
        day = dt.date(2021, 1, 18)
        assert report_for(specialist, first=day, last=day).total.whole.said
        assert not report_for(specialist, first=day + dt.timedelta(days=1)).total.whole.said
        assert not report_for(specialist, last=day - dt.timedelta(days=1)).by_month

    def test_is_for_the_office_and_the_administrator_of_the_same_province(
        self, draft, specialist, province, now, clerk, administrator, outsider, chair, lead_head, observer
    ):
        corrected(draft, specialist, province, now)
        for person in (specialist, clerk, administrator):
            assert report_for(person).total.whole.said
        assert not report_for(outsider).total.whole.said
        assert report_of(province.id).total.whole.said
        for person in (chair, lead_head, observer):
            with pytest.raises(Refused):
                report_for(person)
