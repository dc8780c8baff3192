"""Speed of the program, measured against the least that could do the same."""

import os

# Nothing here needs a screen, or is to depend on one; whoever wants one says so.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
