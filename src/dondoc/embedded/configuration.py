"""The server's settings, sized for the machine, private by construction."""

import os
from pathlib import Path

MEGABYTE = 1 << 20
ROLE = "dondoc"
SUPERUSER = "postgres"
DATABASE = "dondoc"

#: Peer authentication only: the kernel says who connects, the map says which roles that user may take.
#: What is not listed (every TCP connection, every other user) is refused.
HBA = "local all all peer map=dondoc\n"

_CONF = """\
# Written by dondoc at every start; changes here are lost. Put your own into local.conf beside this file.

cluster_name = 'dondoc'
max_connections = {connections}

# memory
shared_buffers = {shared_buffers}MB
effective_cache_size = {effective_cache_size}MB
work_mem = {work_mem}MB
maintenance_work_mem = {maintenance_work_mem}MB
huge_pages = try

# durability
fsync = on
synchronous_commit = on
full_page_writes = on
wal_level = minimal
max_wal_senders = 0
wal_compression = on
min_wal_size = 80MB
max_wal_size = {max_wal_size}MB
checkpoint_timeout = 15min

# planning
jit = off
random_page_cost = 1.1
effective_io_concurrency = 32
max_parallel_workers_per_gather = {parallel}
max_worker_processes = 8

# behaviour
timezone = 'Asia/Ho_Chi_Minh'
lc_messages = 'C'
idle_in_transaction_session_timeout = 10min
allow_alter_system = off

# The log: who reads it must not read people's data. psycopg puts parameters into the statement, so
# neither statements nor the detail of an error (which quotes rows) are written; the application logs
# its own errors.
logging_collector = on
log_directory = '{log}'
log_filename = 'postgresql-%w.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_file_mode = 0600
log_timezone = 'Asia/Ho_Chi_Minh'
log_line_prefix = '%m [%p] %b '
log_statement = none
log_min_duration_statement = -1
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse

include_if_exists = 'local.conf'
"""


def available_memory() -> int:
    """Find out how much memory this process may count on.

    Returns:
        Bytes: the machine's memory, or the container's limit where that is lower.
    """
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            total = min(total, int(Path(limit).read_text(encoding="ascii")))
        except (OSError, ValueError):
            continue  # no such limit, or the word "max"
    return total


def postgresql_conf(log: Path, *, memory: int, processors: int, connections: int = 60) -> str:
    """Write the main settings for a machine that also runs the application.

    Args:
        log: the folder of the log files.
        memory: bytes to count on.
        processors: how many there are.
        connections: how many sessions at once.

    Returns:
        The text of postgresql.conf.
    """
    megabytes = memory // MEGABYTE
    return _CONF.format(
        connections=connections,
        shared_buffers=_between(32, megabytes // 8, 2048),
        effective_cache_size=_between(128, megabytes // 2, 1 << 20),
        work_mem=_between(4, megabytes // 512, 32),
        maintenance_work_mem=_between(32, megabytes // 32, 512),
        max_wal_size=_between(256, megabytes // 4, 4096),
        parallel=_between(0, processors // 2, 2),
        log=str(log).replace("\\", "\\\\").replace("'", "''"),
    )


def ident_conf(users: tuple[str, ...]) -> str:
    """Map operating-system users to the two database roles.

    Args:
        users: the user that runs dondoc, and the one that the server runs as.

    Returns:
        The text of pg_ident.conf.
    """
    # A quoted name is taken as it is: no regular expression, no keyword.
    quoted = ['"' + user.replace('"', '""') + '"' for user in dict.fromkeys(users)]
    return "".join(f"dondoc {user} {role}\n" for user in quoted for role in (ROLE, SUPERUSER))


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(value, high))
