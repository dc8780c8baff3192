"""Contacts in the window."""
