"""The page and form of events."""
