"""Codes of the ledger's events of this room."""

JOB = "job"

JOB_RETRIED = "job.retried"
JOB_CANCELLED = "job.cancelled"
