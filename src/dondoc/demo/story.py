"""What happened in the example province: notices registered, read, corrected and confirmed; work done or not.

Everything goes through the same commands as a person's clicks, in the order of time, with the clock of that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dondoc.accounts.models import User
from dondoc.demo.history import History, Part, Step
from dondoc.demo.progress import report, told_progress
from dondoc.demo.tables import AS_OF, Row, day, history_rules, notice, several, table
from dondoc.directives.answerable import answerable_of
from dondoc.directives.cause_rules import CauseGiven, is_late
from dondoc.directives.choices import AssignmentRole, DeadlineKind
from dondoc.directives.commands.accept_completion import accept_completion
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.add_draft_item import add_draft_item
from dondoc.directives.commands.awaited import event_due_day
from dondoc.directives.commands.confirm_draft import confirm_draft
from dondoc.directives.commands.drop_draft_item import drop_draft_item
from dondoc.directives.commands.edit_draft_item import edit_draft_item
from dondoc.directives.commands.open_draft import open_draft
from dondoc.directives.commands.record_event import record_event
from dondoc.directives.commands.report_completion import report_completion
from dondoc.directives.commands.return_completion import return_completion
from dondoc.directives.commands.set_draft_field import set_draft_field
from dondoc.directives.commands.start import start
from dondoc.directives.commands.withdraw import withdraw
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftItem, from_json
from dondoc.directives.models import Assignment, DeadlineEvent, Directive, DraftReading
from dondoc.documents.intake import Submission
from dondoc.foundation.clock import LOCAL
from dondoc.organizations.models import Unit, UnitGroup, WorkField
from dondoc.organizations.selectors import members_of_group
from dondoc.worktime.calendar import default_calendar


@dataclass
class People:
    """Who acts in the story."""

    clerk: User
    leader: User
    of_unit: dict[int, User]


@dataclass
class Places:
    """The example province's units, groups and fields by code."""

    jurisdiction_id: int
    units: dict[str, Unit]
    groups: dict[str, UnitGroup]
    fields: dict[str, WorkField]


@dataclass(order=True)
class Happening:
    """One thing that somebody did on a day; `order` settles what comes first on the same day."""

    on: dt.date
    order: int
    do: Callable[[dt.datetime], object] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Held:
    """The office's own conference, held.

    Attributes:
        steps: how many steps that were.
        directives: what its notice gave, in the order of the text.
    """

    steps: int
    directives: tuple[Directive, ...]


#: The key of the conference's notice where the others have the name of their file.
_CONFERENCE = "conference"
_HOURS = {
    "register": 0, "event": 1, "acknowledge": 2, "start": 3, "progress": 4, "report": 5, "return": 6, "accept": 7, "withdraw": 8,
}  # fmt: skip

#: A directive by the key of its notice and its number in it.
Key = tuple[str, int]


