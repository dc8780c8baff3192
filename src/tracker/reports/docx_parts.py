"""What python-docx lacks for a designed document: styles, hairlines, repeated heads, links.

python-docx knows no type stubs for the XML below its objects; the few such places are here.
"""

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tracker.reports import marks

FONT = "Pretendard"
EAST_ASIAN_FONT = "Malgun Gothic"
"""Where Pretendard is not installed Word takes its own font for Latin, and this for Korean."""

TEXT_WIDTH = 178
"""In mm: A4 less the margins."""

_STYLE_IDS: WeakKeyDictionary[object, dict[str, str | None]] = WeakKeyDictionary()


def colour(text: str) -> RGBColor:
    """ "#0B6B66" as python-docx wants it."""
    return RGBColor.from_string(text.removeprefix("#"))


def new_document(language: str) -> DocumentType:
    """An empty A4 document with our styles: Title, Subtitle, Heading 1-2, Normal, Detail, Head."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)
    styles = document.styles
    _style(styles["Normal"], 9, marks.TEXT, after=2, language=language)
    _style(styles["Title"], 18, marks.TEXT, bold=True, after=3)
    _style(styles["Subtitle"], 9, marks.ACCENT, bold=True, after=2)
    _style(styles["Heading 1"], 11, marks.TEXT, bold=True, before=12, after=4)
    _style(styles["Heading 2"], 9, marks.MUTED, bold=True, before=8, after=3)
    _style(styles["List Bullet"], 9, marks.TEXT, after=2)
    _style(styles["Footer"], 8, marks.MUTED)
    for name, size, tone, bold in (
        ("Detail", 8, marks.MUTED, False),
        ("Table Head", 8, marks.MUTED, True),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _style(style, size, tone, bold=bold, after=0)
    # The template's title has a blue rule below it, its footer stops for Letter paper.
    for unwanted in (
        *styles["Title"].element.xpath("./w:pPr/w:pBdr"),
        *styles["Footer"].element.xpath("./w:pPr/w:tabs"),
    ):
        unwanted.getparent().remove(unwanted)
    _close_up(styles["Normal"].element.get_or_add_pPr())
    return document


def _style(
    style: Any,
    size: float,
    tone: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    language: str = "",
) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = colour(tone)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN_FONT)
    fonts.set(qn("w:cs"), "Arial")
    for spacing in properties.findall(qn("w:spacing")):
        properties.remove(spacing)
    if language:
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        tag = OxmlElement("w:lang")
        tag.set(qn("w:val"), language)
        tag.set(qn("w:eastAsia"), language if language[:2] in {"ko", "ja", "zh"} else "ko-KR")
        properties.append(tag)
    if isinstance(style, ParagraphStyle):
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.1
        form.keep_with_next = style.name is not None and style.name.startswith("Heading")


def _close_up(properties: Any) -> None:
    """No space between figures and Hangul: 24일 is one word."""
    for name in ("autoSpaceDE", "autoSpaceDN"):
        tag = OxmlElement(f"w:{name}")
        tag.set(qn("w:val"), "0")
        properties.insert_element_before(
            tag, "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
        )


def say(
    paragraph: Paragraph, text: str, *, bold: bool = False, tone: str = "", size: float = 0
) -> Run:
    """Add `text` as it stands; newlines become line breaks."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    if tone:
        run.font.color.rgb = colour(tone)
    if size:
        run.font.size = Pt(size)
    return run


def say_link(paragraph: Paragraph, url: str) -> None:
    """Add `url` as a link to itself. The caller has made sure that it is a safe one."""
    relation = paragraph.part.relate_to(
        url,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = say(paragraph, url, tone=marks.ACCENT, size=8)
    link.append(run._r)  # noqa: SLF001 - there is no public way
    paragraph._p.append(link)  # noqa: SLF001 - there is no public way


def say_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word computes, such as PAGE."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001 - there is no public way
    paragraph._p.append(field)  # noqa: SLF001 - there is no public way


def put(cell: _Cell, text: str, style: str = "Normal", **look: Any) -> Paragraph:
    """Write into an empty cell, or as a further paragraph of one that says something."""
    first: Paragraph = cell.paragraphs[0]
    empty = not first.runs and len(cell.paragraphs) == 1
    paragraph = first if empty else cell.add_paragraph()
    paragraph._p.style = _style_id(paragraph, style)  # noqa: SLF001 - the public way looks it up anew
    paragraph.paragraph_format.space_after = Pt(0)
    say(paragraph, text, **look)
    return paragraph


def _style_id(paragraph: Paragraph, name: str) -> str | None:
    """Looked up once for a document: python-docx walks through all styles each time."""
    part = paragraph.part
    ids = _STYLE_IDS.setdefault(part, {})
    if name not in ids:
        ids[name] = part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH)
    return ids[name]


def new_table(
    document: DocumentType, heads: Sequence[str], widths: Sequence[float], *, ruled: bool = True
) -> Table:
    """A table of our look. `widths` in mm. With `heads` the first row repeats on every page."""
    table: Table = document.add_table(rows=1 if heads else 0, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    properties: Any = table._tbl.tblPr  # noqa: SLF001 - there is no public way
    after_margins = ("w:tblLook", "w:tblCaption", "w:tblDescription")
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH") if ruled else ():
        border = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0")):
            border.set(qn(f"w:{name}"), value)
        border.set(qn("w:color"), marks.LINE.removeprefix("#"))
        borders.append(border)
    properties.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", *after_margins
    )
    margins = OxmlElement("w:tblCellMar")
    for edge, width in (("top", 50), ("left", 80), ("bottom", 50), ("right", 80)):
        margin = OxmlElement(f"w:{edge}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.insert_element_before(margins, *after_margins)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    if heads:
        row = table.rows[0]
        for cell, head in zip(row.cells, heads, strict=True):
            put(cell, head, "Table Head")
            shade(cell, marks.GROUND)
        repeat = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - there is no public way
        _whole(row, widths)
    return table


def add_row(table: Table, widths: Sequence[float]) -> tuple[_Cell, ...]:
    """A further row, not split between pages."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # its stub lacks types
    _whole(row, widths)
    return tuple(row.cells)


def add_row_below(table: Table, widths: Sequence[float]) -> _Cell:
    """A further row of one cell over the whole width, which belongs to the row above: no line
    between them, and not on another page."""
    for cell in table.rows[-1].cells:
        _no_line(cell, "bottom")
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
    first, *_, last = add_row(table, widths)
    made: _Cell = first.merge(last)
    _no_line(made, "top")
    return made


def _no_line(cell: _Cell, edge: str) -> None:
    borders = OxmlElement("w:tcBorders")
    border = OxmlElement(f"w:{edge}")
    border.set(qn("w:val"), "nil")
    borders.append(border)
    properties: Any = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - there is no public way
    after = ("w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign")
    properties.insert_element_before(borders, *after)


def _whole(row: _Row, widths: Sequence[float]) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001 - there is no public way


def shade(cell: _Cell, tone: str) -> None:
    """Give the cell a ground of its own."""
    ground = OxmlElement("w:shd")
    ground.set(qn("w:val"), "clear")
    ground.set(qn("w:color"), "auto")
    ground.set(qn("w:fill"), tone.removeprefix("#"))
    cell._tc.get_or_add_tcPr().append(ground)  # noqa: SLF001 - there is no public way
