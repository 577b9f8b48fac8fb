"""A worker process whose documents do what their names say; the others are read."""

import os
import signal
import time
from pathlib import Path

from dondoc.reading_jobs.child import main
from dondoc.reading_jobs.jobs import read_job


def read(job, limit):
    name = Path(job.path).stem
    if name.startswith("segfault"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("slow"):
        time.sleep(600)
    if name.startswith("memory"):
        return bytearray(1 << 40)
    if name.startswith("prints"):
        os.write(1, b"what a library prints")
    return read_job(job, limit)


main(read)
