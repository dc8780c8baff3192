"""The summary of one agreement as a tagged PDF, set by typst from `templates/summary.typ`.

Everything a person typed goes to the template as JSON in `sys_inputs` and is shown as it stands:
it is never read as typst markup.
"""

import json
import re
from functools import cache
from typing import Literal

import typst

from tracker.domain.summary import AgreementSummary
from tracker.reports.summary_view import Json, summary_view
from tracker.reports.texts import printable
from tracker.resources import resource_path

_PAGE = re.compile(rb"/Type\s*/Page\b")


def summary_pdf(summary: AgreementSummary) -> bytes:
    """One agreement's summary as PDF/UA-1. The same summary gives the same bytes.

    The program's own fonts are enough for Latin, Cyrillic, Greek, Korean, Japanese, Arabic and
    Hebrew. Another script is set in the computer's fonts; a character that has no shape there
    either is shown as an empty box, and the file is then tagged PDF without the UA mark.
    """
    view = summary_view(printable(summary))
    pdf = _shown(view)
    if _pages(pdf) == 2:
        # A page that is nearly enough: set a little tighter, it may be enough.
        denser = _shown({**view, "dense": True})
        if _pages(denser) == 1:
            return denser
    return pdf


def _pages(pdf: bytes) -> int:
    return len(_PAGE.findall(pdf))


def _shown(view: Json) -> bytes:
    """The PDF, with the first of our means that has a shape for every character."""
    for system_fonts in (False, True):
        try:
            return _compile(view, system_fonts=system_fonts, standard="ua-1")
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    return _compile(view, system_fonts=True, standard=None)


def _compile(view: Json, *, system_fonts: bool, standard: Literal["ua-1"] | None) -> bytes:
    # A compiler of its own for each call: one cannot serve two threads. The fonts can.
    compiler = typst.Compiler(
        str(resource_path("templates", "summary.typ")),
        root=str(resource_path()),
        font_paths=_fonts(system_fonts),
        ignore_system_fonts=not system_fonts,
        sys_inputs={"summary": json.dumps(view, ensure_ascii=False)},
    )
    # timestamp=0 and `date: none` in the template: no time of the machine in the file.
    pdf = compiler.compile(format="pdf", pdf_standards=[standard] if standard else [], timestamp=0)
    if not isinstance(pdf, bytes):
        raise TypeError(f"typst gave {type(pdf)}")
    return pdf


@cache
def _fonts(system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system_fonts,
        include_embedded_fonts=True,
        font_paths=[str(resource_path("fonts"))],
    )
