"""The palette: find any record, run any command."""
