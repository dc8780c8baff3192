"""`make translations`: gather the texts of the sources, update and compile every language.

The sources speak English; `tr`, `trn` and `mark` name their texts. `resources/i18n/tracker.pot`
is what was found, `resources/i18n/LANGUAGE/LC_MESSAGES/tracker.po` is where people translate, and
the `.mo` beside it is what the program reads. Nothing in them depends on the day, so an unchanged
source gives unchanged files. A new language: `python -m scripts.translations fr`.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tracker.resources import resource_path

SOURCES = Path(__file__).resolve().parent.parent / "src" / "tracker"
KEYWORDS = {"tr": None, "mark": None, "trn": (1, 2)}
DOMAIN = "tracker"
# Files that say when they were made differ each time; these always say the same.
THE_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def gather() -> Catalog:
    """All texts of the sources, in the order of files and lines."""
    catalog = _empty(None)
    for name, line, texts, comments, context in sorted(
        extract_from_dir(SOURCES, [("**.py", "python")], keywords=KEYWORDS, comment_tags=["i18n:"]),
        key=lambda found: (found[0], found[1]),
    ):
        catalog.add(
            texts,
            locations=[(f"src/tracker/{name}".replace("\\", "/"), line)],
            auto_comments=comments,
            context=context,
        )
    return catalog


def update(language: str, found: Catalog) -> Catalog:
    """The language's catalogue with the texts in `found`; those that went away are dropped."""
    catalog = read(language) if po_file(language).exists() else _empty(language)
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def read(language: str) -> Catalog:
    """The language's catalogue as it stands in its `.po` file."""
    with po_file(language).open("rb") as stream:
        catalog = read_po(stream, locale=language, domain=DOMAIN)
    _stop_clock(catalog)
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as a `.po` or `.pot` file, with file names but no line numbers."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=100, include_lineno=False)
    return stream.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it; untranslated texts are left out and stay English."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def template_file() -> Path:
    """The file of all texts."""
    return resource_path("i18n", f"{DOMAIN}.pot")


def po_file(language: str) -> Path:
    """The file in which a language is translated."""
    return resource_path("i18n", language, "LC_MESSAGES", f"{DOMAIN}.po")


def mo_file(language: str) -> Path:
    """The compiled file of a language."""
    return po_file(language).with_suffix(".mo")


def languages() -> list[str]:
    """The codes of the languages there are, English (the sources') left out."""
    return sorted(file.parent.parent.name for file in resource_path("i18n").glob("*/*/*.po"))


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that have no translation yet."""
    return [
        str(message.id) for message in catalog if message.id and not _is_translated(message.string)
    ]


def main() -> int:
    """Do it for all languages, and for those named on the command line."""
    found = gather()
    template_file().write_bytes(as_po(found))
    print(f"{len(found)} texts")
    for language in sorted({*languages(), *sys.argv[1:]}):
        catalog = update(language, found)
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        po_file(language).write_bytes(as_po(catalog))
        mo_file(language).write_bytes(as_mo(read(language)))
        print(f"{language}: {len(untranslated(catalog))} not translated")
    return 0


def _empty(language: str | None) -> Catalog:
    catalog = Catalog(
        locale=language,
        domain=DOMAIN,
        project="Partnership Tracker",
        version="",
        header_comment="# The texts of Partnership Tracker; see scripts/translations.py",
        fuzzy=False,
    )
    _stop_clock(catalog)
    return catalog


def _stop_clock(catalog: Catalog) -> None:
    catalog.creation_date = catalog.revision_date = THE_DAY


def _is_translated(text: str | tuple[str, ...] | list[str] | None) -> bool:
    """Every form of the text is there."""
    return bool(text) and (isinstance(text, str) or all(text or ()))


if __name__ == "__main__":
    sys.exit(main())
