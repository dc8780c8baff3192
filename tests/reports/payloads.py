"""Texts that a careless report would run, open, or break on."""

from typing import Any

from pydantic import BaseModel

FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","x")', "=SUM(A1:A9)",
    "+1+1", "+cmd|' /C calc'!A0", "-1+1", "-2+3+cmd|' /C calc'!A0", "-5", "@SUM(1+1)",
    "@A1", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "=", "+", "-", "@", "==1", "=+1", "=-1",
    '=IMPORTXML("http://example.org","//a")', '=WEBSERVICE("http://example.org")',
    '=DDE("cmd";"/C calc";"x")', "{=1+1}", "'=1+1", '"=1+1"', "=A1&CHAR(10)", "=1;=2",
    "＝1+1", "＋1", "－1", "＠SUM(1)", "%0A=1+1", "=0xFF", "=TRUE()", "|calc",
    "=\u200b1+1", "=한국()",
)  # fmt: skip

MARKUP = (
    "<b>bold</b>", "<img src='file:///etc/passwd'>", "<script>alert(1)</script>", "&amp; & <",
    "#set page(fill: red)", '#read("/etc/passwd")', "$ x^2 $", "*strong* _emph_ `raw`",
    "@reference", "= Heading", "- item", "// comment", "/* comment */", "\\ \\u{1F600}",
    "#import \"@preview/x:1.0.0\"", "]]> --> </w:t>", "{{ 7*7 }} {% raw %}", "%s %d {0} {name}",
)  # fmt: skip


def filled(model: type[BaseModel], text: str) -> dict[str, Any]:
    """Arguments for `model` with `text` in each plain text field that has no rule of its own."""
    return {
        name: text
        for name, field in model.model_fields.items()
        if field.annotation is str and name not in {"status", "language", "iso", "url"}
    }
