"""Long texts cut for places that show only their beginning."""

# About a screen of text: as much as a label can lay out without a pause.
MOST = 2_000
ONE_LINE = 500
"""More characters than one line has room for on any screen."""
_WORD = 40


def shortened(text: str, most: int = MOST) -> str:
    """At most `most` characters of a text, cut between words if there is a gap near the end, with
    "…" where something is left out. A note may have millions of characters, and laying out or
    measuring them all takes minutes."""
    if len(text) <= most:
        return text
    head = text[: max(0, most - 1)]
    gap = max(head.rfind(" ", -_WORD), head.rfind("\n", -_WORD))
    return (head[:gap] if gap > 0 else head).rstrip() + "…"


def in_one_line(text: str, most: int = ONE_LINE) -> str:
    """The beginning of a text with its white space made single blanks."""
    # So much more is looked at, as white space may take it up.
    return shortened(" ".join(shortened(text, 4 * most).split()), most)
