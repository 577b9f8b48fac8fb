"""A worker process with the tests' kinds: `python sample_worker.py SILENT_FOR HEARTBEAT [once]`, DATABASE_URL set."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")

import django

django.setup()

from tests.jobs import sample_kinds  # noqa: E402 - after django.setup()

sample_kinds.register()

from dondoc.jobs.worker import Options, work  # noqa: E402 - as above

sys.exit(
    0
    if work(
        Options(
            silent_for=float(sys.argv[1]), heartbeat=float(sys.argv[2]), once=len(sys.argv) > 3, pause=0.3, poll=0.5
        )
    )
    else 1
)
