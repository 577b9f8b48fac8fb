"""Reading many documents: one line of JSON for each, by worker processes of this machine or of a Dask cluster.

    from dondoc.reading_jobs import Job, Local, Output, run
    with Output.open(Path("readings.jsonl")) as out, Local(workers=4) as engine:
        tally = run(walk(["archive"], {".docx"}), out, engine, tell=print)

Knows no framework and no database, as the reader itself.
"""

from __future__ import annotations

from .files import walk
from .jobs import RETRIED, EngineFailure, Job, Limits, Outcome
from .output import Output, OutputRefused
from .run import Engine, Tally, run
from .workers import Local

__all__ = [
    "RETRIED",
    "Engine",
    "EngineFailure",
    "Job",
    "Limits",
    "Local",
    "Outcome",
    "Output",
    "OutputRefused",
    "Tally",
    "run",
    "walk",
]
