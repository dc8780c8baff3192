"""What stands in the window before the pages themselves can be made."""
