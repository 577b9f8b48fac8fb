"""Importing an organisation in two steps: a preview with the errors of each row, then all of it at once."""
