"""`dondoc sign FILE.pdf OUT.pdf --p12 FILE`: a PAdES signature, with its visible mark where the decree puts it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dondoc.cli.days import BadInputError

if TYPE_CHECKING:
    from dondoc.documents.signing.levels import Setting
    from dondoc.documents.signing.marks import Mark

_LARGEST_PDF = 100 * 1024 * 1024
_LARGEST_SMALL = 8 * 1024 * 1024


@click.command("sign", help="Ký số PAdES một tệp PDF bằng khoá PKCS#12. Mật khẩu được hỏi, hoặc đọc từ tệp.")
@click.argument("source", metavar="FILE.pdf")
@click.argument("target", metavar="OUT.pdf")
@click.option("--p12", required=True, metavar="TỆP", help="Tệp khoá PKCS#12 (.p12, .pfx).")
@click.option("--passphrase-file", metavar="TỆP", help="Tệp có mật khẩu ở dòng đầu; thiếu thì hỏi.")
@click.option(
    "--kind",
    type=click.Choice(["personal", "agency", "copy", "annex"]),
    help="Chữ ký của người ký, dấu cơ quan, bản sao, hay phụ lục.",
)
@click.option("--image", metavar="PNG", help="Ảnh chữ ký hoặc dấu, nền trong suốt.")
@click.option("--name", "signer_name", default="", metavar="HỌ TÊN", help="Họ tên người ký như in trên văn bản.")
@click.option("--text", "lines", multiple=True, metavar="DÒNG", help="Dòng chữ trên bản sao, phụ lục (nhiều lần).")
@click.option("--place", metavar="trang,x,y,rộng,cao", help="Vị trí bằng mm, tính từ góc trên bên trái trang.")
@click.option("--level", type=click.Choice(["B-B", "B-T", "B-LT", "B-LTA"]), default="B-B", help="Mức PAdES (B-B).")
@click.option("--tsa", default="", metavar="URL", help="Dịch vụ dấu thời gian, từ mức B-T.")
@click.option("--roots", multiple=True, metavar="PEM", help="Chứng thư số gốc được tin cậy, từ mức B-LT (nhiều lần).")
@click.option("--reason", default="", metavar="LÝ DO", help="Lý do ký, ghi trong chữ ký.")
def sign(
    source: str,
    target: str,
    *,
    p12: str,
    passphrase_file: str | None,
    kind: str | None,
    image: str | None,
    signer_name: str,
    lines: tuple[str, ...],
    place: str | None,
    level: str,
    tsa: str,
    roots: tuple[str, ...],
    reason: str,
) -> None:
    """Sign; errors go to stderr as one sentence with exit status 2, and then nothing is written."""
    from dondoc.documents.signing import SigningError, from_pkcs12
    from dondoc.documents.signing import sign as sign_document

    if Path(source).resolve() == Path(target).resolve():
        raise BadInputError("Tệp ra phải khác tệp vào: bản gốc được giữ nguyên.")
    try:
        pdf = read_file(source, _LARGEST_PDF)
        container = read_file(p12, _LARGEST_SMALL)
        mark = _mark(kind, image, signer_name, lines, place)
        setting = _setting(level, tsa, roots)
        key = from_pkcs12(container, _passphrase(passphrase_file))
        signed = sign_document(pdf, key, now=datetime.now(UTC), setting=setting, mark=mark, reason=reason)
    except SigningError as error:
        raise BadInputError(error.message) from None
    write_whole(Path(target), signed)
    click.echo(f"Đã ký ({level}): {target}")


def read_file(name: str, most: int) -> bytes:
    """Read a file of bounded size.

    Raises:
        BadInputError: it cannot be opened or is too large.
    """
    try:
        with Path(name).open("rb") as file:
            data = file.read(most + 1)
    except OSError:
        raise BadInputError(f"Không mở được tệp “{name}”: kiểm tra lại đường dẫn và quyền đọc.") from None
    if len(data) > most:
        raise BadInputError(f"Tệp “{name}” lớn hơn {most // 1024 // 1024} MB.")
    return data


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        BadInputError: it cannot be written.
    """
    temporary = None
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(temporary, 0o666 & ~umask)  # noqa: PTH101  the temporary file is private; the result is as any other
        os.replace(temporary, target)  # noqa: PTH105
    except OSError:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
        raise BadInputError(f"Không ghi được tệp “{target}”.") from None


def _passphrase(file: str | None) -> str:
    """The passphrase from a file or the terminal: on a command line everyone on the machine could read it."""
    if file is None:
        return str(click.prompt("Mật khẩu tệp khoá", hide_input=True, default="", show_default=False, err=True))
    try:
        return read_file(file, _LARGEST_SMALL).decode("utf-8").split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError:
        raise BadInputError("Tệp mật khẩu không phải là văn bản UTF-8.") from None


def _mark(
    kind: str | None, image: str | None, signer_name: str, lines: tuple[str, ...], place: str | None
) -> Mark | None:
    from dondoc.documents.signing.images import look
    from dondoc.documents.signing.marks import Kind, Mark, parse

    if kind is None and image is None:
        if lines or place or signer_name:
            raise BadInputError(
                "Muốn hiện chữ ký trên trang, hãy nêu --kind và --image (hoặc --text với bản sao, phụ lục)."
            )
        return None
    return Mark(
        Kind(kind or "personal"),
        picture=look(read_file(image, _LARGEST_SMALL)) if image else None,
        lines=lines,
        signer_name=signer_name,
        box=parse(place) if place else None,
    )


def _setting(level: str, tsa: str, roots: tuple[str, ...]) -> Setting:
    from dondoc.documents.signing.certificates import load
    from dondoc.documents.signing.fetching import http
    from dondoc.documents.signing.levels import Level, Setting

    trusted = tuple(one for name in roots for one in load(read_file(name, _LARGEST_SMALL)))
    return Setting(Level(level), tsa, trusted, fetch=http() if level != "B-B" else None)
