"""Loads cases in the casebook's format into a database, and proves that nothing stated is lost."""
