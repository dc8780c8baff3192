"""The summary of an agreement: looked at in the window, then saved as a file."""
