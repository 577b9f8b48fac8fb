"""The reminder rules that the system comes with: a beginning, which the office changes.

The inner rules of QĐ 42/2014/QĐ-TTg (as amended by QĐ 23/2018/QĐ-TTg) on when to urge could not be read, and the provinces'
regulations leave the steps to their offices: these are the makers' proposal, and each is marked so until somebody sets it.
"""

from __future__ import annotations

from dondoc.urging.choices import Rank, Trigger
from dondoc.urging.rules import Rule

_UNIT = (str(Rank.FOCAL_POINT), str(Rank.UNIT_HEAD))
_PART = (str(Rank.HOLDER), str(Rank.GIVER))
_OFFICE = (str(Rank.SPECIALIST), str(Rank.OFFICE_LEADER))
_SHIPPED: tuple[tuple[str, str, str, int, int, bool, tuple[str, ...], str], ...] = (
    # code, name, trigger, days, again every, working days, ranks, role
    ("truoc-han-5", "Sắp đến hạn", Trigger.BEFORE_DUE, 5, 0, True, (Rank.FOCAL_POINT,), ""),
    ("truoc-han-2", "Còn 2 ngày làm việc", Trigger.BEFORE_DUE, 2, 0, True, _UNIT, ""),
    ("ngay-den-han", "Ngày đến hạn", Trigger.BEFORE_DUE, 0, 0, False, _UNIT, ""),
    ("qua-han-1", "Vừa quá hạn", Trigger.OVERDUE, 1, 0, False, (*_UNIT, Rank.SPECIALIST), ""),
    ("qua-han-7", "Quá hạn, nhắc hằng tuần", Trigger.OVERDUE, 7, 7, False, _UNIT, ""),
    ("qua-han-10", "Quá hạn 10 ngày", Trigger.OVERDUE, 10, 0, False, (Rank.SPECIALIST, Rank.OFFICE_LEADER), ""),
    (
        "qua-han-20", "Quá hạn 20 ngày", Trigger.OVERDUE, 20, 30, False,
        (Rank.UNIT_HEAD, Rank.OFFICE_LEADER, Rank.CHAIR), "lead",
    ),
    ("chua-tiep-nhan", "Chưa tiếp nhận", Trigger.UNACKNOWLEDGED, 3, 5, True, _UNIT, ""),
    # One day after the last on which a report was in time: the first on which the update rate counts it as silent.
    ("lau-khong-cap-nhat", "Lâu không có cập nhật", Trigger.STALE, 1, 15, False, _UNIT, "lead"),
    ("cho-xac-nhan", "Báo cáo chờ Văn phòng", Trigger.AWAITING_OFFICE, 3, 5, True, (Rank.SPECIALIST,), ""),
    (
        "cho-xac-nhan-lau", "Báo cáo chờ Văn phòng đã lâu", Trigger.AWAITING_OFFICE, 10, 10, True,
        (Rank.SPECIALIST, Rank.OFFICE_LEADER), "",
    ),
    (
        "cho-gia-han", "Đề nghị gia hạn chờ quyết định", Trigger.EXTENSION_WAITING, 2, 3, True,
        (Rank.SPECIALIST, Rank.OFFICE_LEADER), "",
    ),
    ("giai-trinh-den-han", "Giải trình sắp đến hạn", Trigger.EXPLANATION_DUE, 1, 0, True, _UNIT, ""),
    (
        "giai-trinh-qua-han", "Giải trình quá hạn", Trigger.EXPLANATION_OVERDUE, 1, 3, False,
        (*_UNIT, Rank.SPECIALIST, Rank.OFFICE_LEADER), "",
    ),
    # Offices that had rules before these came got them by the migration `parts_transfers_central`: change both.
    ("phan-viec-truoc-han-2", "Phần việc sắp đến hạn", Trigger.PART_BEFORE_DUE, 2, 0, True, (Rank.HOLDER,), ""),
    ("phan-viec-den-han", "Phần việc đến hạn", Trigger.PART_BEFORE_DUE, 0, 0, False, (Rank.HOLDER,), ""),
    ("phan-viec-qua-han", "Phần việc quá hạn", Trigger.PART_OVERDUE, 1, 7, False, _PART, ""),
    (
        "phan-viec-qua-han-10", "Phần việc quá hạn 10 ngày", Trigger.PART_OVERDUE, 10, 0, False,
        (*_PART, Rank.UNIT_HEAD), "",
    ),
    ("phan-viec-chua-nhan", "Phần việc chưa tiếp nhận", Trigger.PART_UNACKNOWLEDGED, 2, 5, True, (Rank.HOLDER,), ""),
    ("phan-viec-cho-nhan", "Phần việc báo cáo chờ nơi chia", Trigger.PART_AWAITING, 2, 3, True, (Rank.GIVER,), ""),
    ("chuyen-cho-tra-loi", "Đề nghị chuyển việc chờ trả lời", Trigger.TRANSFER_ASKED, 2, 3, True, _UNIT, ""),
    ("chuyen-cho-quyet-dinh", "Đề nghị chuyển việc chờ quyết định", Trigger.TRANSFER_AGREED, 2, 3, True, _OFFICE, ""),
    (
        "trung-uong-truoc-han-5", "Sắp đến hạn Trung ương", Trigger.CENTRAL_BEFORE_DUE, 5, 0, True,
        (*_UNIT, Rank.SPECIALIST), "",
    ),
    (
        "trung-uong-truoc-han-2", "Còn 2 ngày làm việc đến hạn Trung ương", Trigger.CENTRAL_BEFORE_DUE, 2, 0, True,
        (*_UNIT, *_OFFICE), "",
    ),
    (
        "trung-uong-den-han", "Ngày đến hạn Trung ương", Trigger.CENTRAL_BEFORE_DUE, 0, 0, False, (*_UNIT, *_OFFICE), "",
    ),
    (
        "trung-uong-qua-han", "Quá hạn Trung ương", Trigger.CENTRAL_OVERDUE, 1, 7, False,
        (*_UNIT, *_OFFICE, Rank.CHAIR), "",
    ),
)  # fmt: skip

#: These go to browsers and gateways at once. On the day itself there is still something to save and the digest may be read too
#: late; the last step is the one that leaders hear of without having looked. All others wait for the digest: what comes each
#: week is read, and what buzzes each week is not.
_AT_ONCE = frozenset({"ngay-den-han", "qua-han-20"})


def shipped() -> list[Rule]:
    """Return the shipped rules in their order, none of them kept yet (ids below 1)."""
    return [
        Rule(
            id=-place, code=code, name=name, trigger=str(trigger), days=days, repeat_days=again,
            is_working_days=is_working, ranks=tuple(str(rank) for rank in ranks), role=role, position=(place + 1) * 10,
            is_shipped=True, at_once=code in _AT_ONCE,
        )
        for place, (code, name, trigger, days, again, is_working, ranks, role) in enumerate(_SHIPPED)
    ]  # fmt: skip
