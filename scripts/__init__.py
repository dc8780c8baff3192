"""Tools of the developer; none of this is in the wheel."""

import sys
from pathlib import Path

# `tracker.display` is asked before the program is installed; it needs nothing but Python.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
