"""Tables of steps in words, by verb: from the very data that the commands use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dondoc.followup.choices import ExtensionState
from dondoc.followup.deadline_rules import CLOCK_STEPS, EXTENSION_STEPS, UNASKED, ClockState
from dondoc.foundation.transitions import Transition


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a table that commands use, in words."""

    name: str
    before: str
    after: str
    who: str
    needs: str


def step_rows(
    steps: Iterable[Transition[Any, Any, Any]], *, names: Mapping[str, Any], states: Mapping[Any, Any],
    who: Mapping[str, Any], needs: Mapping[str, Any] | None = None,
) -> list[StepRow]:  # fmt: skip
    """Say the steps, one row for each verb and what it leads to.

    Args:
        steps: of a table.
        names: of the verbs, as buttons say them.
        states: words of the states.
        who: words of the parts.
        needs: what a verb needs, where it is not just a reason.
    """
    grouped: dict[tuple[str, str, str], list[Transition[Any, Any, Any]]] = {}
    for step in steps:
        # What stays where it is is one row, however many states it is done in.
        after = "" if step.target == step.source else str(states[step.target])
        grouped.setdefault((step.verb, after, step.who), []).append(step)
    rows = []
    for (verb, after, part), found in grouped.items():
        before = ", ".join(dict.fromkeys(str(states[step.source]) for step in found))
        needed = (needs or {}).get(verb) or (_("lý do") if found[0].needs_reason else "")
        rows.append(StepRow(str(names[verb]), before, after or str(_("giữ nguyên")), str(who[part]), str(needed)))
    return rows


_DEADLINE_WHO = {
    "unit": _("Đơn vị được giao"),
    "decider": _("Người đã đặt thời hạn, người được ủy quyền, lãnh đạo Văn phòng, lãnh đạo UBND tỉnh; không ai quyết định cho đơn vị mình, không ai quyết định đề nghị của mình"),
}  # fmt: skip
_CLOCK_WORDS = {
    ClockState.RUNNING: _("Đang tính"), ClockState.STOPPED: _("Đang tạm dừng"),
    ClockState.SET_MEANWHILE: _("Đang tạm dừng, có thời hạn đặt trong lúc đó"), ClockState.UNDATED: _("Không có thời hạn"),
}  # fmt: skip


def extension_rows() -> list[StepRow]:
    """The steps of a request for another deadline."""
    return step_rows(
        EXTENSION_STEPS,
        names={"ask": _("Xin gia hạn"), "grant": _("Đồng ý"), "refuse": _("Không đồng ý"), "withdraw": _("Rút lại")},
        states={UNASKED: _("Chưa xin"), **{state.value: state.label for state in ExtensionState}},
        who=_DEADLINE_WHO,
        needs={"ask": _("thời hạn mới, lý do"), "grant": _("thời hạn mới, nếu khác đề nghị")},
    )


def clock_rows() -> list[StepRow]:
    """The steps of a clock that stops."""
    cause = _("nguyên nhân ngoài khả năng của đơn vị, ngày bắt đầu")
    return step_rows(
        CLOCK_STEPS,
        names={"stop": _("Tạm dừng"), "record": _("Ghi thời gian không tính"), "resume": _("Tính tiếp")},
        states=_CLOCK_WORDS,
        who=_DEADLINE_WHO,
        needs={
            "stop": cause, "record": _("nguyên nhân ngoài khả năng của đơn vị, ngày bắt đầu và kết thúc"),
            "resume": _("ngày cuối không tính"),
        },
    )  # fmt: skip
