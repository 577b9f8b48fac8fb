"""Reading many documents: jobs to an engine, outcomes to the output, by one writer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from .jobs import Job, Outcome
from .output import Output


class Engine(Protocol):
    """Whatever runs the jobs: processes of this machine, a cluster."""

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Give one outcome for each job, in any order, taking jobs as they can be worked at."""


@dataclass(slots=True)
class Tally:
    """How many documents were read, had been read before, and failed (now or before)."""

    read: int = 0
    same: int = 0
    failed: int = 0


def run(
    files: Iterable[str], output: Output, engine: Engine, *, tell: Callable[[Outcome], object] = lambda _: None
) -> Tally:
    """Read each file once and add its line to the output.

    Args:
        files: names; one that comes twice is read once.
        output: where the lines go, and what earlier runs did.
        engine: see `Engine`.
        tell: called with each outcome, after its line is written.

    Returns:
        The numbers of this run.

    Raises:
        EngineFailure: the engine stopped; what is written stays.
        OutputRefused: the output takes no more lines; what is written stays.
    """
    tally = Tally()
    broken: dict[str, str] = {}  # files being worked at whose last line is an error, with its code

    def jobs() -> Iterator[Job]:
        for file in files:
            known = output.claim(file)
            if known is None:
                continue
            if known.code:
                broken[file] = known.code
            yield Job(file, os.path.abspath(file), known.digest)  # noqa: PTH100  a Path keeps its parts

    for outcome in engine.outcomes(jobs()):
        code = broken.pop(outcome.file, "")
        if outcome.status != "same":
            output.write(outcome.line)
        elif code:
            outcome = Outcome(outcome.file, "failed", "", code, "Vẫn là tệp đã không đọc được lần trước.")  # noqa: PLW2901
        tally.read += outcome.status == "read"
        tally.same += outcome.status == "same"
        tally.failed += outcome.status == "failed"
        tell(outcome)
    return tally
