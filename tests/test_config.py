"""The user's folders and settings."""

import json
import sys
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.config import APP_NAME, HOME_VARIABLE, Paths, Settings, Theme, write_atomically


def test_all_folders_lie_below_a_given_home(tmp_path: Path) -> None:
    paths = Paths.of_user({HOME_VARIABLE: str(tmp_path / "stick")})
    for path in (paths.default_database, paths.settings, paths.log):
        assert path.is_relative_to(tmp_path / "stick")
    assert paths.default_database.name == "Partnerships.tracker"
    assert not (tmp_path / "stick").exists()


def test_without_a_home_the_platform_names_the_folders() -> None:
    assert "partnership-tracker" in str(Paths.of_user({}).default_database)


def test_on_linux_they_are_where_everybody_puts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    for environment in ({}, dict.fromkeys(names, "/x"), dict.fromkeys(names, "relative")):
        for name in names:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            if value.startswith("/"):
                monkeypatch.setenv(name, value)
        folders = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
        wanted = (folders.user_data_path, folders.user_config_path, folders.user_log_path)
        if sys.platform.startswith("linux"):
            assert Paths.of_user(environment) == wanted


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    settings = Settings("ko", Theme.DARK, "/a/기록.tracker", "김").with_window("main", "AAA=")
    settings.save(tmp_path / "deep" / "settings.json")
    assert Settings.load(tmp_path / "deep" / "settings.json") == settings


def test_missing_settings_are_the_defaults(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1]", b"[" * 100_000])
def test_damaged_settings_are_put_aside(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert Settings.load(file) == Settings()
    assert (tmp_path / "settings.json.damaged").read_bytes() == content
    assert not file.exists()


def test_what_is_right_in_partly_wrong_settings_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    stored = {"language": "ko", "theme": "pink", "last_database": 7, "new": 1}
    file.write_text(json.dumps({**stored, "windows": {"main": "AAA=", "log": None}}))
    assert Settings.load(file) == Settings("ko", windows={"main": "AAA="})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
NAMES = st.sampled_from(["language", "theme", "last_database", "recorder", "windows", "other"])


@given(st.dictionaries(NAMES, JSON))
def test_any_settings_file_can_be_loaded(
    tmp_path_factory: pytest.TempPathFactory, stored: dict[str, object]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(stored))
    settings = Settings.load(file)
    assert isinstance(settings.theme, Theme)
    assert all(isinstance(state, str) for state in settings.windows.values())


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.json"
    write_atomically(file, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
