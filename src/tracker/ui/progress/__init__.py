"""Logging progress: one dialog, from anywhere."""
