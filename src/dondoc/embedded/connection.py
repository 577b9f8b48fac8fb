"""The address of a database, in the forms that psycopg and Django take."""

from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class ConnectionInfo:
    """Where one database answers.

    Attributes:
        url: a libpq URI, usable as DATABASE_URL by psycopg and by django-environ.
        host: the folder of the Unix socket, or a host name when the server is external.
        dbname: the name of the database.
        user: the database role.
        port: the port; for a Unix socket only a part of the socket's file name.
    """

    url: str
    host: str
    dbname: str
    user: str
    port: int = 5432

    @classmethod
    def on_socket(cls, folder: str, *, dbname: str, user: str, port: int = 5432) -> "ConnectionInfo":
        """Describe a database behind a Unix socket.

        The folder goes into the query part: as the host of a URL, parsers would fold its case.

        Args:
            folder: the folder that holds the socket.
            dbname: the name of the database.
            user: the database role; no password belongs to it (peer authentication).
            port: the number in the socket's file name.

        Returns:
            The connection, its `url` percent-encoded.
        """
        url = f"postgresql://{quote(user, safe='')}@/{quote(dbname, safe='')}?host={quote(folder, safe='')}&port={port}"
        return cls(url=url, host=folder, dbname=dbname, user=user, port=port)

    @classmethod
    def from_url(cls, url: str) -> "ConnectionInfo":
        """Describe the database that a URL names; no connection is made.

        Args:
            url: a libpq URI, as in DATABASE_URL.

        Returns:
            The connection with the URL as given; what the URL leaves out is empty.
        """
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        # Not parts.hostname: that folds the case, and a socket folder has one.
        host = unquote(parts.netloc.rpartition("@")[2].partition(":")[0]) or query.get("host", [""])[0]
        port = parts.port or int(query.get("port", ["5432"])[0])
        return cls(
            url=url, host=host, dbname=unquote(parts.path.lstrip("/")), user=unquote(parts.username or ""), port=port
        )
