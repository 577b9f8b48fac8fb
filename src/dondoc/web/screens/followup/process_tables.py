"""Tables of steps in words, by verb: from the very data that the commands use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dondoc.attention.rules import (
    COMMENT_STEPS,
    STAR_STEPS,
    THEME_STEPS,
    WATCH_STEPS,
    CommentState,
    MarkState,
    ThemeState,
)
from dondoc.central.choices import ImportState as FileState
from dondoc.central.rules import FILE_STEPS
from dondoc.central.rules import UNGIVEN as NO_FILE
from dondoc.directives.choices import Lifecycle
from dondoc.followup.choices import ExtensionState, SuccessionKind
from dondoc.followup.deadline_rules import CLOCK_STEPS, EXTENSION_STEPS, UNASKED, ClockState
from dondoc.followup.succession_rules import ENDING_STEPS, HAND_OVER_STEPS, EndStep, Fate
from dondoc.foundation.transitions import Transition
from dondoc.schedules.choices import SeriesState
from dondoc.schedules.rules import SERIES_STEPS, UNSTARTED
from dondoc.tasksheets.choices import ImportState
from dondoc.tasksheets.rules import IMPORT_STEPS, UNGIVEN
from dondoc.urging.rules import ASK_EXPLANATION, URGE


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
    ClockState.SET_MEANWHILE: _("Tạm dừng nhưng đã đặt thời hạn khác"), ClockState.UNDATED: _("Không có thời hạn"),
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
        who={"decider": _("Người quyết định thời hạn, như khi gia hạn; không ai quyết định cho đơn vị mình")},
        needs={
            "stop": cause, "record": _("nguyên nhân ngoài khả năng của đơn vị, ngày bắt đầu và kết thúc"),
            "resume": _("ngày cuối không tính"),
        },
    )  # fmt: skip


def hand_over_rows() -> list[StepRow]:
    """A transfer by decision and its taking back."""
    return _ends(HAND_OVER_STEPS, str(_("Đang mở, chưa báo cáo")))


def ending_rows() -> list[StepRow]:
    """Merger, replacement and their taking back."""
    return _ends(ENDING_STEPS, str(_("Còn phần việc đang mở")))


def _ends(steps: Iterable[EndStep], is_open: str) -> list[StepRow]:
    return step_rows(
        steps,
        names={
            "transfer": _("Chuyển theo quyết định"), "merge": _("Gộp vào nhiệm vụ khác"),
            "supersede": _("Thay thế bằng nhiệm vụ giao sau"), "undo": _("Hoàn tác"),
        },
        states={Fate.OPEN: is_open, **{Fate(kind.value): kind.label for kind in SuccessionKind}},
        who={
            "office": _("Văn phòng (theo lĩnh vực của từng nhiệm vụ)"),
            "doer": _("Người đã làm hoặc lãnh đạo Văn phòng, trong ngày, khi chưa có thay đổi nào khác"),
        },
    )  # fmt: skip


def series_rows() -> list[StepRow]:
    """The steps of a series."""
    return step_rows(
        SERIES_STEPS,
        names={
            "start": _("Đặt lặp lại"), "change": _("Đổi lịch, đổi đơn vị"), "open_next": _("Mở kỳ tiếp theo"),
            "skip": _("Bỏ qua một kỳ"), "stop": _("Dừng lặp lại"), "finish": _("Hết kỳ"),
        },
        states={UNSTARTED: _("Chưa lặp lại"), **{state.value: state.label for state in SeriesState}},
        who={"scheduler": _("Văn phòng (theo lĩnh vực)"), "system": _("Tự động, khi lịch không còn ngày nào")},
        needs={"start": _("nhiệm vụ có thời hạn định kỳ, lịch lặp lại")},
    )  # fmt: skip


_IMPORT_NAMES = {
    "open": _("Tải tệp lên để xem trước"), "answer": _("Trả lời, chỉnh cột"), "map": _("Chỉnh cột"),
    "commit": _("Xác nhận nhập"), "discard": _("Bỏ tệp"), "withdraw": _("Thu hồi lần nhập"),
}  # fmt: skip
_FILE_NEEDED = {"open": _("tệp .xlsx, cam kết không có bí mật nhà nước")}


def sheet_rows() -> list[StepRow]:
    """The steps of an import of a task sheet."""
    return step_rows(
        IMPORT_STEPS,
        names=_IMPORT_NAMES,
        states={UNGIVEN: _("Chưa tải lên"), **{state.value: state.label for state in ImportState}},
        who={"importer": _("Lãnh đạo Văn phòng; chuyên viên với lần nhập của mình")},
        needs=_FILE_NEEDED,
    )


def file_rows() -> list[StepRow]:
    """The steps of a file of the centre's system."""
    return step_rows(
        FILE_STEPS,
        names=_IMPORT_NAMES,
        states={NO_FILE: _("Chưa tải lên"), **{state.value: state.label for state in FileState}},
        who={"keeper": _("Văn phòng; mỗi người với tệp của mình")},
        needs=_FILE_NEEDED,
    )


