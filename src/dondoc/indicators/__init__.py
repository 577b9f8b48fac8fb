"""Indicators of the plan: what is aimed at, what was reached, period by period, and what the comparison says."""
