"""The same use cases without a window. Nothing here imports Qt."""
