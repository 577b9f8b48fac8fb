"""Sentences of a paragraph, and the clauses between semicolons."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re

# A full stop, "..." or "./.": a pattern that opens with one set of signs is looked for many times faster.
_END = re.compile(r"[.!?…](?:|(?<=\.)\.\.|(?<=\.)/\.)[\"”')\]]*(?:\s+(?=[\"“'(\[]?\w)|(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]))")
# A parenthesis longer than this is a forgotten bracket.
_BRACKET = 600
_WORD_BEFORE = re.compile(r"[\w./]*$")
_SIGN = re.compile(r"[;()]")
_ABBREVIATIONS = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "p",
        "q",
        "h",
        "kt",
        "tm",
        "tl",
        "ths",
        "ts",
        "pgs",
        "gs",
        "bs",
        "ks",
        "vd",
        "nxb",
        "st",
        "mr",
        "mrs",
        "dr",
        "no",
        "đ/c",
        "đc",
        "v.v",
        "vv",
        "cty",
        "khoa",
        "ubnd",
    ]
)


def sentences(same: str, begin: int = 0) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph stand.

    Args:
        same: the paragraph in comparable form.
        begin: where to start (after the clause mark).

    Returns:
        (start, end) of each; a full stop inside a parenthesis, a number or after an abbreviation ends none.
    """
    out: list[tuple[int, int]] = []
    start = begin
    for m in _END.finditer(same, begin):
        at = m.start()
        word = _WORD_BEFORE.search(same[max(start, at - 12) : at])
        before = word.group().lower() if word else ""
        following = same[m.end() : m.end() + 1]
        if m.group().startswith(".") and not m.group().startswith(("...", "./.")):
            if before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha() and not following.isupper()):
                continue
            if before.isdigit() and ((len(before) < 3 and (at - len(before) <= start + 1)) or not following.isupper()):
                continue
            if following.islower() and (len(before) < 2 or same[at + 1 : at + 2] == "."):
                continue
        elif following.islower():
            continue
        since = max(start, at - _BRACKET)
        opened = same.count("(", since, at)
        if opened and opened > same.count(")", since, at) and ")" in same[at : at + 240]:
            continue
        end = m.end()
        while end > start and same[end - 1].isspace():
            end -= 1
        out.append((start, end))
        start = m.end()
    end = len(same.rstrip())
    if start < end:
        out.append((start, end))
    return out


def clauses(same: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a sentence between semicolons that stand outside parentheses."""
    if same.find(";", start, end) < 0:
        return [(start, end)] if start < end else []
    out: list[tuple[int, int]] = []
    depth = 0
    at = start
    for m in _SIGN.finditer(same, start, end):
        sign, i = m.group(), m.start()
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            out.append((at, i))
            at = i + 1
            while at < end and same[at] == " ":
                at += 1
    if at < end:
        out.append((at, end))
    return [(a, b) for a, b in out if b > a]
