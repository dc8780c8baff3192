"""Partnership Tracker: organisations, agreements and what was promised in them."""

__version__ = "0.1.0"
