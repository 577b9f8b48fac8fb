"""Work in the background: rooms register functions, commands defer them within their own transaction, workers run them.

The only room that knows procrastinate (an import contract). What it offers to the rooms above:

* `dondoc.jobs.registry`: `task`, `periodic`, `daily`, `jurisdictions`; a room does so in its own `jobs.py`
* `dondoc.jobs.queue`: `defer`
* `dondoc.jobs.runs`: `record_run`, `last_run`
* `dondoc.jobs.health`: `health`
"""
