"""The command line as the shell sees it: a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import tracker as package


def run(*words: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **more}
    command = [sys.executable, "-m", "tracker", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)


def python(program: str, *words: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60)


def test_version_and_misuse() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.split()) == (0, [b"tracker", package.__version__.encode()])
    assert run("fly").returncode == 2
    done = run("due")
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there always is a display")
def test_without_a_display_the_window_says_so() -> None:
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = run(QT_QPA_PLATFORM="", **nowhere)
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode()
    assert said.count("\n") == 1
    assert "tracker tour --out out" in said
    assert "tracker --help" in said
    program = (
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from tracker.app import start\n"
        "class Short(QApplication):\n"
        "    def exec(self):\n"
        "        QTimer.singleShot(200, self.quit)\n"
        "        return super().exec()\n"
        "start.QApplication = Short\n"
        "from tracker.__main__ import main\n"
        "raise SystemExit(main([]))\n"
    )
    environment = {**os.environ, **nowhere, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", program]
    started = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    assert started.returncode == 0, started.stderr


def test_an_ascii_terminal_gets_everything_in_ascii(samples: Path) -> None:
    words = ["--db", samples, "find", "이병건"]
    text = run(*words, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert text.returncode == 0
    assert text.stderr == b""
    assert "이병건".encode("ascii", "backslashreplace") in text.stdout
    data = run(*words, "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(data.stdout.decode("ascii"))["text"] == "이병건"
    plain = run(*words, "--json", PYTHONIOENCODING="utf-8")
    assert "이병건".encode() in plain.stdout
    assert json.loads(plain.stdout) == json.loads(data.stdout)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_reader_who_has_seen_enough(samples: Path) -> None:
    command = [sys.executable, "-m", "tracker", "--db", str(samples), "show", "agreement-2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1


def test_a_command_loads_no_window_and_the_window_no_command(samples: Path) -> None:
    program = (
        "import sys\n"
        "from tracker.__main__ import main\n"
        "code = main(sys.argv[1:])\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])\n"
        "raise SystemExit(code)\n"
    )
    done = python(program, "due", "--db", samples)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == b"[]"
    program = (
        "import sys\n"
        "from tracker.cli.parser import parse\n"
        "parse([])\n"
        "heavy = ('PySide6', 'sqlalchemy', 'pydantic', 'tracker.services', 'tracker.domain')\n"
        "print([name for name in sys.modules if name.startswith(heavy)])\n"
    )
    assert python(program).stdout == b"[]\n"


def test_a_bug_is_one_sentence_and_a_log(samples: Path) -> None:
    program = (
        "import sys\n"
        "from tracker.services.search import SearchService\n"
        "def broken(*words): raise KeyError('inside')\n"
        "SearchService.find = broken\n"
        "from tracker.__main__ import main\n"
        "raise SystemExit(main(sys.argv[1:]))\n"
    )
    done = python(program, "find", "x", "--db", samples)
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode()
    assert said.count("\n") == 1
    log = Path(said.split("“")[1].split("”")[0])
    text = log.read_text(encoding="utf-8")
    assert "KeyError: 'inside'" in text
    assert "command find" in text
