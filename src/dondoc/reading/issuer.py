"""The issuing body's name as a reader would say it, from the capitals of the left box."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re

from .lexicon import FIELDS, PROVINCES
from .model import Why
from .normalise import comparable
from .tokens import tokenise

_AREA = r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU)"
_BODY = re.compile(
    r"(?:ỦY BAN|UBND|HỘI ĐỒNG|HĐND|BỘ|SỞ|BAN|CỤC|TỔNG CỤC|CHI CỤC|VỤ|VIỆN|PHÒNG|TRUNG TÂM|VĂN PHÒNG|CÔNG AN|THANH TRA|NGÂN HÀNG|KHO BẠC|BẢO HIỂM|TÒA ÁN|ĐOÀN|HỘI|TRƯỜNG|ĐẠI HỌC|HỌC VIỆN|BỆNH VIỆN|CÔNG TY|TẬP ĐOÀN|TỔNG|TỔ|BAN CHỈ ĐẠO|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|QUỐC HỘI|KIỂM TOÁN|ĐẢNG|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|MẶT TRẬN|LIÊN)\b"
)
_PLACED = re.compile(_AREA + r"\s+(?P<name>.+)$")
_SMALL = frozenset(["và", "của", "các", "về", "phòng,", "chống", "cho", "trong", "trên", "thuộc", "với"])
# Author groups of symbols (NĐ 30/2020, annex III: abbreviations that bodies of the centre use).
_AUTHORS = {
    "TTG": "Thủ tướng Chính phủ", "CP": "Chính phủ", "VPCP": "Văn phòng Chính phủ", "QH": "Quốc hội", "UBTVQH": "Ủy ban Thường vụ Quốc hội", "CTN": "Chủ tịch nước",
    "BTC": "Bộ Tài chính", "BNV": "Bộ Nội vụ", "BTP": "Bộ Tư pháp", "BCT": "Bộ Công Thương", "BXD": "Bộ Xây dựng", "BYT": "Bộ Y tế", "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng",
    "BNG": "Bộ Ngoại giao", "BKHĐT": "Bộ Kế hoạch và Đầu tư", "BGTVT": "Bộ Giao thông vận tải", "BTNMT": "Bộ Tài nguyên và Môi trường", "BNN": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "BNNMT": "Bộ Nông nghiệp và Môi trường", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BKHCN": "Bộ Khoa học và Công nghệ",
    "BTTTT": "Bộ Thông tin và Truyền thông", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội", "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ",
}  # fmt: skip
_FIELD_CASE = {" ".join(tokenise(f).low): f for f in FIELDS}


def from_symbol(symbol: str | None) -> str | None:
    """The author that a symbol names, where a copy has no head ("CĐ-TTg" -> Thủ tướng Chính phủ)."""
    if not symbol:
        return None
    for group in reversed(re.split(r"[-/]", symbol)):
        name = _AUTHORS.get(re.sub(r"\d+$", "", group).upper())
        if name:
            return name
    return None


def is_body(line: str) -> bool:
    """Whether a line in capitals begins with a body's head noun."""
    return bool(_BODY.match(line))


def issuer_name(lines: list[str], body: str, why: Why | None = None) -> str | None:
    """The lowest body of the left box with the place that the box gives.

    Args:
        lines: the box's lines in capitals, from the top.
        body: the document's text, where the same names stand in usual spelling.
        why: takes the name of the rule that decided.

    Returns:
        "Văn phòng UBND tỉnh …", "Sở Y tế tỉnh …", or None for an empty box.
    """
    bodies: list[str] = []
    for line in lines:
        line = re.sub(r"\s+", " ", line).strip(" -*:")  # noqa: PLW2901
        if not line:
            continue
        if line.endswith(" VĂN PHÒNG") and not bodies:
            bodies += [line.removesuffix(" VĂN PHÒNG"), "VĂN PHÒNG"]  # a table's cell joins the lines of the box
            continue
        if bodies and (
            bodies[-1].endswith((" VÀ", ",", "-"))
            or line.startswith(("VÀ ", "- "))
            or _needs(bodies[-1], line)
            or not _BODY.match(line)
        ):
            bodies[-1] = f"{bodies[-1]} {line}"
        else:
            bodies.append(line)
    if not bodies:
        return None
    lowest = bodies[-1]
    parent = bodies[-2] if len(bodies) > 1 else ""
    why = {} if why is None else why
    why["document.issuer"] = ("issuer:lowest body of the left box",)
    if parent:
        placed = _PLACED.search(parent)
        if lowest in ("VĂN PHÒNG", "CƠ QUAN THƯỜNG TRỰC"):
            why["document.issuer"] = ("issuer:office of the body above",)
            return f"{usual_case(lowest, '')} {_short(usual_case(parent, body))}"
        if placed and not re.search(_AREA + r"\b", lowest):
            name = usual_case(lowest, body)
            area = usual_case(placed.group(), body)
            why["document.issuer"] = ("issuer:lowest body of the left box", "issuer:place of the body above")
            return f"{name} {area[0].lower()}{area[1:]}"
    return _short(usual_case(lowest, body))


