"""Names that people entered by hand: proposed when chosen alike twice, taken in or left by the administrator."""

import datetime as dt

import pytest
from tests.connections import _triggers_again, at_once, real_connections

from dondoc.directives.commands.accept_name import accept_name
from dondoc.directives.commands.dismiss_name import dismiss_name
from dondoc.directives.models import DraftReading, NameChoice, NameDecision
from dondoc.directives.name_proposals import proposals_for
from dondoc.documents.models import Document
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.organizations.models import Unit, UnitGroup
from dondoc.organizations.names import key_of
from dondoc.organizations.selectors import members_of_group, resolve_names

__all__ = ["_triggers_again", "at_once", "real_connections"]
ON = dt.date(2021, 1, 18)


@pytest.fixture
def chosen(province, specialist, now):
    """A function that notes that a person chose units for a name, in a document of its own."""

    def note(name, *codes, day=ON):
        document = Document.objects.create(
            jurisdiction_id=1, direction="issued", origin="province", text=f"Giao {name} báo cáo.", source_sha256="0",
            search_text="", created_at=now, created_by_id=specialist.id,
        )  # fmt: skip
        draft = DraftReading.objects.create(
            jurisdiction_id=1, document=document, created_at=now, created_by_id=specialist.id
        )
        return NameChoice.objects.create(
            jurisdiction_id=1, document=document, draft_id=draft.id, item_key="d1", role="lead", name=name,
            name_key=key_of(name), unit_ids=sorted(province.units[code].id for code in codes), span_start=0,
            span_end=10, document_day=day, chosen_at=now, chosen_by_id=specialist.id,
        )  # fmt: skip

    return note


def names(person):
    return [(one.name, one.kind, one.times, one.of_times) for one in proposals_for(person, ON)]


def meant(name):
    return resolve_names(1, [name], ON)[name]


class TestProposals:
    def test_once_is_not_enough_and_twice_is(self, chosen, specialist):
        chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        assert names(specialist) == []
        chosen("Sở kế hoạch tỉnh nhà", "skhdt")
        assert names(specialist) == [("Sở Kế hoạch tỉnh nhà", "unit_alias", 2, 2)]

    def test_chosen_differently_as_often_is_no_habit(self, chosen, specialist):
        for code in ("skhdt", "stc", "skhdt", "stc"):
            chosen("Cơ quan quản lý vốn", code)
        assert names(specialist) == []
        chosen("Cơ quan quản lý vốn", "stc")
        assert names(specialist) == [("Cơ quan quản lý vốn", "unit_alias", 3, 5)]

    def test_what_the_directory_knows_by_now_is_not_proposed(self, chosen, specialist):
        for _ in range(2):
            chosen("Sở KH&ĐT", "skhdt")
        assert names(specialist) == []

    def test_a_set_is_a_group_or_an_alias_of_the_one_with_these_members(self, chosen, specialist, province):
        for _ in range(2):
            chosen("các cơ quan tổng hợp", "skhdt", "stc")
            chosen("khối địa phương ven biển", "rachgia", "hondat")
        found = {one.name: (one.kind, one.group_id) for one in proposals_for(specialist, ON)}
        assert found == {
            "các cơ quan tổng hợp": ("new_group", None),
            "khối địa phương ven biển": ("group_alias", province.groups["huyen"].id),
        }

    def test_are_for_the_office_and_the_administrator(self, chosen, administrator, chair, outsider):
        for _ in range(2):
            chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        assert names(administrator)
        assert names(outsider) == []
        with pytest.raises(Refused):
            proposals_for(chair, ON)