class Story:
    """Tells the story into the database.

    Args:
        people: who acts.
        places: where.
        say: told of progress, a sentence at a time.
    """

    def __init__(self, people: People, places: Places, say: Callable[[str], object]) -> None:
        self._people = people
        self._places = places
        self._say = say
        self._history = History(history_rules(), default_calendar())
        self._told: dict[tuple[str, str, str], Row] = {
            (row["notice"], row["directive_no"], row["unit"]): row for row in table("history")
        }
        self._progress = told_progress()
        self._events = {(row["notice"], row["directive_no"]): row for row in table("events")}
        self._steps = 0

    def tell(self, hold: Callable[[], Held], follow: Callable[[dict[Key, Directive]], list[Happening]]) -> int:
        """Do everything up to the story's day.

        Args:
            hold: holds the office's own conference, whose directives are worked on as the others are.
            follow: what people did around the directives of the notices beside working on them.

        Returns:
            How many steps were taken.
        """
        by_notice: dict[str, list[Row]] = {}
        for row in table("directives"):
            by_notice.setdefault(row["notice"], []).append(row)
        happenings: list[Happening] = []
        given: dict[Key, Directive] = {}
        for row in table("notices"):
            registered = dt.date.fromisoformat(row["registered_on"])
            stem = row["file"].rsplit(".", 1)[0]
            directives = self._bring_in(row, by_notice[stem], _at(registered, 0))
            self._say(f"  · {row['file']}: {len(directives)} ý chỉ đạo")
            for wanted, directive in zip(by_notice[stem], directives, strict=True):
                happenings += self._afterwards(stem, wanted, directive)
                given[stem, int(wanted["directive_no"])] = directive
        held = hold()
        self._say(f"  · Hội nghị ngày 31/12/2020: {len(held.directives)} ý chỉ đạo")
        for number, directive in enumerate(held.directives, start=1):
            wanted = {"directive_no": str(number), "deadline_kind": str(directive.deadline_kind)}
            happenings += self._afterwards(_CONFERENCE, wanted, directive)
        happenings += self._occurrences() + follow(given)
        for count, happening in enumerate(sorted(happenings), start=1):
            happening.do(_at(happening.on, happening.order))
            if count % 400 == 0:
                self._say(f"  · {count}/{len(happenings)} bước xử lý")
        return len(happenings) + held.steps

    def _bring_in(self, row: Row, wanted: list[Row], now: dt.datetime) -> list[Directive]:
        """Register one notice, correct what the reader found as a careful person would, and confirm it."""
        people, places = self._people, self._places
        draft = open_draft(
            actor=people.clerk,
            submission=Submission(content=notice(row["file"]), filename=row["file"]),
            origin=row["origin"],
            now=now,
        )
        draft = set_draft_field(
            actor=people.leader, draft_id=draft.id, version=draft.version, field_id=places.fields[row["field"]].id,
            now=now,
        )  # fmt: skip
        text = draft.document.text
        kept: set[str] = set()
        for each in wanted:
            at = text.index(each["starts_with"])
            item = _item_at(from_json(draft.items), at, kept)
            if item is None:
                draft, key = add_draft_item(
                    actor=people.leader, draft_id=draft.id, version=draft.version, start=at, end=_sentence_end(text, at),
                    now=now,
                )  # fmt: skip
                item = next(i for i in from_json(draft.items) if i.key == key)
            kept.add(item.key)
            draft = self._correct(draft, item, each, now)
        for item in from_json(draft.items):
            if item.key not in kept and not item.dropped:
                draft = drop_draft_item(
                    actor=people.leader, draft_id=draft.id, version=draft.version, key=item.key, now=now
                )
        return confirm_draft(actor=people.leader, draft_id=draft.id, version=draft.version, now=now)

    def _correct(self, draft: DraftReading, item: DraftItem, wanted: Row, now: dt.datetime) -> DraftReading:
        issued = draft.document.issued_on or now.date()
        lead = self._addressees(wanted["lead"], item.lead, issued)
        coordinate = self._addressees(wanted["coordinate"], item.coordinate, issued)
        event = self._events.get((wanted["notice"], wanted["directive_no"]))
        deadline = replace(
            item.deadline if item.deadline.kind == wanted["deadline_kind"] else DraftDeadline(rule="person"),
            kind=wanted["deadline_kind"],
            words=wanted["deadline_text"],
            due_on=day(wanted["due_on"]) if wanted["deadline_kind"] != DeadlineKind.EVENT else None,
            event_name=event["name"] if event else "",
            event_working_days=int(event["working_days"]) if event else 0,
        )
        work_field = self._places.fields[wanted["field"]].id
        same = (
            _units_of(lead) == _units_of(item.lead)
            and _units_of(coordinate) == _units_of(item.coordinate)
            and deadline == item.deadline
            and (item.field_id or draft.field_id) == work_field
        )
        if same:
            return draft
        return edit_draft_item(
            actor=self._people.leader, draft_id=draft.id, version=draft.version, key=item.key, lead=lead,
            coordinate=coordinate, deadline=deadline, field_id=work_field, now=now,
        )  # fmt: skip

    def _addressees(self, cell: str, found: tuple[Addressee, ...], on: dt.date) -> list[Addressee]:
        result = []
        for code in several(cell):
            if code in self._places.groups:
                group = self._places.groups[code]
                members = tuple(u.id for u in members_of_group(self._places.jurisdiction_id, group.id, on))
                fresh = Addressee(as_written=group.name, unit_ids=members, group_id=group.id)
            else:
                unit = self._places.units[code]
                fresh = Addressee(as_written=unit.name, unit_ids=(unit.id,))
            known = next((a for a in found if set(a.unit_ids) == set(fresh.unit_ids)), None)
            result.append(known or fresh)
        return result

    def _afterwards(self, stem: str, wanted: Row, directive: Directive) -> list[Happening]:
        event = self._events.get((stem, wanted["directive_no"]))
        due_on = directive.due_on
        if event is not None and event["occurred_on"]:
            due_on = event_due_day(
                dt.date.fromisoformat(event["occurred_on"]), int(event["working_days"]), given_on=directive.issued_on,
                calendar=default_calendar(),
            )  # fmt: skip
        result: list[Happening] = []
        mine = Assignment.objects.select_related("unit").filter(
            jurisdiction_id=directive.jurisdiction_id, directive_id=directive.id
        )
        for assignment in mine.order_by("id"):
            part = Part(
                stem, int(wanted["directive_no"]), assignment.unit.code, directive.issued_on, due_on,
                wanted["deadline_kind"],
            )  # fmt: skip
            told = self._told.get((stem, wanted["directive_no"], assignment.unit.code))
            steps = _told_steps(told) if told else self._history.steps(part)
            result += [self._happening(assignment, part, step, told) for step in steps if step.on <= AS_OF]
            result += [
                self._said(assignment, row)
                for row in self._progress.get((stem, wanted["directive_no"], assignment.unit.code), ())
            ]
        return result

    def _said(self, assignment: Assignment, row: Row) -> Happening:
        """What a unit reports of how far it is."""
        person, ident = self._people.of_unit[assignment.unit_id], assignment.id
        return Happening(
            dt.date.fromisoformat(row["on"]),
            _HOURS["progress"],
            lambda now: report(row, actor=person, assignment_id=ident, now=now),
        )

    def _happening(self, assignment: Assignment, part: Part, step: Step, told: Row | None) -> Happening:
        person = self._people.of_unit[assignment.unit_id]
        leader, ident = self._people.leader, assignment.id
        late = part.due_on is not None and step.on > part.due_on
        if step.verb == "report":
            note = (told or {}).get("note") or self._history.note(part, "report_late" if late else "report")
            self._steps += 1
            answer = f"Báo cáo số {self._steps}/BC-{assignment.unit.abbreviation or 'VP'} ngày {step.on:%d/%m/%Y}"
            evidence = [("Ket-qua-thuc-hien.txt", f"{answer}\n\n{note}\n".encode())] if told else []
            needs_answer = assignment.role == AssignmentRole.LEAD
            return Happening(
                step.on,
                _HOURS["report"],
                lambda now: report_completion(
                    actor=person, assignment_id=ident, note=note, files=evidence,
                    result_document=answer if needs_answer else "", now=now,
                ),
            )  # fmt: skip
        if step.verb in {"return", "withdraw"}:
            command = return_completion if step.verb == "return" else withdraw
            reason = (told or {}).get("reason") or self._history.note(part, "return")
            return Happening(
                step.on,
                _HOURS[step.verb],
                lambda now: command(actor=leader, assignment_id=ident, reason=reason, now=now),
            )
        if step.verb == "accept":
            # Whether it came late shows only once it was reported, whatever became of its deadline since.
            return Happening(
                step.on, _HOURS["accept"],
                lambda now: accept_completion(actor=leader, assignment_id=ident, cause=_cause_of(ident), now=now),
            )  # fmt: skip
        plain = {"acknowledge": (acknowledge, person), "start": (start, person)}
        verb, actor = plain[step.verb]
        return Happening(step.on, _HOURS[step.verb], lambda now: verb(actor=actor, assignment_id=ident, now=now))

    def _occurrences(self) -> list[Happening]:
        """Return the recording of each event that has occurred, once however many directives wait for it."""
        result = []
        for name, occurred in {
            row["name"]: dt.date.fromisoformat(row["occurred_on"])
            for row in self._events.values()
            if row["occurred_on"]
        }.items():
            if occurred <= AS_OF:
                event = DeadlineEvent.objects.get(
                    jurisdiction_id=self._places.jurisdiction_id, name=name, occurred_on__isnull=True
                )
                result.append(
                    Happening(
                        occurred,
                        _HOURS["event"],
                        lambda now, ident=event.id: record_event(  # type: ignore[misc]
                            actor=self._people.leader, event_id=ident, occurred_on=now.astimezone(LOCAL).date(), now=now
                        ),
                    )
                )
        return result


