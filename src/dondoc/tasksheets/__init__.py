"""Task sheets: the office's own Excel list of what it follows, taken in and given out."""
