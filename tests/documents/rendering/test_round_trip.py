"""What was printed is read back as the plain text would be: header, directives, units, deadlines."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.rendering.measuring import docx_text, pdf_text
from tests.documents.rendering.samples import DECISION, LETTER, NOTICE

from dondoc.documents.kinds import ABBREVIATIONS
from dondoc.documents.rendering import OUTPUTS, StructuredDocument, render
from dondoc.documents.rendering.layout import ENACTING, day_words, leading_zero
from dondoc.reading import Reading, read_bytes, read_text

UNITS = (
    "Sở Kế hoạch và Đầu tư", "Sở Tài chính", "Sở Y tế", "Sở Giao thông vận tải", "Sở Tài nguyên và Môi trường", "Công an tỉnh",
    "Thanh tra tỉnh", "Ủy ban nhân dân thành phố Phú Quốc", "Ủy ban nhân dân huyện Hòn Đất", "Văn phòng Ủy ban nhân dân tỉnh",
)  # fmt: skip
DUTIES = (
    "rà soát các dự án chậm tiến độ, đề xuất phương án điều chuyển vốn", "xây dựng kế hoạch phòng, chống dịch Covid-19",
    "tham mưu Ủy ban nhân dân tỉnh ban hành quy chế phối hợp", "báo cáo kết quả thực hiện các nhiệm vụ được giao",
    "kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính tại các cơ quan, đơn vị và địa phương trên địa bàn tỉnh Kiên Giang",
)  # fmt: skip
TIMES = (
    "", "trước ngày 20 tháng 01 năm 2022", "trước ngày 15/3/2022", "trong quý II năm 2022", "chậm nhất ngày 30/6/2022",
    "trong tháng 5 năm 2022",
)  # fmt: skip
SUBJECTS = (
    "đẩy nhanh tiến độ giải ngân vốn đầu tư công năm 2021", "tăng cường công tác phòng, chống dịch trên địa bàn tỉnh",
    "phát triển kinh tế - xã hội và bảo đảm quốc phòng, an ninh trên địa bàn các huyện, thành phố trong quý IV năm 2021 và những năm tiếp theo",
)  # fmt: skip
BODIES = (
    ("Văn phòng", "Ủy ban nhân dân tỉnh Kiên Giang", "VP"), ("Ủy ban nhân dân tỉnh Kiên Giang", None, "UBND"),
    ("Sở Tài chính", "Ủy ban nhân dân tỉnh Kiên Giang", "STC"), ("Ủy ban nhân dân huyện Hòn Đất", None, "UBND"),
)  # fmt: skip
SIGNATURES = (
    {"authority": ["KT. CHỦ TỊCH"], "position": "PHÓ CHỦ TỊCH", "name": "Nguyễn Văn An"},
    {"authority": ["TM. ỦY BAN NHÂN DÂN"], "position": "CHỦ TỊCH", "name": "Lê Thị Bình"},
    {
        "authority": ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"],
        "position": "PHÓ CHÁNH VĂN PHÒNG",
        "name": "Đỗ Thị Minh Hảo",
    },
    {"authority": [], "position": "GIÁM ĐỐC", "name": "Trần Quốc Việt"},
)
RECIPIENTS = (
    "CT, các PCT UBND tỉnh",
    "Các sở, ban, ngành cấp tỉnh",
    "UBND các huyện, thành phố",
    "LĐVP, phòng Tổng hợp",
)


@st.composite
def duties(draw: st.DrawFn, labels: str) -> list[dict[str, Any]]:
    out = []
    for label in labels[: draw(st.integers(1, len(labels)))]:
        lead, other = draw(st.sampled_from(UNITS)), draw(st.sampled_from(UNITS))
        together = f" chủ trì, phối hợp với {other}" if other != lead and draw(st.booleans()) else ""
        time = draw(st.sampled_from(TIMES))
        text = f"Giao {lead}{together} {draw(st.sampled_from(DUTIES))}{f', hoàn thành {time}' if time else ''}."
        out.append({"label": f"{label})", "text": text, "kind": "clause"})
    return out


@st.composite
def structured(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(("Thông báo", "Công văn", "Kế hoạch", "Chỉ thị", "Quyết định", "Báo cáo")))
    issuer, parent, code = draw(st.sampled_from(BODIES))
    subject = draw(st.sampled_from(SUBJECTS))
    letter = kind == "Công văn"
    sections = [
        {"label": f"{k}.", "text": f"Nhiệm vụ trọng tâm {k}", "kind": "heading", "under": draw(duties("abcdđe"))}
        for k in range(1, draw(st.integers(1, 3)) + 1)
    ]
    body: list[dict[str, Any]] = [
        {
            "text": "Ngày 05 tháng 01 năm 2022, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến chỉ đạo như sau:",
            "kind": "paragraph",
        },
        *sections,
        {"text": "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.", "kind": "paragraph"},
    ]
    if kind in ENACTING:
        body = [
            {"label": f"Điều {k}.", "text": item["text"], "kind": "clause"}
            for k, item in enumerate(draw(duties("abcd")), 1)
        ]
    return {
        "type": kind,
        "number": str(draw(st.integers(1, 2999))),
        "symbol": f"{code}-TH" if letter else f"{ABBREVIATIONS[kind]}-{code}",
        "date": draw(st.dates(dt.date(2021, 1, 1), dt.date(2025, 12, 31))).isoformat(),
        "place": draw(st.sampled_from(("Kiên Giang", "Phú Quốc", "Hòn Đất"))),
        "parent": parent,
        "issuer": issuer,
        "subject": subject if letter else f"Về việc {subject}",
        "urgency": draw(st.sampled_from((None, None, "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"))),
        "addressees": draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=5, unique=True)) if letter else [],
        "grounds": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"] if kind in ENACTING else [],
        "body": body,
        "signature": draw(st.sampled_from(SIGNATURES)),
        "recipients": draw(st.lists(st.sampled_from(RECIPIENTS), min_size=1, unique=True)),
        "annexes": [],
        "drafter": draw(st.sampled_from((None, "VT, P.TH", "VT, ntmai (3)"))),
    }  # fmt: skip


def plain(data: dict[str, Any]) -> str:
    """The document as plain text, one line for each thing."""
    day = dt.date.fromisoformat(data["date"])
    number = f"Số: {leading_zero(data['number'])}/{data['symbol']}"
    lines = [
        *([data["parent"].upper()] if data["parent"] else []), data["issuer"].upper(), number,
        *([f"V/v {data['subject']}"] if data["type"] == "Công văn" else []), *([data["urgency"]] if data["urgency"] else []), "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "",
        f"{data['place']}, {day_words(day.day, day.month, day.year)}", "",
    ]  # fmt: skip
    if data["type"] != "Công văn":
        lines += [data["type"].upper(), data["subject"], ""]
    if data["addressees"]:
        to = data["addressees"]
        lines += [f"Kính gửi: {to[0]}"] if len(to) == 1 else ["Kính gửi:", *(f"- {name};" for name in to)]
        lines.append("")
    lines += [f"{ground}." for ground in data["grounds"]]
    if data["type"] in ENACTING:
        lines.append(ENACTING[data["type"]])

    def items(found: list[dict[str, Any]]) -> None:
        for item in found:
            lines.append(f"{item.get('label', '')} {item['text']}".strip())
            items(item.get("under", []))

    items(data["body"])
    signature = data["signature"]
    lines += ["", "Nơi nhận:", *(f"- {name};" for name in data["recipients"])]
    lines += [f"- Lưu: {data['drafter']}."] if data["drafter"] else []
    lines += ["", *signature["authority"], signature["position"], "", signature["name"]]
    return "\n".join(lines)


def facts(reading: Reading) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """What is compared: the header, and of each directive where it stands, what it says, who does it, until when."""
    return reading.document.to_dict(), [
        (d.clause, " ".join(d.text.split()), d.lead, d.coordinate, d.deadline.kind, d.deadline.text, d.deadline.due_on)
        for d in reading.directives
    ]


def read_back(data: dict[str, Any], output: Any) -> Reading:
    return read_bytes(render(StructuredDocument.from_dict(data), output), f"a.{output}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(structured())
def test_what_was_printed_is_read_back(data):
    wanted_header, wanted_directives = facts(read_text(plain(data)))
    made: dict[str, bytes] = {output: render(StructuredDocument.from_dict(data), output) for output in OUTPUTS}
    assert docx_text(made["docx"]) == pdf_text(made["pdf"])
    for output, content in made.items():
        header, directives = facts(read_bytes(content, f"a.{output}"))
        assert header == wanted_header, output
        assert directives == wanted_directives, output
    assert header["type"] == data["type"]
    assert header["number"] == leading_zero(data["number"])
    assert header["symbol"] == data["symbol"]
    assert header["date"] == data["date"]
    assert header["subject"] == data["subject"]
    assert header["place"] == data["place"]
    assert header["signer"]["name"] == data["signature"]["name"]
    assert header["signer"]["position"] == data["signature"]["position"]
    assert (header["urgency"] or "").upper() == (data["urgency"] or "")
    assert header["recipients"][: len(data["recipients"])] == data["recipients"]
    assert header["addressees"] == data["addressees"]
    if data["type"] != "Quyết định":
        assert len(directives) >= sum(len(item.get("under", [])) for item in data["body"])


@pytest.mark.parametrize("data", [NOTICE, LETTER, DECISION], ids=["notice", "letter", "decision"])
def test_the_samples_are_read_back_alike_from_both(data):
    assert facts(read_back(data, "docx")) == facts(read_back(data, "pdf"))


def test_a_draft_is_read_back_without_its_number_and_day():
    for output in ("docx", "pdf"):
        header = read_back(NOTICE | {"number": None, "date": None}, output).document
        assert (header.type, header.number, header.symbol, header.date) == ("Thông báo", None, "TB-VP", None)
