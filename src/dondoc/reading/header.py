"""The formal elements of a document (NĐ 30/2020/NĐ-CP, annex I, boxes 2 to 6, 10a and 10b)."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import pairwise

from .dates import day_of
from .issuer import from_symbol, is_body, issuer_name
from .lines import Line
from .model import DocumentHeader, Record, Why
from .motto import MOTTO, mended
from .normalise import comparable, nfc
from .regions import TYPES, caps, pieces, title_type

_NUMBER = re.compile(
    r"\bSố\s*:?\s*(?P<number>\d*\s?[A-Za-z]?)[\s.…_]*(?P<sep>[/-])\s*(?P<symbol>[A-ZĐa-zđƯÂƠưâơ0-9&.,]+(?:\s?[-/]\s?[A-ZĐa-zđƯÂƠÊÔưâơêô0-9&.,+()]+)*)"
)
_NUMBER_LINE = re.compile(r"Số\s*(?::|\d|$)")
_PLACE_DATE = re.compile(
    r"(?P<place>[A-ZĐÀ-Ỹ][\w.'-]*(?:[\s-]+[\w.'-]+){0,5}?)\s*,\s*(?:(?:hồi|lúc)\s+\d{1,2}\s*(?:giờ|h)\s*(?:\d{1,2})?\s*(?:phút)?\s*,?\s*)?(?P<text>ngày[\s.…_]*(?P<d>\d{0,2})[\s.…_]*tháng[\s.…_]*(?P<m>\d{0,2})[\s.…_]*năm[\s.…_]*(?P<y>\d{4}))",
    re.IGNORECASE,
)
_LOOSE_DATE = re.compile(r"ngày\s*(\d{1,2})\s*(?:/|-|tháng)\s*(\d{1,2})\s*(?:/|-|năm)\s*(\d{4})", re.IGNORECASE)
_ABOUT = re.compile(r"\bV\s*/\s*v\b\s*:?\s*|\bVề việc\s*:?\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"(?P<type>"
    + "|".join(TYPES.values())
    + r") số\s+(?P<number>\d+)\s*/\s*(?P<symbol>[\w-]+)\s*,?\s*(?:ngày\s*(?P<d>\d{1,2})\s*(?:/|tháng)\s*(?P<m>\d{1,2})\s*(?:/|năm)\s*(?P<y>\d{4}))?\s*(?:của [^,.]{4,60}?)?\s*,?\s*(?P<subject>(?:về|V/v).*)?"
)
_NO_BODY = re.compile(r"(?:DỰ THẢO|BẢN SAO|SAO Y|CÔNG VĂN ĐẾN|ĐẾN|/|\W*$)", re.IGNORECASE)
_SECRECY = {
    "MẬT": "Mật", "TỐI MẬT": "Tối mật", "TUYỆT MẬT": "Tuyệt mật", "MAT": "Mật", "TOI MAT": "Tối mật", "TUYET MAT": "Tuyệt mật",
}  # fmt: skip
_URGENCY = {"KHẨN": "Khẩn", "THƯỢNG KHẨN": "Thượng khẩn", "HỎA TỐC": "Hỏa tốc", "HỎA TỐC HẸN GIỜ": "Hỏa tốc hẹn giờ"}
_LONGEST_STAMP = 60
_MARK = r"(?:TUYỆT |TỐI )?MẬT|(?:TUYET |TOI )?MAT|(?:THƯỢNG )?KHẨN|HỎA TỐC(?: HẸN GIỜ)?"
_EDGE = r"[\[\](){}<>«»“”\"'*_.:;|\s-]*"
# One mark, or secrecy and urgency in one stamp: "MẬT - KHẨN", "TỐI MẬT/HỎA TỐC".
_STAMP = re.compile(
    rf"{_EDGE}(?P<said>(?:(?:Mức )?Độ (?:mật|khẩn)|(?:Đóng )?Dấu|Tài liệu|Văn bản)\s*:?\s*)?{_EDGE}"
    rf"(?P<stamp>(?:{_MARK})(?:[\s/,;+&–—.-]+(?:{_MARK}))*){_EDGE}",
    re.IGNORECASE,
)
_PERHAPS_STAMPED = re.compile(r"^.*(?:MẬT|M Ậ T|[Đđ]ộ mật).*$", re.MULTILINE)
_LEVEL = re.compile(r"(?:Mức )?Độ mật\s*:", re.IGNORECASE)
_SECRET_WORD = re.compile(r"(?:TUYỆT |TỐI )?MẬT", re.IGNORECASE)
# A label whose value stands in the next cell or on the next line.
_BARE_LABEL = re.compile(r"(?:Mức )?Độ mật\s*:", re.IGNORECASE)
# A level that is all that a cell or a line holds, and what may follow of it: a form offers several.
_LONE = re.compile(
    r"(?:^|(?<=[|;\t]))[ \[\](){}<>«»“”\"'*_:-]*((?:tuyệt |tối )?mật)[ \[\](){}<>«»“”\"'*_:-]*(?=$|[|;\t])",
    re.IGNORECASE | re.MULTILINE,
)
_LONE_DEGREES = frozenset({"Tối mật", "Tuyệt mật"})
# What parts the cells of a row, and the columns of a line, in a text.
_CELLS = re.compile(r"[|;\t]|\s{3,}")
_SPACED = re.compile(r"\W*(?:\w ){2,}\w\W*")
_TYPE_BY_SYMBOL = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QYĐ": "Quy định", "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn",
    "CTR": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTR": "Tờ trình", "HĐ": "Hợp đồng",
    "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "GM": "Giấy mời", "KL": "Kết luận", "NĐ": "Nghị định", "TT": "Thông tư", "PC": "Phiếu chuyển", "CV": "Công văn",
}  # fmt: skip


@dataclass(slots=True)
class HeaderFacts:
    """The header, and what was odd in it."""

    header: DocumentHeader
    impossible_date: str | None = None
    why: Why = field(default_factory=dict)


def type_by_symbol(symbol: str | None) -> str | None:
    """The type that a symbol's first group names ("TB-VP" -> "Thông báo"; NĐ 30/2020, annex III)."""
    if not symbol:
        return None
    groups = [g for g in re.split(r"[-/]", symbol) if not g.isdigit()]
    return _TYPE_BY_SYMBOL.get(groups[0].upper()) if groups else None


