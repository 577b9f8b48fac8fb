"""What must hold of units, posts and periods, whatever the database says. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput
from dondoc.foundation.text import FORMULA_STARTS

K = TypeVar("K", bound=Hashable)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_TAKEN = frozenset({"nhom", "them", "nhap"})
_OFFICIAL = re.compile(r"[A-Z0-9]+(\.[A-Z0-9]+)*")
_TOP_LEVEL = re.compile(r"[A-Y]\d\d")
_ZEROS = re.compile(r"0+")
MOST_OFFICIAL_CODE = 35


def valid_code(code: str) -> bool:
    """Return whether `code` can name a unit, a group or a post: 1–32 letters without marks, digits, `._-`.

    A unit's page is addressed by its code, beside the pages of groups, creation and import: those words are taken.
    """
    return _CODE.fullmatch(code) is not None and code not in _TAKEN


def normal_official_code(text: str) -> str:
    """Return a code of QĐ 20/2020/QĐ-TTg (`H33.12.04`), also of what QCVN 102:2016 wrote from right to left.

    >>> normal_official_code("000.04.12.H33")
    'H33.12.04'

    Raises:
        BadInput: it is no such code.
    """
    bare = re.sub(r"\s+", "", text).upper()
    if not bare:
        return ""
    if len(bare) > MOST_OFFICIAL_CODE or not _OFFICIAL.fullmatch(bare):
        raise BadInput(
            _("Mã định danh “%(text)s” không đúng dạng. Hãy viết như H33.12.04 (chữ A–Z và số, cách nhau dấu chấm).")
            % {"text": text.strip()[:40]},
            field="official_code",
        )
    groups = bare.split(".")
    if len(groups) > 1 and _TOP_LEVEL.fullmatch(groups[-1]) and not _TOP_LEVEL.fullmatch(groups[0]):
        groups = [group for group in reversed(groups) if not _ZEROS.fullmatch(group)]
    return ".".join(groups)


def clean_text(text: str, *, field: str, label: str, most: int, required: bool = True) -> str:
    """Return `text` with single spaces.

    Args:
        text: as typed.
        field: the argument's name, for the API.
        label: what the person calls it, for the sentence.
        most: the longest that is stored.
        required: whether it may be empty.

    Raises:
        BadInput: it is empty, too long, or begins like a spreadsheet formula.
    """
    clean = " ".join(text.split())
    if required and not clean:
        raise BadInput(
            _("%(label)s còn trống. Hãy nhập %(what)s.") % {"label": label, "what": label.lower()}, field=field
        )
    if len(clean) > most:
        raise BadInput(
            _("%(label)s dài %(count)s ký tự; tối đa %(most)s. Hãy rút ngắn.")
            % {"label": label, "count": len(clean), "most": most},
            field=field,
        )
    if looks_like_formula(text):
        raise BadInput(
            _("%(label)s không được bắt đầu bằng “%(text)s” (giống công thức bảng tính).")
            % {"label": label, "text": text[:1]},
            field=field,
        )
    return clean


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet would run `text` instead of showing it."""
    return text.startswith(FORMULA_STARTS) and len(text.strip()) > 1


def clean_aliases(aliases: Iterable[str]) -> list[str]:
    """Return `aliases` without empty and repeated ones, in their order."""
    cleaned = (
        clean_text(alias, field="aliases", label=_("Tên gọi khác"), most=200, required=False) for alias in aliases
    )
    return list(dict.fromkeys(alias for alias in cleaned if alias))


def check_period(valid_from: dt.date, valid_to: dt.date | None, *, first: str, last: str) -> None:
    """Do nothing where the period has its days in order (`first` and `last` are their names in the sentence).

    Raises:
        BadInput: the last day comes before the first.
    """
    if valid_to is not None and valid_to < valid_from:
        raise BadInput(
            _("%(last)s (%(valid_to)s) trước %(first)s (%(valid_from)s). Hãy sửa một trong hai ngày.")
            % {
                "last": last,
                "valid_to": f"{valid_to:%d/%m/%Y}",
                "first": first.lower(),
                "valid_from": f"{valid_from:%d/%m/%Y}",
            },
            field="valid_to",
        )


def overlap(
    first: tuple[dt.date, dt.date | None],
    second: tuple[dt.date, dt.date | None],
) -> bool:
    """Return whether two periods, both days included, share a day."""
    return (first[1] is None or second[0] <= first[1]) and (second[1] is None or first[0] <= second[1])


def within(
    inner: tuple[dt.date, dt.date | None],
    outer: tuple[dt.date, dt.date | None],
) -> bool:
    """Return whether every day of `inner` is a day of `outer`."""
    if inner[0] < outer[0]:
        return False
    return outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])


def has_cycle(start: K, parents: Mapping[K, K | None]) -> bool:
    """Return whether going up from `start` comes back to a unit already passed."""
    seen: set[K] = set()
    here: K | None = start
    while here is not None:
        if here in seen:
            return True
        seen.add(here)
        here = parents.get(here)
    return False