def _needs(before: str, line: str) -> bool:
    """Such as "ỦY BAN NHÂN DÂN" / "TỈNH …": the second line completes the first."""
    return bool(re.match(_AREA + r"\b", line)) or before in (
        "ỦY BAN NHÂN DÂN",
        "HỘI ĐỒNG NHÂN DÂN",
        "ĐOÀN ĐẠI BIỂU QUỐC HỘI",
    )


def _short(name: str) -> str:
    return (
        re.sub(r"^Ủy ban nhân dân\b", "UBND", name)
        if re.match(r"Ủy ban nhân dân (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)", name)
        else name
    )


def usual_case(name: str, body: str) -> str:
    """A name in capitals as it is usually spelt: as the document itself writes it, else by the custom of such names."""
    same_body = comparable(body)
    if len(name) > 8 and body:
        low_body, low_name = same_body.lower(), name.lower()
        at = low_body.find(low_name) if len(low_body) == len(same_body) else -1
        while at >= 0 and same_body[at : at + len(name)].isupper():
            at = low_body.find(low_name, at + len(name))
        if at >= 0:
            return same_body[at : at + len(name)]
    low = name.lower()
    words = low.split(" ")
    out: list[str] = []
    i = 0
    capital_next = True
    while i < len(words):
        level = next(
            (
                n
                for n in (2, 1)
                if " ".join(words[i : i + n]).upper()
                in ("TỈNH", "THÀNH PHỐ", "HUYỆN", "QUẬN", "THỊ XÃ", "PHƯỜNG", "XÃ", "THỊ TRẤN", "ĐẶC KHU")
            ),
            0,
        )
        if words[i + 1 : i + 2] and words[i + 1] in ("hội", "ủy", "đoàn"):
            level = 0  # "Bảo hiểm xã hội", "Tỉnh ủy"
        if level:
            out += words[i : i + level] if i else [" ".join(words[:level]).capitalize()]
            out += [w.capitalize() if w != "-" else w for w in words[i + level :]]
            break
        field = (
            next(
                (
                    n
                    for n in range(min(8, len(words) - i), 0, -1)
                    if " ".join(tokenise(" ".join(words[i : i + n])).low) in _FIELD_CASE
                ),
                0,
            )
            if i
            else 0
        )
        if field:
            out += _field_case(words[i : i + field])
            i += field
            continue
        province = next((n for n in (4, 3, 2, 1) if " ".join(words[i : i + n]) in PROVINCES), 0)
        if province:
            out += [w.capitalize() for w in words[i : i + province]]
            i += province
            continue
        word = words[i]
        if word in ("ubnd", "hđnd", "ubmttq"):
            out.append(word.upper())
        elif word.startswith("covid"):
            out.append(word.capitalize())
        else:
            out.append(word.capitalize() if capital_next and word not in _SMALL else word)
        capital_next = (
            i == 0
            and word in ("bộ", "sở", "ban", "cục", "vụ", "phòng", "viện", "tổng", "chi")
            and not (word == "phòng" and i)
        )
        i += 1
    text = " ".join(out)
    for pattern, usual in (
        ("Ủy ban Nhân dân", "Ủy ban nhân dân"),
        ("chính phủ", "Chính phủ"),
        ("mặt trận tổ quốc", "Mặt trận Tổ quốc"),
        ("việt nam", "Việt Nam"),
        ("nhà nước", "Nhà nước"),
    ):
        text = re.sub(pattern, usual, text, flags=re.IGNORECASE)
    return text


_PLAIN_SYLLABLES = frozenset(
    [
        "hoạch",
        "tư",
        "vụ",
        "pháp",
        "chính",
        "thương",
        "nghiệp",
        "triển",
        "nông",
        "thôn",
        "trường",
        "nguyên",
        "thông",
        "vận",
        "tải",
        "dựng",
        "tin",
        "học",
        "nghệ",
        "động",
        "binh",
        "hội",
        "hóa",
        "thao",
        "lịch",
        "dục",
        "tạo",
        "tế",
        "giao",
        "quốc",
        "phòng",
        "an",
        "kiến",
        "trúc",
        "tộc",
        "giáo",
        "tầng",
        "đô",
        "thị",
    ]
)


def _field_case(words: list[str]) -> list[str]:
    """Such as "nông nghiệp và môi trường" -> "Nông nghiệp và Môi trường": the first syllable of each field."""
    out: list[str] = []
    fresh = True
    for word in words:
        if word in ("và", "-"):
            out.append(word)
            fresh = True
            continue
        out.append(word.capitalize() if fresh or (word == "thương" and out and out[-1] == "Công") else word)
        fresh = word.endswith(",")
    return out
