"""The `dondoc` command. Each subcommand is imported when it is asked for: `dondoc read` starts without Django."""

from __future__ import annotations

import importlib

import click

from dondoc import __version__
from dondoc.cli.wording import Group

# name -> (module, attribute, one line of help)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "read": ("dondoc.cli.read", "read", "Đọc văn bản và in ra các ý chỉ đạo tìm thấy."),
    "render": ("dondoc.cli.render", "render", "In văn bản ra .docx hoặc .pdf theo thể thức NĐ 30/2020."),
    "deadline": ("dondoc.cli.deadline", "deadline", "Đọc một cụm từ chỉ thời hạn."),
    "exchange": ("dondoc.cli.exchange", "exchange", "Đọc, ghi gói tin liên thông văn bản (edXML); gửi và nhận."),
    "sign": ("dondoc.cli.sign", "sign", "Ký số một tệp PDF."),
    "verify-signature": ("dondoc.cli.verify_signature", "verify_signature", "Kiểm tra chữ ký số trên một tệp PDF."),
    "serve": ("dondoc.cli.serve", "serve", "Chạy máy chủ web."),
    "worker": ("dondoc.cli.worker", "worker", "Chạy việc nền."),
    "demo": ("dondoc.cli.demo", "demo", "Nạp tỉnh minh hoạ (chạy lại được nhiều lần)."),
    "ledger": ("dondoc.cli.ledger", "ledger", "Kiểm tra sổ cái sự kiện."),
    "figures": ("dondoc.cli.figures", "figures", "In số liệu tổng quan của một ngày."),
    "indicators": ("dondoc.cli.indicators", "indicators", "Chỉ tiêu của một năm: đạt, vượt, không đạt."),
    "remind": ("dondoc.cli.remind", "remind", "Nhắc việc của một ngày theo các quy tắc đôn đốc."),
    "reading": ("dondoc.cli.reading", "reading", "Xem bộ đọc đúng đến đâu; đọc lại văn bản đã nhập."),
    "import": ("dondoc.cli.importing", "import_group", "Nhập bảng theo dõi nhiệm vụ từ Excel."),
    "workdays": ("dondoc.cli.workdays", "workdays", "Tính ngày làm việc."),
    "backup": ("dondoc.cli.backup", "backup", "Sao lưu cơ sở dữ liệu và tệp."),
    "restore": ("dondoc.cli.backup", "restore", "Khôi phục từ bản sao lưu."),
    "createadmin": ("dondoc.cli.createadmin", "createadmin", "Tạo tài khoản quản trị."),
    "manage": ("dondoc.cli.manage", "manage", "Chạy một lệnh quản lý của Django (cho người phát triển)."),
}


class LazyGroup(Group):
    """A group that knows its commands by name and imports only the one asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return the command `cmd_name`, or None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=LazyGroup)
@click.version_option(__version__, prog_name="dondoc")
def main() -> None:
    """Đôn Đốc: theo dõi ý chỉ đạo từ kết luận cuộc họp đến báo cáo kiểm điểm."""
