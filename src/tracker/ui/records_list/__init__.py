"""The list page, one for every kind of record."""
