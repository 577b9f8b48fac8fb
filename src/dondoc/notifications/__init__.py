"""What people are told: one message for each person and occurrence, and the ways on which it reaches them (docs/notifications.md)."""
