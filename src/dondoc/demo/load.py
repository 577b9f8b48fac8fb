"""Loading the example province, all or nothing, by the same commands as people use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from dondoc.accounts.choices import UNIT_ROLES, Role
from dondoc.accounts.commands.create_first_administrator import create_first_administrator
from dondoc.accounts.commands.create_user import create_user
from dondoc.accounts.models import User
from dondoc.demo.accounts import PASSWORD
from dondoc.demo.central import record_central
from dondoc.demo.conference import go_on, hold_conference
from dondoc.demo.dividing import divide_one
from dondoc.demo.following import following
from dondoc.demo.indicators import follow_indicators
from dondoc.demo.office import leave_drafts, open_office
from dondoc.demo.story import People, Places, Story
from dondoc.demo.tables import AS_OF, Row, several, table
from dondoc.directives.rollup import move_clock
from dondoc.foundation.clock import LOCAL, local_day
from dondoc.notifications.commands.mark_read import mark_read
from dondoc.organizations.commands.import_units import import_organization
from dondoc.organizations.models import Jurisdiction, Unit, UnitGroup, WorkField
from dondoc.organizations.selectors import heads_on

CODE, NAME = "H33", "Kiên Giang"
_ONE_LOADER = 7_210_118_002
_BEGIN = dt.datetime(2020, 7, 1, 8, tzinfo=LOCAL)


def load_example(*, say: Callable[[str], object], real_now: dt.datetime | None = None) -> bool:
    """Load the example province unless it is there.

    It lives in January 2021: its clock is set back by whole days so that the day of loading is 18/01/2021.

    Args:
        say: told of progress, a sentence at a time.
        real_now: the moment of loading, for tests.

    Returns:
        Whether it was loaded now.
    """
    now = real_now or dt.datetime.now(LOCAL)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_LOADER])
        if Jurisdiction.objects.filter(code=CODE).exists():
            return False
        say("Nạp tỉnh minh hoạ (Kiên Giang, tháng 01/2021)…")
        administrator = _people_of_office()
        Jurisdiction.objects.filter(code=CODE).update(is_example=True, clock_offset_days=(AS_OF - local_day(now)).days)
        names = ("fields", "groups", "units", "memberships", "posts", "holders")
        import_organization(actor=administrator, tables={name: table(name) for name in names}, now=_BEGIN)
        places = _places(administrator.jurisdiction_id)
        say(f"  · {len(places.units)} đơn vị, {len(places.groups)} nhóm, {len(places.fields)} lĩnh vực")
        people = _users(administrator, places)
        rights, steps = open_office(people, places)
        steps += Story(people, places, say).tell(
            lambda: hold_conference(people, places, rights[1]), lambda given: following(people, places, given)
        )
        steps += go_on(people, places) + leave_drafts(people, places, rights) + divide_one(people, places)
        steps += record_central(people, places) + follow_indicators(people, places)
        _read_what_is_old(administrator.jurisdiction_id)
        move_clock(jurisdiction_id=administrator.jurisdiction_id, day=AS_OF)
        say(f"  · {steps} bước xử lý, mỗi bước một sự kiện trong sổ cái")
    return True


def _read_what_is_old(jurisdiction_id: int) -> None:
    """Let everybody have read what they were told more than a week ago: the bell counts what is new."""
    week_ago = dt.datetime.combine(AS_OF - dt.timedelta(days=7), dt.time(), LOCAL)
    for user in User.objects.filter(jurisdiction_id=jurisdiction_id):
        mark_read(actor=user, before=week_ago, now=week_ago)


def _people_of_office() -> User:
    row = next(row for row in table("users") if row["role"] == Role.ADMINISTRATOR)
    return create_first_administrator(
        username=row["username"], full_name=row["full_name"], password=PASSWORD, jurisdiction_code=CODE,
        jurisdiction_name=NAME, now=_BEGIN,
    )  # fmt: skip


def _places(jurisdiction_id: int) -> Places:
    return Places(
        jurisdiction_id=jurisdiction_id,
        units={u.code: u for u in Unit.objects.filter(jurisdiction_id=jurisdiction_id)},
        groups={g.code: g for g in UnitGroup.objects.filter(jurisdiction_id=jurisdiction_id)},
        fields={f.code: f for f in WorkField.objects.filter(jurisdiction_id=jurisdiction_id)},
    )


def _users(administrator: User, places: Places) -> People:
    """Create the named users, and an account without a password for the head of every unit that has none."""
    made: dict[str, User] = {}
    for row in table("users"):
        if row["role"] != Role.ADMINISTRATOR:
            made[row["username"]] = _user(administrator, places, row)
    # One hash for all of them: Argon2 is slow on purpose, and their password is printed anyway.
    User.objects.filter(pk__in=[user.pk for user in made.values()]).update(password=make_password(PASSWORD))
    of_unit: dict[int, User] = {}
    for user in made.values():
        if user.role not in UNIT_ROLES or user.unit_id is None:
            continue
        # The focal point does the daily work where there is one.
        if user.unit_id not in of_unit or user.role == Role.FOCAL_POINT:
            of_unit[user.unit_id] = user
    leader = made["chanhvp"]
    heads = heads_on(places.jurisdiction_id, [u.id for u in places.units.values()], AS_OF)
    for unit in places.units.values():
        if unit.id in of_unit:
            continue
        if unit.id == leader.unit_id:
            of_unit[unit.id] = made["vanthu"]  # the leader accepts: who reports is never who accepts
            continue
        head = heads.get(unit.id)
        row = {
            "username": f"td.{unit.code}", "full_name": head.person_name if head else f"Đầu mối {unit.name}",
            "role": str(Role.UNIT_HEAD), "unit": unit.code, "fields": "", "email": head.email if head else "",
        }  # fmt: skip
        of_unit[unit.id] = _user(administrator, places, row)
    return People(clerk=made["vanthu"], leader=leader, of_unit=of_unit)


def _user(administrator: User, places: Places, row: Row) -> User:
    return create_user(
        actor=administrator,
        username=row["username"],
        full_name=row["full_name"],
        role=row["role"],
        password=None,
        unit_id=places.units[row["unit"]].id if row["unit"] else None,
        field_ids=[places.fields[code].id for code in several(row["fields"])],
        email=row["email"],
        now=_BEGIN,
    )