# What the example's units said of being late, one after the other.
_CAUSES = (
    CauseGiven(("phoi-hop",), remedy="Phân công đầu mối, họp giao ban hằng tuần với các đơn vị phối hợp."),
    CauseGiven(("cho-y-kien",), remedy="Chủ động báo cáo, đề nghị cấp trên cho ý kiến sớm."),
    CauseGiven(("thieu-chu-dong",), remedy="Kiểm điểm trách nhiệm, đưa vào kế hoạch công tác tháng."),
    CauseGiven(("thien-tai", "nang-luc"), 60, remedy="Bố trí thêm người, rút ngắn khâu thẩm định."),
    CauseGiven(("thieu-von",), remedy="Đề nghị bố trí vốn từ nguồn tăng thu."),
)


def _cause_of(assignment_id: int) -> CauseGiven | None:
    """Return why the example's assignment is late, or None where it was reported in time."""
    one = Assignment.objects.select_related("unit").get(id=assignment_id)
    if not is_late(one.due_on, one.reported_on):
        return None
    said = _CAUSES[assignment_id % len(_CAUSES)]
    asked = answerable_of(one)
    if asked.head is not None:
        return said
    # The example's record begins with the heads of its last day: of earlier days it may have nobody.
    if asked.known:
        return replace(said, head_tenure_id=asked.known[0].id)
    return replace(said, head_name="Người đứng đầu đơn vị (chưa có tên trong hồ sơ)", head_title="Thủ trưởng")


def _at(on: dt.date, order: int) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(8 + order), tzinfo=LOCAL)


def _told_steps(row: Row) -> list[Step]:
    steps = []
    for part in several(row["steps"]):
        verb, on = part.split("@")
        steps.append(Step(verb, dt.date.fromisoformat(on)))
    return steps


def _item_at(items: tuple[DraftItem, ...], at: int, taken: set[str]) -> DraftItem | None:
    """Return the item whose sentence begins where the careful reader's does, give or take a clause mark."""
    near = [i for i in items if i.key not in taken and i.start - 3 <= at <= i.start + 60 and at < i.end]
    return min(near, key=lambda i: abs(i.start - at), default=None)


def _sentence_end(text: str, start: int) -> int:
    ends = [text.find(mark, start) for mark in ("\n", ". ", ".\n", ";")]
    found = [end + (0 if text[end] in "\n;" else 1) for end in ends if end > 0]
    return min(found, default=len(text))


def _units_of(addressees: object) -> list[tuple[int, ...]]:
    return [a.unit_ids for a in addressees]  # type: ignore[attr-defined]
