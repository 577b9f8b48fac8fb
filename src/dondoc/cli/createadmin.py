"""`dondoc createadmin`: the first account of an installation, or one more administrator."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any, NoReturn

import click

from dondoc.config.bootstrap import django_ready

_MOST_PASSWORD = 4096


@click.command("createadmin")
@click.option("--username", metavar="TÊN", help="Tên đăng nhập.")
@click.option("--full-name", metavar="HỌ TÊN", help="Họ và tên.")
@click.option("--jurisdiction", metavar="MÃ", help="Mã địa phương, ví dụ H33.")
@click.option("--jurisdiction-name", metavar="TÊN", help="Tên địa phương; cần khi mã chưa có.")
@click.option("--password-stdin", is_flag=True, help="Đọc mật khẩu từ đầu vào chuẩn (một dòng), không hỏi.")
def createadmin(
    username: str | None,
    full_name: str | None,
    jurisdiction: str | None,
    jurisdiction_name: str | None,
    *,
    password_stdin: bool,
) -> None:
    """Tạo tài khoản quản trị; tạo luôn địa phương khi chưa có.

    Thiếu gì thì hỏi; với --password-stdin thì không hỏi gì.
    """
    given = {
        "username": username,
        "full_name": full_name,
        "jurisdiction": jurisdiction,
        "jurisdiction_name": jurisdiction_name,
    }
    if password_stdin:
        for option in ("username", "full_name"):
            if not given[option]:
                _refuse(f"Thiếu --{option.replace('_', '-')}: với --password-stdin thì không hỏi thêm được.")
        password = sys.stdin.read(_MOST_PASSWORD).split("\n", 1)[0].rstrip("\r")
        if not password:
            _refuse("Không có mật khẩu ở đầu vào chuẩn. Hãy đưa mật khẩu vào, ví dụ: dondoc createadmin … < tệp.")
    else:
        if not _can_ask():
            _refuse("Không hỏi được (không có bàn phím). Hãy cho đủ các tuỳ chọn và --password-stdin.")
        password = ""
    with django_ready():
        _create(given, password, asks=not password_stdin)


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _create(given: dict[str, str | None], password: str, *, asks: bool) -> None:
    from django.db import DatabaseError, connection
    from django.utils import timezone, translation

    from dondoc.accounts.commands.create_first_administrator import create_first_administrator
    from dondoc.foundation.errors import DomainError
    from dondoc.organizations.models import Jurisdiction

    if Jurisdiction._meta.db_table not in connection.introspection.table_names():  # noqa: SLF001 - Django documents _meta as its API
        _refuse("Cơ sở dữ liệu chưa được tạo bảng. Hãy chạy “dondoc manage migrate” (hoặc “dondoc serve”) trước.")
    with translation.override("vi"):
        try:
            codes = list(Jurisdiction.objects.order_by("id").values_list("code", flat=True))
            answers = _asked(given, codes) if asks else _filled(given, codes)
            if asks:
                password = _password()
            user = create_first_administrator(
                username=answers["username"],
                full_name=answers["full_name"],
                password=password,
                jurisdiction_code=answers["jurisdiction"],
                jurisdiction_name=answers["jurisdiction_name"],
                now=_now(timezone.now(), answers["jurisdiction"]),
            )
        except DomainError as error:
            _refuse(error.message)
        except DatabaseError as error:
            raise click.ClickException("Cơ sở dữ liệu không nhận lệnh này. Hãy xem nhật ký của máy chủ.") from error
    click.echo(f"Đã tạo tài khoản quản trị “{user.username}” của {user.jurisdiction.name} ({user.jurisdiction.code}).")


def _now(moment: dt.datetime, code: str) -> dt.datetime:
    """Return the moment as the jurisdiction's clock has it: an example province lives in the days of its documents."""
    from dondoc.organizations.models import Jurisdiction

    days = Jurisdiction.objects.filter(code=code.upper()).values_list("clock_offset_days", flat=True).first() or 0
    return moment + dt.timedelta(days=days)


def _filled(given: dict[str, str | None], codes: list[str]) -> dict[str, str]:
    """Return the options; the only jurisdiction there is need not be named."""
    if not given["jurisdiction"] and len(codes) != 1:
        _refuse(
            "Thiếu --jurisdiction: hãy cho mã địa phương, ví dụ --jurisdiction H33 --jurisdiction-name “Kiên Giang”."
        )
    return {name: value or "" for name, value in given.items()} | {"jurisdiction": given["jurisdiction"] or codes[0]}


def _asked(given: dict[str, str | None], codes: list[str]) -> dict[str, str]:
    """Return the options, asking for each that is missing."""
    answers = {name: value or "" for name, value in given.items()}
    if not answers["jurisdiction"]:
        only = codes[0] if len(codes) == 1 else None
        answers["jurisdiction"] = only or click.prompt("Mã địa phương (ví dụ H33)", err=True)
    if answers["jurisdiction"].strip().upper() not in codes and not answers["jurisdiction_name"]:
        answers["jurisdiction_name"] = click.prompt("Tên địa phương (ví dụ Kiên Giang)", err=True)
    for name, label in (("username", "Tên đăng nhập"), ("full_name", "Họ và tên")):
        answers[name] = answers[name] or click.prompt(label, err=True)
    return answers


def _password() -> str:
    first: Any = click.prompt("Mật khẩu (ít nhất 10 ký tự)", hide_input=True, err=True)
    if click.prompt("Nhập lại mật khẩu", hide_input=True, err=True) != first:
        _refuse("Hai lần nhập mật khẩu không giống nhau. Hãy chạy lại lệnh.")
    return str(first)


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(2)
