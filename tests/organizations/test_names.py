"""Matching names as notices write them. It never guesses: what is not sure stays unknown."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dondoc
from dondoc.organizations.names import NamedGroup, NamedUnit, NameIndex, key_of

DATA = Path(dondoc.__file__).parent / "demo" / "data"
ON = dt.date(2021, 1, 7)


def index_of(units, groups=(), province="Kiên Giang"):
    return NameIndex.build(province=province, units=units, groups=groups)


@pytest.fixture(scope="module")
def province():
    """The example province as of the seed's day, by code instead of id: (index, unit ids by code, groups by code)."""

    def rows(name):
        with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def there(row):
        return row["valid_from"] <= ON.isoformat() and (not row["valid_to"] or row["valid_to"] >= ON.isoformat())

    units = {row["code"]: (i, row) for i, row in enumerate(rows("units.csv"), start=1)}
    groups = {row["code"]: (i, row) for i, row in enumerate(rows("groups.csv"), start=1)}
    members = {}
    for row in rows("memberships.csv"):
        if there(row) and there(units[row["unit"]][1]):
            members.setdefault(row["group"], []).append(units[row["unit"]][0])
    index = index_of(
        [
            NamedUnit(
                id=i, name=row["name"], abbreviation=row["abbreviation"],
                aliases=tuple(filter(None, row["aliases"].split("|"))), exists=there(row),
                successor_ids=tuple(units[c][0] for c in row["successors"].split("|") if c),
            )
            for i, row in units.values()
        ],
        [
            NamedGroup(id=i, name=row["name"], aliases=tuple(filter(None, row["aliases"].split("|"))),
                       member_ids=tuple(members.get(code, ())))
            for code, (i, row) in groups.items()
        ],
    )  # fmt: skip
    return index, {code: i for code, (i, _) in units.items()}, {code: i for code, (i, _) in groups.items()}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Sở Kế hoạch và Đầu tư", "skhdt"),
        ("Sở KH&ĐT", "skhdt"),
        ("Sở KHĐT", "skhdt"),
        ("SKHĐT", "skhdt"),
        ("sở kế hoạch và đầu tư", "skhdt"),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "skhdt"),
        ("Giám đốc Sở Kế hoạch và Đầu tư", "skhdt"),
        ("Giám đốc Sở KH&ĐT", "skhdt"),
        ("đồng chí Giám đốc Sở KH&ĐT tỉnh", "skhdt"),
        ("Sở Kế hoạch và Đầu tư tỉnh Kiên Giang", "skhdt"),
        ("Sở Y tế tỉnh", "syt"),
        ("Sở LĐ-TB&XH", "sldtbxh"),
        ("Sở Lao động - TB&XH", "sldtbxh"),
        ("Sở Lao động – Thương binh và Xã hội", "sldtbxh"),
        ("Sở NN&PTNT", "snnptnt"),
        ("Sở Nông nghiệp và PTNT", "snnptnt"),
        ("Sở TN&MT", "stnmt"),
        ("Sở GD&ĐT", "sgddt"),
        ("Sở GTVT", "sgtvt"),
        ("UBND huyện Hòn Đất", "hondat"),
        ("Ủy ban nhân dân huyện Hòn Đất", "hondat"),
        ("Uỷ ban nhân dân huyện Hòn Đất", "hondat"),
        ("UBND Hòn Đất", "hondat"),
        ("huyện Hòn Đất", "hondat"),
        ("Chủ tịch UBND huyện Hòn Đất", "hondat"),
        ("đồng chí Chủ tịch UBND huyện Hòn Đất", "hondat"),
        ("UBND TP. Rạch Giá", "rachgia"),
        ("UBND tp Rạch Giá", "rachgia"),
        ("Chủ tịch UBND thành phố Phú Quốc", "phuquoc"),
        ("UBND tỉnh", "ubnd"),
        ("Ủy ban nhân dân tỉnh Kiên Giang", "ubnd"),
        ("Chủ tịch UBND tỉnh", "ubnd"),
        ("Văn phòng UBND tỉnh", "vpub"),
        ("Chánh Văn phòng UBND tỉnh", "vpub"),
        ("Chánh Thanh tra tỉnh", "ttt"),
        ("Thanh tra tỉnh", "ttt"),
        ("Trưởng Ban Dân tộc", "bdt"),
        ("Trưởng ban Dân tộc tỉnh", "bdt"),
        ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "bdbp"),
        ("Bộ Chỉ huy Bộ đội Biên phòng", "bdbp"),
        ("BCH BĐBP tỉnh", "bdbp"),
        ("Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh", "bchqs"),
        ("Bộ CHQS tỉnh", "bchqs"),
        ("Công an tỉnh", "congan"),
        ("Giám đốc Công an tỉnh", "congan"),
        ("Công an tỉnh Kiên Giang", "congan"),
        ("Cục trưởng Cục Thuế tỉnh", "cucthue"),
        ("Ban Quản lý Khu kinh tế Phú Quốc", "bqlkktpq"),
        ("BQL KKT Phú Quốc", "bqlkktpq"),
        ("Kho bạc Nhà nước tỉnh", "kbnn"),
        ("Đài Phát thanh và Truyền hình Kiên Giang", "dptth"),
    ],
)
def test_a_name_as_written_finds_its_unit(province, written, code):
    index, units, _ = province
    found = index.resolve(written)
    assert (found.kind, found.unit_ids) == ("unit", (units[code],))
    assert found.written == written


