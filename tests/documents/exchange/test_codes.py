"""Codes of bodies and documents in both styles, days in all forms, types."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.documents.exchange.codes import (
    LOCAL,
    MORE_TYPES,
    STATUS_NAMES,
    TYPES,
    DocumentId,
    IdStyle,
    OrganCode,
    Status,
    read_day,
    read_time,
    status_of,
    type_of,
    write_day,
    write_time,
)


@pytest.mark.parametrize(
    ("received", "normal", "legacy"),
    [
        ("H33.12.04", "H33.12.04", True),
        ("000.00.00.H33", "H33", True),
        ("000.00.12.H33", "H33.12", True),
        ("28.22.H17", "H17.22.28", True),
        ("000.28.22.H17", "H17.22.28", True),
        (" h33.12 ", "H33.12", True),
        ("G22", "G22", True),
        ("H33..12", "H33.12", True),
        ("Z01.002", "Z01.002", False),
        ("0101234567", "0101234567", False),
        ("", "", False),
        ("H33.1.2.3.4.5", "H33.1.2.3.4.5", False),
    ],
)
def test_a_code_has_one_normal_form(received, normal, legacy):
    code = OrganCode(received)
    assert code.normal == normal
    assert code.text == received
    assert bool(code.legacy) is legacy
    assert not code.legacy or (len(code.legacy) == 13 and OrganCode(code.legacy).normal == normal)


def test_the_legacy_form_is_known_as_such():
    assert OrganCode("000.00.12.H33").is_legacy
    assert OrganCode("28.22.H17").is_legacy
    assert not OrganCode("H33.12").is_legacy
    assert OrganCode("H17.22.28").legacy == "000.28.22.H17"


@given(st.lists(st.integers(1, 99), max_size=2), st.sampled_from("ABGHTY"), st.integers(1, 99))
def test_a_code_survives_the_legacy_form(below, letter, number):
    code = ".".join([f"{letter}{number:02}", *(f"{one:02}" for one in below)])
    assert OrganCode(OrganCode(code).legacy).normal == code


@pytest.mark.parametrize(
    "code", ["", "H3", "H33 12", "Sở Tài chính", "H33.12.", "A" * 36, "h33", "12.13", "H33;12", "../H33"]
)
def test_a_wrong_code_has_its_sentence(code):
    assert OrganCode(code).problem.endswith(".")


@pytest.mark.parametrize("code", ["H33", "H33.12.04", "000.00.12.H33", "Z12", "0101234567", "0101234567.001"])
def test_a_right_code_has_none(code):
    assert OrganCode(code).problem == ""


def test_a_document_has_one_key_in_both_forms_of_codes_and_dates():
    keys = {
        DocumentId(text).key
        for text in (
            "H33.12,2021/01/12,21/TB-VP",
            "000.00.12.H33,12/01/2021,021 /TB-VP",
            "H33.12, 2021-01-12, 21/tb-vp",
        )
    }
    assert keys == {"H33.12,2021-01-12,21/TB-VP"}
    assert (
        DocumentId("{7A1D36C1-3C0D-4D1E-9A8B-1F0A7B4C2D10}").key
        == DocumentId("7a1d36c1-3c0d-4d1e-9a8b-1f0a7b4c2d10").key
    )


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("H33.12,2021/01/12,21/TB-VP", IdStyle.COMPOSED),
        ("7a1d36c1-3c0d-4d1e-9a8b-1f0a7b4c2d10", IdStyle.UUID),
        ("H33.12,2021,21", IdStyle.OTHER),
        ("H33.12,2021/02/31,21/TB-VP", IdStyle.OTHER),
        ("", IdStyle.OTHER),
    ],
)
def test_the_style_of_an_id(text, style):
    assert DocumentId(text).style is style


@pytest.mark.parametrize(
    "text",
    [
        "2021/01/18",
        "2021-01-18",
        "18/01/2021",
        "18-1-2021",
        "2021/1/18",
        "18.01.2021",
        "2021/01/18 07:30:00",
        " 2021-01-18T07:30:00Z",
    ],
)
def test_a_day_in_any_form(text):
    assert read_day(text) == dt.date(2021, 1, 18)


@pytest.mark.parametrize("text", ["", "31/02/2021", "2021", "hôm nay", "00/00/0000", "18/01/21"])
def test_no_day(text):
    assert read_day(text) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2021/01/18 08:05:09", 8), ("18/01/2021 08:05:09", 8), ("2021-01-18T08:05:09", 8), ("2021-01-18T01:05:09Z", 8),
        ("2021-01-18T08:05:09.123+07:00", 8), ("2021-01-18T10:05:09+0900", 8), ("18/01/2021 8:05:09 PM", 20),
        ("18/01/2021 12:05:09 SA", 0), ("18/01/2021 08:05:09 CH", 20),
    ],
)  # fmt: skip
def test_a_moment_in_any_form_is_local(text, hour):
    assert read_time(text) == dt.datetime(2021, 1, 18, hour, 5, 9, tzinfo=LOCAL)


@pytest.mark.parametrize(
    "text", ["", "2021/01/18 25:00:00", "2021/01/18 rất sớm", "08:00", "0001/01/01 00:00:00+14:00"]
)
def test_no_moment(text):
    assert read_time(text) is None


def test_a_day_alone_is_its_midnight():
    assert read_time("2021/01/18") == dt.datetime(2021, 1, 18, tzinfo=LOCAL)


@given(st.dates(dt.date(1000, 1, 2)), st.times())
def test_what_is_written_is_read(day, time):
    moment = dt.datetime.combine(day, time.replace(microsecond=0), LOCAL)
    assert read_time(write_time(moment)) == moment
    assert read_day(write_day(moment.date())) == moment.date()


def test_the_29_types_of_the_decree():
    assert len(TYPES) == len({one.name for one in TYPES}) == 29
    numbers = [one.number for one in (*TYPES, *MORE_TYPES) if one.number]
    assert sorted(numbers) == list(range(1, 27))


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [
        ("THÔNG BÁO", "TB"),
        ("Nghị quyết (cá biệt)", "NQ"),
        ("TTr", "TTr"),
        ("Bản thoả thuận", "BTT"),
        ("Giấy uỷ quyền", "GUQ"),
    ],
)
def test_a_type_by_its_name(name, abbreviation):
    found = type_of(name)
    assert found is not None
    assert found.abbreviation == abbreviation


def test_an_unknown_type():
    assert type_of("Tâm thư") is None


def test_statuses():
    assert [one.value for one in Status] == ["01", "02", "03", "04", "05", "06", "13", "15", "16"]
    assert set(STATUS_NAMES) == set(Status)
    assert status_of("3") is Status.ACCEPTED
    assert status_of("14") is None
    assert status_of("x") is None
