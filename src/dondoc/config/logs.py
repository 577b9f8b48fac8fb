"""Logging through structlog. No personal data: no names, no texts, no addresses; ids and codes only."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import psycopg
import structlog

# PostgreSQL puts values into an error's further parts: the row that failed, the statement with what was bound.
_VALUES = re.compile(
    r"^(DETAIL|LINE \d+|CONTEXT|QUERY):.*?(?=^(?:HINT:|Traceback |The above exception|During handling)|\Z)",
    re.MULTILINE | re.DOTALL,
)
# What runs a worker: procrastinate, and asyncio where one of its tasks ended unheard.
_OF_WORKERS = ("procrastinate", "asyncio")


def without_values(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave out of a logged exception what the database tells of rows and values."""
    told = event.get("exception")
    if isinstance(told, str):
        event["exception"] = _VALUES.sub(r"\1: …\n", told)
    return event


def lost_connection_in_a_line(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave out where a worker's library noticed a lost connection: each part of it does, every two seconds."""
    told = event.get("exc_info")
    error = told[1] if isinstance(told, tuple) else None
    if isinstance(error, BaseException) and str(event.get("logger", "")).startswith(_OF_WORKERS):
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, psycopg.OperationalError):
                del event["exc_info"]
                event["kind"] = type(cause).__name__
                break
            cause = cause.__cause__ or cause.__context__
    return event


def configure(options: dict[str, Any]) -> None:
    """Set logging up: readable lines on a terminal, one JSON object a line where a machine collects them.

    Args:
        options: `level` (a name such as "INFO") and `json` (whether lines are JSON objects).
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if options["json"]
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                lost_connection_in_a_line,
                structlog.processors.format_exc_info,
                without_values,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(options["level"])
    # Axes writes the names that people try to sign in with, Django's request log the addresses they ask for.
    logging.getLogger("axes").setLevel(logging.CRITICAL)
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # procrastinate tells of each job with its arguments; what failed is logged by `dondoc.jobs.engine` without them.
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
