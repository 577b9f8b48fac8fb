"""The objects that a run asks of, each kind as SQL with the facts of `rules.Facts`, and who stands behind the ranks of a row.

Every source gives the same columns under the same names, so that one statement (`selection`) judges all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dondoc.central.choices import CentralState
from dondoc.directives.choices import OPEN_LIFECYCLES, AssignmentRole
from dondoc.directives.update_rules import report_by_sql
from dondoc.followup.choices import ExtensionState, TransferState
from dondoc.foundation.clock import LOCAL
from dondoc.urging.choices import OWED, Rank
from dondoc.urging.recipients import LISTS, PEOPLE, PERSON
from dondoc.urging.rules import OWED_BY_UNIT, Kind


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


OPEN = f"IN ({_listed(tuple(str(code) for code in OPEN_LIFECYCLES))})"
_OWED_BY_UNIT = f"IN ({_listed(OWED_BY_UNIT)})"
_OWED = f"IN ({_listed(tuple(str(code) for code in OWED))})"
_REPORT_BY = report_by_sql("a")
_LOCAL_DAY = f"AT TIME ZONE '{LOCAL.key}')::date"
# Stars are few: the sub-query is asked only where a rule asks for them.
_STARRED = """EXISTS (SELECT 1 FROM attention_star g WHERE g.jurisdiction_id = %(jurisdiction)s
  AND g.directive_id = {of}.directive_id AND g.ended_at IS NULL) AS is_starred"""
_OF_ASSIGNMENT = "a.unit_id, a.field_id, a.role, a.origin, a.lifecycle, a.due_on, a.assigned_on, a.reported_on"

ASSIGNMENTS = f"""SELECT a.id AS subject_id, a.id AS assignment_id, {_OF_ASSIGNMENT}, {_REPORT_BY} AS report_by,
  NULL::date AS asked_on, NULL::date AS answered_on, {_STARRED.format(of="a")}
FROM directives_assignment a WHERE a.jurisdiction_id = %(jurisdiction)s AND a.lifecycle {OPEN} AND """  # noqa: S608 - parts of ours
EXTENSIONS = f"""SELECT e.id AS subject_id, a.id AS assignment_id, {_OF_ASSIGNMENT}, {_REPORT_BY} AS report_by, e.asked_on,
  NULL::date AS answered_on, {_STARRED.format(of="a")}
FROM followup_extension e JOIN directives_assignment a ON a.jurisdiction_id = %(jurisdiction)s AND a.id = e.assignment_id
WHERE e.jurisdiction_id = %(jurisdiction)s AND e.state = '{ExtensionState.ASKED}' AND a.lifecycle {OPEN}"""  # noqa: S608 - likewise
EXPLANATIONS = f"""SELECT x.id AS subject_id,
  (SELECT CASE WHEN count(*) = 1 THEN min(i.assignment_id) END FROM urging_explanationitem i
   WHERE i.jurisdiction_id = %(jurisdiction)s AND i.explanation_id = x.id) AS assignment_id,
  x.unit_id, x.field_id, 'lead' AS role, 'province' AS origin, 'assigned' AS lifecycle, x.due_on, NULL::date AS assigned_on,
  NULL::date AS reported_on, NULL::date AS report_by, x.asked_on, NULL::date AS answered_on, false AS is_starred
FROM urging_explanation x WHERE x.jurisdiction_id = %(jurisdiction)s AND x.state {_OWED}"""  # noqa: S608 - likewise
# A part whose whole, or a part above it, is closed or was reported is not urged. A person who left the unit holds nothing any
# more: the unit's people stand in (`part_permissions.holds`).
PARTS = f"""SELECT p.id AS subject_id, a.id AS assignment_id, p.unit_id, a.field_id, a.role, a.origin, p.lifecycle,
  CASE WHEN NOT EXISTS (SELECT 1 FROM followup_clockstop c WHERE c.jurisdiction_id = %(jurisdiction)s
    AND c.assignment_id = a.id AND c.until IS NULL) THEN p.due_on END AS due_on,
  p.given_on AS assigned_on, p.reported_on, NULL::date AS report_by, NULL::date AS asked_on, NULL::date AS answered_on,
  {_STARRED.format(of="a")}, h.id AS holder_id, v.id AS giver_id, p.giver_unit_id
