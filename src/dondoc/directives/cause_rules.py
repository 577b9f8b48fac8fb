"""Why something is late: what is asked for, and which reasons there are. Pure.

The steering reports of provinces say of each delay whether its cause was objective or subjective and who answers for it
(Thông báo 13/TB-VP of Kiên Giang, 2021: "nguyên nhân chủ quan là chính"; the head of the unit answers). The reasons below
are what such reports name; they are a beginning, to be edited by the office.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.directives.choices import CauseSide

#: The whole share of a cause.
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of the list.

    Attributes:
        code: stable.
        side: objective or subjective.
        name: as people read it.
        is_active: whether it can be chosen still.
        is_shipped: whether it stands as this system brought it: nobody of the office has touched it.
    """

    code: str
    side: str
    name: str | Promise
    is_active: bool = True
    is_shipped: bool = True


DEFAULT_REASONS = (
    Reason("thien-tai", CauseSide.OBJECTIVE, _("Thiên tai, dịch bệnh")),
    Reason("cho-y-kien", CauseSide.OBJECTIVE, _("Chờ ý kiến, hướng dẫn của cấp trên")),
    Reason("co-che", CauseSide.OBJECTIVE, _("Vướng cơ chế, quy định chưa rõ hoặc chồng chéo")),
    Reason("thieu-von", CauseSide.OBJECTIVE, _("Thiếu vốn, vốn bố trí chậm")),
    Reason("phat-sinh", CauseSide.OBJECTIVE, _("Nội dung, khối lượng phát sinh so với khi giao")),
    Reason("khach-quan-khac", CauseSide.OBJECTIVE, _("Nguyên nhân khách quan khác")),
    Reason("thieu-chu-dong", CauseSide.SUBJECTIVE, _("Thiếu chủ động, triển khai chậm")),
    Reason("phoi-hop", CauseSide.SUBJECTIVE, _("Phối hợp giữa các đơn vị chậm")),
    Reason("nang-luc", CauseSide.SUBJECTIVE, _("Năng lực tham mưu hạn chế, sản phẩm phải làm lại")),
    Reason("chi-dao", CauseSide.SUBJECTIVE, _("Người đứng đầu thiếu kiểm tra, đôn đốc")),
    Reason("bo-tri-nguoi", CauseSide.SUBJECTIVE, _("Bố trí nhân sự chưa hợp lý")),
    Reason("chu-quan-khac", CauseSide.SUBJECTIVE, _("Nguyên nhân chủ quan khác")),
)
#: These say nothing by themselves: words are asked for with them.
UNNAMED = frozenset({"khach-quan-khac", "chu-quan-khac"})


@dataclass(frozen=True, slots=True)
class CauseGiven:
    """What somebody says of a delay.

    Attributes:
        kinds: codes of the reasons, one at least; they say whether it was objective, subjective or both.
        objective_percent: the objective share where it was both, 1 to 99.
        words: what the list does not say.
        head_name: who answered for the unit on the due day, where the record of posts does not know.
        remedy: what is done about it.
    """

    kinds: Sequence[str]
    objective_percent: int | None = None
    words: str = ""
    head_name: str = ""
    remedy: str = ""


class CauseFault(StrEnum):
    """What is missing or wrong in what was said of a delay."""

    NO_REASON = "no_reason"
    UNKNOWN_REASON = "unknown_reason"
    SHARE_REQUIRED = "share_required"
    SHARE_UNEXPECTED = "share_unexpected"
    WORDS_REQUIRED = "words_required"
    REMEDY_REQUIRED = "remedy_required"


def is_late(due_on: dt.date | None, completed_on: dt.date | None) -> bool:
    """Tell whether a completion of that day came after the deadline. Without a deadline nothing is late."""
    return due_on is not None and completed_on is not None and completed_on > due_on


def side_of(kinds: Sequence[str], sides: Mapping[str, str]) -> CauseSide:
    """Return the side of a cause from the sides of its reasons (known codes, one at least)."""
    found = {sides[code] for code in kinds}
    if len(found) > 1:
        return CauseSide.BOTH
    return CauseSide(next(iter(found)))


def share_of(side: str, given: int | None) -> int:
    """Return the objective share in percent that a cause of that side has."""
    if side == CauseSide.BOTH:
        return given or 0
    return WHOLE if side == CauseSide.OBJECTIVE else 0


def fault(given: CauseGiven, sides: Mapping[str, str]) -> CauseFault | None:
    """Return what is missing or wrong, or None where it can be kept.

    Args:
        given: what was said.
        sides: the sides of the reasons that can be chosen, by code.
    """
    if not given.kinds:
        return CauseFault.NO_REASON
    if not set(given.kinds) <= set(sides):
        return CauseFault.UNKNOWN_REASON
    is_both = side_of(given.kinds, sides) == CauseSide.BOTH
    if is_both and not 0 < (given.objective_percent or 0) < WHOLE:
        return CauseFault.SHARE_REQUIRED
    if not is_both and given.objective_percent not in (None, share_of(side_of(given.kinds, sides), None)):
        return CauseFault.SHARE_UNEXPECTED
    if not given.words.strip() and UNNAMED & set(given.kinds):
        return CauseFault.WORDS_REQUIRED
    return None if given.remedy.strip() else CauseFault.REMEDY_REQUIRED
