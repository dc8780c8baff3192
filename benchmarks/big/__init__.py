"""Databases of the size of a lifetime, from a fixed seed: `python -m benchmarks.big SIZE PATH`."""
