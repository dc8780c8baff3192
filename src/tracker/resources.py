"""Where the program's own files lie: icons, fonts, themes, languages, templates, samples.

In a checkout they are the folders `resources/` and `data/` beside `src/`; in an install they are
packed into the package as `_resources` and `_data` (`force-include` in pyproject.toml).
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def resource_path(*parts: str) -> Path:
    """The path of one of the program's resources, as in `resource_path("icons", "house.svg")`.

    It need not exist. Without parts it is the folder itself.
    """
    return _root("resources").joinpath(*parts)


def data_path(*parts: str) -> Path:
    """The path of shipped data, as in `data_path("sample")`. It need not exist."""
    return _root("data").joinpath(*parts)


def _root(name: str) -> Path:
    """The folder `name` of the install, or else of the checkout.

    `src` must be the package's parent: an install could by chance lie two levels below a folder
    of that name.
    """
    installed = _PACKAGE / f"_{name}"
    if not installed.is_dir() and _PACKAGE.parent.name == "src":
        return _CHECKOUT / name
    return installed
