"""Which live window of the program writes which draft: a lock file for each, beside the drafts.

A lock is held while a form is open. That of a program that crashed does not count: Qt knows it by
its process, and the draft is free for whoever opens the form next.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from PySide6.QtCore import QLockFile


def log_name(key: str) -> str:
    """The name under which a draft of a log is held: all of them lie in one file."""
    return "log-" + key.replace("/", "_")


class DraftLocks:
    """The locks that this window holds, by the file names of their drafts. For any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, QLockFile] = {}

    def take(self, name: str) -> bool:
        """Hold it; False if another window does. Where no file can be written none is in the way,
        and the draft itself will say so."""
        if name in self._held:
            return True
        with contextlib.suppress(OSError):
            _file(self._folder, name).parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(self._folder, name)
        if _tried(lock):
            self._held[name] = lock
            return True
        # Another part of this window may hold it: that is no other window.
        return _is_own(lock) or lock.error() is not QLockFile.LockError.LockFailedError

    def release(self, name: str) -> None:
        """Hold it no longer."""
        if (lock := self._held.pop(name, None)) is not None:
            lock.unlock()

    def is_elsewhere(self, name: str) -> bool:
        """Whether another window holds it now."""
        return name not in self._held and held_elsewhere(self._folder, name)


def held_elsewhere(folder: Path, name: str) -> bool:
    """Whether another live process writes a draft."""
    if not _file(folder, name).exists():
        return False
    lock = _lock(folder, name)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return lock.error() is QLockFile.LockError.LockFailedError and not _is_own(lock)


def _lock(folder: Path, name: str) -> QLockFile:
    lock = QLockFile(str(_file(folder, name)))
    # However long a form is open, only the end of its process makes the lock a stale one.
    lock.setStaleLockTime(0)
    return lock


def _file(folder: Path, name: str) -> Path:
    return folder.with_name(folder.name + ".locks") / (name + ".lock")


def _tried(lock: QLockFile) -> bool:
    if lock.tryLock(0):
        return True
    # Of this very process, and not held: a crashed one had the same number.
    return _is_own(lock) and lock.removeStaleLockFile() and lock.tryLock(0)


def _is_own(lock: QLockFile) -> bool:
    return int(lock.getLockInfo()[0]) == os.getpid()
