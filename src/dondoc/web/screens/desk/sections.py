"""What waits for a person, as the parts of their desk. Each part counts what its link lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.accounts.choices import UNIT_ROLES, Role
from dondoc.accounts.permissions import (
    Scope,
    is_office,
    may_confirm_reading,
    may_manage_users,
    may_record_event,
    may_see_directives,
    may_upload_document,
    scope_of,
)
from dondoc.accounts.selectors import users_of
from dondoc.central.listing import waiting as central_waiting
from dondoc.directives.choices import Lifecycle, Timeliness, Update
from dondoc.directives.draft_selectors import drafts_of
from dondoc.directives.forms import ListQuery
from dondoc.directives.listing import AssignmentRow, Moment, count_assignments, list_assignments
from dondoc.directives.models import DeadlineEvent, Directive
from dondoc.directives.selectors import awaited_events
from dondoc.directives.waiting import directives_waiting, latest_completions
from dondoc.documents.selectors import documents
from dondoc.drafting.listing import waiting_for
from dondoc.followup.part_selectors import parts_of_person, parts_to_accept
from dondoc.followup.selectors import waiting_extensions
from dondoc.followup.succession_selectors import transfers_waiting
from dondoc.meetings.attendance_selectors import waiting_for as meetings_waiting
from dondoc.meetings.choices import State as MeetingState
from dondoc.meetings.moves import moves_of
from dondoc.meetings.paper_selectors import owed_papers
from dondoc.meetings.permissions import may_consent
from dondoc.meetings.planning_selectors import due_notices
from dondoc.meetings.selectors import meetings_between
from dondoc.meetings.slip_selectors import waiting_slips
from dondoc.organizations.selectors import units_on
from dondoc.reviews.figures import Overview, overview
from dondoc.schedules.permissions import may_recount
from dondoc.schedules.recounting import recount_of
from dondoc.schedules.series import waiting_for_office
from dondoc.urging.selectors import explanations_waiting
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.reference import Reference, reference

_SHOWN = 5
_TO_COME = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.RUNNING)
_UNITS_SHOWN = 8
_LATE = (Timeliness.OVERDUE, Timeliness.DONE_LATE)


@dataclass(slots=True)
class Section:
    """A part of the desk.

    Attributes:
        kind: which template shows it.
        title: what waits.
        empty: what is said where nothing waits.
        count: how many there are; None where counting means nothing.
        url: the list of exactly those.
        items: the first few.
        icon: beside the title.
        original: how many there are by the original deadlines; None where no deadline decides.
        original_url: the list of just those.
    """

    kind: str
    title: str
    empty: str = ""
    count: int | None = None
    url: str = ""
    items: Sequence[Any] = ()
    icon: str = "list-check"
    more: dict[str, Any] = field(default_factory=dict)
    original: int | None = None
    original_url: str = ""

    @property
    def template(self) -> str:
        """The template that shows its items."""
        return f"web/desk/{self.kind}.html"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that deadlines wait for, with the first of its directives and how many there are."""

    event: DeadlineEvent
    directives: Sequence[Directive]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the day in one line; of what is late also how much of it is by the original deadlines."""

    icon: str
    label: str
    numerator: int
    denominator: int
    url: str
    code: str = ""
    original: int | None = None
    original_url: str = ""

    @property
    def colour(self) -> str:
        """The class of its timeliness, empty for other figures."""
        return f"time-{self.code.replace('_', '-')}" if self.code else ""


def list_url(**conditions: Any) -> str:
    """Return the address of the list with these conditions (fields of `ListQuery`)."""
    string = ListQuery(**conditions).string()
    return f"{reverse('web:directives')}?{string}" if string else reverse("web:directives")


def sections_for(request: PageRequest) -> list[Section]:
    """Return the parts of this person's desk, what is most pressing first."""
    user = request.user
    desk = _Desk(request)
    if user.role in UNIT_ROLES:
        return [*desk.explanations(), *desk.meetings(), *desk.transfers(), *desk.parts(), *desk.of_unit()]
    if user.role == Role.CHAIR:
        first = [*desk.meetings(), *desk.outgoing(), *desk.extensions(), *desk.explanations()]
        return [*first, *desk.central(), desk.figures(), desk.late(_("Trễ lâu nhất")), desk.completions()]
    if user.role == Role.OBSERVER:
        return [desk.figures(), desk.late(_("Đang quá hạn"))]
    if may_manage_users(user):
        return [desk.shortcuts()]
    found: list[Section] = []
    if may_confirm_reading(user):
        first = [*desk.extensions(), *desk.explanations(), *desk.transfers(), *desk.central()]
        found += [*first, desk.to_decide(), desk.readings()]
        if may_record_event(user):
            found.append(desk.awaited())
        found += desk.stale()
        found += desk.schedules()
        found.append(desk.late_units())
    elif may_upload_document(user):
        found += [desk.readings(), desk.documents()]
    return [*desk.meetings(), *desk.outgoing(), *found, *desk.parts(), *desk.own_unit()]


