"""`dondoc verify-signature FILE.pdf`: what is to be thought of the signatures of a PDF."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import click

from dondoc.cli.days import BadInputError
from dondoc.cli.sign import read_file

_WRONG = 1
_LARGEST_PDF = 100 * 1024 * 1024
_LARGEST_SMALL = 8 * 1024 * 1024


@click.command(
    "verify-signature", help="Kiểm tra mọi chữ ký số trên một tệp PDF. Không dùng mạng nếu không có --online."
)
@click.argument("source", metavar="FILE.pdf")
@click.option("--roots", multiple=True, metavar="PEM", help="Chứng thư số gốc được tin cậy (nhiều lần).")
@click.option("--online", is_flag=True, help="Được hỏi OCSP, CRL của chuỗi chứng thư số được tin cậy qua mạng.")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
def verify_signature(source: str, *, roots: tuple[str, ...], online: bool, as_json: bool) -> None:
    """Report; exit status 0 all is well, 1 something is wrong, 2 the file cannot be read."""
    from dondoc.documents.signing import Policy, SigningError, verify
    from dondoc.documents.signing.certificates import load
    from dondoc.documents.signing.fetching import http
    from dondoc.documents.signing.words import about, conclusion

    pdf = read_file(source, _LARGEST_PDF)
    try:
        trusted = tuple(one for name in roots for one in load(read_file(name, _LARGEST_SMALL)))
        report = verify(pdf, now=datetime.now(UTC), policy=Policy(trusted, fetch=http() if online else None))
    except SigningError as error:
        if as_json:
            click.echo(json.dumps({"error": {"code": error.code, "message": error.message}}, ensure_ascii=False))
        raise BadInputError(error.message) from None
    if as_json:
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False))
    else:
        click.echo(conclusion(report))
        for number, one in enumerate(report.signatures, 1):
            what = "Dấu thời gian của tệp" if one.kind == "timestamp" else "Chữ ký"
            click.echo(f"\n{number}. {what} “{one.field}”: {'đạt' if one.ok else 'CÓ VẤN ĐỀ'}")
            for line in about(one):
                click.echo(f"   {line}")
    if not report.ok:
        sys.exit(_WRONG)
