"""Units, groups, posts and terms of office, each change with its event."""

import datetime as dt

import pytest

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.organizations.commands.change_group import change_group
from dondoc.organizations.commands.change_membership import change_membership
from dondoc.organizations.commands.change_unit import change_unit
from dondoc.organizations.commands.close_unit import close_unit
from dondoc.organizations.commands.create_group import create_group
from dondoc.organizations.commands.create_post import create_post
from dondoc.organizations.commands.create_unit import create_unit
from dondoc.organizations.commands.end_tenure import end_tenure
from dondoc.organizations.commands.start_tenure import start_tenure
from dondoc.organizations.models import GroupMembership, Jurisdiction, Tenure, Unit
from dondoc.organizations.selectors import (
    descendants,
    directory,
    heads_on,
    members_of_group,
    posts_on,
    predecessors,
    resolve_names,
    successors,
    unit_by_code,
    units_on,
)

D = dt.date
ON = D(2021, 1, 18)


def codes(province_id, *keys):
    return [event.code for event in timeline(province_id, keys)]


def as_it_is(unit, **changes):
    values = {
        name: getattr(unit, name)
        for name in ("name", "kind", "valid_from", "valid_to", "parent_unit_id", "official_code", "abbreviation", "aliases")
    }  # fmt: skip
    return {**values, **changes}


@pytest.fixture
def head_post(province, administrator, now):
    return create_post(
        actor=administrator, unit_id=province.units["stc"].id, code="gd", title="Giám đốc", is_head=True, now=now
    )


