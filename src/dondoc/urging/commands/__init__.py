"""Commands of urging, one verb a file."""
