"""Imported first: modules are imported as the program itself does it.

Otherwise PySide6 reads the sources of all modules that come after it, and keeps them in memory.
"""

import PySide6.QtCore  # noqa: F401 - what is told must be there

from tracker.app.quick_imports import read_no_sources

read_no_sources()
