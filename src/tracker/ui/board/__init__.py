"""Deliverables as cards, in columns by status: the list's other face, with the same filter."""
