"""The room's writes."""
