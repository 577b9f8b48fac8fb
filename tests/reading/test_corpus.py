"""The annotated documents beside the repository, where they are present."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.reading.test_properties import CHECK, check

from dondoc.reading import Reading, read

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "dev"
FILES = sorted((CORPUS / "raw").glob("*.txt"))

pytestmark = pytest.mark.skipif(not FILES, reason="the annotated corpus (../shared/corpus/dev) is not here")


@pytest.fixture(scope="module")
def readings():
    return {path.stem: read(path) for path in FILES}


def test_every_reading_keeps_the_schema_and_its_offsets(readings):
    for reading in readings.values():
        check(reading)


def test_the_schema_refuses_what_is_no_reading():
    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate({"text": ""})


def test_no_date_is_made_up(readings):
    for name, reading in readings.items():
        gold = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))
        days = {d["deadline"]["resolved"] for d in gold["directives"]} | {
            d["deadline"]["resolved"] for d in gold["directives"] if d["deadline"].get("alt_kinds")
        }
        open_kinds = any("period" in d["deadline"].get("alt_kinds", []) for d in gold["directives"])
        for d in reading.directives:
            assert d.deadline.due_on is None or d.deadline.due_on.isoformat() in days or open_kinds, name


def test_header_fields(readings):
    for name, reading in readings.items():
        gold = json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))["doc"]
        assert (reading.document.number or "").lstrip("0") == (gold["number"] or "").lstrip("0"), name
        assert reading.document.symbol == gold["symbol"], name
        assert (reading.document.date.isoformat() if reading.document.date else None) == gold["date"], name
        assert reading.document.type == gold["type"], name


@pytest.fixture
def seed(readings) -> Reading:
    return readings["00_seed"]


def test_the_seed_header(seed):
    d = seed.document
    assert (d.number, d.symbol, str(d.date), d.place, d.issuer) == (
        "13",
        "TB-VP",
        "2021-01-07",
        "Kiên Giang",
        "Văn phòng UBND tỉnh Kiên Giang",
    )
    assert (d.signer.authority, d.signer.position, d.signer.name) == (
        "KT. CHÁNH VĂN PHÒNG",
        "PHÓ CHÁNH VĂN PHÒNG",
        "Đỗ Thị Lệ Hảo",
    )
    assert len(d.recipients) == 8
    assert d.recipients[-1] == "Lưu: VT, pxquyet"


def test_the_seed_meeting(seed):
    m = seed.meeting
    assert str(m.date) == "2020-12-31"
    assert m.chair is not None
    assert m.reporter is not None
    assert (m.chair.name, m.reporter.name) == ("Lâm Minh Thành", "Nguyễn Đức Chính")
    assert [(p.name, p.reason) for p in m.absent] == [("Nguyễn Lưu Trung", "đi công tác")]
    assert [(s.unit, s.name) for s in m.substitutes] == [
        ("Sở Nội vụ", "Hồ Minh Hải"),
        ("Bộ Chỉ huy Quân sự tỉnh", "Võ Thanh Bình"),
        ("UBND huyện Hòn Đất", "Đỗ Văn Tân"),
    ]
    assert len(m.speakers) == 8


def test_the_seed_directives(seed):
    assert [(r.number, str(r.date)) for r in seed.references] == [("489/BC-UBND", "2020-12-31")]
    by_clause = {d.clause: d for d in seed.directives}
    assert str(by_clause["2.a"].deadline.due_on) == "2021-06-30"
    assert any(
        d.deadline.kind == "event" and d.deadline.text.startswith("ngay sau nghị quyết") for d in seed.directives
    )
    leads = {name for d in seed.directives for name in d.lead}
    assert {"Sở Kế hoạch và Đầu tư", "Bộ Chỉ huy Bộ đội Biên phòng"} <= leads