_ATTENTION_WHO = {
    "leader": _("Lãnh đạo UBND tỉnh, lãnh đạo Văn phòng"),
    "gatherer": _("Lãnh đạo UBND tỉnh, lãnh đạo Văn phòng, chuyên viên Văn phòng"),
    "commenter": _("Ai xem được nhiệm vụ, trừ người chỉ giám sát"), "writer": _("Người viết"),
    "remover": _("Người viết, lãnh đạo Văn phòng"), "reader": _("Ai xem được, cho riêng mình"),
}  # fmt: skip


def theme_rows() -> list[StepRow]:
    """The steps of a theme."""
    return step_rows(
        THEME_STEPS,
        names={
            "open": _("Mở chuyên đề"), "change": _("Sửa tên, mục đích, thời gian"), "gather": _("Đưa nhiệm vụ vào"),
            "release": _("Đưa nhiệm vụ ra"), "close": _("Kết thúc chuyên đề"), "reopen": _("Mở lại chuyên đề"),
        },
        states={
            ThemeState.NONE: _("Chưa có"), ThemeState.OPEN: _("Đang mở"), ThemeState.CLOSED: _("Đã kết thúc"),
        },
        who=_ATTENTION_WHO,
        needs={"open": _("tên chưa chuyên đề đang mở nào mang, ngày bắt đầu")},
    )  # fmt: skip


def mark_rows() -> list[StepRow]:
    """Stars, comments, and what a person watches."""
    stars = step_rows(
        STAR_STEPS, names={"star": _("Đánh dấu sao"), "unstar": _("Bỏ dấu sao")}, who=_ATTENTION_WHO,
        states={MarkState.OFF: _("Chưa có dấu sao"), MarkState.ON: _("Có dấu sao")},
    )  # fmt: skip
    comments = step_rows(
        COMMENT_STEPS, who=_ATTENTION_WHO,
        names={"write": _("Gửi ý kiến"), "change": _("Sửa ý kiến"), "remove": _("Gỡ ý kiến")},
        states={
            CommentState.NONE: _("Chưa có"), CommentState.STANDING: _("Đang hiển thị"), CommentState.REMOVED: _("Đã gỡ"),
        },
    )  # fmt: skip
    watched = step_rows(
        WATCH_STEPS, names={"watch": _("Theo dõi"), "unwatch": _("Thôi theo dõi")}, who=_ATTENTION_WHO,
        states={MarkState.OFF: _("Chưa theo dõi"), MarkState.ON: _("Đang theo dõi")},
    )  # fmt: skip
    return [*stars, *comments, *watched]


def urging_rows() -> list[StepRow]:
    """What the office does by hand for an assignment, which stays as it is."""
    who = str(_("Lãnh đạo UBND tỉnh, lãnh đạo Văn phòng, chuyên viên theo lĩnh vực; không ai với đơn vị mình"))
    named = (
        (URGE, _("Đôn đốc"), ""),
        (ASK_EXPLANATION, _("Yêu cầu giải trình"), _("nội dung cần giải trình, hạn giải trình là ngày làm việc")),
    )
    return [
        StepRow(
            str(name), ", ".join(str(Lifecycle(each).label) for each in rule.lifecycles), str(_("giữ nguyên")), who,
            str(needs),
        )
        for rule, name, needs in named
    ]  # fmt: skip


def every_table() -> dict[str, list[StepRow]]:
    """Return the tables of this module by the name under which the page knows them."""
    return {
        "extension_steps": extension_rows(), "clock_steps": clock_rows(), "hand_over_steps": hand_over_rows(),
        "ending_steps": ending_rows(), "series_steps": series_rows(), "sheet_steps": sheet_rows(),
        "file_steps": file_rows(), "theme_steps": theme_rows(), "mark_steps": mark_rows(), "urging_steps": urging_rows(),
    }  # fmt: skip
