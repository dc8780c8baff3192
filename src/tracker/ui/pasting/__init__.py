"""Rows of a spreadsheet pasted into a list: what they would do is seen before it is done."""
