"""The import rule of docs/architecture.md: the contracts are in pyproject.toml."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = ROOT / "pyproject.toml"
UI = ROOT / "src" / "tracker" / "ui"


def lint_imports(configuration: Path, source: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; from importlinter.cli import lint_imports_command as run; run()"
    command = ["-c", program, "--no-logo", "--no-cache", "--config", str(configuration)]
    return subprocess.run(
        [sys.executable, *command],
        cwd=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_every_import_points_downward() -> None:
    done = lint_imports(CONFIGURATION, ROOT / "src")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("domain/wrong.py", "import sqlalchemy"),
        ("domain/wrong.py", "import PySide6.QtCore"),
        ("services/wrong.py", "import PySide6.QtCore"),
        ("services/wrong.py", "import tracker.ui"),
        ("reports/wrong.py", "import tracker.storage"),
        ("storage/wrong.py", "import tracker.reports"),
        ("ui/wrong.py", "import sqlalchemy"),
        ("ui/wrong.py", "import tracker.storage"),
        ("reports/wrong.py", "import sqlite3"),
        ("ui/home/wrong.py", "import tracker.ui.contacts"),
        ("ui/forms/wrong.py", "import tracker.ui.contacts"),
        ("cli.py", "import tracker.storage"),
        ("cli.py", "import sqlite3"),
        ("cli.py", "import tracker.ui"),
        ("errors.py", "import tracker.domain"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, module: str, line: str) -> None:
    """The contracts bite: each wrong import breaks them in an otherwise empty house."""
    package = tmp_path / "tracker"
    rooms = ["services", "storage", "reports", "domain", "ui", "ui/home", "ui/contacts", "ui/forms"]
    for folder in ["", *rooms]:
        (package / folder).mkdir(parents=True, exist_ok=True)
        (package / folder / "__init__.py").touch()
    for leaf in (
        "__main__",
        "app",
        "cli",
        "config",
        "display",
        "resources",
        "logging_setup",
        "errors",
        "i18n",
    ):
        (package / f"{leaf}.py").touch()
    assert lint_imports(CONFIGURATION, tmp_path).returncode == 0
    (package / module).write_text(line + "\n", encoding="utf-8")
    assert lint_imports(CONFIGURATION, tmp_path).returncode == 1


def test_every_feature_of_the_window_is_in_the_contract() -> None:
    contracts = tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(each["layers"] for each in contracts["contracts"] if each["id"] == "features")
    independent = next(layer for layer in layers if "|" in layer)
    # The board is the list's other face, and has a layer of its own above it.
    features = {file.parent.name for file in UI.glob("*/page.py")} - {"board"}
    assert features <= set(re.findall(r"\w+", independent))
