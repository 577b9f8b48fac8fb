"""What can go wrong with the embedded server, worded for the person at the terminal."""


class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot do what was asked; the message is a Vietnamese sentence."""


class FolderBusyError(EmbeddedError):
    """Another process holds the data folder and did not let go in time."""
