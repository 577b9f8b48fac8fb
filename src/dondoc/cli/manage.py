"""`dondoc manage …`: Django's own commands, for developers and CI."""

from __future__ import annotations

import click

from dondoc.config.bootstrap import django_ready


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a management command of Django, for example `dondoc manage makemigrations --check`."""
    with django_ready():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["dondoc manage", *arguments])
