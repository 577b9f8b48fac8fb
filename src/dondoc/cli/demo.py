"""`dondoc demo`: load the example province; a second run finds it there and changes nothing."""

from __future__ import annotations

import click

from dondoc.config.bootstrap import prepared


@click.command()
def demo() -> None:
    """Nạp tỉnh minh hoạ: Kiên Giang tháng 01/2021, người và văn bản là giả định."""
    with prepared():
        from dondoc.demo.accounts import sign_in_table
        from dondoc.demo.load import load_example

        if load_example(say=click.echo):
            click.echo("Đã nạp tỉnh minh hoạ.")
        else:
            click.echo("Tỉnh minh hoạ đã có, không nạp lại.")
        click.echo(sign_in_table())
