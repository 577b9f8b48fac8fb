"""What all tests share: a database, a small province, and the people of the stories."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from dondoc.foundation.text import fold, sort_key

# How long an example takes says how busy the machine is: speed is measured in bench/, never in a test.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

NOW = dt.datetime(2021, 1, 18, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
PASSWORD = "mật khẩu dài của câu chuyện"


@pytest.fixture(scope="session", autouse=True)
def _private_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test touches the developer's own data."""
    from django.conf import settings

    settings.FILES_FOLDER = tmp_path_factory.mktemp("files")


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A PostgreSQL for the run: DONDOC_TEST_DATABASE_URL, or a throwaway embedded one."""
    given = os.environ.get("DONDOC_TEST_DATABASE_URL")
    if given:
        yield given
        return
    from dondoc.embedded import temporary

    with temporary() as info:
        yield info.url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, database_url: str) -> None:
    """Point Django at the run's PostgreSQL before pytest-django makes the test database in it."""
    import environ
    from django.db import connections

    wanted = environ.Env().db_url_config(database_url)
    wrapper = connections["default"]
    wrapper.settings_dict.update({key: wanted[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    wrapper.settings_dict["OPTIONS"] = {**wrapper.settings_dict.get("OPTIONS", {}), **wanted.get("OPTIONS", {})}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's own; at the end no session of a server under test may keep the database from being dropped."""
    yield
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user"
        )


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_ledger() -> Iterator[None]:
    """Tests with real transactions are cleaned by TRUNCATE, which the ledger refuses: step around it there only."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    kept = DatabaseOperations.execute_sql_flush
    tables = ("ledger_ledgerevent", "ledger_ledgerhead")

    def flush(self: Any, sql_list: list[str]) -> None:
        switch = "ALTER TABLE {} {} TRIGGER USER"
        kept(
            self,
            [
                *(switch.format(table, "DISABLE") for table in tables),
                *sql_list,
                *(switch.format(table, "ENABLE") for table in tables),
                # procrastinate's models are not Django's to empty.
                "TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers, procrastinate_events",
            ],
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush)
        yield


@pytest.fixture(autouse=True)
def _plain_hashing(settings: Any) -> None:
    """Argon2 is slow on purpose; the stories sign in often."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@dataclass
class Province:
    """The small province of the stories."""

    jurisdiction: Any
    units: dict[str, Any]
    fields: dict[str, Any]
    groups: dict[str, Any]

    @property
    def id(self) -> int:
        return int(self.jurisdiction.id)


UNITS = (
    ("ubnd", "Ủy ban nhân dân tỉnh", "committee", ("UBND tỉnh",)),
    ("vp", "Văn phòng UBND tỉnh", "office", ("Văn phòng Ủy ban nhân dân tỉnh",)),
    ("skhdt", "Sở Kế hoạch và Đầu tư", "department", ("Sở KH&ĐT",)),
    ("stc", "Sở Tài chính", "department", ()),
    ("syt", "Sở Y tế", "department", ()),
    ("bdbp", "Bộ Chỉ huy Bộ đội Biên phòng", "vertical", ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh",)),
    ("rachgia", "UBND thành phố Rạch Giá", "district", ("Rạch Giá",)),
    ("hondat", "UBND huyện Hòn Đất", "district", ("Hòn Đất",)),
    ("hdnd", "Văn phòng HĐND tỉnh", "council", ()),
)


@pytest.fixture
def province(db: None) -> Province:
    """Nine units, three groups, two fields; jurisdiction 1."""
    from dondoc.organizations.models import GroupMembership, Jurisdiction, Unit, UnitGroup, WorkField

    jurisdiction = Jurisdiction.objects.create(id=1, code="H33", name="Kiên Giang")
    start = dt.date(2016, 1, 1)
    units = {
        code: Unit.objects.create(
            jurisdiction_id=1, code=code, name=name, kind=kind, aliases=list(aliases), valid_from=start,
            search_text=fold(" ".join((name, *aliases))), sort_key=sort_key(name),
        )
        for code, name, kind, aliases in UNITS
    }  # fmt: skip
    groups = {}
    for code, name, members in (
        ("so", "các sở", ("skhdt", "stc", "syt")),
        ("huyen", "UBND các huyện, thành phố", ("rachgia", "hondat")),
        ("tatca", "các sở, ngành, địa phương", ("skhdt", "stc", "syt", "bdbp", "rachgia", "hondat")),
    ):
        groups[code] = UnitGroup.objects.create(jurisdiction_id=1, code=code, name=name, sort_key=sort_key(name))
        for member in members:
            GroupMembership.objects.create(jurisdiction_id=1, group=groups[code], unit=units[member], valid_from=start)
    fields = {
        code: WorkField.objects.create(jurisdiction_id=1, code=code, name=name, sort_key=sort_key(name))
        for code, name in (("kinh-te", "Kinh tế tổng hợp"), ("van-xa", "Văn hoá – xã hội"))
    }
    return Province(jurisdiction, units, fields, groups)


@pytest.fixture
def make_user(province: Province) -> Callable[..., Any]:
    """A function that makes a user of the province: make_user("ten", "role", unit="skhdt", fields=["kinh-te"])."""
    from dondoc.accounts.models import User

    def make(username: str, role: str, *, unit: str | None = None, fields: tuple[str, ...] = (), **more: Any) -> Any:
        user = User(
            jurisdiction_id=more.pop("jurisdiction_id", province.id), username=username,
            full_name=more.pop("full_name", username), role=role,
            unit_id=province.units[unit].id if unit else None,
            fields=[province.fields[code].id for code in fields], created_at=NOW, **more,
        )  # fmt: skip
        user.set_password(PASSWORD)
        user.save(force_insert=True)
        return user

    return make


@pytest.fixture
def chair(make_user: Callable[..., Any]) -> Any:
    return make_user("chutich", "chair", unit="ubnd", full_name="Chủ tịch Trần Văn An")


@pytest.fixture
def office_leader(make_user: Callable[..., Any]) -> Any:
    return make_user("chanhvp", "office_leader", unit="vp", full_name="Chánh Văn phòng Lê Thị Bình")


@pytest.fixture
def specialist(make_user: Callable[..., Any]) -> Any:
    return make_user("chuyenvien", "specialist", unit="vp", fields=("kinh-te",), full_name="Chuyên viên Phạm Cường")


@pytest.fixture
def clerk(make_user: Callable[..., Any]) -> Any:
    return make_user("vanthu", "clerk", unit="vp", full_name="Văn thư Ngô Dung")


@pytest.fixture
def lead_head(make_user: Callable[..., Any]) -> Any:
    return make_user("gd.skhdt", "unit_head", unit="skhdt", full_name="Giám đốc Đỗ Em")


@pytest.fixture
def lead_focal(make_user: Callable[..., Any]) -> Any:
    return make_user("dm.skhdt", "focal_point", unit="skhdt", full_name="Đầu mối Vũ Giang")


@pytest.fixture
def coordinating_focal(make_user: Callable[..., Any]) -> Any:
    return make_user("dm.stc", "focal_point", unit="stc", full_name="Đầu mối Hồ Hạnh")


@pytest.fixture
def other_unit_focal(make_user: Callable[..., Any]) -> Any:
    return make_user("dm.syt", "focal_point", unit="syt", full_name="Đầu mối Bùi Ích")


@pytest.fixture
def observer(make_user: Callable[..., Any]) -> Any:
    return make_user("hdnd", "observer", unit="hdnd", full_name="Thường trực HĐND Mai Khánh")


@pytest.fixture
def administrator(make_user: Callable[..., Any]) -> Any:
    return make_user("quantri", "administrator", unit="vp", full_name="Quản trị Lý Long")


@pytest.fixture
def outsider(make_user: Callable[..., Any]) -> Any:
    """Somebody of another province."""
    from dondoc.organizations.models import Jurisdiction

    Jurisdiction.objects.create(id=2, code="H01", name="An Giang")
    return make_user("nguoingoai", "office_leader", jurisdiction_id=2, full_name="Người ngoài Tô Minh")


@pytest.fixture
def now() -> dt.datetime:
    """Monday 18 January 2021, 8 in the morning, local time."""
    return NOW


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material beside the checkout; tests that need it skip where it is absent."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder
