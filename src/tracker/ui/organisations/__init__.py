"""The page and form of organisations."""
