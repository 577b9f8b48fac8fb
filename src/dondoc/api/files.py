"""Files out: always as a download, under the kind that their content has, and never able to run."""

from __future__ import annotations

from dondoc.web.downloads import send as download

__all__ = ["download"]
