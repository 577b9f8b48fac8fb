"""How the tests of this room give a directive and bring its assignments to a state: by the commands themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.directives.cause_rules import CauseGiven, is_late
from dondoc.directives.choices import DeadlineKind
from dondoc.directives.commands.accept_completion import accept_completion
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.create_directives import NewDirective, create_directives
from dondoc.directives.commands.report_completion import report_completion
from dondoc.directives.commands.return_completion import return_completion
from dondoc.directives.commands.start import start
from dondoc.directives.commands.withdraw import withdraw
from dondoc.directives.models import Assignment, Directive
from dondoc.followup.commands.reopen import reopen
from dondoc.foundation.clock import LOCAL

DUE = dt.date(2021, 1, 25)
PATHS: dict[str, tuple[str, ...]] = {
    "assigned": (),
    "acknowledged": ("acknowledge",),
    "in_progress": ("acknowledge", "start"),
    "reported": ("acknowledge", "start", "report_completion"),
    "returned": ("acknowledge", "report_completion", "return_completion"),
    "accepted": ("acknowledge", "report_completion", "accept_completion"),
    "withdrawn": ("withdraw",),
}
# Why something is late, where a test does not care.
CAUSE = CauseGiven(
    ("thien-tai",), head_name="Đỗ Em", head_title="Giám đốc", remedy="Tập trung hoàn thành trong tháng 02."
)
UNIT_VERBS = frozenset({"acknowledge", "start", "report_completion"})


def at(day: str | dt.date, hour: int = 9) -> dt.datetime:
    """The moment of that local day and hour."""
    date = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return dt.datetime(date.year, date.month, date.day, hour, tzinfo=LOCAL)


GIVEN = at("2021-01-07")
WORKED = at("2021-01-08")


def item(province: Any, **changes: Any) -> NewDirective:
    """What a person would confirm: Kế hoạch và Đầu tư leads, Tài chính coordinates, due on 25/01/2021."""
    names = {
        "leads": changes.pop("leads", ("skhdt",)),
        "coordinates": changes.pop("coordinates", ("stc",)),
    }
    field = changes.pop("field", "kinh-te")
    due_on = changes.pop("due_on", DUE)
    return NewDirective(
        **{
            "text": "Sở Kế hoạch và Đầu tư tham mưu phương án phân bổ vốn đầu tư công năm 2021.",
            "field_id": province.fields[field].id if field else None,
            "deadline_kind": DeadlineKind.DATE if due_on else DeadlineKind.NONE,
            "due_on": due_on,
            **{role: [province.units[code].id for code in codes] for role, codes in names.items()},
            **changes,
        }
    )


def give(actor: Any, province: Any, *, now: dt.datetime = GIVEN, document: Any = None, **changes: Any) -> Directive:
    """Give one directive."""
    when = {name: changes.pop(name) for name in ("issued_on", "reason") if name in changes}
    return create_directives(actor=actor, items=[item(province, **changes)], now=now, document=document, **when)[0]


def assignment(directive: Directive, unit: Any) -> Assignment:
    """The assignment of that unit, fresh from the database."""
    return Assignment.objects.get(jurisdiction_id=1, directive_id=directive.id, unit_id=unit.id)


def call(verb: str, actor: Any, assignment_id: int, now: dt.datetime, **more: Any) -> Assignment:  # noqa: PLR0911 - one return per verb
    """Take a step with what it needs."""
    base: dict[str, Any] = {"actor": actor, "assignment_id": assignment_id, "now": now}
    match verb:
        case "acknowledge":
            return acknowledge(**base, **more)
        case "start":
            return start(**base, **more)
        case "report_completion":
            given = {"note": "Đã hoàn thành.", "result_document": "15/BC-SKHĐT ngày 15/01/2021", **more}
            return report_completion(**base, **given)
        case "accept_completion":
            subject = Assignment.objects.filter(jurisdiction_id=1, id=assignment_id).first()
            if subject is not None and is_late(subject.due_on, subject.reported_on):
                more.setdefault("cause", CAUSE)
            return accept_completion(**base, **more)
        case "return_completion":
            return return_completion(**base, **{"reason": "Chưa nêu rõ tiến độ giải ngân.", **more})
        case "withdraw":
            return withdraw(**base, **{"reason": "Giao nhầm đơn vị.", **more})
        case "reopen":
            return reopen(**base, **{"reason": "Kết quả chưa đạt yêu cầu.", **more})
    raise AssertionError(verb)


def bring_to(state: str, subject: Assignment, *, unit: Any, office: Any, now: dt.datetime = WORKED) -> Assignment:
    """Bring a fresh assignment to a state, by the people who may."""
    for verb in PATHS[state]:
        call(verb, unit if verb in UNIT_VERBS else office, subject.id, now)
    subject.refresh_from_db()
    assert subject.lifecycle == state
    return subject