def test_a_created_unit_is_found_by_name_without_diacritics_and_leaves_an_event(province, administrator, now):
    unit = create_unit(
        actor=administrator, code="sct", name=" Sở  Công Thương ", kind="department", valid_from=D(2016, 1, 1),
        official_code="000.06.h33", abbreviation="SCT", aliases=["Sở CT", "Sở CT", ""],
        parent_unit_id=province.units["ubnd"].id, now=now,
    )  # fmt: skip
    assert (unit.name, unit.official_code, unit.aliases) == ("Sở Công Thương", "H33.06", ["Sở CT"])
    assert list(units_on(province.id, ON, search="cong thuong so")) == [unit]
    assert list(units_on(province.id, ON, search="công THƯƠNG", kind="district")) == []
    assert list(units_on(province.id, D(2015, 12, 31), search="cong thuong")) == []
    (event,) = timeline(province.id, [("unit", unit.id)])
    assert (event.code, event.seq, event.actor_id, event.effective_on) == (
        "unit.created", 1, administrator.id, D(2016, 1, 1),
    )  # fmt: skip
    assert event.payload["official_code"] == "H33.06"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"code": "sở"}, "Mã đơn vị"),
        ({"code": ""}, "Mã đơn vị"),
        ({"name": "  "}, "Tên đơn vị"),
        ({"name": "=cmd()"}, "công thức"),
        ({"name": "x" * 201}, "rút ngắn"),
        ({"kind": "ministry"}, "loại đơn vị"),
        ({"valid_to": D(2015, 1, 1)}, "Ngày hết hiệu lực"),
        ({"official_code": "mã số"}, "Mã định danh"),
        ({"parent_unit_id": 1}, "cấp trên"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_with_a_sentence(province, administrator, now, change, word):
    values = {"code": "moi", "name": "Sở Mới", "kind": "department", "valid_from": D(2020, 1, 1), **change}
    with pytest.raises(BadInput, match=word):
        create_unit(actor=administrator, now=now, **values)
    assert not Unit.objects.filter(name__contains="Mới").exists()


def test_the_same_code_twice_is_refused_by_the_database_in_words(province, administrator, now):
    with pytest.raises(Conflict, match="Mã đơn vị này đã có"):
        create_unit(
            actor=administrator, code="stc", name="Sở Khác", kind="department", valid_from=D(2020, 1, 1), now=now
        )


@pytest.mark.parametrize(
    "who", ["chair", "office_leader", "specialist", "clerk", "lead_head", "lead_focal", "observer"]
)
def test_only_the_administrator_changes_units(province, now, request, who, head_post):
    person = request.getfixturevalue(who)
    stc = province.units["stc"]
    attempts = [
        lambda: create_unit(actor=person, code="a", name="A", kind="other", valid_from=ON, now=now),
        lambda: change_unit(actor=person, unit_id=stc.id, **as_it_is(stc, name="Khác"), now=now),
        lambda: close_unit(actor=person, unit_id=stc.id, last_day=ON, now=now),
        lambda: create_group(actor=person, code="g", name="G", now=now),
        lambda: change_membership(
            actor=person, group_id=province.groups["huyen"].id, unit_id=stc.id, valid_from=ON, now=now
        ),
        lambda: create_post(actor=person, unit_id=stc.id, code="p", title="P", now=now),
        lambda: start_tenure(actor=person, post_id=head_post.id, person_name="A", valid_from=ON, now=now),
        lambda: end_tenure(actor=person, tenure_id=1, last_day=ON, now=now),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="quản trị"):
            attempt()


def test_an_administrator_of_elsewhere_finds_nothing(province, outsider, make_user, now, head_post):
    stranger = make_user("quantri2", "administrator", jurisdiction_id=2)
    stc = province.units["stc"]
    for attempt in (
        lambda: change_unit(actor=stranger, unit_id=stc.id, **as_it_is(stc), now=now),
        lambda: close_unit(actor=stranger, unit_id=stc.id, last_day=ON, now=now),
        lambda: create_post(actor=stranger, unit_id=stc.id, code="p", title="P", now=now),
        lambda: start_tenure(actor=stranger, post_id=head_post.id, person_name="A", valid_from=ON, now=now),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_change_notes_what_was_and_what_is_and_no_change_notes_nothing(province, administrator, now):
    stc = province.units["stc"]
    change_unit(actor=administrator, unit_id=stc.id, **as_it_is(stc, abbreviation="STC"), now=now)
    stc.refresh_from_db()
    change_unit(actor=administrator, unit_id=stc.id, **as_it_is(stc), now=now)
    events = timeline(province.id, [("unit", stc.id)])
    assert [(event.code, event.payload) for event in events] == [("unit.changed", {"abbreviation": ["", "STC"]})]
    assert "stc" in unit_by_code(province.id, "stc").search_text


def test_a_unit_never_stands_below_itself(province, administrator, now):
    top = province.units["ubnd"]
    below = create_unit(
        actor=administrator, code="con", name="Đơn vị con", kind="subunit", valid_from=D(2020, 1, 1),
        parent_unit_id=top.id, now=now,
    )  # fmt: skip
    assert descendants(province.id, {top.id}) == {top.id, below.id}
    assert descendants(province.id, {below.id}) == {below.id}
    with pytest.raises(BadInput, match="trực thuộc chính"):
        change_unit(actor=administrator, unit_id=top.id, **as_it_is(top, parent_unit_id=below.id), now=now)
    with pytest.raises(BadInput, match="trực thuộc chính"):
        change_unit(actor=administrator, unit_id=top.id, **as_it_is(top, parent_unit_id=top.id), now=now)


def test_new_dates_may_not_strand_a_tenure(province, administrator, now):
    stc = province.units["stc"]
    with pytest.raises(BadInput, match="nằm ngoài hiệu lực"):
        change_unit(actor=administrator, unit_id=stc.id, **as_it_is(stc, valid_from=D(2020, 1, 1)), now=now)


def test_a_merger_ends_both_and_names_the_successor(province, administrator, now, head_post):
    tenure = start_tenure(
        actor=administrator, post_id=head_post.id, person_name="Ông Giám đốc", valid_from=D(2019, 1, 1), now=now
    )
    old, other, last = province.units["stc"], province.units["skhdt"], D(2021, 2, 28)
    new = create_unit(
        actor=administrator, code="stcm", name="Sở Tài chính", kind="department", valid_from=D(2021, 3, 1), now=now
    )
    for unit in (old, other):
        close_unit(actor=administrator, unit_id=unit.id, last_day=last, successor_unit_ids={new.id}, now=now)
    assert [link.successor_unit_id for link in successors(province.id, old.id)] == [new.id]
    assert {link.predecessor.code for link in predecessors(province.id, new.id)} == {"stc", "skhdt"}
    assert all(link.on == D(2021, 3, 1) for link in predecessors(province.id, new.id))
    tenure.refresh_from_db()
    assert tenure.valid_to == last
    group = province.groups["so"].id
    assert {unit.code for unit in members_of_group(province.id, group, last)} == {"stc", "skhdt", "syt"}
    assert {unit.code for unit in members_of_group(province.id, group, D(2021, 3, 1))} == {"syt"}
    assert codes(province.id, ("unit", old.id))[-1] == "unit.closed"
    assert codes(province.id, ("unit", new.id)) == ["unit.created", "unit.succeeded", "unit.succeeded"]
    # The same name means the old body before the day, the new one after it.
    assert resolve_names(province.id, ["Sở Tài chính"], last)["Sở Tài chính"].unit_ids == (old.id,)
    assert resolve_names(province.id, ["Sở Tài chính"], D(2021, 3, 1))["Sở Tài chính"].unit_ids == (new.id,)
    gone = resolve_names(province.id, ["Sở Kế hoạch và Đầu tư"], D(2021, 3, 1))["Sở Kế hoạch và Đầu tư"]
    assert (gone.kind, gone.suggested_unit_ids) == ("unknown", (new.id,))


def test_closing_is_refused_where_it_cannot_be(province, administrator, now):
    stc, syt, top = (province.units[code] for code in ("stc", "syt", "ubnd"))
    create_unit(
        actor=administrator, code="con", name="Con", kind="subunit", valid_from=D(2020, 1, 1), parent_unit_id=top.id,
        now=now,
    )  # fmt: skip
    close_unit(actor=administrator, unit_id=syt.id, last_day=ON, now=now)
    for unit_id, last_day, after, error, word in (
        (syt.id, ON, (), Conflict, "đã kết thúc"),
        (stc.id, D(2010, 1, 1), (), BadInput, "trước ngày đơn vị có hiệu lực"),
        (stc.id, ON, (stc.id,), BadInput, "chính nó"),
        (stc.id, ON, (syt.id,), BadInput, "kế thừa không có hiệu lực"),
        (stc.id, ON, (4,), BadInput, "kế thừa không có hiệu lực"),
        (top.id, ON, (), Conflict, "1 đơn vị trực thuộc"),
    ):
        with pytest.raises(error, match=word):
            close_unit(actor=administrator, unit_id=unit_id, last_day=last_day, successor_unit_ids=after, now=now)


def test_membership_is_by_date_and_never_twice(province, administrator, now):
    group, unit = province.groups["huyen"], province.units["bdbp"]
    change_membership(
        actor=administrator,
        group_id=group.id,
        unit_id=unit.id,
        valid_from=D(2021, 1, 1),
        valid_to=D(2021, 1, 31),
        now=now,
    )
    for day, inside in (
        (D(2020, 12, 31), False),
        (D(2021, 1, 1), True),
        (D(2021, 1, 31), True),
        (D(2021, 2, 1), False),
    ):
        assert (unit in members_of_group(province.id, group.id, day)) is inside
    with pytest.raises(Conflict, match="đã thuộc nhóm"):
        change_membership(actor=administrator, group_id=group.id, unit_id=unit.id, valid_from=D(2021, 1, 15), now=now)
    change_membership(actor=administrator, group_id=group.id, unit_id=unit.id, valid_from=D(2021, 1, 1), now=now)
    change_membership(actor=administrator, group_id=group.id, unit_id=unit.id, valid_from=D(2021, 1, 1), now=now)
    assert unit in members_of_group(province.id, group.id, D(2022, 1, 1))
    assert codes(province.id, ("group", group.id)) == ["group.member_added", "group.member_changed"]
    assert GroupMembership.objects.filter(group_id=group.id, unit_id=unit.id).count() == 1


def test_a_unit_has_one_head_and_a_post_one_holder(province, administrator, now, head_post):
    stc = province.units["stc"]
    with pytest.raises(Conflict, match="người đứng đầu"):
        create_post(actor=administrator, unit_id=stc.id, code="gd2", title="Giám đốc", is_head=True, now=now)
    with pytest.raises(Conflict, match="Mã chức danh"):
        create_post(actor=administrator, unit_id=stc.id, code="gd", title="Giám đốc", now=now)
    first = start_tenure(
        actor=administrator, post_id=head_post.id, person_name="Bà Một", valid_from=D(2018, 1, 1), now=now
    )
    with pytest.raises(Conflict, match="Chức danh này đã có người giữ"):
        start_tenure(
            actor=administrator, post_id=head_post.id, person_name="Ông Hai", valid_from=D(2021, 1, 1), now=now
        )
    end_tenure(actor=administrator, tenure_id=first.id, last_day=D(2020, 12, 31), now=now)
    start_tenure(actor=administrator, post_id=head_post.id, person_name="Ông Hai", valid_from=D(2021, 1, 1), now=now)
    assert heads_on(province.id, {stc.id}, D(2020, 12, 31))[stc.id].person_name == "Bà Một"
    assert heads_on(province.id, {stc.id}, D(2021, 1, 1))[stc.id].person_name == "Ông Hai"
    assert heads_on(province.id, {stc.id}, D(2017, 1, 1)) == {}
    (row,) = posts_on(province.id, stc.id, ON)
    assert (row.post.title, row.tenure.person_name) == ("Giám đốc", "Ông Hai")


def test_no_name_of_a_person_enters_the_ledger(province, administrator, now, head_post):
    start_tenure(
        actor=administrator, post_id=head_post.id, person_name="Nguyễn Rất Riêng", email="rieng@example.vn",
        valid_from=D(2018, 1, 1), now=now,
    )  # fmt: skip
    said = " ".join(str(event.payload) for event in timeline(province.id, [("unit", province.units["stc"].id)]))
    assert "Riêng" not in said
    assert "example.vn" not in said


def test_a_tenure_ends_once_and_not_before_it_began(province, administrator, now, head_post):
    tenure = start_tenure(
        actor=administrator, post_id=head_post.id, person_name="Bà Một", valid_from=D(2018, 1, 1), now=now
    )
    with pytest.raises(BadInput, match="trước ngày bắt đầu"):
        end_tenure(actor=administrator, tenure_id=tenure.id, last_day=D(2017, 1, 1), now=now)
    end_tenure(actor=administrator, tenure_id=tenure.id, last_day=D(2020, 1, 1), now=now)
    with pytest.raises(Conflict, match="đã thôi"):
        end_tenure(actor=administrator, tenure_id=tenure.id, last_day=D(2020, 1, 1), now=now)
    with pytest.raises(BadInput, match="ra ngoài hiệu lực"):
        start_tenure(actor=administrator, post_id=head_post.id, person_name="X", valid_from=D(2010, 1, 1), now=now)
    assert Tenure.objects.count() == 1


def test_the_kept_directory_is_asked_once_and_made_anew_after_a_change(
    province, administrator, now, django_assert_num_queries
):
    assert directory(province.id, ON).code_of("Sở Y tế tỉnh") == "syt"
    assert directory(province.id, ON).code_of("Giám đốc Bệnh viện") is None
    with django_assert_num_queries(1):
        directory(province.id, ON)
    stc = province.units["stc"]
    change_unit(actor=administrator, unit_id=stc.id, **as_it_is(stc, aliases=["Nhà giữ tiền"]), now=now)
    assert directory(province.id, ON).code_of("nhà giữ tiền") == "stc"
    assert resolve_names(province.id, ["Nhà giữ tiền"], ON)["Nhà giữ tiền"].unit_ids == (stc.id,)


def test_what_was_rolled_back_is_not_kept(province, administrator, now):
    from django.db import transaction

    stc = province.units["stc"]
    with transaction.atomic():
        change_unit(actor=administrator, unit_id=stc.id, **as_it_is(stc, aliases=["Tên tạm"]), now=now)
        assert directory(province.id, ON).code_of("Tên tạm") == "stc"
        transaction.set_rollback(True)
    assert directory(province.id, ON).code_of("Tên tạm") is None
    change_unit(actor=administrator, unit_id=stc.id, **as_it_is(stc, aliases=["Tên khác"]), now=now)
    assert directory(province.id, ON).code_of("Tên tạm") is None


def test_names_of_one_jurisdiction_are_unknown_in_another(province, outsider):
    assert resolve_names(2, ["Sở Y tế"], ON)["Sở Y tế"].kind == "unknown"
    with pytest.raises(NotFound):
        resolve_names(99, ["Sở Y tế"], ON)
    with pytest.raises(NotFound):
        unit_by_code(2, "syt")
    assert Jurisdiction.objects.count() == 2


@pytest.mark.parametrize(
    ("written", "who"),
    [
        ("Giám đốc Sở KH&ĐT", "skhdt"), ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "bdbp"),
        ("Chủ tịch UBND huyện Hòn Đất", "hondat"), ("Văn phòng UBND tỉnh Kiên Giang", "vp"),
    ],
)  # fmt: skip
def test_names_are_resolved_from_the_database(province, written, who):
    assert resolve_names(province.id, [written], ON)[written].unit_ids == (province.units[who].id,)


def test_a_group_is_resolved_to_its_members_of_the_day(province):
    found = resolve_names(province.id, ["các sở, ban, ngành, địa phương", "Giám đốc các sở"], ON)
    assert len(found["các sở, ban, ngành, địa phương"].unit_ids) == 6
    assert set(found["Giám đốc các sở"].unit_ids) == {province.units[code].id for code in ("skhdt", "stc", "syt")}


def test_a_group_gets_further_names_and_what_is_the_same_leaves_no_event(province, administrator, lead_head, now):
    group = province.groups["so"]
    change_group(actor=administrator, group_id=group.id, name="các sở", aliases=["khối sở", " khối sở "], now=now)
    change_group(actor=administrator, group_id=group.id, name="các sở", aliases=["khối sở"], now=now)
    assert resolve_names(province.id, ["khối sở"], ON)["khối sở"].group_id == group.id
    assert codes(province.id, ("group", group.id)) == ["group.changed"]
    with pytest.raises(Refused):
        change_group(actor=lead_head, group_id=group.id, name="x", aliases=[], now=now)
    with pytest.raises(NotFound):
        change_group(actor=administrator, group_id=1, name="x", aliases=[], now=now)
    with pytest.raises(BadInput):
        change_group(actor=administrator, group_id=group.id, name=" ", aliases=[], now=now)