class _Desk:
    def __init__(self, request: PageRequest) -> None:
        self.request = request
        self.user = request.user
        self.scope: Scope = scope_of(request.user)
        today = request.today
        self.at = Moment(on=today, today=today, due_soon_days=request.jurisdiction.due_soon_days)
        self.known: Reference = reference(request.jurisdiction)

    def _rows(self, title: str, empty: str, query: ListQuery, *, icon: str, acknowledge: bool = False) -> Section:
        wanted = query.to_filter(units=self.known.unit_ids, fields=self.known.field_ids)
        rows: list[AssignmentRow] = list_assignments(self.scope, wanted, self.at, limit=_SHOWN)
        # Fewer than a page are all there are: no second question.
        size = len(rows) if len(rows) < _SHOWN else count_assignments(self.scope, wanted, self.at)
        return Section(
            "assignments", title, empty, size, f"{reverse('web:directives')}?{query.string()}",
            [(row, row.timeliness(self.at)) for row in rows], icon, {"acknowledge": acknowledge},
        )  # fmt: skip

    def _late(self, title: str, empty: str, *, unit: str = "") -> Section:
        """What is late, the longest first, with how much is so by the original deadlines."""
        query = ListQuery(units=(unit,) if unit else (), timeliness=(Timeliness.OVERDUE,))
        found = self._rows(title, empty, query, icon="alert-triangle")
        by_unit = self.by_original.by_unit
        ids = [self.known.unit_ids[unit]] if unit else list(by_unit)
        found.original = sum(by_unit[one].overdue for one in ids if one in by_unit)
        found.original_url = f"{reverse('web:directives')}?{replace(query, original=True).string()}"
        return found

    @cached_property
    def by_original(self) -> Overview:
        """The figures of the day by the original deadlines."""
        return overview(self.scope, replace(self.at, against_original=True))

    def of_unit(self) -> list[Section]:
        """What waits for a unit's people."""
        return [
            self._rows(
                _("Cần tiếp nhận"), _("Không còn nhiệm vụ nào chờ tiếp nhận."),
                ListQuery(lifecycles=(Lifecycle.ASSIGNED,)), icon="inbox", acknowledge=True,
            ),
            self._rows(
                _("Bị trả lại"), _("Không có báo cáo nào bị trả lại."), ListQuery(lifecycles=(Lifecycle.RETURNED,)),
                icon="arrow-back-up",
            ),
            self._late(_("Quá hạn"), _("Không có nhiệm vụ nào quá hạn.")),
            *self._stale(_("Cần cập nhật tiến độ")),
            self._rows(
                _("Sắp đến hạn"), _("Không có nhiệm vụ nào đến hạn trong vài ngày tới."),
                ListQuery(timeliness=(Timeliness.DUE_SOON,)), icon="hourglass-low",
            ),
            self._rows(
                _("Đang thực hiện"), _("Không có nhiệm vụ nào đang thực hiện."),
                ListQuery(lifecycles=(Lifecycle.ACKNOWLEDGED, Lifecycle.IN_PROGRESS)), icon="player-play",
            ),
        ]  # fmt: skip

    def _stale(self, title: str) -> list[Section]:
        """What nobody has reported on for longer than its priority allows, where there is any."""
        found = self._rows(title, "", ListQuery(updates=(Update.STALE,)), icon="clock-exclamation")
        return [found] if found.count else []

    def stale(self) -> list[Section]:
        """What has gone quiet in this person's fields."""
        return self._stale(_("Lâu không cập nhật"))

    def to_decide(self) -> Section:
        """Reports that wait for the office, the oldest first."""
        return self._rows(
            _("Báo cáo chờ xem xét"), _("Mọi báo cáo đã được xem xét."),
            ListQuery(lifecycles=(Lifecycle.REPORTED,), sort="reported"), icon="file-check",
        )  # fmt: skip

    def extensions(self) -> list[Section]:
        """Requests for another deadline that wait for this person's decision, where there are any."""
        waiting = waiting_extensions(self.user, on=self.request.today)
        if not waiting:
            return []
        title = _("Đề nghị gia hạn chờ bạn quyết định")
        return [
            Section("extensions", title, "", len(waiting), _address("extensions"), waiting[:_SHOWN], "calendar-time")
        ]

    def transfers(self) -> list[Section]:
        """Requests that an assignment go to another unit which wait for this person, where there are any."""
        waiting = transfers_waiting(self.user)
        if not waiting:
            return []
        title = _("Đề nghị chuyển nhiệm vụ chờ bạn")
        return [
            Section("transfers", title, "", len(waiting), _address("transfers"), waiting[:_SHOWN], "arrows-exchange")
        ]

    def parts(self) -> list[Section]:
        """Parts of divided work that this person has, and reports of parts that wait for their word, where there are any."""
        on, soon = self.request.today, self.request.jurisdiction.due_soon_days
        mine, waiting = parts_of_person(self.user, on=on, soon=soon), parts_to_accept(self.user, on=on, soon=soon)
        url = _address("parts")
        found = [
            Section("parts", _("Phần việc của tôi"), "", len(mine), url, mine[:_SHOWN], "arrows-split-2"),
            Section(
                "parts", _("Báo cáo phần việc chờ bạn xem xét"), "", len(waiting), url, waiting[:_SHOWN], "file-check"
            ),
        ]
        return [section for section in found if section.items]

    def explanations(self) -> list[Section]:
        """Requests for explanation that wait for this person's answer or decision, where there are any."""
        waiting = explanations_waiting(self.user)
        if not waiting:
            return []
        title = _("Giải trình chờ bạn")
        return [
            Section(
                "explanations", title, "", len(waiting), f"{_address('explanations')}?state=", waiting[:_SHOWN],
                "message-circle",
            )
        ]  # fmt: skip

    def schedules(self) -> list[Section]:
        """Recurring directives that cannot go on by themselves, and deadlines that the calendar counts otherwise, if any."""
        lines = []
        blocked = waiting_for_office(self.user, today=self.request.today)
        if blocked:
            label = _("Nhiệm vụ định kỳ cần chọn đơn vị cho kỳ tiếp theo")
            lines.append(Line("refresh", label, len(blocked), len(blocked), _address("series_list")))
        if may_recount(self.user):
            moves = len(recount_of(self.user.jurisdiction_id, today=self.request.today).moves)
            if moves:
                label = _("Thời hạn mà lịch làm việc đếm sang ngày khác")
                lines.append(Line("calendar-time", label, moves, moves, _address("deadline_recount")))
        return (
            [Section("lines", _("Lịch và kỳ chờ bạn quyết định"), "", None, "", lines, "calendar-time")]
            if lines
            else []
        )

    def central(self) -> list[Section]:
        """The centre's tasks near or past either clock, where there are any."""
        rows = central_waiting(self.user, self.at)
        title, url = _("Nhiệm vụ Trung ương giao gần hạn, quá hạn"), _address("central")
        shown = rows[:_SHOWN]
        return [Section("central", title, "", len(rows), url, shown, "flag", {"on": self.at.on})] if rows else []

    def late(self, title: str) -> Section:
        """What is late, the longest first."""
        return self._late(title, _("Hôm nay không có nhiệm vụ nào quá hạn."))

    def own_unit(self) -> list[Section]:
        """What the office itself has to do, where it has something."""
        code = next((code for code, id_ in self.known.unit_ids.items() if id_ == self.user.unit_id), "")
        if not code or not may_see_directives(self.user):
            return []
        found = [
            self._rows(
                _("Văn phòng cần tiếp nhận"), "", ListQuery(units=(code,), lifecycles=(Lifecycle.ASSIGNED,)), icon="inbox",
                acknowledge=True,
            ),
            self._late(_("Việc của Văn phòng đang quá hạn"), "", unit=code),
        ]  # fmt: skip
        return [section for section in found if section.count]

    def readings(self) -> Section:
        """Readings that nobody has confirmed yet."""
        open_drafts = drafts_of(self.user)
        return Section(
            "readings", _("Bản đọc chờ xác nhận"), _("Không có bản đọc nào đang chờ."), open_drafts.count(),
            _address("reading"), list(open_drafts[:_SHOWN]), "text-scan-2",
            {"upload": may_upload_document(self.user), "drafts": bool(_address("reading_draft", 1))},
        )  # fmt: skip

    def meetings(self) -> list[Section]:
        """What of meetings waits for this person, and what is held today and tomorrow; each part only where it has something."""
        today = self.request.today
        coming = [
            one for one in meetings_between(self.user, today, today + dt.timedelta(days=1)) if one.state in _TO_COME
        ]
        waiting = meetings_waiting(self.user, self.request.now)
        first = list(waiting[:_SHOWN])
        decides = may_consent(self.user)
        asked = _("Xin vắng, dự thay chờ ý kiến") if decides else _("Giấy mời chờ trả lời")
        count = len(first) if len(first) < _SHOWN else waiting.count()
        slips = waiting_slips(self.user, now=self.request.now)
        owed = owed_papers(self.user, today=today) if self.user.role in UNIT_ROLES else []
        due = due_notices(self.user, today=today) if is_office(self.user) else []
        moves = moves_of(self.user.jurisdiction_id, {one.id for one in coming} | {one.meeting_id for one in first})
        for meeting in (*coming, *(one.meeting for one in first)):
            meeting.moved = next(iter(moves.get(meeting.id, ())), None)
        parts = [
            Section("coming", _("Họp hôm nay, ngày mai"), "", len(coming), _address("meetings"), coming[:_SHOWN], "calendar-event"),
            Section("meetings", asked, "", count, _address("meetings"), first, "calendar-event", {"decides": decides}),
            Section("slips", _("Phiếu chờ ý kiến của bạn"), "", len(slips), _address("slips"), slips[:_SHOWN], "clipboard-text"),
            Section("papers", _("Tài liệu họp cần gửi"), "", len(owed), _address("meetings"), owed[:_SHOWN], "paperclip"),
            Section("notices", _("Thông báo kết luận cần phát hành"), "", len(due), _address("meetings_list"), due[:_SHOWN], "notebook"),
        ]  # fmt: skip
        return [part for part in parts if part.items]

    def outgoing(self) -> list[Section]:
        """Drafts of documents that wait for this person's step, where there are any."""
        waiting = waiting_for(self.user)
        first = list(waiting[:_SHOWN])
        if not first:
            return []
        count = len(first) if len(first) < _SHOWN else waiting.count()
        return [Section("outgoing", _("Dự thảo chờ bạn"), "", count, _address("drafting"), first, "edit")]

    def documents(self) -> Section:
        """The newest documents."""
        return Section(
            "documents", _("Văn bản mới nhất"), _("Chưa có văn bản nào được nhập."), None, _address("documents"),
            list(documents(self.user)[:_SHOWN]), "files",
        )  # fmt: skip

    def awaited(self) -> Section:
        """Events to record, with how many directives wait for each."""
        waiting = awaited_events(self.user)
        of_event = directives_waiting(waiting[:_SHOWN])
        items = [Waiting(event, of_event.get(event.id, [])) for event in waiting[:_SHOWN]]
        return Section(
            "events", _("Sự kiện chờ ghi nhận"), _("Không có thời hạn nào phải chờ sự kiện."), len(waiting), "", items,
            "calendar-event",
        )  # fmt: skip

    def late_units(self) -> Section:
        """Who is late, by unit, in this person's fields."""
        found, first = overview(self.scope, self.at), self.by_original
        late = [(unit_id, figures) for unit_id, figures in found.by_unit.items() if figures.overdue]
        late.sort(key=lambda pair: (-pair[1].overdue, self.known.names_by_id.get(pair[0], "")))
        codes = {id_: code for code, id_ in self.known.unit_ids.items()}
        items = [
            Line(
                "", self.known.names_by_id.get(unit_id, ""), figures.overdue, figures.population,
                list_url(units=(codes.get(unit_id, ""),), timeliness=(Timeliness.OVERDUE,)),
                original=first.by_unit[unit_id].overdue if unit_id in first.by_unit else 0,
                original_url=list_url(units=(codes.get(unit_id, ""),), timeliness=(Timeliness.OVERDUE,), original=True),
            )
            for unit_id, figures in late[:_UNITS_SHOWN]
        ]  # fmt: skip
        return Section(
            "lines", _("Quá hạn theo đơn vị"), _("Không đơn vị nào có nhiệm vụ quá hạn."), found.total.overdue,
            list_url(timeliness=(Timeliness.OVERDUE,), sort="unit"), items, "building-community",
            {"others": max(len(late) - _UNITS_SHOWN, 0), "others_url": _address("overview")},
            first.total.overdue, list_url(timeliness=(Timeliness.OVERDUE,), sort="unit", original=True),
        )  # fmt: skip

    def figures(self) -> Section:
        """The day in six lines, each with its denominator and its list."""
        total, first = overview(self.scope, self.at).total, self.by_original.total
        items = [
            Line(
                FIGURE_ICONS[code],
                str(label),
                getattr(total, code),
                total.population,
                list_url(timeliness=(code,)),
                code,
                getattr(first, code) if code in _LATE else None,
                list_url(timeliness=(code,), original=True),
            )
            for code, label in FIGURE_LABELS.items()
        ]
        return Section(
            "lines", _("Hôm nay"), _("Chưa có nhiệm vụ nào được giao."), None, _address("overview"),
            items if total.population else (), "chart-bar", {"about": _("trên tổng số phần việc đã giao")},
        )  # fmt: skip

    def completions(self) -> Section:
        """What was accepted last."""
        items = latest_completions(self.scope, now=self.request.now, limit=_SHOWN)
        return Section(
            "completions", _("Vừa hoàn thành"), _("Ba mươi ngày qua chưa có phần việc nào được xác nhận hoàn thành."),
            None, list_url(lifecycles=(Lifecycle.ACCEPTED,), sort="recent"), items, "checks",
        )  # fmt: skip

    def shortcuts(self) -> Section:
        """Where an administrator works."""
        here = self.user.jurisdiction_id
        users = users_of(here)
        items = [
            Line("users", _("Người dùng đang hoạt động"), users.filter(is_active=True).count(), users.count(), _address("users")),
            Line(
                "building-community", _("Đơn vị đang hoạt động"), units_on(here, self.request.today).count(),
                len(self.known.unit_ids), _address("units"),
            ),
        ]  # fmt: skip
        return Section("lines", _("Quản trị"), "", None, "", items, "settings")


FIGURE_LABELS: dict[str, str | Promise] = {
    Timeliness.OVERDUE: gettext_lazy("Quá hạn"),
    Timeliness.DUE_SOON: gettext_lazy("Sắp đến hạn"),
    Timeliness.OPEN_IN_TIME: gettext_lazy("Trong hạn (gồm sắp đến hạn)"),
    Timeliness.UNDATED: gettext_lazy("Không thời hạn"),
    Timeliness.DONE_ON_TIME: gettext_lazy("Hoàn thành đúng hạn"),
    Timeliness.DONE_LATE: gettext_lazy("Hoàn thành trễ hạn"),
}
FIGURE_ICONS: dict[str, str] = {
    Timeliness.OVERDUE: "alert-triangle",
    Timeliness.DUE_SOON: "hourglass-low",
    Timeliness.OPEN_IN_TIME: "clock",
    Timeliness.UNDATED: "calendar-off",
    Timeliness.DONE_ON_TIME: "circle-check",
    Timeliness.DONE_LATE: "clock-check",
}


def _address(name: str, *args: Any) -> str:
    """Return a screen's address, empty where that screen does not exist."""
    try:
        return reverse(f"web:{name}", args=args)
    except NoReverseMatch:
        return ""
