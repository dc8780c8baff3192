"""Compiled code of PySide6's own Python modules, kept between starts.

PySide6 carries a dozen modules as sources within a library and compiles them anew at every start:
13 of the 100 ms that an empty window takes. Python keeps the compiled code of modules that are
files; this does the same for those. What is kept counts only for the very same source.
"""

from __future__ import annotations

import builtins
import marshal
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

_PACKAGE = "shibokensupport"


class KeptCode:
    """While entered, compiling such a module is answered from `file`. `save` writes what was not
    there yet; it is called later, when nobody waits."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"pyside-{sys.implementation.cache_tag}.code"
        self._codes: dict[str, Any] = {}
        self._has_new = False
        self._compile: Any = builtins.compile

    def __enter__(self) -> Self:
        # A damaged file is as good as none; it is written anew.
        with suppress(OSError, ValueError, EOFError, TypeError):
            # As trustworthy as the compiled files of Python, in a folder of this user alone.
            stored = marshal.loads(self._file.read_bytes())  # noqa: S302 - see above
            self._codes = stored if isinstance(stored, dict) else {}
        self._compile = builtins.compile
        builtins.compile = self._answer
        return self

    def __exit__(self, *_error: object) -> None:
        builtins.compile = self._compile

    def save(self) -> None:
        """Keep what was compiled. Never raises."""
        if self._has_new:
            from tracker.config import write_atomically

            self._has_new = False
            with suppress(OSError):
                write_atomically(self._file, marshal.dumps(self._codes))

    def _answer(self, source: Any, filename: Any, mode: str, *more: Any, **named: Any) -> Any:
        ours = not more and not named and mode == "exec" and isinstance(source, bytes)
        if not (ours and str(filename).startswith(_PACKAGE)):
            return self._compile(source, filename, mode, *more, **named)
        key = f"{filename} {len(source)} {zlib.crc32(source)}"
        if key not in self._codes:
            self._codes[key] = self._compile(source, filename, mode)
            self._has_new = True
        return self._codes[key]