def stamp(text: str) -> tuple[str | None, str | None]:
    """(secrecy, urgency) that a line consisting of a stamp gives; "mật" inside a sentence is none."""
    if len(text) > _LONGEST_STAMP:
        return None, None
    line = comparable(text).strip()
    if _SPACED.fullmatch(line):  # M Ậ T
        line = re.sub(r"(TUYỆT|TỐI)(?=MẬT)", r"\1 ", line.replace(" ", ""), flags=re.IGNORECASE)
    m = _STAMP.fullmatch(line)
    if not m or not _is_mark(m["stamp"], (m["said"] or "").lower()):
        return None, None
    secrecy = urgency = None
    for word in re.findall(_MARK, m["stamp"].upper()):
        secrecy, urgency = secrecy or _SECRECY.get(word), urgency or _URGENCY.get(word)
    return secrecy, urgency


def _is_mark(words: str, said: str) -> bool:
    """Whether the words are a mark and no part of a sentence: by their capitals, by "Độ mật:", or as "tuyệt mật"."""
    if words.isascii() or (said and "độ" not in said):
        return words.isupper()
    return not words.islower() or "độ" in said or words in ("tối mật", "tuyệt mật")


def stamped_line(text: str) -> str | None:
    """The secrecy that a line or a cell anywhere in a text gives: an annex, the foot of a page, a page's head, "Độ mật: …".

    It stands alone there, in capitals or after "Độ mật:", in the same cell or the next one; a line that offers several levels is a
    form, and marks nothing. "Tối mật" and "Tuyệt mật" alone mark too, unless the text lists other levels so.
    """
    said = nfc(text)
    for found in _PERHAPS_STAMPED.finditer(said):
        cells = [cell for cell in map(str.strip, _CELLS.split(found.group())) if cell]
        if cells and _BARE_LABEL.fullmatch(cells[-1]):
            cells += _next_lines(said, found.end())
        pieces = _labelled(cells)
        levels = [level for piece in pieces if (level := stamp(piece)[0])]
        offered = {word.upper() for piece in pieces for word in _SECRET_WORD.findall(_LEVEL.sub("", piece))}
        if levels and len(offered) <= 1:
            return levels[0]
    alone = {match[1] for match in _LONE.finditer(said)}
    kinds = {one.capitalize() for one in alone}
    return next(iter(kinds)) if len(kinds) == 1 and alone & _LONE_DEGREES else None


def _next_lines(text: str, at: int) -> list[str]:
    """The lines after a label that end its line: as many as a form has levels."""
    lines = text[at : at + 4 * _LONGEST_STAMP].split("\n")
    return [line for line in map(str.strip, lines) if line][:3]


def _labelled(cells: list[str]) -> list[str]:
    """The cells that may be a mark; a label without a value takes what stands in the next one, and all else that it offers."""
    found = []
    is_offered = False
    for place, cell in enumerate(cells):
        if place and _BARE_LABEL.fullmatch(cells[place - 1]):
            found.append(f"{cells[place - 1]} {cell}")
            is_offered = True
        elif cell.isupper() or _LEVEL.match(cell) or (is_offered and _LONE.fullmatch(cell)):
            found.append(cell)
    return found