class TestAccepting:
    def run(self, actor, choice, now):
        return accept_name(actor=actor, choice_id=choice.id, now=now)

    def test_one_unit_gets_an_alias_and_the_directory_knows_it(self, chosen, administrator, province, now):
        first = chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        decision = self.run(administrator, first, now)
        assert Unit.objects.get(code="skhdt").aliases == ["Sở KH&ĐT", "Sở Kế hoạch tỉnh nhà"]
        assert meant("Sở Kế hoạch tỉnh nhà").unit_ids == (province.units["skhdt"].id,)
        assert names(administrator) == []
        assert decision.answer == "accepted"
        events = list(LedgerEvent.objects.order_by("id").values_list("code", "payload__name", "payload__unit_id"))
        assert events[-1] == ("reading_name.accepted", "Sở Kế hoạch tỉnh nhà", province.units["skhdt"].id)
        assert events[-2][0] == "unit.changed"

    def test_a_set_becomes_a_group_with_its_members(self, chosen, administrator, now):
        first = chosen("các cơ quan tổng hợp", "skhdt", "stc", day=dt.date(2020, 12, 1))
        chosen("các cơ quan tổng hợp", "skhdt", "stc")
        self.run(administrator, first, now)
        group = UnitGroup.objects.get(name="các cơ quan tổng hợp")
        assert group.code == "cac-co-quan-tong-hop"
        assert {unit.code for unit in members_of_group(1, group.id, dt.date(2020, 12, 1))} == {"skhdt", "stc"}
        assert not members_of_group(1, group.id, dt.date(2020, 11, 30))
        assert meant("các cơ quan tổng hợp").group_id == group.id
        codes = LedgerEvent.objects.filter(aggregate="group", aggregate_id=group.id).order_by("seq")
        assert list(codes.values_list("code", flat=True)) == ["group.created", *["group.member_added"] * 2]

    def test_a_set_that_is_a_group_gives_it_a_further_name(self, chosen, administrator, province, now):
        first = chosen("khối địa phương ven biển", "rachgia", "hondat")
        chosen("khối địa phương ven biển", "rachgia", "hondat")
        self.run(administrator, first, now)
        assert UnitGroup.objects.get(code="huyen").aliases == ["khối địa phương ven biển"]
        assert meant("khối địa phương ven biển").group_id == province.groups["huyen"].id

    def test_a_code_that_is_taken_gets_a_number(self, chosen, administrator, now, province):
        UnitGroup.objects.create(jurisdiction_id=1, code="cac-co-quan-tong-hop", name="khác", sort_key="")
        first = chosen("các cơ quan tổng hợp", "skhdt", "stc")
        chosen("các cơ quan tổng hợp", "skhdt", "stc")
        self.run(administrator, first, now)
        assert UnitGroup.objects.get(name="các cơ quan tổng hợp").code == "cac-co-quan-tong-hop-2"

    def test_a_name_that_would_not_lead_there_changes_nothing(self, chosen, administrator, province, now):
        first = chosen("Đơn vị đã giải thể", "syt")
        chosen("Đơn vị đã giải thể", "syt")
        Unit.objects.filter(code="syt").update(valid_to=dt.date(2020, 12, 31))
        with pytest.raises(Conflict, match="vẫn chưa chỉ đúng"):
            self.run(administrator, first, now)
        assert Unit.objects.get(code="syt").aliases == []
        assert not NameDecision.objects.exists()

    def test_twice_is_once(self, chosen, administrator, now):
        first = chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        assert self.run(administrator, first, now) == self.run(administrator, first, now)
        assert LedgerEvent.objects.filter(code="reading_name.accepted").count() == 1
        with pytest.raises(Conflict, match="đã được trả lời"):
            dismiss_name(actor=administrator, choice_id=first.id, now=now)

    def test_only_the_administrator_of_this_province(self, chosen, office_leader, specialist, outsider, make_user, now):
        first = chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        for person in (office_leader, specialist, outsider):
            with pytest.raises(Refused):
                self.run(person, first, now)
        other = make_user("quantri.khac", "administrator", jurisdiction_id=2)
        with pytest.raises(NotFound):
            self.run(other, first, now)
        assert Unit.objects.get(code="skhdt").aliases == ["Sở KH&ĐT"]
