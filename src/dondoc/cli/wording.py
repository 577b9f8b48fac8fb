"""What click says about a command line, in Vietnamese: one sentence on stderr, exit status 2."""

from __future__ import annotations

import sys
from typing import Any

import click
from click.exceptions import BadOptionUsage, NoArgsIsHelpError, NoSuchCommand, NoSuchOption

BAD_INPUT = 2
_STOPPED = 1


class Group(click.Group):
    """A group of commands whose mistakes are worded for people who write Vietnamese."""

    # click overloads its `main` by what `standalone_mode` is; ours gives on whatever it was given.
    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run; as a program (the default) end with the exit status."""
        run: Any = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **extra)
        try:
            status = run(*args, standalone_mode=False, **extra)
        except NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.UsageError as error:
            click.echo(sentence(error), err=True)
            sys.exit(BAD_INPUT)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("Đã dừng theo yêu cầu.", err=True)
            sys.exit(_STOPPED)
        sys.exit(status if isinstance(status, int) else 0)


def sentence(error: click.UsageError) -> str:
    """Say what is wrong with the command line and where its help is."""
    path = error.ctx.command_path if error.ctx else "dondoc"
    return f"{_problem(error)} Xem cách dùng: {path} --help"


def _problem(error: click.UsageError) -> str:
    said = "Lệnh viết chưa đúng."
    match error:
        case NoSuchOption():
            said = f"Không có tuỳ chọn {error.option_name}."
        case NoSuchCommand():
            said = f"Không có lệnh “{error.command_name}”."
        case click.MissingParameter():
            said = f"Thiếu {_name(error)}."
        case BadOptionUsage():
            said = f"Tuỳ chọn {error.option_name} cần một giá trị."
        case click.BadParameter():
            said = f"Giá trị của {_name(error)} không dùng được{_wanted(error.param)}."
    return said


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return "một đối số"
    return error.param.opts[-1] if error.param.param_type_name == "option" else error.param.make_metavar(error.ctx)  # type: ignore[arg-type]


def _wanted(param: click.Parameter | None) -> str:
    match param.type if param else None:
        case click.IntRange(min=low, max=high):
            return f"; cần một số nguyên từ {low} đến {high}"
        case click.Path(dir_okay=False):
            return "; cần một tệp, không phải thư mục"
        case click.Choice(choices=choices):
            return f"; cần {' hoặc '.join(map(str, choices))}"
    return ""
