"""Agreements in the window."""
