"""A province of any size, written straight into the tables: 200 units, N assignments, each with its history.

The rows are what the commands would have left: every assignment has its chain of ledger events with true hashes
(`dondoc ledger verify` holds on it), every directive its sentence, the roll-ups are rebuilt at the end. About
one assignment in fifteen is open, as in an office that has followed its work for years.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from typing import Any

import psycopg

from dondoc.foundation.text import fold, sort_key
from dondoc.ledger.chain import GENESIS, EventFacts, event_hash

JURISDICTION = 1
UNITS = 200
FIELDS = 10
TODAY = dt.date(2021, 1, 18)
NOW = dt.datetime(2021, 1, 18, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))
OPEN_PER_UNIT = 50  # an office has so many at once whatever its archive holds
MEASURED = 7  # this unit (its place in the list) has more than a page of late ones at every size
LATE_OF_MEASURED = 160  # of the first assignments, those in which a unit leads
VERBS = ("khẩn trương rà soát", "chủ trì xây dựng", "tổng hợp, báo cáo", "kiểm tra, xử lý", "tham mưu, trình ban hành")
MATTERS = (
    "tiến độ giải ngân vốn đầu tư công", "kế hoạch phòng, chống hạn mặn", "hồ sơ bồi thường, tái định cư",
    "việc trả lời kiến nghị cử tri", "danh mục dự án kêu gọi đầu tư", "phương án bảo đảm an toàn hồ chứa",
    "công tác tiếp công dân", "chỉ tiêu thu ngân sách", "quy hoạch phân khu chức năng", "chương trình xúc tiến du lịch",
)  # fmt: skip


def load(url: str, size: int) -> dict[str, Any]:
    """Fill an empty, migrated database with `size` assignments; returns what the questions need to know."""
    rng = random.Random(size)
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(
            "INSERT INTO organizations_jurisdiction (id, code, name, is_example, clock_offset_days, due_soon_days,"
            " before_excludes_day, slip_silence) VALUES (%s, 'BENCH', 'Tỉnh đo', true, %s, 3, false, 'agrees')",
            [JURISDICTION, (TODAY - dt.datetime.now(NOW.tzinfo).date()).days],
        )
        units = make_units(cursor)
        fields = make_fields(cursor)
        documents = _documents(cursor, max(size // 40, 1))
        _work(cursor, rng, size, units, fields, documents)
        cursor.execute("SELECT setval('dondoc_id', %s)", [1_000_000 + size * 12])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return {"units": units, "fields": fields}


def make_units(cursor: psycopg.Cursor[Any]) -> list[int]:
    """Write the units; returns their ids."""
    ids = list(range(2001, 2001 + UNITS))
    with cursor.copy(
        "COPY organizations_unit (jurisdiction_id, id, code, name, kind, official_code, abbreviation, aliases,"
        " valid_from, search_text, sort_key) FROM STDIN"
    ) as copy:
        for number, unit in enumerate(ids, start=1):
            name = f"Đơn vị số {number:03d}"
            copy.write_row(
                (JURISDICTION, unit, f"dv{number:03d}", name, "department", "", f"DV{number}", [], dt.date(2015, 1, 1),
                 fold(name), sort_key(name))
            )  # fmt: skip
    return ids


def make_fields(cursor: psycopg.Cursor[Any]) -> list[int]:
    """Write the fields of work; returns their ids."""
    ids = list(range(1501, 1501 + FIELDS))
    for number, field in enumerate(ids, start=1):
        name = f"Lĩnh vực {number}"
        cursor.execute(
            "INSERT INTO organizations_workfield (jurisdiction_id, id, code, name, sort_key) VALUES (%s,%s,%s,%s,%s)",
            [JURISDICTION, field, f"lv{number}", name, sort_key(name)],
        )
    return ids


def _documents(cursor: psycopg.Cursor[Any], count: int) -> list[int]:
    ids = list(range(100_001, 100_001 + count))
    with cursor.copy(
        "COPY documents_document (jurisdiction_id, id, direction, origin, type_name, number, symbol, issued_on, place,"
        ' issuer, subject, urgency, signer_authority, signer_position, signer_name, meeting, "references", why, text,'
        " source_sha256, search_text, created_at, created_by_id, reader_version) FROM STDIN"
    ) as copy:
        for number, document in enumerate(ids, start=1):
            copy.write_row(
                (JURISDICTION, document, "issued", "province", "Thông báo", str(number), "TB-VP", TODAY, "Kiên Giang",
                 "Văn phòng UBND tỉnh", "Kết luận cuộc họp", "", "", "", "", "{}", "[]", "{}", "", "0" * 64,
                 f"{number} tb vp", NOW, 1, 1)
            )  # fmt: skip
    return ids


def _work(
    cursor: psycopg.Cursor[Any],
    rng: random.Random,
    size: int,
    units: list[int],
    fields: list[int],
    documents: list[int],
) -> None:
    """Write directives, assignments, events and heads in slices, so that memory stays small."""
    open_left = dict.fromkeys(units, OPEN_PER_UNIT)
    made = 0
    next_id = 1_000_000
    while made < size:
        directives: list[tuple[Any, ...]] = []
        assignments: list[tuple[Any, ...]] = []
        events: list[tuple[Any, ...]] = []
        heads: list[tuple[Any, ...]] = []
        while made < size and len(assignments) < 20_000:
            next_id += 1
            directive, field = next_id, rng.choice(fields)
            origin = "central" if rng.random() < 0.15 else "province"
            given = TODAY - dt.timedelta(days=rng.randint(20, 1500))
            text = f"Giao {rng.choice(VERBS)} {rng.choice(MATTERS)}, báo cáo Ủy ban nhân dân tỉnh (mục {directive})."
            due = given + dt.timedelta(days=rng.randint(5, 120)) if rng.random() < 0.85 else None
            directives.append(
                (JURISDICTION, directive, rng.choice(documents), "1.a", text, origin, field, given,
                 "date" if due else "none", "", "", "", due, due, 0, [], [], fold(text), NOW, 1)
            )  # fmt: skip
            for role in ("lead", "coordinate")[: 1 if rng.random() < 0.75 else 2]:
                if made >= size:
                    break
                made += 1
                next_id += 1
                is_late = role == "lead" and made <= LATE_OF_MEASURED
                unit = units[MEASURED] if is_late else units[(made * 7) % len(units)]
                if is_late:
                    due = due or given + dt.timedelta(days=10)
                    due = min(due, TODAY - dt.timedelta(days=1))
                    state = {"lifecycle": "in_progress", **_NOTHING_DONE, "given": given}
                else:
                    state = _life(rng, unit, given, due, open_left, made)
                assignments.append(
                    (JURISDICTION, next_id, directive, unit, role, state["lifecycle"], origin, field, given, due, due,
                     state["reported_on"], state["completed_on"], state["closed_on"], NOW)
                )  # fmt: skip
                events += _history(next_id, directive, unit, role, due, state, heads)
        _copy(cursor, "directives_directive", _DIRECTIVE, directives)
        _copy(cursor, "directives_assignment", _ASSIGNMENT, assignments)
        _copy(cursor, "ledger_ledgerevent", _EVENT, events)
        _copy(cursor, "ledger_ledgerhead", ("jurisdiction_id", "aggregate", "aggregate_id", "seq", "hash"), heads)


_DIRECTIVE = (
    "jurisdiction_id", "id", "document_id", "clause", "text", "origin", "field_id", "issued_on", "deadline_kind",
    "deadline_words", "deadline_rule", "calendar_version", "due_on", "original_due_on", "event_working_days",
    "because", "units_as_written", "search_text", "created_at", "created_by_id",
)  # fmt: skip
_ASSIGNMENT = (
    "jurisdiction_id", "id", "directive_id", "unit_id", "role", "lifecycle", "origin", "field_id", "assigned_on",
    "due_on", "original_due_on", "reported_on", "completed_on", "closed_on", "changed_at",
)  # fmt: skip
_EVENT = (
    "jurisdiction_id", "aggregate", "aggregate_id", "seq", "code", "actor_id", "recorded_at", "effective_on", "payload",
    "reason", "request_id", "previous_hash", "hash",
)  # fmt: skip


def _copy(cursor: psycopg.Cursor[Any], table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


_NOTHING_DONE: dict[str, Any] = {"reported_on": None, "completed_on": None, "closed_on": None}


def _life(
    rng: random.Random, unit: int, given: dt.date, due: dt.date | None, open_left: dict[int, int], number: int
) -> dict[str, Any]:
    """Return what became of one assignment: the newest of each unit are open, the archive is done."""
    is_open = open_left[unit] > 0 and (number <= UNITS * OPEN_PER_UNIT // 2 or rng.random() < 0.02)
    if is_open:
        open_left[unit] -= 1
        lifecycle = rng.choice(("assigned", "acknowledged", "in_progress", "in_progress"))
        return {"lifecycle": lifecycle, **_NOTHING_DONE, "given": given}
    late = due is not None and rng.random() < 0.15
    base = due or given + dt.timedelta(days=30)
    done = min(base + dt.timedelta(days=rng.randint(1, 40) if late else -rng.randint(0, 4)), TODAY)
    done = max(done, given)
    closed = min(done + dt.timedelta(days=2), TODAY)
    return {"lifecycle": "accepted", "reported_on": done, "completed_on": done, "closed_on": closed, "given": given}


_STEPS = {
    "assigned": (),
    "acknowledged": (("assignment.acknowledged", "acknowledged"),),
    "in_progress": (("assignment.acknowledged", "acknowledged"), ("assignment.started", "in_progress")),
    "accepted": (
        ("assignment.acknowledged", "acknowledged"),
        ("assignment.completion_reported", "reported"),
        ("assignment.completion_accepted", "accepted"),
    ),
}


def _history(
    assignment: int, directive: int, unit: int, role: str, due: dt.date | None, state: dict[str, Any],
    heads: list[tuple[Any, ...]],
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    previous, seq = GENESIS, 0
    given = state["given"]
    for code, lifecycle in (("assignment.created", "assigned"), *_STEPS[state["lifecycle"]]):
        seq += 1
        day = {"reported": state["reported_on"], "accepted": state["closed_on"]}.get(lifecycle) or given
        payload: dict[str, Any] = {
            "lifecycle": lifecycle,
            "due_on": due.isoformat() if due else None,
            "reported_on": str(state["reported_on"]) if lifecycle in {"reported", "accepted"} else None,
            "completed_on": str(state["completed_on"]) if lifecycle == "accepted" else None,
        }
        if seq == 1:
            payload |= {"directive_id": directive, "unit_id": unit, "role": role}
        at = dt.datetime.combine(day, dt.time(9), tzinfo=NOW.tzinfo)
        facts = EventFacts(JURISDICTION, "assignment", assignment, seq, code, 1, at, day, payload, "", "")
        digest = event_hash(facts, previous)
        yield (
            JURISDICTION,
            "assignment",
            assignment,
            seq,
            code,
            1,
            at,
            day,
            json.dumps(payload),
            "",
            "",
            previous,
            digest,
        )
        previous = digest
    heads.append((JURISDICTION, "assignment", assignment, seq, previous))
