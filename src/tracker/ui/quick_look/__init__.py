"""A look at a record beside the list, without leaving it."""
