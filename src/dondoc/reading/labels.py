"""Marks of clauses: I., 1., 1.1., a), đ), (i), -, +, "Điều 2.", "Thứ nhất", "Một là"."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from typing import NamedTuple


class Label(NamedTuple):
    """A clause mark: its kind (which level it belongs to), what it is called in a path, where the text begins."""

    kind: str
    value: str
    length: int


# Vietnamese lists count a b c d đ e g: no f, j, w, z.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_LABEL = re.compile(
    r"(?P<article>Điều\s+(?P<article_no>\d{1,3}[a-zđ]?))\s*[.:]\s*"
    r"|(?P<part>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?P<part_no>(?:thứ\s+)?[IVXLC\d]+|thứ\s+\w+))\s*[.:-]?\s*"
    r"|(?P<annex>(?:Phụ lục|PHỤ LỤC)(?:\s+(?P<annex_no>[IVX]+|\d{1,2}[A-Z]?))?)\s*[.:]?\s*$"
    r"|(?P<roman>[IVXL]{1,7})\s*[./)-]\s+"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,4})\s*[.)]?\s+"
    r"|(?P<number>\d{1,3})\s*[.)/](?!\d)\s*(?!\d)"
    r"|(?P<upper>[A-HĐ])\s*[.)]\s+"
    r"|\(\s*(?P<rparen>(?:x{0,2}(?:ix|iv|v?i{0,3})))\s*\)\s*"
    rf"|\(?\s*(?P<letter>[{_LETTERS}]{{1,2}})\s*\)\s*"
    rf"|(?P<lettered>[{_LETTERS}])\s*\.\s+"
    r"|\(\s*(?P<paren>\d{1,2})\s*\)\s*"
    r"|(?P<dash>[-‐‑–—−]+|[•●▪■◦*])\s+"
    r"|(?P<dash2>[-–—])(?=[A-ZĐÀ-Ỹ])"
    r"|(?P<plus>\+)\s*"
    r"|(?P<ordinal>(?:Thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\s+là))\s*[,:]\s*",
)
_ORDINALS = {
    w: str(i) for i, w in enumerate(["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"], 1)
} | {w: str(i) for i, w in enumerate(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"], 1)}
BULLETS = frozenset({"dash", "plus", "star"})
# What a mark can begin with; spares the pattern most lines.
_FIRST = frozenset("0123456789(+-‐‑–—−•●▪■◦*IVXLABCDĐEFGHPMTNS" + _LETTERS)


def label_at(text: str) -> Label | None:  # noqa: PLR0911  one way out for each form
    """The clause mark that `text` begins with, or None."""
    first = text[:1]
    if first not in _FIRST or (first.islower() and text[1:3].isalpha()):
        return None
    m = _LABEL.match(text)
    if not m or m.end() == 0 or not m.group().strip(" ()"):
        return None
    kind = m.lastgroup or ""
    if kind in ("article", "part", "annex"):
        words = {"article": "Điều", "annex": "Phụ lục"}.get(kind) or m.group("part").split()[0].capitalize()
        return Label(kind, f"{words} {m.group(f'{kind}_no') or ''}".strip(), m.end())
    value = (m.group(kind) or "").strip() if kind else ""
    if kind in ("dash", "dash2"):
        return Label("star" if value in "•●▪■◦*" else "dash", "", m.end())
    if kind == "plus":
        return Label("plus", "", m.end())
    if kind == "ordinal":
        words = value.lower().split()
        return Label("ordinal", _ORDINALS[words[1] if words[0] == "thứ" else words[0]], m.end())
    if kind == "letter" and len(value) == 2 and value[0] != value[1]:
        return None
    if kind == "lettered":
        kind = "letter"
    if kind == "dotted":
        return Label(f"dotted{value.count('.') + 1}", value, m.end())
    return Label(kind, value, m.end()) if value else None


# "(i) …; (ii) …" inside a paragraph.
INLINE = re.compile(r"\((?:(?<=^.)|(?<=[:;,.]\s.))(?P<v>x{0,2}(?:ix|iv|v?i{1,3}|v)|\d{1,2}|[a-zđ])\)\s*")
