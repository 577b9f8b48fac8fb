"""One file that holds everything: the database, the stored files and the digests of both.

No Django here: the functions take the database's URL, the folder of the files and the archive's path.
The format and the order of the steps are written in docs/commands/cli.backup.md and cli.restore.md.
"""

from dondoc.backup.archive import Archive, Manifest, verified
from dondoc.backup.creation import Summary, create
from dondoc.backup.errors import BackupError, DamagedArchiveError, OccupiedError
from dondoc.backup.journal import finish_interrupted
from dondoc.backup.progress import Progress, Silent
from dondoc.backup.restoration import Occupied, occupied, restore

__all__ = [
    "Archive",
    "BackupError",
    "DamagedArchiveError",
    "Manifest",
    "Occupied",
    "OccupiedError",
    "Progress",
    "Silent",
    "Summary",
    "create",
    "finish_interrupted",
    "occupied",
    "restore",
    "verified",
]
