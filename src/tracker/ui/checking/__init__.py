"""Checking the database from the window."""
