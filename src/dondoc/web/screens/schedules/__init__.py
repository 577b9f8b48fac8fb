"""The working calendar, legal limits, events of deadlines and recurring directives."""
