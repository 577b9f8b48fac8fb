"""Recording who may sign, by which right, from when, until when."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures

from dondoc.drafting.commands.grant_mandate import grant_mandate
from dondoc.drafting.mandates import Step
from dondoc.drafting.selectors import signers
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.models import LedgerEvent

DAY = dt.date(2021, 1, 1)
LAST = dt.date(2021, 6, 30)


@pytest.fixture
def grant(province, posts, notices, office_leader, now):
    def run(*steps, **more):
        given = {
            "actor": office_leader,
            "unit_id": province.units["vp"].id,
            "post_id": posts.pcvp.id,
            "valid_from": DAY,
        }
        return grant_mandate(steps=steps, now=now, **(given | more))

    return run


def test_a_right_is_kept_and_printed(grant, province):
    right = grant(Step("tl", "  Chủ tịch "), Step("kt", "Chánh Văn phòng"), kinds=["Thông báo", "Thông báo"])
    assert (right.steps, right.kinds) == (
        [{"form": "tl", "of": "Chủ tịch"}, {"form": "kt", "of": "Chánh Văn phòng"}], ["Thông báo"],
    )  # fmt: skip
    (signer,) = signers(1, unit_id=province.units["vp"].id, kind="Thông báo", on=dt.date(2021, 1, 18))
    assert (signer.name, signer.lines, signer.position) == (
        "Đỗ Văn Hòa", ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"), "PHÓ CHÁNH VĂN PHÒNG",
    )  # fmt: skip
    event = LedgerEvent.objects.get(aggregate="signing_mandate", aggregate_id=right.id)
    assert (event.code, event.payload["kinds"]) == ("signing_mandate.granted", ["Thông báo"])


def test_by_authorisation_it_needs_its_paper_and_its_end(grant):
    step = Step("tuq", "Chánh Văn phòng")
    for more in ({}, {"basis": "01/GUQ-VP"}, {"valid_to": LAST}):
        with pytest.raises(BadInput):
            grant(step, **more)
    assert grant(step, basis="01/GUQ-VP ngày 04/01/2021", valid_to=LAST).valid_to == LAST


def test_what_was_authorised_is_not_passed_on(grant):
    with pytest.raises(BadInput, match="không ủy quyền lại"):
        grant(Step("tuq", "Chủ tịch"), Step("kt", "Chánh Văn phòng"), basis="01/GUQ-VP", valid_to=LAST)


@pytest.mark.parametrize(
    ("steps", "more"),
    [
        ((Step("?", "Chủ tịch"),), {}),
        ((Step("head", "Chủ tịch"),), {}),
        ((Step("kt", " "),), {}),
        ((Step("kt", "a" * 121),), {}),
        ((Step("kt", "Chủ tịch"), Step("tm", "Ủy ban nhân dân")), {}),
        ((Step("q", "Giám đốc"), Step("kt", "Giám đốc")), {}),
        ((), {"kinds": ["Thông tư"]}),
        ((), {"valid_to": dt.date(2020, 12, 31)}),
        ((), {"unit_id": 999999}),
        ((), {"post_id": 999999}),
    ],
)
def test_what_cannot_be_is_refused(grant, steps, more):
    with pytest.raises(BadInput):
        grant(*steps, **more)


def test_the_leader_of_the_office_keeps_them(grant, chair, specialist, clerk, lead_head, observer, administrator):
    for actor in (chair, specialist, clerk, lead_head, observer, administrator):
        with pytest.raises(Refused):
            grant(actor=actor)


def test_in_another_province_the_agency_is_not_there(grant, outsider):
    with pytest.raises(BadInput):
        grant(actor=outsider)
