"""Beginning a draft: from a blank, from another document, from conclusions."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT, codes

from dondoc.documents.kinds import KINDS
from dondoc.documents.models import Document
from dondoc.drafting import content as contents
from dondoc.drafting.choices import Relation, Source, State
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.models import DraftVersion
from dondoc.foundation.errors import BadInput, NotFound, Refused


@pytest.fixture
def begin(province, notices, letters, specialist, now):
    def run(kind="Thông báo", actor=None, **more):
        return open_outgoing_draft(
            actor=actor or specialist, unit_id=more.pop("unit_id", province.units["vp"].id), kind=kind, now=now, **more
        )

    return run


@pytest.fixture
def letter(province, specialist, now):
    return Document.objects.create(
        jurisdiction_id=1, direction="received", origin="province", type_name="Công văn", number="12",
        symbol="STC-NS", issued_on=dt.date(2021, 1, 7), issuer="Sở Tài chính", subject="Về kinh phí\tphòng, chống dịch",
        text="…", source_sha256="0" * 64, search_text="", created_at=now, created_by_id=specialist.id,
    )  # fmt: skip


def test_a_blank_has_the_head_of_its_agency_and_one_version(begin):
    draft = begin()
    assert (draft.state, draft.source, draft.version) == (State.DRAFTING, Source.BLANK, 1)
    assert draft.content["issuer"] == "Văn phòng UBND tỉnh"
    assert draft.content["place"] == "Kiên Giang"
    version = DraftVersion.objects.get(draft_id=draft.id)
    assert (version.number, version.content) == (1, draft.content)
    assert codes(draft) == ["opened"]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_opens_with_content_that_is_clean(begin, kind):
    draft = begin(kind)
    assert contents.clean(draft.content) == draft.content


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        *((relation, "Công văn") for relation in Relation.values), ("none", "Quyết định"), ("answers", "Thông báo"),
        ("none", "Thông báo"),
    ],
)  # fmt: skip
def test_what_is_begun_from_a_document_cites_it(begin, letter, relation, kind):
    draft = begin(kind, source_document_id=letter.id, relation=relation)
    assert (draft.source, draft.source_document_id, draft.relation) == (Source.DOCUMENT, letter.id, relation)
    said = str(draft.content)
    assert "12/STC-NS" in said
    assert "\t" not in said
    if relation == Relation.ANSWERS:
        assert draft.content["addressees"] == ["Sở Tài chính"]


@pytest.mark.parametrize("relation", ["corrects", "amends", "replaces"])
def test_errors_of_form_are_corrected_by_letter_and_content_by_a_document_of_equal_form(begin, letter, relation):
    with pytest.raises(BadInput, match="Điều 18") as refused:
        begin("Thông báo", source_document_id=letter.id, relation=relation)
    assert refused.value.details["field"] == "kind"


@pytest.mark.parametrize("relation", ["amends", "replaces"])
def test_a_decision_is_amended_or_replaced_by_a_decision(begin, letter, relation):
    Document.objects.filter(id=letter.id).update(type_name="Quyết định")
    assert begin("Quyết định", source_document_id=letter.id, relation=relation).relation == relation


def test_conclusions_are_taken_over(begin):
    draft = begin(conclusions=CONTENT)
    assert (draft.source, draft.subject) == (Source.CONCLUSIONS, CONTENT["subject"])


def test_conclusions_that_name_a_unit_that_is_not_there_are_refused(begin):
    body = [{"label": "1.", "text": "Giao việc.", "duties": [{"leads": [999999]}]}]
    with pytest.raises(BadInput, match="không còn trong danh mục"):
        begin(conclusions=CONTENT | {"body": body})


def test_units_people_observers_and_others_begin_none(begin, lead_head, observer, administrator, chair, outsider):
    for actor in (lead_head, observer, administrator, chair):
        with pytest.raises(Refused):
            begin(actor=actor)
    with pytest.raises(BadInput):  # of another province: this agency is none of theirs
        begin(actor=outsider)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "Thông tư"}, "kind"),
        ({"relation": "answers"}, "relation"),
        ({"relation": "?"}, "relation"),
        ({"field_id": 999999}, "field"),
        ({"unit_id": 999999}, "unit"),
    ],
)
def test_what_cannot_be_is_named(begin, given, field):
    with pytest.raises(BadInput) as refused:
        begin(**given)
    assert refused.value.details["field"] == field


def test_a_document_that_the_writer_may_not_know_is_not_there(begin):
    with pytest.raises(NotFound):
        begin(source_document_id=999999)
