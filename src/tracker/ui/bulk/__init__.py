"""Many records changed at once: what it would do is seen first, and undone in one step."""
