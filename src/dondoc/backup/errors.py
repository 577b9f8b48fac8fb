"""What can go wrong with a backup, worded for the person at the terminal."""


class BackupError(Exception):
    """The backup or the restore cannot be done; the message is a Vietnamese sentence."""


class DamagedArchiveError(BackupError):
    """The archive is not what was once written: damaged, cut short, changed, or no archive of ours."""


class OccupiedError(BackupError):
    """There are data where the restore would go, and nobody said to replace them."""