@pytest.mark.parametrize(
    ("written", "code", "count"),
    [
        ("các sở", "cac_so", 17),
        ("Các Sở", "cac_so", 17),
        ("Giám đốc các sở", "cac_so", 17),
        ("Thủ trưởng các sở, ban, ngành", "cac_so_nganh", None),
        ("các sở, ban, ngành tỉnh", "cac_so_nganh", None),
        ("các sở, ngành, địa phương", "so_nganh_dia_phuong", None),
        ("các sở, ngành và địa phương", "so_nganh_dia_phuong", None),
        ("các sở, ban, ngành, địa phương", "so_nganh_dia_phuong", None),
        ("UBND các huyện, thành phố", "ubnd_cap_huyen", 15),
        ("Chủ tịch UBND các huyện, thành phố", "ubnd_cap_huyen", 15),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", "ubnd_cap_huyen", 15),
        ("UBND cấp huyện", "ubnd_cap_huyen", 15),
        ("tất cả các sở", "cac_so", 17),
        ("các địa phương", "cac_dia_phuong", None),
    ],
)  # fmt: skip
def test_a_set_as_written_becomes_its_members(province, written, code, count):
    index, _, groups = province
    found = index.resolve(written)
    assert (found.kind, found.group_id) == ("group", groups[code])
    assert found.unit_ids == index.groups[groups[code]].member_ids
    assert count is None or len(found.unit_ids) == count


@pytest.mark.parametrize(
    "written",
    [
        "", "   ", "…", "UBND", "Ủy ban nhân dân", "Sở", "các", "Văn phòng", "Công an", "Thanh tra", "CT", "VP", "HQ",
        "Sở Y tế tỉnh An Giang", "UBND tỉnh An Giang", "Sở Kế hoạch", "Bộ Y tế", "Phòng Y tế huyện Hòn Đất",
        "Công an huyện Hòn Đất", "Phó Giám đốc Sở Y tế", "Phó Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND huyện Hòn Đất",
        "UBND xã Mỹ Lâm", "UBND huyện Hòn Đá", "Huyện ủy Hòn Đất", "Bí thư Huyện ủy Hòn Đất", "Sở NN", "Sở KH",
        "Trung tâm Y tế huyện Hòn Đất", "Công ty Điện lực Kiên Giang", "Sở Y tế, Sở Tài chính",
        "Nguyễn Văn A", "Giám đốc", "Thủ trưởng", "Ban Quản lý", "các đơn vị", "Sở Giao thông vận tải - Xây dựng",
        "UBND huyện", "tỉnh Kiên Giang", "Kiên Giang", "Cục", "=1+1", "Sở " * 300,
    ],
)  # fmt: skip
def test_what_is_not_sure_stays_unknown(province, written):
    found = province[0].resolve(written)
    assert (found.kind, found.unit_ids, found.group_id) == ("unknown", (), None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("các sở, ngành liên quan", "cac_so_nganh"),
        ("các sở, ban, ngành có liên quan", "cac_so_nganh"),
        ("Giám đốc các sở liên quan", "cac_so"),
        ("UBND các huyện, thành phố có liên quan", "ubnd_cap_huyen"),
        ("các sở, ngành, địa phương liên quan", "so_nganh_dia_phuong"),
    ],
)
def test_a_part_of_a_set_is_left_to_the_person_and_the_set_is_suggested(province, written, code):
    index, _, groups = province
    found = index.resolve(written)
    assert (found.kind, found.unit_ids, found.group_id) == ("unknown", (), None)
    assert found.suggested_group_id == groups[code]


