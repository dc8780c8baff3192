"""`make run` and `make test` on a machine that lacks something."""

import socket
import sys
from pathlib import Path

import pytest

from scripts import setup, system_libraries
from tracker import display

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there always is a display"
)


@linux
@pytest.mark.parametrize(
    "environment", [{}, {"DISPLAY": ""}, {"DISPLAY": "nonsense"}, {"DISPLAY": ":54321"}]
)
def test_no_display_or_a_dead_one_is_none(environment: dict[str, str]) -> None:
    assert not display.is_there(environment)


@linux
def test_a_listening_display_is_one() -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X54322")
        server.listen()
        assert display.is_there({"DISPLAY": ":54322"})


@linux
@pytest.mark.parametrize(
    ("platform", "can"),
    [
        ("", False),
        ("xcb", False),
        ("wayland;xcb", False),
        ("offscreen", True),
        ("xcb;offscreen", True),
        ("vnc:size=800x600", True),
    ],
)
def test_a_platform_without_a_screen_needs_no_display(platform: str, can: bool) -> None:
    assert display.can_open_window({"QT_QPA_PLATFORM": platform}) is can


@linux
def test_a_missing_library_is_named() -> None:
    libraries = {"libnone1": "libnone.so.1", "libc6": "libc.so.6"}
    assert system_libraries.missing(libraries) == ["libnone1"]


def test_who_may_not_install_is_given_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "_as_root", lambda: None)
    with pytest.raises(system_libraries.SystemLibrariesError) as caught:
        system_libraries.install(["libegl1", "libgl1"], print)
    assert "sudo apt-get install --no-install-recommends libegl1 libgl1\n" in str(caught.value)


def test_a_finished_set_up_is_known_until_a_pin_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "NOTE", tmp_path / "setup.json")
    monkeypatch.setattr(setup, "PYTHON", Path(sys.executable))
    done: list[tuple[str, ...]] = []
    monkeypatch.setattr(setup, "_run", lambda problem, *command: done.append(command))
    monkeypatch.setattr(setup, "_prepare_system", lambda purpose, have_venv: None)
    monkeypatch.setattr(setup, "BIN", tmp_path)

    setup.prepare("test")
    assert any("--require-hashes" in command for command in done)
    done.clear()
    setup.prepare("test")
    setup.prepare("run")  # the packages of the tests are more than those of a run
    assert not done
    (tmp_path / "requirements-dev.txt").write_text("other", encoding="utf-8")
    setup.prepare("test")
    assert done
