"""The people of the benchmark: one office leader with a session and a token, printed as JSON."""

from __future__ import annotations

import json
import sys

from bench.province import JURISDICTION, NOW, TODAY
from dondoc.config.bootstrap import django_ready


def main() -> None:
    """Make the user, the session, the token and the roll-ups of a freshly loaded province."""
    with django_ready():
        from django.conf import settings  # noqa: PLC0415
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
        from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

        from dondoc.accounts.commands.issue_token import issue_token  # noqa: PLC0415
        from dondoc.accounts.models import User  # noqa: PLC0415
        from dondoc.directives.rollup import rebuild  # noqa: PLC0415

        user = User(
            jurisdiction_id=JURISDICTION, username="do", full_name="Người đo", role="office_leader", created_at=NOW
        )
        user.set_unusable_password()
        user.save(force_insert=True)
        rebuild(jurisdiction_id=JURISDICTION, day=TODAY)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        token = issue_token(actor=user, name="bench", now=NOW)
        json.dump({"session": session.session_key, "token": token.secret}, sys.stdout)


if __name__ == "__main__":
    main()
