"""The program's own files."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tracker.resources import data_path, resource_path

ICONS = sorted(resource_path("icons").glob("*.svg"))


def test_the_folders_are_found() -> None:
    assert resource_path("fonts", "Pretendard-Regular.otf").is_file()
    assert data_path("sample").is_dir()


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_an_icon_takes_the_colour_of_the_text(file: Path) -> None:
    icon = ET.parse(file).getroot()
    assert icon.get("stroke") == "currentColor"
    assert icon.get("stroke-width") == "1.75"
    assert icon.get("viewBox") == "0 0 24 24"


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_what_is_not_ours_comes_with_its_licence(folder: str) -> None:
    assert list(resource_path(folder).glob("LICENSE-*.txt"))
