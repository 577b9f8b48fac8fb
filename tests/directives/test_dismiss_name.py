"""A name that is not to be taken in is not proposed again; nothing else changes."""

import pytest
from tests.directives.test_accept_name import ON, chosen, names  # noqa: F401 - a fixture

from dondoc.directives.commands.accept_name import accept_name
from dondoc.directives.commands.dismiss_name import dismiss_name
from dondoc.directives.models import NameDecision
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.organizations.models import Unit


@pytest.fixture
def first(chosen):  # noqa: F811
    first = chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
    chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
    return first


def test_it_is_not_proposed_again_and_the_directory_stays(first, chosen, administrator, now):  # noqa: F811
    dismiss_name(actor=administrator, choice_id=first.id, now=now)
    chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
    assert names(administrator) == []
    assert Unit.objects.get(code="skhdt").aliases == ["Sở KH&ĐT"]
    event = LedgerEvent.objects.get(code="reading_name.dismissed")
    assert (event.actor_id, event.payload["times"]) == (administrator.id, 2)


def test_for_other_units_it_may_be_proposed(first, chosen, administrator, now):  # noqa: F811
    dismiss_name(actor=administrator, choice_id=first.id, now=now)
    for _ in range(3):
        chosen("Sở Kế hoạch tỉnh nhà", "stc")
    assert names(administrator) == [("Sở Kế hoạch tỉnh nhà", "unit_alias", 3, 5)]


def test_twice_is_once_and_the_other_answer_is_a_conflict(first, administrator, now):
    dismiss_name(actor=administrator, choice_id=first.id, now=now)
    dismiss_name(actor=administrator, choice_id=first.id, now=now)
    assert NameDecision.objects.count() == 1
    with pytest.raises(Conflict, match="đã được trả lời"):
        accept_name(actor=administrator, choice_id=first.id, now=now)


def test_only_an_administrator_and_only_what_is_there(first, office_leader, administrator, now):
    with pytest.raises(Refused):
        dismiss_name(actor=office_leader, choice_id=first.id, now=now)
    with pytest.raises(NotFound):
        dismiss_name(actor=administrator, choice_id=first.id + 10_000, now=now)
