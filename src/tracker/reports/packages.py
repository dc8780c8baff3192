"""DOCX and XLSX are zip packages: the same content must give the same bytes."""

import io
import re
import zipfile

from tracker.domain.summary import WrittenDate

_STAMPS = re.compile(
    rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>|<cp:lastPrinted>[^<]*</cp:lastPrinted>"
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name: it says that no time is known."""


def without_clock(package: bytes, day: WrittenDate) -> bytes:
    """`package` with no time of the machine in it: only `day`, if it is an exact one."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _dated(content, day.iso)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, content)
    return out.getvalue()


def _dated(core: bytes, iso: str) -> bytes:
    core = _STAMPS.sub(b"", core)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", iso):
        return core
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{iso}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return core.replace(b"</cp:coreProperties>", stamps.encode() + b"</cp:coreProperties>")
