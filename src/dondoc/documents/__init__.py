"""Official documents: the original file, its metadata, its recipients."""
