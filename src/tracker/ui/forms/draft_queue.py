"""Writes drafts in the background, and at once where there is no later."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from typing import Any

from tracker.ui.forms.drafts import Claim, Draft, DraftStore
from tracker.ui.tasks import TaskRunner

_log = logging.getLogger(__name__)
_Waiting = tuple[Mapping[str, Any], int, Mapping[str, Any]]


class DraftQueue:
    """A store that can be used from any thread.

    `save_soon` returns at once; whatever is asked for the same key afterwards comes after it, on
    whichever thread: a draft that is discarded while it waits is never written.
    """

    def __init__(self, store: DraftStore, runner: TaskRunner) -> None:
        self._store = store
        self._runner = runner
        # Held while a file is written, so that no older text is written over a newer one.
        self._lock = threading.Lock()
        self._waiting: dict[str, _Waiting] = {}

    def save_soon(
        self, key: str, values: Mapping[str, Any], version: int, base: Mapping[str, Any]
    ) -> None:
        """Write it in the background. The values are not to be changed afterwards."""
        self._waiting[key] = (values, version, base)
        # The runner lives as long as the window; no answer is waited for.
        self._runner.read(self._runner, _Write(self, key), done=_done)

    def save(
        self, key: str, values: Mapping[str, Any], version: int, base: Mapping[str, Any]
    ) -> bool:
        """Write it now; False if it cannot be written."""
        with self._lock:
            self._waiting.pop(key, None)
            return self._store.save(key, values, version, base)

    def load(self, key: str) -> Draft | None:
        """The draft, or None."""
        self.write(key)
        return self._store.load(key)

    def discard(self, key: str) -> None:
        """Forget it, also one that still waits to be written."""
        with self._lock:
            self._waiting.pop(key, None)
            self._store.discard(key)

    def claim(self, key: str) -> Claim:
        """Where a form that opens keeps its draft."""
        return self._store.claim(key)

    def release(self, key: str) -> None:
        """Its form is closed, and what it kept is written first."""
        self.write(key)
        self._store.release(key)

    def flush(self) -> None:
        """Write now what still waits; what is being written is in its file afterwards."""
        with self._lock:
            waiting = list(self._waiting)
        for key in waiting:
            self.write(key)

    def write(self, key: str) -> None:
        """Write what waits for one key, if anything does."""
        with self._lock:
            waiting = self._waiting.pop(key, None)
            # Nobody is told: the form still holds the text, and tells it when it is closed.
            if waiting is not None and not self._store.save(key, *waiting):
                _log.warning("a draft could not be written")


class _Write:
    """The call for the background; it holds no object of Qt."""

    def __init__(self, queue: DraftQueue, key: str) -> None:
        self._queue, self._key = queue, key

    def __call__(self) -> None:
        self._queue.write(self._key)


def _done(_nothing: None) -> None:
    return None
