"""Deliverables in the window."""
