"""Another deadline, and a deadline that stands still, as forms on an assignment's card."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.followup.commands.decide_extension import decide_extension
from dondoc.followup.commands.request_extension import request_extension
from dondoc.followup.commands.resume_clock import resume_clock
from dondoc.followup.commands.stop_clock import stop_clock
from dondoc.followup.commands.withdraw_extension import withdraw_extension
from dondoc.followup.selectors import DeadlineCase, extension_file_for
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.foundation.text import whole_number
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest
from dondoc.web.screens.directives.days import written_day

LABELS = {
    "request_extension": gettext_lazy("Xin gia hạn"),
    "withdraw_extension": gettext_lazy("Rút đề nghị gia hạn"),
    "grant_extension": gettext_lazy("Đồng ý gia hạn"),
    "refuse_extension": gettext_lazy("Không gia hạn"),
    "stop_clock": gettext_lazy("Tạm dừng thời hạn"),
    "resume_clock": gettext_lazy("Tính tiếp thời hạn"),
}
DONE = {
    "request_extension": gettext_lazy("Đã gửi đề nghị gia hạn; thời hạn chưa đổi cho đến khi được đồng ý."),
    "withdraw_extension": gettext_lazy("Đã rút đề nghị gia hạn."),
    "grant_extension": gettext_lazy("Đã gia hạn; thời hạn ban đầu vẫn được giữ."),
    "refuse_extension": gettext_lazy("Đã trả lời không gia hạn kèm lý do."),
    "stop_clock": gettext_lazy("Đã ghi thời gian không tính vào thời hạn."),
    "resume_clock": gettext_lazy("Thời hạn được tính tiếp."),
}
ICONS = {
    "request_extension": "calendar-time",
    "withdraw_extension": "arrow-back-up",
    "grant_extension": "check",
    "refuse_extension": "ban",
    "stop_clock": "player-pause",
    "resume_clock": "player-play",
}
FORMS = {
    "request_extension": "extension",
    "grant_extension": "grant",
    "refuse_extension": "refuse",
    "stop_clock": "stop",
    "resume_clock": "resume",
}


#: What waits for whoever decides: it comes before the steps of the assignment.
AWAITED = ("grant_extension", "refuse_extension", "resume_clock")


def verbs_of(case: DeadlineCase) -> list[str]:
    """Return what this person may do to the deadline, what waits for them first."""
    found = []
    if case.waiting is not None and case.may_decide:
        found += ["grant_extension", "refuse_extension"]
    if case.standing is not None and case.may_decide:
        found.append("resume_clock")
    if case.may_ask:
        found.append("request_extension")
    if case.may_withdraw:
        found.append("withdraw_extension")
    return found


def take(request: PageRequest, assignment_id: int, verb: str) -> None:
    """Call the command of `verb` with what the form holds.

    Raises:
        NotFound: there is no such verb, or no such case for this person.
        DomainError: the command's refusals.
    """
    post = request.POST
    base: dict[str, Any] = request.who
    if verb == "request_extension":
        wanted = written_day(post.get("wanted_on", ""), required=True)
        if wanted is None:
            raise BadInput(_("Hãy chọn thời hạn mới."), code="due_on_required", field="wanted_on")
        files = [(file.name or "tep", file) for file in request.FILES.getlist("files")]
        request_extension(
            assignment_id=assignment_id,
            wanted_on=wanted,
            reason=post.get("reason", ""),
            files=files,
            is_declared="not_secret" in post,
            **base,
        )
    elif verb in ("grant_extension", "refuse_extension"):
        is_granted = verb == "grant_extension"
        day = written_day(post.get("granted_on", "")) if is_granted else None
        decide_extension(
            extension_id=_number(post.get("extension", "")), is_granted=is_granted, granted_on=day,
            note=post.get("note", ""), **base,
        )  # fmt: skip
    elif verb == "withdraw_extension":
        withdraw_extension(extension_id=_number(post.get("extension", "")), **base)
    elif verb == "stop_clock":
        since = written_day(post.get("since", ""), required=True)
        if since is None:
            raise BadInput(_("Hãy ghi ngày bắt đầu."), code="since_required", field="since")
        stop_clock(
            assignment_id=assignment_id, since=since, until=written_day(post.get("until", "")),
            cause=post.get("cause", ""), **base,
        )  # fmt: skip
    elif verb == "resume_clock":
        until = written_day(post.get("until", ""), required=True)
        if until is None:
            raise BadInput(_("Hãy ghi ngày kết thúc."), code="until_required", field="until")
        resume_clock(stop_id=_number(post.get("stop", "")), until=until, **base)
    else:
        raise NotFound


@require_GET
def extension_file(request: PageRequest, file_row_id: int) -> HttpResponseBase:
    """Send a file that came with a request, always as a download."""
    return send(extension_file_for(request.user, file_row_id).file)


def _number(text: str) -> int:
    """The number of a case that the page was made with.

    Raises:
        Conflict: the page has none: the case came or went meanwhile.
    """
    found = whole_number(text)
    if found is None:
        raise Conflict(_("Trang này đã cũ; hãy tải lại để xem đề nghị mới nhất."), code="stale")
    return found
