"""`dondoc createadmin`, asked and not asked."""

from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from dondoc.accounts.models import User
from dondoc.cli import createadmin as module
from dondoc.cli.createadmin import createadmin
from dondoc.organizations.models import Jurisdiction

GOOD = "đêm trăng trên bến 1975"
NAMED = ["--username", "quantri", "--full-name", "Lý Long"]
HERE = ["--jurisdiction", "H33", "--jurisdiction-name", "Kiên Giang"]


@pytest.fixture(autouse=True)
def _ready(monkeypatch, db):
    monkeypatch.setattr(module, "django_ready", nullcontext)
    monkeypatch.setattr(module, "_can_ask", lambda: True)


def run(*arguments, typed=""):
    return CliRunner().invoke(createadmin, list(arguments), input=typed)


def test_options_and_a_password_from_standard_input_make_the_jurisdiction_and_the_account():
    done = run(*NAMED, *HERE, "--password-stdin", typed=GOOD + "\n")
    assert done.exit_code == 0, done.output
    user = User.objects.get()
    assert (user.username, user.role, user.jurisdiction.code) == ("quantri", "administrator", "H33")
    assert user.check_password(GOOD)
    assert GOOD not in done.output


def test_what_is_missing_is_asked():
    done = run(typed=f"H33\nKiên Giang\nquantri\nLý Long\n{GOOD}\n{GOOD}\n")
    assert done.exit_code == 0, done.output
    assert User.objects.get().full_name == "Lý Long"


def test_the_only_jurisdiction_is_not_asked_for():
    Jurisdiction.objects.create(id=1, code="H33", name="Kiên Giang")
    assert run(*NAMED, "--password-stdin", typed=GOOD).exit_code == 0
    done = run("--username", "hai", typed=f"Người Hai\n{GOOD}\n{GOOD}\n")
    assert done.exit_code == 0, done.output
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("arguments", "typed", "word"),
    [
        (["--password-stdin"], GOOD, "--username"),
        ([*NAMED, "--password-stdin"], GOOD, "--jurisdiction"),
        ([*NAMED, *HERE, "--password-stdin"], "", "Không có mật khẩu"),
        ([*NAMED, *HERE, "--password-stdin"], "ngắn", "ật khẩu"),
        ([*NAMED, *HERE], f"{GOOD}\nkhác\n", "không giống nhau"),
        ([*NAMED, "--jurisdiction", "H33", "--password-stdin"], GOOD, "tên để tạo mới"),
        ([*NAMED, "--jurisdiction", "?", "--password-stdin"], GOOD, "Mã định danh"),
        (["--username", "lý long", "--full-name", "L", *HERE, "--password-stdin"], GOOD, "Tên đăng nhập"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(arguments, typed, word):
    done = run(*arguments, typed=typed)
    assert done.exit_code == 2
    assert word in done.stderr
    assert done.stdout == ""
    assert not User.objects.exists()


def test_a_name_in_use_is_refused():
    run(*NAMED, *HERE, "--password-stdin", typed=GOOD)
    done = run(*NAMED, *HERE, "--password-stdin", typed=GOOD)
    assert (done.exit_code, User.objects.count()) == (2, 1)
    assert "đã có người dùng" in done.stderr


def test_without_a_keyboard_nothing_is_asked(monkeypatch):
    monkeypatch.setattr(module, "_can_ask", lambda: False)
    done = run(*NAMED, *HERE, typed=f"{GOOD}\n{GOOD}\n")
    assert done.exit_code == 2
    assert "--password-stdin" in done.stderr
    assert not User.objects.exists()
