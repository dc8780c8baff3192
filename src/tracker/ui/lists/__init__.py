"""Lists over any number of rows: only what is near the screen is in memory."""
