"""The calendar, the weekly schedule, the plan of a meeting and its invitation."""
