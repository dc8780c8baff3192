"""A list as a file: what of it, in which format, and where to."""