def test_a_unit_that_is_gone_is_unknown_and_its_successors_are_suggested(province):
    index, units, _ = province
    found = index.resolve("Sở Văn hóa, Thể thao và Du lịch")
    assert found.kind == "unknown"
    assert found.suggested_unit_ids == (units["svhtt"], units["sdl"])


def test_every_own_name_and_alias_of_the_example_province_finds_its_unit(province):
    index, _, _ = province
    lost = [
        (unit.name, name)
        for unit in index.units.values()
        if unit.exists
        for name in (unit.name, *unit.aliases)
        if index.resolve(name).unit_ids != (unit.id,)
    ]
    assert lost == []


def test_every_name_and_alias_of_a_group_finds_it(province):
    index, _, _ = province
    lost = [
        (group.name, name)
        for group in index.groups.values()
        for name in (group.name, *group.aliases)
        if index.resolve(name).group_id != group.id
    ]
    assert lost == []


def test_two_units_that_fit_make_it_unknown_and_both_are_suggested():
    index = index_of([NamedUnit(1, "Sở Tài chính", aliases=("STC",)), NamedUnit(2, "Sở Thể chất", aliases=("STC",))])
    found = index.resolve("STC")
    assert (found.kind, found.suggested_unit_ids) == ("unknown", (1, 2))
    assert index.resolve("Sở TC").kind == "unknown"


def test_diacritics_tell_folded_twins_apart():
    index = index_of([NamedUnit(1, "UBND huyện An Biên"), NamedUnit(2, "UBND huyện An Biện")])
    assert index.resolve("UBND huyện An Biên").unit_ids == (1,)
    assert index.resolve("UBND huyện An Biện").unit_ids == (2,)
    assert index.resolve("UBND huyen An Bien").kind == "unknown"


def test_a_renamed_body_wins_over_the_closed_one_of_the_same_name():
    index = index_of([NamedUnit(1, "Sở Xây dựng", exists=False, successor_ids=(2,)), NamedUnit(2, "Sở Xây dựng")])
    assert index.resolve("Sở Xây dựng").unit_ids == (2,)


def test_a_city_of_the_centre_drops_its_own_name():
    index = index_of([NamedUnit(1, "Sở Y tế")], province="thành phố Cần Thơ")
    assert index.resolve("Sở Y tế thành phố Cần Thơ").unit_ids == (1,)
    assert index.resolve("Sở Y tế tỉnh Kiên Giang").kind == "unknown"


def test_levels_are_read_as_sets():
    index = index_of([], [NamedGroup(7, "UBND các huyện, thành phố", member_ids=(1, 2))])
    for written in ("UBND cấp huyện", "các huyện, thị xã, thành phố", "Chủ tịch UBND cấp huyện"):
        assert index.resolve(written).group_id == 7
    assert index.resolve("UBND cấp xã").kind == "unknown"
    assert index.resolve("UBND các xã, phường, thị trấn").kind == "unknown"


def test_keys_write_abbreviations_out():
    assert key_of("UBND TP. Rạch Giá") == "uy ban nhan dan thanh pho rach gia"
    assert key_of("các sở, ban, ngành") == key_of("Các Sở ngành")


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_answered_and_an_unknown_one_names_nobody(text):
    index = index_of(
        [NamedUnit(1, "Sở Y tế", "SYT"), NamedUnit(2, "UBND huyện Hòn Đất")], [NamedGroup(3, "các sở", (), (1,))]
    )
    found = index.resolve(text)
    assert found.written == text
    assert (found.kind == "unknown") == (found.unit_ids == ())


@given(
    st.sampled_from(["Sở Y tế", "UBND huyện Hòn Đất", "Công an tỉnh"]),
    st.sampled_from(["", "  ", "\u00a0"]), st.booleans(), st.booleans(),
)  # fmt: skip
@settings(deadline=None)
def test_case_spaces_and_normal_form_do_not_matter(name, space, upper, decomposed):
    import unicodedata

    units = [NamedUnit(1, "Sở Y tế"), NamedUnit(2, "UBND huyện Hòn Đất"), NamedUnit(3, "Công an tỉnh")]
    written = unicodedata.normalize("NFD" if decomposed else "NFC", name.upper() if upper else name)
    found = index_of(units).resolve(space + written.replace(" ", " " + space) + space)
    assert found.unit_ids == (next(u.id for u in units if u.name == name),)
