"""The wheel holds all the program needs, and what it is built from is pinned."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import tracker

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = re.compile(r"^([\w.-]+)==([^ ]+)", re.MULTILINE)
QUIET = {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_QUIET": "1"}


def run(command: list[str], folder: Path, **more: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1", **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing in it but the built wheel; gives its folder of programs."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip"]
    run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)],
        folder,
        **QUIET,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(
        [*pip, "--python", str(folder / "env"), "install", "--no-deps", str(wheel)], folder, **QUIET
    )
    # Only now may it see the dependencies, which lie beside this very project: pip would take
    # the one for the other.
    (packages,) = (folder / "env").glob("**/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def test_the_installed_program_starts(installed: Path, tmp_path: Path) -> None:
    answer = run([str(installed / "tracker"), "--version"], tmp_path)
    assert answer.split() == ["tracker", tracker.__version__]


def test_the_installed_program_has_its_resources(installed: Path, tmp_path: Path) -> None:
    program = (
        "import tracker, tracker.resources as r\n"
        "for file in (r.resource_path('icons', 'house.svg'),"
        " r.resource_path('fonts', 'Pretendard-Regular.otf'), r.data_path('sample')):\n"
        "    print(file.exists() and file)\n"
    )
    paths = run([str(installed / "python"), "-c", program], tmp_path).splitlines()
    assert len(paths) == 3
    for path in paths:
        assert Path(path).is_relative_to(installed.parent), path


def test_the_installed_program_makes_the_samples(installed: Path, tmp_path: Path) -> None:
    """They are in the wheel, whole, and so is all that a new database needs."""
    database = tmp_path / "Sample.tracker"
    run([str(installed / "tracker"), "sample", str(database)], tmp_path, TRACKER_HOME=str(tmp_path))
    found = run(
        [str(installed / "tracker"), "--db", str(database), "find", "pavilion"],
        tmp_path,
        TRACKER_HOME=str(tmp_path),
    )
    assert "pavilion" in found.casefold()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_pins_name_no_host_and_have_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    options = [line for line in text.splitlines() if line.lstrip().startswith("-")]
    assert all(line.lstrip().startswith("--hash=sha256:") for line in options)
    logical_lines = re.sub(r"\\\n", "", text).splitlines()
    pinned = [line for line in logical_lines if PINS.match(line)]
    assert pinned
    assert all("--hash=sha256:" in line for line in pinned)


@pytest.mark.parametrize(
    ("name", "groups"),
    [("requirements.txt", ["build"]), ("requirements-dev.txt", ["build", "dev"])],
)
def test_every_dependency_is_pinned_within_its_bounds(name: str, groups: list[str]) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = {canonicalize_name(project): Version(pin) for project, pin in PINS.findall(text)}
    wanted = list(PROJECT["dependencies"])
    for group in groups:
        wanted += PROJECT["optional-dependencies"][group]
    for requirement in map(Requirement, wanted):
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_the_tests_run_with_the_packages_of_a_run() -> None:
    pins = [
        dict(PINS.findall((ROOT / name).read_text(encoding="utf-8")))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert pins[0].items() <= pins[1].items()
