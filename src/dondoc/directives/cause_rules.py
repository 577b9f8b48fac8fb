"""Why something is late: what is asked for, and which reasons there are. Pure.

The steering reports of provinces say of each delay whether its cause was objective or subjective and who answers for it
(Thông báo 13/TB-VP of Kiên Giang, 2021: "nguyên nhân chủ quan là chính"; the head of the unit answers). The reasons below
are what such reports name; they are a beginning, to be edited by the office.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
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
        head_name: who answered for the unit on the due day, typed where the record of posts has nobody.
        remedy: what is done about it.
        head_title: the position of whom `head_name` names.
        head_tenure_id: or somebody of the unit whom the record knows on another day.
    """

    kinds: Sequence[str]
    objective_percent: int | None = None
    words: str = ""
    head_name: str = ""
    remedy: str = ""
    head_title: str = ""
    head_tenure_id: int | None = None

    @property
    def says_only_the_head(self) -> bool:
        """Whether nothing is said but who answered: what was said of the delay before is meant with it."""
        said = self.kinds or self.words.strip() or self.remedy.strip() or self.objective_percent is not None
        return not said and bool(self.head_name.strip() or self.head_tenure_id is not None)


class CauseFault(StrEnum):
    """What is missing or wrong in what was said of a delay."""

    NO_REASON = "no_reason"
    UNKNOWN_REASON = "unknown_reason"
    SHARE_REQUIRED = "share_required"
    SHARE_UNEXPECTED = "share_unexpected"
    WORDS_REQUIRED = "words_required"
    REMEDY_REQUIRED = "remedy_required"


class HeadSource(StrEnum):
    """By what the answerable head is known."""

    RECORD = "record"  # the organisation's record has them on that day
    CHOSEN = "chosen"  # the record has nobody on that day: one it knows on another was chosen
    TYPED = "typed"  # the record does not know them
    NOBODY = "nobody"  # said before a head was asked for


class HeadFault(StrEnum):
    """What is missing or wrong in what was said of the answerable head."""

    REQUIRED = "head_required"
    KNOWN = "head_known"
    UNKNOWN = "head_unknown"
    TWICE = "head_twice"


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


def head_fault(
    given: CauseGiven, *, recorded: tuple[str, int | None] | None, known: Collection[int]
) -> HeadFault | None:
    """Return what is missing or wrong in what was said of the head, or None where it can be kept.

    Args:
        given: what was said.
        recorded: name and tenure of who headed the unit on the day by the record, None where it has nobody.
        known: the tenures of the unit on any day.
    """
    name = given.head_name.strip()
    if recorded is not None:
        other = (name and name != recorded[0]) or given.head_tenure_id not in (None, recorded[1])
        return HeadFault.KNOWN if other else None
    if given.head_tenure_id is not None:
        if name:
            return HeadFault.TWICE
        return None if given.head_tenure_id in known else HeadFault.UNKNOWN
    return None if name else HeadFault.REQUIRED
