"""The writes of this room, one command in each file."""
