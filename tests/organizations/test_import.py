"""Importing in two steps: what a preview says is what a commit does, and nothing is half done."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dondoc
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.organizations.commands.create_unit import create_unit
from dondoc.organizations.commands.import_units import commit_import, import_organization, preview_import
from dondoc.organizations.imports.files import read_files
from dondoc.organizations.models import GroupMembership, Jurisdiction, Post, Tenure, Unit, UnitSuccession, WorkField
from dondoc.organizations.selectors import heads_on, members_of_group, resolve_names, successors, unit_by_code

DATA = Path(dondoc.__file__).parent / "demo" / "data"
ON = dt.date(2021, 1, 7)


def unit(code, **more):
    return {"code": code, "name": f"Sở {code}", "kind": "department", "valid_from": "2016-01-01", **more}


@pytest.fixture
def empty(db, make_user, province):
    """A jurisdiction without units, and its administrator."""
    Jurisdiction.objects.create(id=3, code="H99", name="Kiên Giang")
    return make_user("quantri3", "administrator", jurisdiction_id=3)


def sentences(plan):
    return [(error.table, error.row, error.column, error.message) for error in plan.errors]


def example_tables():
    names = ("fields", "groups", "units", "memberships", "posts", "holders")
    return read_files([(f"{name}.csv", (DATA / f"{name}.csv").read_bytes()) for name in names]).tables


def test_the_example_province_comes_in_whole_and_a_second_time_nothing_changes(empty, now):
    tables = example_tables()
    plan = import_organization(actor=empty, tables=tables, now=now)
    counts = {table: verbs["create"] for table, verbs in plan.counts.items()}
    assert counts["units"] == Unit.objects.filter(jurisdiction_id=3).count() == len(tables["units"])
    assert counts["holders"] == Tenure.objects.filter(jurisdiction_id=3).count()
    assert counts["memberships"] == GroupMembership.objects.filter(jurisdiction_id=3).count()
    assert counts["fields"] == WorkField.objects.filter(jurisdiction_id=3).count()
    assert counts["successions"] == 2
    again = import_organization(actor=empty, tables=tables, now=now)
    assert again.touched == []
    assert LedgerEvent.objects.filter(jurisdiction_id=3, code="jurisdiction.imported").count() == 1
    office = unit_by_code(3, "vpub")
    assert heads_on(3, {office.id}, ON)[office.id].person_name == "Bùi Thanh Liêm"
    old = unit_by_code(3, "svhttdl")
    assert {link.successor.code for link in successors(3, old.id)} == {"svhtt", "sdl"}
    assert {link.on for link in successors(3, old.id)} == {dt.date(2016, 7, 1)}
    found = resolve_names(3, ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Giám đốc các sở", "Sở KH&ĐT"], ON)
    assert [found[name].kind for name in found] == ["unit", "group", "unit"]
    group = next(g for g in found.values() if g.kind == "group").group_id
    assert len(members_of_group(3, group, ON)) == 17
    assert len(members_of_group(3, group, dt.date(2016, 6, 30))) == 16


def test_the_events_of_an_import_make_whole_chains_without_names(empty, now):
    from dondoc.ledger.chain import GENESIS
    from dondoc.ledger.models import LedgerHead

    import_organization(actor=empty, tables=example_tables(), now=now)
    chains = {}
    for event in LedgerEvent.objects.filter(jurisdiction_id=3).order_by("aggregate", "aggregate_id", "seq"):
        chain = chains.setdefault((event.aggregate, event.aggregate_id), [])
        assert event.seq == len(chain) + 1
        assert bytes(event.previous_hash) == (bytes(chain[-1].hash) if chain else GENESIS)
        chain.append(event)
    assert LedgerHead.objects.filter(jurisdiction_id=3).count() == len(chains)
    office = unit_by_code(3, "vpub")
    codes = [event.code for event in chains[("unit", office.id)]]
    assert codes[0] == "unit.created"
    assert {"unit.post_created", "unit.tenure_started"} <= set(codes)
    said = " ".join(str(event.payload) for chain in chains.values() for event in chain)
    assert "Bùi Thanh Liêm" not in said
    assert "example.vn" not in said


def test_a_preview_writes_nothing_and_tells_of_each_row(province, administrator):
    plan = preview_import(
        actor=administrator,
        tables={"units": [
            unit("stc", name="Sở Tài chính", aliases=""),
            unit("syt", name="Sở Y tế tỉnh"),
            unit("sct", name="Sở Công Thương", parent="ubnd"),
        ]},
    )  # fmt: skip
    assert [(row.row, row.verb, row.key) for row in plan.rows] == [
        (2, "same", ("stc",)), (3, "change", ("syt",)), (4, "create", ("sct",)),
    ]  # fmt: skip
    assert plan.rows[1].changes == {"name": ("Sở Y tế", "Sở Y tế tỉnh")}
    assert plan.counts == {"units": {"create": 1, "change": 1, "same": 1}}
    assert not Unit.objects.filter(code="sct").exists()
    assert not LedgerEvent.objects.exists()


def test_columns_that_are_not_in_the_file_keep_what_is_there(province, administrator, now):
    skhdt = province.units["skhdt"]
    import_organization(actor=administrator, tables={"units": [unit("skhdt", name="Sở KH và ĐT")]}, now=now)
    skhdt.refresh_from_db()
    assert (skhdt.name, skhdt.aliases) == ("Sở KH và ĐT", ["Sở KH&ĐT"])
    assert "kh dt" in skhdt.search_text
    import_organization(actor=administrator, tables={"units": [unit("skhdt", name="Sở KHĐT", aliases="")]}, now=now)
    skhdt.refresh_from_db()
    assert skhdt.aliases == []


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"units": [unit("")]}, ("units", 2, "code", "Ô còn trống. Hãy điền vào.")),
        ({"units": [unit("sở")]}, ("units", 2, "code", "không hợp lệ")),
        ({"units": [unit("a", name="=SUM(A1)")]}, ("units", 2, "name", "công thức")),
        ({"units": [unit("a", aliases="Tên|+cmd")]}, ("units", 2, "aliases", "công thức")),
        ({"units": [unit("a", name="x" * 201)]}, ("units", 2, "name", "tối đa 200")),
        ({"units": [unit("a", kind="Bộ")]}, ("units", 2, "kind", "department")),
        ({"units": [unit("a", valid_from="31/02/2020")]}, ("units", 2, "valid_from", "không có trong lịch")),
        ({"units": [unit("a", valid_from="hôm qua")]}, ("units", 2, "valid_from", "15/01/2021")),
        ({"units": [unit("a", valid_to="2010-01-01")]}, ("units", 2, "valid_to", "trước ngày đầu")),
        ({"units": [unit("a", official_code="mã")]}, ("units", 2, "official_code", "Mã định danh")),
        ({"units": [unit("a", parent="khongco")]}, ("units", 2, "parent", "khongco")),
        ({"units": [unit("a", predecessors="khongco")]}, ("units", 2, "predecessors", "khongco")),
        ({"units": [unit("a", predecessors="a")]}, ("units", 2, "predecessors", "“a”")),
        ({"units": [unit("a", groups="khongco")]}, ("units", 2, "groups", "khongco")),
        ({"units": [unit("a"), {}, unit("a")]}, ("units", 4, "code", "trùng với dòng 2")),
        ({"units": [unit("a", parent="b"), unit("b", parent="a")]}, ("units", 2, "parent", "trực thuộc chính")),
        ({"units": [{"code": "a", "name": "A"}]}, ("units", 1, "kind", "Thiếu cột")),
        ({"groups": [{"code": "a b", "name": "A"}]}, ("groups", 2, "code", "không hợp lệ")),
        (
            {"memberships": [{"group": "so", "unit": "xyz", "valid_from": "2020-01-01"}]},
            ("memberships", 2, "unit", "xyz"),
        ),
        (
            {"memberships": [{"group": "so", "unit": "stc", "valid_from": "2020-01-01"}]},
            ("memberships", 2, "valid_from", "đã thuộc nhóm"),
        ),
        (
            {"memberships": [{"group": "huyen", "unit": "stc", "valid_from": "2010-01-01"}]},
            ("memberships", 2, "valid_from", "ra ngoài hiệu lực"),
        ),
        (
            {"posts": [{"unit": "stc", "post": c, "title": "T", "is_head": "có"} for c in ("a", "b")]},
            ("posts", 3, "is_head", "đã có người đứng đầu"),
        ),
        ({"posts": [{"unit": "stc", "post": "a", "title": "T", "rank": "-1"}]}, ("posts", 2, "rank", "số thứ tự")),
        ({"posts": [{"unit": "stc", "post": "a", "title": "T", "is_head": "?!x?"}]}, None),
        ({"posts": [{"unit": "stc", "post": "a", "title": "T", "is_head": "có lẽ"}]}, ("posts", 2, "is_head", "“không”")),
        (
            {"holders": [{"unit": "stc", "post": "a", "person": "P", "valid_from": "2020-01-01"}]},
            ("holders", 2, "post", "không có chức danh"),
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_row_and_column(province, administrator, now, tables, expected):
    plan = preview_import(actor=administrator, tables=tables)
    if expected is None:
        assert plan.clean
        return
    table, row, column, words = expected
    assert any(
        (e.table, e.row, e.column) == (table, row, column) and words in e.message and e.message.endswith(".")
        for e in plan.errors
    ), sentences(plan)
    with pytest.raises(BadInput, match="chưa nhập gì") as refused:
        import_organization(actor=administrator, tables=tables, now=now)
    assert refused.value.details["row_errors"]
    assert not LedgerEvent.objects.exists()


def test_two_holders_of_one_post_on_one_day_are_told_before_the_database_is(province, administrator, now):
    holder = {"unit": "stc", "post": "gd", "person": "P"}
    tables = {
        "posts": [{"unit": "stc", "post": "gd", "title": "Giám đốc", "is_head": "x", "rank": "1"}],
        "holders": [
            {**holder, "valid_from": "01/01/2018", "valid_to": "2020-12-31"},
            {**holder, "valid_from": "2020-12-31", "valid_to": ""},
        ],
    }
    plan = preview_import(actor=administrator, tables=tables)
    assert [(e.table, e.row) for e in plan.errors] == [("holders", 3)]
    tables["holders"][1]["valid_from"] = "2021-01-01"
    import_organization(actor=administrator, tables=tables, now=now)
    stc = province.units["stc"].id
    # The first leaves earlier and a third comes in between: changes make room for what is new.
    tables["holders"][0]["valid_to"] = "2019-12-31"
    tables["holders"].append({**holder, "valid_from": "2020-01-01", "valid_to": "2020-12-31", "person": "Q"})
    import_organization(actor=administrator, tables=tables, now=now)
    assert heads_on(province.id, {stc}, dt.date(2020, 6, 1))[stc].person_name == "Q"
    changed = LedgerEvent.objects.get(code="unit.tenure_changed")
    assert changed.payload["valid_to"] == ["2020-12-31", "2019-12-31"]


def test_the_head_may_change_from_one_post_to_another_in_one_import(province, administrator, now):
    post = {"unit": "stc", "title": "T", "rank": "1"}
    for heads in (("x", ""), ("", "x")):
        rows = [{**post, "post": code, "is_head": mark} for code, mark in zip(("a", "b"), heads, strict=True)]
        import_organization(actor=administrator, tables={"posts": rows}, now=now)
    assert Post.objects.get(is_head=True).code == "b"


def test_a_unit_may_not_shrink_below_those_who_hold_its_posts(province, administrator, now):
    tables = {"units": [unit("stc", valid_to="2019-12-31")]}
    plan = preview_import(actor=administrator, tables=tables)
    assert [(e.table, e.row) for e in plan.errors] == [("units", 2), ("units", 2)]  # two groups go on


def test_units_carry_their_groups_and_successions(province, administrator, now):
    tables = {
        "units": [
            unit("cu", valid_to="2020-12-31", successors="moi"),
            unit("moi", valid_from="2021-01-01", predecessors="cu", groups="so|tatca"),
        ]
    }
    import_organization(actor=administrator, tables=tables, now=now)
    assert UnitSuccession.objects.get().on == dt.date(2021, 1, 1)
    assert {m.group.code for m in GroupMembership.objects.filter(unit__code="moi")} == {"so", "tatca"}
    assert import_organization(actor=administrator, tables=tables, now=now).touched == []


def test_a_commit_is_refused_when_the_data_changed_since_the_preview(province, administrator, now):
    tables = {"units": [unit("sct")]}
    plan = preview_import(actor=administrator, tables=tables)
    create_unit(actor=administrator, code="x", name="X", kind="other", valid_from=ON, now=now)
    with pytest.raises(Conflict, match="xem trước lại"):
        commit_import(actor=administrator, tables=tables, expected_digest=plan.digest, now=now)
    with pytest.raises(Conflict, match="xem trước lại"):
        commit_import(actor=administrator, tables={"units": [unit("khac")]}, expected_digest=plan.digest, now=now)
    assert not Unit.objects.filter(code="sct").exists()
    fresh = preview_import(actor=administrator, tables=tables)
    commit_import(actor=administrator, tables=tables, expected_digest=fresh.digest, now=now)
    with pytest.raises(Conflict):
        commit_import(actor=administrator, tables=tables, expected_digest=fresh.digest, now=now)


@pytest.mark.parametrize("who", ["chair", "office_leader", "specialist", "clerk", "lead_head", "observer"])
def test_only_the_administrator_imports(request, province, now, who):
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        preview_import(actor=person, tables={"units": [unit("a")]})
    with pytest.raises(Refused):
        commit_import(actor=person, tables={"units": [unit("a")]}, expected_digest="", now=now)


def test_unknown_tables_are_refused(administrator):
    for tables in ({}, {"people": []}):
        with pytest.raises(BadInput, match="bảng"):
            preview_import(actor=administrator, tables=tables)


texts = st.text(max_size=12)
rows = st.lists(
    st.fixed_dictionaries(
        {"code": st.sampled_from(["a", "b", "stc", ""]) | texts, "name": texts, "kind": st.just("other"),
         "valid_from": st.sampled_from(["2020-01-01", "01/02/2021"]) | texts},
        optional={"valid_to": texts | st.just("2022-01-01"), "parent": st.sampled_from(["a", "b", ""]),
                  "aliases": texts, "predecessors": st.sampled_from(["a", "b", "stc", ""])},
    ),
    max_size=4,
)  # fmt: skip


@given(rows=rows)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_clean_preview_says_the_database_accepts(province, administrator, now, rows):
    from django.db import transaction

    plan = preview_import(actor=administrator, tables={"units": rows})
    with transaction.atomic():
        if plan.clean:
            import_organization(actor=administrator, tables={"units": rows}, now=now)
            assert preview_import(actor=administrator, tables={"units": rows}).touched == []
        transaction.set_rollback(True)
