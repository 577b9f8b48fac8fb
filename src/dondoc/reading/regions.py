"""The parts of a document: head, body, notes of distribution and signature, annexes (NĐ 30/2020, annex I)."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import Line, is_row

TYPES = {
    "NGHỊ QUYẾT": "Nghị quyết", "QUYẾT ĐỊNH": "Quyết định", "CHỈ THỊ": "Chỉ thị", "QUY CHẾ": "Quy chế", "QUY ĐỊNH": "Quy định",
    "THÔNG CÁO": "Thông cáo", "THÔNG BÁO": "Thông báo", "HƯỚNG DẪN": "Hướng dẫn", "CHƯƠNG TRÌNH": "Chương trình", "KẾ HOẠCH": "Kế hoạch",
    "PHƯƠNG ÁN": "Phương án", "ĐỀ ÁN": "Đề án", "DỰ ÁN": "Dự án", "BÁO CÁO": "Báo cáo", "BIÊN BẢN": "Biên bản", "BIÊN BẢN LÀM VIỆC": "Biên bản", "BIÊN BẢN HỌP": "Biên bản", "BIÊN BẢN CUỘC HỌP": "Biên bản", "BIÊN BẢN HỘI NGHỊ": "Biên bản", "TỜ TRÌNH": "Tờ trình",
    "HỢP ĐỒNG": "Hợp đồng", "CÔNG VĂN": "Công văn", "CÔNG ĐIỆN": "Công điện", "BẢN GHI NHỚ": "Bản ghi nhớ", "BẢN THỎA THUẬN": "Bản thỏa thuận",
    "GIẤY ỦY QUYỀN": "Giấy ủy quyền", "GIẤY MỜI": "Giấy mời", "GIẤY GIỚI THIỆU": "Giấy giới thiệu", "GIẤY NGHỈ PHÉP": "Giấy nghỉ phép",
    "PHIẾU GỬI": "Phiếu gửi", "PHIẾU CHUYỂN": "Phiếu chuyển", "PHIẾU BÁO": "Phiếu báo", "KẾT LUẬN": "Kết luận", "LUẬT": "Luật",
    "PHÁP LỆNH": "Pháp lệnh", "NGHỊ ĐỊNH": "Nghị định", "THÔNG TƯ": "Thông tư", "THÔNG TƯ LIÊN TỊCH": "Thông tư liên tịch", "LỆNH": "Lệnh",
    "THÔNG BÁO KẾT LUẬN": "Thông báo", "THÔNG TRI": "Thông tri", "QUY TRÌNH": "Quy trình", "CÔNG ĐIỆN KHẨN": "Công điện", "ĐIỆN": "Công điện",
}  # fmt: skip
TYPE_LINE = re.compile(
    r"(?P<type>"
    + "|".join(sorted(TYPES, key=len, reverse=True))
    + r")(?P<rest>\s*[:.]?\s*|\s+(?:KHẨN|HỎA TỐC|SỐ \d+).*)",
    re.DOTALL,
)
_NUMBER = re.compile(r"\bSố\s*:?\s*\d*\s*[\w.…]*\s*/", re.IGNORECASE)
_HEAD_MARK = re.compile(
    r"(?:^|[|*-]\s*|\s{3,})CỘNG H[ÒO][ÀA]? XÃ HỘI|(?:^|[|*\s])Độc lập\s*-\s*Tự do|^\W*Số\s*:|ĐẢNG CỘNG SẢN VIỆT NAM|,\s*ngày[\s.…\d]*tháng[\s.…\d]*năm",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"\W*số\s*:")
_ADDRESS = re.compile(r"\W*Kính gửi\b|\W*(?:[A-ZĐÀ-Ỹ][^.:]{0,80}\s)?điện\s*:", re.IGNORECASE)
_DISTRIBUTION = re.compile(r"[|*_\s]*Nơi nhận\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"[|*_\s]*(?:TM|KT|TL|TUQ|Q)\s*\.\s*[A-ZĐÀ-Ỹ]")
_ANNEX = re.compile(r"[*_\s]*(?:PHỤ LỤC|Phụ lục|DANH MỤC|BIỂU MẪU|BIỂU)\b(?!.{60})")
_CLOSED = re.compile(r"\./\.\W*$")


@dataclass(slots=True)
class Regions:
    """Lines of each part; any may be empty."""

    head: list[Line]
    body: list[Line]
    tail: list[Line]
    annex: list[Line]


def pieces(line: Line) -> list[tuple[str, bool]]:
    """What stands side by side in one line: each piece, and whether it is in the right half.

    Cells of a header table ("a | b") and columns of a printed page (runs of spaces) alike.
    """
    out: list[tuple[str, bool]] = []
    cells = line.text.split("|")
    several = len([c for c in cells if c.strip()]) > 1
    for c, cell in enumerate(cells):
        at = 0
        for part in re.split(r"\s{3,}|\t", cell):
            text = re.sub(r"-{3,}|_{3,}|\s+", " ", part.replace("*", "")).strip()
            if text:
                right = (several and c > len(cells) // 2 - (not line.text.startswith("|"))) or line.indent + cell.find(
                    part, at
                ) > 34
                out.append((text, right))
            at += len(part)
    return out


def caps(text: str) -> bool:
    """Whether every cased letter is a capital and there are at least two."""
    return text.isupper() and sum(ch.isalpha() for ch in text) >= 2


def split_regions(lines: list[Line]) -> Regions:
    """Cut the lines of a document into its parts."""
    same = [line.same for line in lines]
    head = _head_end(lines, same)
    tail = _tail_start(lines, same, head)
    end = _tail_end(lines, same, tail)
    return Regions(lines[:head], lines[head:tail], lines[tail:end], lines[end:])


def _is_head_mark(text: str) -> bool:
    # The pattern is slow: it is asked only where its words are there.
    low = text.lower()
    cue = "cộng h" in low or "độc lập" in low or "đảng cộng" in low or ("ngày" in low and "tháng" in low)
    if (cue or _NUMBER_FIRST.match(low)) and _HEAD_MARK.search(text):
        return True
    return len(text) < 60 and _NUMBER.search(text) is not None


def _head_end(lines: list[Line], same: list[str]) -> int:
    """The first line of the body: after the formal elements, the type, the subject and the addressees."""
    limit = min(len(lines), 40)
    marks = (i for i in range(limit) if _is_head_mark(same[i]))
    end = 0
    for i in marks:
        if i - end > 12 or (len(same[i]) > 260 and not is_row(lines[i])):
            break
        end = i + 1
    title = next((i for i in range(max(0, end - 6), min(len(lines), end + 8)) if title_type(same[i])), None)
    if title is not None:
        return _subject_end(lines, same, max(title + 1, end) if title >= end else end)
    address = next((i for i in range(max(0, end - 4), min(len(lines), end + 12)) if _ADDRESS.match(same[i])), None)
    if address is not None:
        return _address_end(lines, same, address)
    while (
        end and end < len(lines) and len(same[end]) < 90 and re.match(r"\W*V/v\b|[a-zà-ỹ]", same[end]) and end < limit
    ):
        end += 1
    if end == 0 and lines and _opening_type(same[0]):
        end = 1
    return end


def _opening_type(text: str) -> bool:
    """A copy that begins with "Công điện số 149/CĐ-TTg ngày …" instead of a head."""
    return len(text) < 400 and bool(re.match(r"(?:" + "|".join(TYPES.values()) + r") số \d+", text))


def title_type(text: str) -> str | None:
    """The type that a title line names ("THÔNG BÁO"), or None."""
    text = re.sub(r"[*_#|]+", "", text).strip()
    m = TYPE_LINE.fullmatch(text) if len(text) < 40 else None
    return TYPES[m.group("type")] if m else None


def _subject_end(lines: list[Line], same: list[str], i: int) -> int:
    """After the lines of the subject that stand under the type."""
    first = i
    shout = i < len(lines) and caps(same[i])
    while i < len(lines) and i - first < 8:
        text = same[i]
        if i > first and (lines[i].blank_before or _body_opens(text)):
            break
        if _body_opens(text) or is_row(lines[i]) or (i > first and shout != caps(text)):
            break
        if i > first and not shout and text[:1].isupper() and same[i - 1][-1:] not in ",-" and len(text) > 100:
            break
        i += 1
    while i < len(lines) and (
        re.fullmatch(r"[-–_*=\s]+", lines[i].text)
        or (
            caps(same[i])
            and len(same[i]) < 60
            and not re.match(r"[IVX]+\.|QUYẾT (?:NGHỊ|ĐỊNH)\s*:|[A-Z]\.|PHẦN|CHƯƠNG", same[i])
            and i - first < 9
            and _authority_line(same[i])
        )
    ):
        i += 1
    if i < len(lines) and _ADDRESS.match(same[i]):
        return _address_end(lines, same, i)
    # "Kính gửi" or "… điện:" may stand a little below the subject.
    return i


def _authority_line(text: str) -> bool:
    return bool(
        re.match(
            r"(?:CHÍNH PHỦ|THỦ TƯỚNG|ỦY BAN|HỘI ĐỒNG|CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|TỔNG|THỐNG ĐỐC|CHÁNH|UBND|HĐND|KHÓA|KỲ HỌP)\b",
            text,
        )
    )


_OPENING_WORDS = re.compile(
    r"\W*(?:Ngày|Sáng|Chiều|Tối|Thực hiện|Căn cứ|Để|Nhằm|Trên cơ sở|Theo|Xét|Triển khai|Trong|Vừa qua|Thời gian qua|Sau khi|Tiếp theo|Qua|Hôm nay|Từ ngày|Tại|Hiện nay|Kính gửi|Phần|Chương|Điều)\b"
)


def _body_opens(text: str) -> bool:
    return (
        bool(_OPENING_WORDS.match(text) or re.match(r"(?:[IVX]+|\d+)\s*[.)]\s", text))
        or (len(text) > 240 and not caps(text))
        or bool(_ADDRESS.match(text))
    )


def _address_end(lines: list[Line], same: list[str], i: int) -> int:
    """After "Kính gửi:" and the addressees listed under it."""
    only = not re.search(r"(?:Kính gửi|điện)\s*:?[\s|]*[^\s:|]", same[i], re.IGNORECASE) or same[i].rstrip(
        " |"
    ).endswith((":", ";", ","))
    open_list = only or is_row(lines[i]) or "- " in same[i][8:30]
    i += 1
    while i < len(lines) and i < 60:
        text = same[i].lstrip("| ")
        if (
            (text.startswith(("-", "+", "•", "–")) and len(text) < 260)
            or (open_list and not lines[i].blank_before and len(text) < 160 and text.rstrip(" |").endswith((";", ",")))
            or (text[:1].islower() and len(text) < 120)
            or (only and re.fullmatch(r"[^.:]{4,120}[.]?", text) and same[i - 1].rstrip(" |").endswith((":", ";")))
        ):
            i += 1
        else:
            break
    return i


def _tail_start(lines: list[Line], same: list[str], head: int) -> int:
    for i in range(head, len(lines)):
        if _DISTRIBUTION.match(same[i]):
            # a signature block may be printed before the distribution list
            j = i
            while j > head and (
                _SIGNATURE.match(same[j - 1])
                or (caps(same[j - 1]) and len(same[j - 1]) < 60)
                or (j < i and len(same[j - 1]) < 30 and not same[j - 1].endswith("."))
            ):
                j -= 1
            return j if any(_SIGNATURE.match(same[k]) for k in range(j, i)) else i
    for i in range(head, len(lines)):
        if _SIGNATURE.match(same[i]) and caps(same[i].split("  ")[-1]):
            return i
    for i in range(head, len(lines)):
        if _CLOSED.search(same[i]) and i + 1 < len(lines) and caps(same[i + 1]) and len(same[i + 1]) < 60:
            return i + 1
    for i in range(len(lines) - 1, max(head, len(lines) - 6), -1):
        if (
            caps(same[i])
            and len(same[i]) < 50
            and i + 1 < len(lines)
            and 4 < len(same[i + 1]) < 40
            and same[i + 1].istitle()
        ):
            return i
    return len(lines)


def _tail_end(lines: list[Line], same: list[str], tail: int) -> int:
    for i in range(tail + 1, len(lines)):
        if _ANNEX.match(same[i]) or (
            is_row(lines[i]) and lines[i].text.count("|") >= 4 and not _DISTRIBUTION.match(same[i])
        ):
            return i
    return len(lines)
