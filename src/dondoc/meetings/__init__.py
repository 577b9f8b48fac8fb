"""Meetings: from the invitation to the issued conclusion; see docs/meetings.md."""
