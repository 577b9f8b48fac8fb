"""Schedules: deadlines that live. Recurring directives, event deadlines, deadlines counted again by another calendar."""
