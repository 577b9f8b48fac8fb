"""What a report of progress may say. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage that a report can name.

    Attributes:
        code: stable.
        name: as people read it.
        is_active: whether it can be chosen still.
        is_shipped: whether it stands as this system brought it.
    """

    code: str
    name: str | Promise
    is_active: bool = True
    is_shipped: bool = True


#: A beginning, to be edited by the office: what most tasks of a notice pass through.
DEFAULT_STAGES = (
    Stage("lap-ke-hoach", _("Xây dựng kế hoạch")),
    Stage("du-thao", _("Dự thảo sản phẩm")),
    Stage("lay-y-kien", _("Lấy ý kiến các đơn vị")),
    Stage("tham-dinh", _("Thẩm định, thẩm tra")),
    Stage("trinh", _("Đã trình cấp có thẩm quyền")),
    Stage("to-chuc-thuc-hien", _("Tổ chức thực hiện")),
)


class ProgressFault(StrEnum):
    """What is wrong in a report of progress."""

    TEXT_REQUIRED = "text_required"
    PERCENT = "percent"
    STAGE = "stage"
    FELL = "fell_because_required"


def fault(
    *, percent: int | None, stage: str, text: str, before: int | None, fell_because: str, stages: Collection[str]
) -> ProgressFault | None:
    """Return what is wrong, or None where it can be kept.

    A percentage falls only with a reason: work that had to be done again, or was counted wrongly. A hundred percent is
    not completion: that is reported, with its evidence, and decided by the office.

    Args:
        percent: 0 to 100, or None.
        stage: a code, or empty.
        text: what was done.
        before: the percentage that stood before.
        fell_because: why it is lower now.
        stages: codes that can be chosen.
    """
    found = (
        (not text.strip(), ProgressFault.TEXT_REQUIRED),
        (percent is not None and not 0 <= percent <= 100, ProgressFault.PERCENT),  # noqa: PLR2004 - percent
        (bool(stage) and stage not in stages, ProgressFault.STAGE),
        (
            percent is not None and before is not None and percent < before and not fell_because.strip(),
            ProgressFault.FELL,
        ),
    )
    return next((what for holds, what in found if holds), None)
