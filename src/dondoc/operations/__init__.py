"""Running an installation: what the administrator sees of jobs and may do to them. The machinery itself is `jobs`."""
