"""The programs are used where pip put them, or from a copy that matches the wheel's own list of digests."""

import stat

import psycopg
import pytest
from tests.embedded.conftest import root_only

from dondoc.embedded import EmbeddedPostgres, account, binaries

pytestmark = pytest.mark.postgres


def test_the_wheel_is_used_in_place_by_who_can_read_it():
    user = account.current()
    found = binaries.installed()
    assert found.program("postgres").endswith("pginstall18/bin/postgres")
    if found.usable_by(user):
        assert binaries.reachable(user, None) == found


@root_only
def test_programs_out_of_the_system_users_reach_are_copied_checked_and_repaired(outer, monkeypatch):
    in_place = binaries.installed()
    usable = binaries.Binaries.usable_by
    monkeypatch.setattr(
        binaries.Binaries, "usable_by", lambda self, user: self.root != in_place.root and usable(self, user)
    )
    system = outer / "system"
    server = EmbeddedPostgres(outer / "home", system_folder=system, settings={"fsync": "off"})
    with server as info, psycopg.connect(info.url) as connection:
        connection.execute("SELECT 1")
    copied = binaries.reachable(account.current(), system)
    assert copied.root.is_relative_to(system)
    for path in (copied.root, *copied.root.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o022 == 0
        assert path.stat().st_uid == 0
    plpgsql = copied.root / "lib" / "postgresql" / "plpgsql.so"
    whole = plpgsql.read_bytes()
    plpgsql.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert binaries.reachable(account.current(), system) == copied
    assert plpgsql.read_bytes() == whole
