from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.worktime import (
    LimitError,
    LimitNotFoundError,
    Roll,
    Unit,
    add_days,
    add_months,
    add_years,
    default_calendar,
    default_limits,
    end_of_limit,
    limit_on,
    parse_limits,
    roll,
)

CALENDAR = default_calendar()
HEADER = "key,name,amount,unit,anchor,valid_from,valid_to,source,confidence,remark\n"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2020-12-31", 2, "2021-02-28"),
        ("2020-01-31", 1, "2020-02-29"),
        ("2021-01-15", 12, "2022-01-15"),
        ("2021-03-31", -1, "2021-02-28"),
        ("2021-01-31", -2, "2020-11-30"),
    ],
)
def test_a_month_ends_on_the_corresponding_day_or_the_last_one(start, months, end):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_a_year_from_29_february_ends_on_28_february():
    assert add_years(date(2020, 2, 29), 1) == date(2021, 2, 28)
    assert add_years(date(2020, 2, 29), 4) == date(2024, 2, 29)


def test_the_day_of_the_event_is_not_counted():
    assert add_days(date(2021, 1, 7), 15) == date(2021, 1, 22)


def test_months_do_not_leave_the_calendar():
    with pytest.raises(OverflowError):
        add_years(date(9999, 1, 1), 1)
    with pytest.raises(OverflowError):
        add_months(date(1, 1, 1), -1)


@pytest.mark.parametrize(
    ("anchor", "amount", "unit", "end"),
    [
        ("2021-01-10", 30, Unit.DAYS, "2021-02-09"),
        ("2021-01-11", 30, Unit.DAYS, "2021-02-17"),  # 10/02 is Tết: to the next working day
        ("2021-01-01", 1, Unit.DAYS, "2021-01-04"),  # a Saturday
        ("2021-01-20", -10, Unit.DAYS, "2021-01-08"),  # 10/01 is a Sunday: never less than ten days before
        ("2021-01-03", 0, Unit.DAYS, "2021-01-03"),  # the same day stays the same day
        ("2020-12-31", 5, Unit.WORKING_DAYS, "2021-01-08"),
        ("2020-12-31", 1, Unit.MONTHS, "2021-02-01"),  # 31/01/2021 is a Sunday
        ("2020-02-29", 1, Unit.YEARS, "2021-03-01"),  # 28/02/2021 is a Sunday
        ("2020-12-01", 25, Unit.DAY_OF_MONTH, "2020-12-25"),
        ("2021-02-01", 30, Unit.DAY_OF_MONTH, "2021-03-01"),  # February has no day 30, its 28th is a Sunday
    ],
)
def test_ends_of_limits(anchor, amount, unit, end):
    assert end_of_limit(date.fromisoformat(anchor), amount, unit, CALENDAR) == date.fromisoformat(end)


def test_roll_can_be_chosen():
    sunday = date(2021, 1, 10)
    assert roll(sunday, CALENDAR) == date(2021, 1, 11)
    assert roll(sunday, CALENDAR, Roll.BACKWARD) == date(2021, 1, 8)
    assert end_of_limit(date(2021, 1, 9), 1, Unit.DAYS, CALENDAR, how=Roll.NONE) == sunday


@given(st.dates(date(2015, 1, 1), date(2029, 1, 1)), st.integers(1, 400), st.sampled_from(list(Unit)[:4]))
def test_a_limit_ends_on_a_working_day_after_its_event(anchor, amount, unit):
    amount = amount if unit is not Unit.YEARS else amount % 5 + 1
    end = end_of_limit(anchor, amount, unit, CALENDAR)
    assert end > anchor
    assert CALENDAR.is_working_day(end)
    assert end_of_limit(anchor, amount + 1, unit, CALENDAR) >= end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_months_keep_their_day_where_the_month_has_it(start, months):
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == start.day or (end.day < start.day and (end.month != add_days(end, 1).month))


def test_the_rule_of_the_day_decides():
    old, new = limit_on("kn_thu_ly", date(2026, 6, 30)), limit_on("kn_thu_ly", date(2026, 7, 1))
    assert (old.amount, old.unit) == (10, Unit.DAYS)
    assert (new.amount, new.unit) == (7, Unit.WORKING_DAYS)
    assert limit_on("dat_thong_bao_nn", date(2025, 6, 1)).amount == -90
    assert limit_on("dat_thong_bao_nn", date(2026, 6, 1)).amount == -60


def test_the_conclusion_notice_of_the_seed_kept_its_limit():
    meeting, notice = date(2020, 12, 31), date(2021, 1, 7)
    limit = limit_on("tb_ket_luan", meeting)
    assert limit.end(meeting, CALENDAR) == date(2021, 1, 8)
    assert notice <= limit.end(meeting, CALENDAR)


def test_an_unknown_key_and_a_day_before_the_first_rule_are_told():
    with pytest.raises(LimitNotFoundError, match="30/06/2012"):
        limit_on("kn_thu_ly", date(2012, 6, 30))
    with pytest.raises(LimitNotFoundError, match="khong_co"):
        limit_on("khong_co", date(2021, 1, 1))
    assert default_limits().history("khong_co") == ()


def test_shipped_limits_are_complete():
    catalogue = default_limits()
    expected = {
        *("giay_moi", "tb_ket_luan", "phat_hanh_vb", "trinh_vb_den", "bao_da_nhan", "bc_dinh_ky_cp", "kn_thu_ly"),
        *("kn_lan1", "kn_lan2", "kn_gui_qd1", "kn_gui_qd2", "to_cao", "tcd_tra_loi", "don_khong_xu_ly", "tcd_lich"),
        *("knct", "knct_bc", "knct_cong_khai", "hdnd_loi_hua", "dat_niem_yet", "dat_doi_thoai", "dat_chi_tra"),
        *("kn_lan1_phuc_tap", "kn_lan1_vung_xa_phuc_tap", "kn_lan2_vung_xa_phuc_tap", "kn_len_lan2", "kn_doi_thoai"),
        *("to_cao_gia_han_1", "to_cao_gia_han_2", "to_cao_xu_ly_ban_dau", "to_cao_cong_khai", "tcd_ket_qua"),
        *("dat_thong_bao_nn", "dat_thong_bao_pnn", "dat_tham_dinh", "dat_phe_duyet", "dat_qd_thu_hoi", "hdnd_tai_lieu"),
    }
    assert expected <= set(catalogue.keys)
    for key in catalogue.keys:
        for limit in catalogue.history(key):
            assert limit.name
            assert limit.source
            assert limit.confidence in {"A", "B", "C", "U"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("k,n,x,N,a,2021-01-01,,s,A,\n", "dòng 2"),
        ("k,n,1,H,a,2021-01-01,,s,A,\n", "dòng 2"),
        ("k,n,1,N,a,,,s,A,\n", "dòng 2"),
        ("k,n,1,N,a,2021-01-01,2020-01-01,s,A,\n", "hết hiệu lực"),
        ("k,n,1,N,a,2021-01-01,,s,A,\nk,n,2,N,a,2022-01-01,,s,A,\n", "cùng hiệu lực"),
        ("k,n,1,N,a,2021-01-01,2022-01-01,s,A,\nk,n,2,N,a,2022-01-01,,s,A,\n", "cùng hiệu lực"),
    ],
)
def test_a_damaged_limits_file_is_refused(rows, words):
    with pytest.raises(LimitError, match=words):
        parse_limits(HEADER + rows)
