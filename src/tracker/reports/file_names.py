"""A name for a new file that every system takes and that shows what it is."""

import re
import unicodedata

LONGEST = 100
"""In characters; and no more than twice as many bytes, as some systems count those (255)."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Windows keeps these for devices, whatever ending follows them (Naming Files, Microsoft).
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE
)


def safe_file_name(text: str, otherwise: str) -> str:
    """`text` as the name of a file, without an ending; `otherwise` if nothing of it is left.

    No slashes or other characters that a system forbids, nothing invisible or that turns the
    direction of writing, no device names of Windows, no dots or spaces at either end.
    """
    shown = unicodedata.normalize("NFC", " ".join(text[: LONGEST * 4].split()))
    shown = "".join(
        letter for letter in shown if unicodedata.category(letter)[0] not in "CZ" or letter == " "
    )
    shown = _FORBIDDEN.sub("-", shown).strip(" .-")
    while len(shown) > LONGEST or len(shown.encode()) > LONGEST * 2:
        shown = shown[:-1]
    shown = shown.strip(" .-")
    if _DEVICES.match(shown):
        shown = f"_{shown}"[:LONGEST]
    return shown or otherwise
