"""Whom a notice goes to, and in which order; what a body is to the committee."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.meetings.bodies import Side, side_of
from dondoc.meetings.recipients import FEW, Body, Collective, lines, recipients

HOST = Body("u1", "Ủy ban nhân dân tỉnh Kiên Giang", "committee")
OFFICE = Body("u2", "Văn phòng UBND tỉnh", "office")
DEPARTMENTS = [Body(f"u{k}", f"Sở {k}", "department") for k in range(10, 13)]
DISTRICTS = [Body(f"u{k}", f"UBND huyện {k}", "district") for k in range(20, 24)]
BORDER = Body("u13", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "vertical")
FRONT = Body("u30", "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "party_front")
COUNCIL = Body("bhdnd", "Thường trực Hội đồng nhân dân tỉnh")
PARTY = Body("btu", "Thường trực Tỉnh ủy")
COUNCIL_OFFICE = Body("u31", "Văn phòng HĐND tỉnh", "council")
COMPANIES = Body("bct", "Các công ty có vốn Nhà nước")
COURT = Body("bta", "Tòa án nhân dân tỉnh")


def keys(*some: Body) -> frozenset[str]:
    return frozenset(one.key for one in some)


GROUPS = [
    Collective("các sở", keys(*DEPARTMENTS)),
    Collective("các Thành viên UBND tỉnh", keys(OFFICE, *DEPARTMENTS)),
    Collective("các địa phương", keys(*DISTRICTS)),
    Collective("UBND các huyện, thành phố", keys(*DISTRICTS)),
    Collective("các sở, ngành, địa phương", keys(*DEPARTMENTS, BORDER, *DISTRICTS)),
]


def test_the_order_is_that_of_the_office():
    found = recipients(
        [*DISTRICTS, COURT, COMPANIES, BORDER, *DEPARTMENTS, FRONT, COUNCIL_OFFICE, COUNCIL, PARTY, OFFICE],
        GROUPS,
        host=HOST,
        issuer=OFFICE,
    )
    assert lines(found) == [
        "Thường trực Tỉnh ủy", "Thường trực Hội đồng nhân dân tỉnh, Văn phòng HĐND tỉnh", "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
        "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Các Thành viên UBND tỉnh",
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Tòa án nhân dân tỉnh, các công ty có vốn Nhà nước", "UBND các huyện, thành phố",
        "Lãnh đạo Văn phòng UBND tỉnh, chuyên viên nghiên cứu",
    ]  # fmt: skip


def test_a_group_stands_only_where_all_of_it_is_meant():
    assert lines(recipients(DISTRICTS[:-1], GROUPS, host=HOST)) == [
        "Chủ tịch, các Phó Chủ tịch UBND tỉnh", "UBND huyện 20", "UBND huyện 21", "UBND huyện 22",
    ]  # fmt: skip


def test_many_of_one_category_are_named_by_it_unless_some_have_another_line():
    guests = [Body(f"b{k}", f"Công ty {k}", "", "các công ty có vốn Nhà nước") for k in range(FEW + 1)]
    assert lines(recipients(guests, [], host=HOST))[1:] == ["Các công ty có vốn Nhà nước"]
    assert lines(recipients(guests[:FEW], [], host=HOST))[1:] == ["Công ty 0, Công ty 1, Công ty 2", "Công ty 3"]
    pair = Collective("các công ty điện, nước", keys(*guests[:2]))
    more = [*guests, *(Body(f"b9{k}", f"Công ty 9{k}", "", "các công ty có vốn Nhà nước") for k in range(3))]
    texts = lines(recipients(more, [pair], host=HOST))
    assert "Các công ty điện, nước" in texts
    assert "Các công ty có vốn Nhà nước" not in texts


def test_another_host_has_its_own_leaders_and_an_office_that_holds_and_issues_has_one_line():
    assert lines(recipients([], [], host=OFFICE, issuer=OFFICE)) == ["Lãnh đạo Văn phòng UBND tỉnh"]


POOL = [*DEPARTMENTS, *DISTRICTS, BORDER, FRONT, COUNCIL, COUNCIL_OFFICE, PARTY, COURT, COMPANIES, OFFICE, HOST]
BODIES = st.lists(
    st.builds(
        lambda body, category: Body(body.key, body.name, body.kind, category),
        st.sampled_from(POOL),
        st.sampled_from(["", "Thành viên", "Khách mời"]),
    ),
    max_size=25,
)
COLLECTIVES = st.lists(
    st.builds(Collective, st.sampled_from("ABCDE"), st.frozensets(st.sampled_from([one.key for one in POOL]))),
    max_size=6,
)


@given(BODIES, COLLECTIVES, st.sampled_from([None, OFFICE, HOST]))
def test_nobody_is_left_out_nobody_stands_twice_and_nobody_else_is_there(bodies, groups, issuer):
    found = recipients(bodies, groups, host=HOST, issuer=issuer)
    covered = [key for line in found for key in line.covers]
    assert len(covered) == len(set(covered))
    wanted = {body.key for body in bodies}
    assert wanted <= set(covered) <= wanted | {HOST.key, *((issuer.key,) if issuer else ())}
    before_last = found[:-1] if issuer == OFFICE else found
    assert [line.side for line in before_last] == sorted(line.side for line in before_last)
    assert len(lines(found)) == len(set(lines(found))) or groups


@pytest.mark.parametrize(
    ("kind", "name", "side"),
    [
        ("district", "UBND huyện Hòn Đất", Side.LOCALITY),
        ("", "Ủy ban nhân dân thành phố Rạch Giá", Side.LOCALITY),
        ("department", "Sở Y tế", Side.DEPARTMENT),
        ("party_front", "Văn phòng Tỉnh ủy", Side.PARTY),
        ("party_front", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", Side.FRONT),
        ("party_front", "Hội Liên hiệp Phụ nữ tỉnh", Side.FRONT),
        ("", "UBMTTQ tỉnh, Hội Nông dân tỉnh", Side.FRONT),
        ("council", "Văn phòng Đoàn đại biểu Quốc hội tỉnh", Side.COUNCIL),
        ("", "Thường trực HĐND tỉnh", Side.COUNCIL),
        ("", "Hội đồng nhân dân các huyện, thành phố", Side.LOCALITY),
        ("", "Viện Kiểm sát nhân dân tỉnh", Side.OTHER),
        ("committee", "Ủy ban nhân dân tỉnh", Side.COMMITTEE),
    ],
)
def test_what_a_body_is_to_the_committee(kind, name, side):
    assert side_of(kind, name) == side
