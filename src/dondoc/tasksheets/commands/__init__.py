"""What is done with task sheets; one file for each."""