FROM followup_part p JOIN directives_assignment a ON a.jurisdiction_id = %(jurisdiction)s AND a.id = p.assignment_id
LEFT JOIN accounts_user h ON h.jurisdiction_id = %(jurisdiction)s AND h.id = p.user_id AND h.unit_id = p.unit_id AND h.is_active
LEFT JOIN accounts_user v ON v.jurisdiction_id = %(jurisdiction)s AND v.id = p.giver_user_id AND v.unit_id = p.giver_unit_id
  AND v.is_active
WHERE p.jurisdiction_id = %(jurisdiction)s AND p.lifecycle {OPEN} AND a.lifecycle {_OWED_BY_UNIT}
  AND (p.above = '{{}}' OR (SELECT bool_and(u.lifecycle {_OWED_BY_UNIT}) FROM followup_part u
    WHERE u.jurisdiction_id = %(jurisdiction)s AND u.id = ANY (p.above))) AND """  # noqa: S608 - likewise
TRANSFERS = f"""SELECT t.id AS subject_id, a.id AS assignment_id, t.to_unit_id AS unit_id, a.field_id, a.role, a.origin,
  a.lifecycle, a.due_on, a.assigned_on, a.reported_on, NULL::date AS report_by,
  CASE WHEN t.state = '{TransferState.ASKED}' THEN (t.asked_at {_LOCAL_DAY} END AS asked_on,
  CASE WHEN t.state = '{TransferState.AGREED}' THEN (t.answered_at {_LOCAL_DAY} END AS answered_on, {_STARRED.format(of="a")}
FROM followup_transfer t JOIN directives_assignment a ON a.jurisdiction_id = %(jurisdiction)s AND a.id = t.assignment_id
WHERE t.jurisdiction_id = %(jurisdiction)s AND t.state IN ('{TransferState.ASKED}', '{TransferState.AGREED}')
  AND a.lifecycle {_OWED_BY_UNIT}"""  # noqa: S608 - likewise
# Once for a task, however many units lead: the office answers for it as a whole, and is told also where nobody owes it any more.
CENTRAL = f"""SELECT c.*, coalesce(c.named_unit_id, c.unit_ids[1]) AS unit_id FROM (
  SELECT t.id AS subject_id, NULL::bigint AS assignment_id, t.unit_id AS named_unit_id, t.field_id, 'lead' AS role,
    'central' AS origin, 'assigned' AS lifecycle, t.due_on, NULL::date AS assigned_on, NULL::date AS reported_on,
    NULL::date AS report_by, NULL::date AS asked_on, NULL::date AS answered_on, {_STARRED.format(of="t")},
    (SELECT array_agg(a.unit_id ORDER BY a.id) FROM directives_assignment a WHERE a.jurisdiction_id = %(jurisdiction)s
      AND a.directive_id = t.directive_id AND a.role = '{AssignmentRole.LEAD}' AND a.lifecycle {_OWED_BY_UNIT}) AS unit_ids,
    (SELECT s.id FROM accounts_user s WHERE s.jurisdiction_id = %(jurisdiction)s AND s.id = t.specialist_id
      AND s.is_active) AS specialist_id
  FROM central_centraltask t WHERE t.jurisdiction_id = %(jurisdiction)s AND t.state = '{CentralState.OPEN}'
    AND t.due_on IS NOT NULL) c"""  # noqa: S608 - likewise


def _at(code: str) -> int:
    return LISTS.index(code)


_UNIT_RANKS = f"k.rank IN ({_at(Rank.FOCAL_POINT)}, {_at(Rank.UNIT_HEAD)})"
_IS_SPECIALIST = f"k.rank = {_at(Rank.SPECIALIST)}"
_KEY = f"CASE WHEN {_UNIT_RANKS} THEN h.unit_id WHEN {_IS_SPECIALIST} THEN coalesce(h.field_id, 0) ELSE 0 END"
_ORPHANS = "(%(orphans)s::bigint[])"
_UNIT_RANK = f"u.rank IN ({_at(Rank.FOCAL_POINT)}, {_at(Rank.UNIT_HEAD)})"
#: The rank that is told in the place of the people of units that have ended and that nobody took over.
INSTEAD = _at(Rank.SPECIALIST)
_MATCH = "JOIN who w ON w.list = n.list AND w.key = n.key"


@dataclass(frozen=True, slots=True)
class People:
    """Who stands behind the ranks of a row, as pieces of the statement; `recipients.Recipients.of` says the same.

    Attributes:
        columns: what the source gives for it beside the common columns.
        who: the list (`recipients.LISTS`) and the key, or keys, in it for the rank `k.rank` of the row `h`.
        match: joins the people of list and key to the row `n`.
        forsaken: whether the people of the rank `u.rank` of the row `h` are of an ended unit that nobody took over.
    """

    columns: str = ""
    who: str = f"k.rank AS list, {_KEY} AS key"
    match: str = _MATCH
    forsaken: str = f"{_UNIT_RANK} AND h.unit_id = ANY {_ORPHANS}"


_HOLDER, _GIVER = f"k.rank = {_at(Rank.HOLDER)}", f"k.rank = {_at(Rank.GIVER)}"
_OF_PART = People(
    columns=", s.holder_id, s.giver_id, s.giver_unit_id",
    who=f"""CASE WHEN {_HOLDER} THEN CASE WHEN h.holder_id IS NULL THEN {_at(PEOPLE)} ELSE {_at(PERSON)} END
      WHEN {_GIVER} THEN CASE WHEN h.giver_id IS NULL THEN {_at(PEOPLE)} ELSE {_at(PERSON)} END ELSE k.rank END AS list,
    CASE WHEN {_HOLDER} THEN coalesce(h.holder_id, h.unit_id) WHEN {_GIVER} THEN coalesce(h.giver_id, h.giver_unit_id)
      ELSE {_KEY} END AS key""",
    # Nobody decides on their own part: where the unit gave it to one of its own people, the others are told.
    match=f"{_MATCH} AND (n.rank <> {_at(Rank.GIVER)} OR w.user_id IS DISTINCT FROM n.holder_id)",
    forsaken=f"""CASE WHEN {_UNIT_RANK} THEN h.unit_id WHEN u.rank = {_at(Rank.HOLDER)} AND h.holder_id IS NULL THEN h.unit_id
      WHEN u.rank = {_at(Rank.GIVER)} AND h.giver_id IS NULL THEN h.giver_unit_id END = ANY {_ORPHANS}""",
)
_OF_CENTRAL = People(
    columns=", s.unit_ids, s.specialist_id",
    who=f"""CASE WHEN {_IS_SPECIALIST} AND h.specialist_id IS NOT NULL THEN {_at(PERSON)} ELSE k.rank END AS list,
    CASE WHEN {_UNIT_RANKS} THEN h.unit_ids
      WHEN {_IS_SPECIALIST} THEN ARRAY[coalesce(h.specialist_id, h.field_id, 0)] ELSE ARRAY[0::bigint] END AS keys""",
    forsaken=f"{_UNIT_RANK} AND h.unit_ids <@ {_ORPHANS}",
    match="CROSS JOIN LATERAL unnest(n.keys) AS q(key) JOIN who w ON w.list = n.list AND w.key = q.key",
)
_PLAIN = People()
PEOPLE_OF: Mapping[Kind, People] = {
    "assignment": _PLAIN,
    "extension": _PLAIN,
    "explanation": _PLAIN,
    "part": _OF_PART,
    "transfer": _PLAIN,
    "central": _OF_CENTRAL,
}

#: The first day that any row of a kind counts from. No report is awaited before the day on which the task was given.
EARLIEST: Mapping[Kind, str] = {
    "assignment": f"""SELECT least(min(a.due_on), min(a.assigned_on), min(a.reported_on)) FROM directives_assignment a
WHERE a.jurisdiction_id = %(jurisdiction)s AND a.lifecycle {OPEN}""",  # noqa: S608 - parts of ours
    "extension": f"""SELECT min(asked_on) FROM followup_extension
WHERE jurisdiction_id = %(jurisdiction)s AND state = '{ExtensionState.ASKED}'""",  # noqa: S608 - likewise
    "explanation": f"""SELECT min(due_on) FROM urging_explanation
WHERE jurisdiction_id = %(jurisdiction)s AND state {_OWED}""",  # noqa: S608 - likewise
    "part": f"""SELECT least(min(p.due_on), min(p.given_on), min(p.reported_on)) FROM followup_part p
WHERE p.jurisdiction_id = %(jurisdiction)s AND p.lifecycle {OPEN}""",  # noqa: S608 - likewise
    "transfer": f"""SELECT (least(min(asked_at), min(answered_at)) {_LOCAL_DAY} FROM followup_transfer
WHERE jurisdiction_id = %(jurisdiction)s AND state IN ('{TransferState.ASKED}', '{TransferState.AGREED}')""",  # noqa: S608 - likewise
    "central": f"""SELECT min(due_on) FROM central_centraltask
WHERE jurisdiction_id = %(jurisdiction)s AND state = '{CentralState.OPEN}'""",  # noqa: S608 - likewise
}
