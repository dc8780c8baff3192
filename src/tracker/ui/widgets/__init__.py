"""Small parts of the window that know no record: each takes the Icons, and through it the theme."""
