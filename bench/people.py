"""The people of the benchmark: an office leader with session and token, focal points with sessions, printed as JSON."""

from __future__ import annotations

import json
import sys

from bench.province import JURISDICTION, NOW, TODAY
from dondoc.config.bootstrap import django_ready

#: Units whose people follow a meeting: dv101 to dv160.
FIRST_UNIT, UNITS_THAT_FOLLOW = 101, 60


def main() -> None:
    """Make the users, the sessions, the token and the roll-ups of a freshly loaded province."""
    with django_ready():
        from django.conf import settings  # noqa: PLC0415
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
        from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

        from dondoc.accounts.commands.issue_token import issue_token  # noqa: PLC0415
        from dondoc.accounts.models import User  # noqa: PLC0415
        from dondoc.directives.rollup import rebuild  # noqa: PLC0415
        from dondoc.organizations.models import Unit  # noqa: PLC0415

        def session_of(username: str, role: str, unit_id: int | None = None) -> tuple[User, str]:
            user = User(
                jurisdiction_id=JURISDICTION,
                username=username,
                full_name="Người đo",
                role=role,
                unit_id=unit_id,
                created_at=NOW,
            )
            user.set_unusable_password()
            user.save(force_insert=True)
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.create()
            return user, str(session.session_key)

        leader, session = session_of("do", "office_leader")
        rebuild(jurisdiction_id=JURISDICTION, day=TODAY)
        wanted = [f"dv{number:03d}" for number in range(FIRST_UNIT, FIRST_UNIT + UNITS_THAT_FOLLOW)]
        units = Unit.objects.filter(jurisdiction_id=JURISDICTION, code__in=wanted)
        sessions = {unit.code: session_of(f"dm.{unit.code}", "focal_point", unit.id)[1] for unit in units}
        token = issue_token(actor=leader, name="bench", now=NOW)
        json.dump({"session": session, "token": token.secret, "units": sessions}, sys.stdout)


if __name__ == "__main__":
    main()
