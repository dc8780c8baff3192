"""Prints how much memory a process has in the end, in MB: `empty`, or `list FILE`."""

import gc
import os
import sys
from pathlib import Path


def resident_mb() -> float:
    """What of this process is in memory now."""
    if sys.platform != "linux":
        raise SystemExit("memory is measured on Linux only")
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def empty() -> None:
    """An empty window, as large as the program's."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1280, 820)
    window.show()
    for _ in range(20):
        app.processEvents()
    print(resident_mb())


def scrolled(path: Path) -> None:
    """The list of deliverables, from its first row to its last."""
    from benchmarks.list_page import Deliverables
    from benchmarks.window import opened

    with opened(path) as window:
        shown = Deliverables(window)
        bar = shown.table.verticalScrollBar()
        for step in range(400):
            bar.setValue(bar.maximum() * step // 399)
            window.app.processEvents()
            if step % 10 == 0:
                window.settle()
        window.settle()
        gc.collect()
        print(resident_mb())
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        scrolled(Path(sys.argv[2]))
