"""Speed of the program, measured against the least that could do the same."""
