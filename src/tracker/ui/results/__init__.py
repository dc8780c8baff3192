"""The page of everything that is found for a text."""
