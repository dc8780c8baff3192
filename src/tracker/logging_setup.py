"""The log file: what went wrong, for whoever is asked to help. No record's text goes into it."""

import logging
import sys
from pathlib import Path
from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
MAX_BYTES = 1_000_000
KEPT = 3
_MOST_KEPT = 100


def start_logging(file: Path | None, *, verbose: bool = False) -> None:
    """Send the records of `tracker` and all warnings to `file`, and to stderr when `verbose`.

    `file` is rotated at 1 MB, three old ones are kept. A folder that cannot be written is no
    reason not to start: then there is only stderr, from warnings on.
    """
    handlers: list[logging.Handler] = []
    if file is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.open("a", encoding="utf-8").close()
            handlers.append(_LateFile(file))
        except OSError:
            file = None
    if verbose or file is None:
        handlers.append(logging.StreamHandler())
        handlers[-1].setLevel(logging.DEBUG if verbose else logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format=FORMAT, handlers=handlers, force=True)
    logging.getLogger("tracker").setLevel(logging.DEBUG if verbose else logging.INFO)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_and_show


class _LateFile(logging.Handler):
    """The rotating file, made with the first warning or else by `flush`: it imports sockets and
    more, for which the window would wait."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._path = file
        self._file: logging.Handler | None = None
        self._kept: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None and record.levelno < logging.WARNING and len(self._kept) < _MOST_KEPT:
            self._kept.append(record)
            return
        self.flush()
        self._write(record)

    def flush(self) -> None:
        kept, self._kept = self._kept, []
        for record in kept:
            self._write(record)

    def _write(self, record: logging.LogRecord) -> None:
        if self._file is None:
            try:
                self._file = self._opened()
            except OSError:
                self.handleError(record)
                return
        self._file.handle(record)

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        made = RotatingFileHandler(
            self._path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8"
        )
        made.setFormatter(self.formatter)
        return made

    def close(self) -> None:
        self.flush()
        if self._file is not None:
            self._file.close()
        super().close()


def _log_and_show(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Log an error that nobody caught: it is a bug."""
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger("tracker").critical("uncaught", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