def read_header(head: list[Line], body_text: str) -> HeaderFacts:
    """Read the formal elements.

    Args:
        head: the lines of the head (see `regions`).
        body_text: the rest of the document, where names stand in their usual spelling.

    Returns:
        The header without signer and recipients; a field that the text does not give is None.
    """
    found = mended([p for line in head for p in pieces(line)])
    same = [comparable(text) for text, _ in found]
    opening = _OPENING.match(same[0]) if same else None
    if opening and len(head) <= 3:
        return _from_opening(opening)

    type_at = next((i for i, text in enumerate(same) if title_type(text)), None)
    address_at = next((i for i, text in enumerate(same) if re.match(r"\W*(?:Kính gửi\b|[Đđ]iện\s*:)", text)), None)
    stop = min(i for i in (type_at, address_at, len(same)) if i is not None)

    number = symbol = None
    number_at: int | None = None
    for i, text in enumerate(same[:stop] or same):
        m = _NUMBER.search(text)
        if m:
            number = m.group("number").strip() or None
            symbol = re.sub(r"\s", "", m.group("symbol")).strip(".,-")
            number_at = i
            break
    whole = [" ".join(line.same.replace("*", "").split()) for line in head]
    broken = number_at is None
    if broken:
        # a blank number is printed as a gap, which looks like a gap between columns
        m = next((m for m in map(_NUMBER.search, whole) if m), None)
        if m:
            number, symbol = m.group("number").strip() or None, re.sub(r"\s", "", m.group("symbol")).strip(".,-")
            number_at = next((i for i, text in enumerate(same[:stop]) if re.match(r"Số\s*:?", text)), None)
    place, date, date_text, impossible = _place_and_date(same[:stop] or same, whole)

    secrecy = urgency = None
    for text in same[:stop] or same:
        s, u = stamp(text)
        secrecy, urgency = secrecy or s, urgency or u

    kind = title_type(same[type_at]) if type_at is not None else None
    about = _about(found, same, stop, number_at)
    if kind is None:
        kind = "Công văn" if about or address_at is not None else type_by_symbol(symbol)
        by_symbol = type_by_symbol(symbol)
        if kind == "Công văn" and by_symbol in ("Công điện", "Giấy mời", "Phiếu chuyển") and "/" not in (symbol or ""):
            kind = by_symbol
    subject = _subject(found, same, type_at, address_at) if type_at is not None else about

    names = [text for text, _ in _issuer_lines(found, same, number_at, stop)]
    why: Why = {}
    issuer = issuer_name(names, body_text, why) or from_symbol(symbol)
    if issuer:
        why.setdefault("document.issuer", ("issuer:by the symbol",))
    header = DocumentHeader(
        type=kind, number=number, symbol=symbol, date=date, date_text=date_text if date is None else None, place=place, issuer=issuer,
        subject=subject, urgency=urgency, secrecy=secrecy, addressees=_addressees(found, address_at),
    )  # fmt: skip
    titled = type_at is not None
    by_form = kind == "Công văn" and (about or address_at is not None)
    rules = {
        "number": "header:number in a broken line" if broken else "header:number after Số",
        "symbol": "header:number in a broken line" if broken else "header:symbol after the number",
        "type": "header:title line" if titled else "header:official letter by its form" if by_form else "header:type by the symbol",
        "date": "header:place and date on one line" if place else "header:date alone",
        "date_text": "header:place and date on one line",
        "place": "header:place and date on one line",
        "subject": "header:lines under the title" if titled else "header:text after V/v",
        "urgency": "header:stamp",
        "secrecy": "header:stamp",
        "addressees": "header:list after Kính gửi",
    }  # fmt: skip
    return HeaderFacts(header, impossible, why | reasons_of("document", header, rules))


def reasons_of(path: str, record: Record, rules: dict[str, str]) -> Why:
    """The rules of those fields of a record that the text gives."""
    return {f"{path}.{name}": (rule,) for name, rule in rules.items() if getattr(record, name)}


def _from_opening(m: re.Match[str]) -> HeaderFacts:
    date = day_of(int(m.group("d")), int(m.group("m")), int(m.group("y"))) if m.group("d") else None
    subject = (m.group("subject") or "").strip(" .") or None
    header = DocumentHeader(
        type=m.group("type"),
        number=m.group("number"),
        symbol=m.group("symbol"),
        date=date,
        issuer=from_symbol(m.group("symbol")),
        subject=subject,
    )
    why = reasons_of(
        "document", header, dict.fromkeys(("type", "number", "symbol", "date", "subject"), "header:opening sentence")
    )
    return HeaderFacts(header, why=why | reasons_of("document", header, {"issuer": "issuer:by the symbol"}))


def _place_date(text: str) -> re.Match[str] | None:
    return _PLACE_DATE.search(text) if "năm" in text.lower() else None


