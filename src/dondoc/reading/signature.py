"""Who signed and who receives a copy (NĐ 30/2020/NĐ-CP, annex I, boxes 7a to 7c and 9b)."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re

from .lines import Line
from .model import Signer, Why
from .normalise import comparable
from .regions import caps, pieces

_AUTHORITY = re.compile(r"\b(?:TM|KT|TL|TUQ|Q)\s*\.\s*")
_START = re.compile(r"\bNơi nhận\s*:?", re.IGNORECASE)
_POSITION = re.compile(
    r"\b(?:PHÓ|THỨ TRƯỞNG|CHÁNH|GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|TRƯỞNG|VỤ TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TỔNG|ỦY VIÊN|CHỦ NHIỆM|THÀNH VIÊN|BÍ THƯ|TỔ TRƯỞNG|THỐNG ĐỐC|QUYỀN)\b"
)
_NAME = re.compile(
    r"(?<![\w.])(?:(?:GS|PGS|TS|ThS|BS|KS|Ths|CN|Đại tá|Thiếu tướng|Trung tướng|Thượng tá)\.?\s*)*(?P<name>[A-ZĐÀ-Ỹ][a-zà-ỹđ]*(?:[ \t]+[A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,5})(?!\w)"
)
_SIGNED = re.compile(
    r"[(\[].*(?:ký|dấu).*[)\]]|Đã ký|(?:ký|chữ ký) (?:bởi|số).*|Thời gian ký.*|Người ký.*|Email.*|Cơ quan:.*",
    re.IGNORECASE,
)


def read_tail(tail: list[Line]) -> tuple[Signer, tuple[str, ...]]:
    """Signer and recipients from the lines after the body.

    Args:
        tail: the lines from the signature or "Nơi nhận" on.

    Returns:
        The signer (fields None where not printed) and the recipients as printed.
    """
    recipients: list[str] = []
    signing: list[str] = []
    listing = False
    for line in tail:
        for text, right in pieces(line):
            same = comparable(text)
            start = _START.search(same)
            if start:
                listing = True
                rest = text[start.end() :].strip()
                _take(rest, recipients, signing)
                continue
            if right or not listing or _is_signature(same):
                signing.append(text)
                listing = listing and right
            else:
                _take(text, recipients, signing)
    return _signer(signing), tuple(recipients)


def tail_reasons(signer: Signer, recipients: tuple[str, ...]) -> Why:
    """The rules that gave what `read_tail` found."""
    found = (
        ("signer.authority", signer.authority, "signature:line of authority"),
        ("signer.position", signer.position, "signature:post in capitals"),
        ("signer.name", signer.name, "signature:name under the post"),
        ("recipients", recipients, "signature:list after Nơi nhận"),
    )
    return {f"document.{path}": (rule,) for path, value, rule in found if value}


def _is_signature(same: str) -> bool:
    return bool(_AUTHORITY.match(same)) or (caps(same) and not same.startswith("-") and len(same) < 70)


def _take(text: str, recipients: list[str], signing: list[str]) -> None:
    """Add the recipients of a line; several may stand in one (a table cell)."""
    if not text:
        return
    same = comparable(text)
    parts = (
        re.split(r"(?:^|(?<=[;.:,)])\s*|\s)[-–+•]\s+|(?<=[;.])\s*[-–](?=[A-ZĐ])", text)
        if " - " in same or same.startswith(("-", "+"))
        else [text]
    )
    marked = same.startswith(("-", "+", "•")) or len(parts) > 1
    for part in parts:
        clean = part.strip().rstrip(";.,").lstrip("-–+• ").strip()
        if not clean:
            continue
        if marked or clean.startswith(("Lưu", "Như")) or not recipients:
            recipients.append(clean)
        elif not recipients[-1].startswith("Lưu") and clean[:1].islower():
            recipients[-1] = f"{recipients[-1]} {clean}"
        else:
            signing.append(clean)


def _signer(lines: list[str]) -> Signer:
    text = "\n".join(line for line in lines if not _SIGNED.fullmatch(line.strip()))
    same = comparable(text)
    name = None
    name_at = len(same)
    for m in _NAME.finditer(same):
        if m.start() and same[m.start() - 1] not in "\n ":
            continue
        line = m.group("name")
        if caps(line) and len(line.split()) > 1 and not _looks_single(line):
            continue
        name, name_at = re.sub(r"\s+", " ", text[m.start("name") : m.end("name")]).strip(), m.start()
    titles = re.sub(r"[ \t]+", " ", same[:name_at]).strip(" \n*|")
    kept: list[str] = []
    for part in reversed(titles.split("\n")):
        if caps(part):
            kept.insert(0, part)
        elif kept and part.strip():
            break  # another signer's name stands above
    titles = "\n".join(kept)
    if not titles:
        return Signer(name=name)
    authorities, position = _split_titles(titles)
    return Signer(authority="; ".join(authorities) or None, position=position, name=name)


def _looks_single(line: str) -> bool:
    """Such as "Nguyễn Văn A": a one-letter given name makes no line of capitals."""
    return any(not word.isupper() for word in line.split())


def _split_titles(titles: str) -> tuple[list[str], str | None]:
    """Such as "KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG" -> (["KT. CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG")."""
    authorities: list[str] = []
    starts = [m.start() for m in _AUTHORITY.finditer(titles)]
    if not starts:
        return [], " ".join(titles.split()) or None
    rest = ""
    for k, start in enumerate(starts):
        end = starts[k + 1] if k + 1 < len(starts) else len(titles)
        part = titles[start:end].strip()
        if end == len(titles):
            part, rest = _cut(part)
        authorities.append(" ".join(part.split()))
    return authorities, " ".join(rest.split()) or None


def _cut(part: str) -> tuple[str, str]:
    """Where the authority line ends and the position begins."""
    if "\n" in part:
        lines = part.split("\n")
        k = 1
        while k < len(lines) - 1 and not _POSITION.match(lines[k]):
            k += 1
        return " ".join(lines[:k]), " ".join(lines[k:])
    head = _AUTHORITY.match(part)
    begin = head.end() if head else 0
    for m in _POSITION.finditer(part, begin + 3):
        if (
            part[m.start() - 1] == " "
            and part[begin : m.start()].strip()
            and not part[: m.start()].rstrip().endswith((",", " PHÓ", " CHỦ", " TỔNG", "CHI", "CỤC", "VỤ"))
        ):
            if m.group() in ("TRƯỞNG", "TỔNG") and not part[m.start() :].startswith(
                ("TRƯỞNG BAN", "TRƯỞNG PHÒNG", "TRƯỞNG ĐOÀN", "TỔNG GIÁM ĐỐC")
            ):
                continue
            return part[: m.start()], part[m.start() :]
    return part, ""
