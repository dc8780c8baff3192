"""`make test`: format, lint, types, import contracts, tests. All run; one failure fails the whole.

Run by the Python of `.venv`, after `python3 -m scripts.setup test`.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PROCESSES = min(os.cpu_count() or 1, 4)

CHECKS = (
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("types", ["mypy"]),
    ("import contracts", ["lint-imports", "--no-logo"]),
    # Last, so that its closing line is the last line.
    ("tests", ["pytest", "-n", str(PROCESSES), "--dist", "worksteal"]),
)


def main() -> int:
    """Run the checks; arguments go to pytest. 0 if all passed, 1 otherwise."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    failed: list[str] = []
    for name, command in CHECKS:
        more = sys.argv[1:] if name == "tests" else []
        print(f"--- {name}", flush=True)
        if failed and name == "tests":
            print("(failed so far: " + ", ".join(failed) + ")", flush=True)
        start = time.monotonic()
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:], *more], cwd=ROOT, env=environment, check=False
        )
        if done.returncode:
            failed.append(name)
        if name != "tests":
            word = "FAILED" if done.returncode else "passed"
            print(f"    {word} in {time.monotonic() - start:.1f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