def _place_and_date(same: list[str], whole: list[str]) -> tuple[str | None, dt.date | None, str | None, str | None]:
    # the place and its date may stand in two pieces of a broken line
    for candidate in (*same, *whole, *(f"{a} {b}" for a, b in pairwise(same))):
        m = _place_date(candidate)
        if m:
            place = re.sub(r"\s+", " ", re.sub(r"^.*Hạnh phúc\W*", "", m.group("place"), flags=re.IGNORECASE)).strip()
            text_as_written = re.sub(r"\s+", " ", m.group("text"))
            if not (m.group("d") and m.group("m")):
                return place, None, text_as_written, None
            date = day_of(int(m.group("d")), int(m.group("m")), int(m.group("y")))
            return place, date, text_as_written, None if date else text_as_written
    for text in same:
        m = _LOOSE_DATE.match(text)
        if m:
            return None, day_of(int(m.group(1)), int(m.group(2)), int(m.group(3))), m.group(), None
    return None, None, None, None


def _issuer_lines(
    found: list[tuple[str, bool]], same: list[str], number_at: int | None, stop: int
) -> list[tuple[str, bool]]:
    """The bodies in the left box: capitals above the number, the motto left out."""
    out: list[tuple[str, bool]] = []
    motto_seen = False
    for i in range(stop):
        if (number_at is not None and i >= number_at) or _NUMBER_LINE.match(same[i]):
            break
        text = MOTTO.split(same[i])[0].strip(" -*")
        if text != same[i].strip(" -*"):
            motto_seen = True
        if not text or not caps(text) or stamp(text) != (None, None) or _NUMBER.search(text) or _NO_BODY.match(text):
            continue
        if motto_seen and out and not out[-1][1] and found[i][1]:
            continue
        if (
            motto_seen
            and out
            and number_at is not None
            and text == same[i].strip(" -*")
            and not (_still_name(out[-1][0]) or is_body(text))
        ):
            # right column after the motto, or a second box: the left box is complete
            continue
        out.append((text, found[i][1]))
    return out


def _still_name(last: str) -> bool:
    # "ỦY BAN NHÂN DÂN" / "TỈNH …" stand on two lines
    return last.endswith(("VÀ", ",", "-", "NHÂN DÂN"))


def _about(found: list[tuple[str, bool]], same: list[str], stop: int, number_at: int | None) -> str | None:
    """The text after "V/v" in the box under the number."""
    for i in range(stop):
        m = _ABOUT.search(same[i])
        if not m or (number_at is not None and i < number_at) or (m.group().lower().startswith("về") and m.start() > 0):
            continue
        parts = [found[i][0][m.end() :]]
        for j in range(i + 1, stop):
            if MOTTO.search(same[j]) or _place_date(same[j]) or (found[j][1] and not found[i][1]):
                continue
            if (
                caps(same[j])
                or re.match(r"[A-ZĐÀ-Ỹ][\w ]+:", same[j])
                or len(parts) > 5
                or (same[j][:1].isupper() and len(parts) > 3)
            ):
                break
            parts.append(found[j][0])
        return re.sub(r"\s+", " ", " ".join(parts)).strip(" .*") or None
    return None


def _subject(found: list[tuple[str, bool]], same: list[str], type_at: int, address_at: int | None) -> str | None:
    last = address_at if address_at is not None and address_at > type_at else len(found)
    parts: list[str] = []
    for i in range(type_at + 1, last):
        if _NUMBER.search(same[i]) or _place_date(same[i]) or MOTTO.match(same[i]) or stamp(same[i]) != (None, None):
            continue
        if (
            parts
            and caps(same[i])
            and re.match(
                r"(?:CHÍNH PHỦ|THỦ TƯỚNG|ỦY BAN|HỘI ĐỒNG|CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|TỔNG|THỐNG ĐỐC|CHÁNH|UBND|HĐND|KHÓA|KỲ HỌP)\b",
                same[i],
            )
        ):
            break
        parts.append(found[i][0])
    return re.sub(r"\s+", " ", " ".join(parts)).strip(" *-") or None


def _addressees(found: list[tuple[str, bool]], address_at: int | None) -> tuple[str, ...]:
    if address_at is None:
        return ()
    parts: list[str] = []
    for i in range(address_at, len(found)):
        text = (
            re.sub(r"^\W*(?:Kính gửi|điện)\s*:?", "", found[i][0], flags=re.IGNORECASE)
            if i == address_at
            else found[i][0]
        )
        for part in re.split(r";\s*|(?:^|\s)[-–+•]\s+(?=[A-ZĐÀ-Ỹ])", text):
            clean = part.strip(" -–.;*|")
            if clean:
                parts.append(clean)
    return tuple(parts)
