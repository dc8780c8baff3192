"""A keystroke in the palette, to its hits painted, on the largest database.

Words are typed letter by letter, as from a keyboard or an input method: names, words that stand in
tens of thousands of records, one and two Korean syllables, initial consonants, a slip of one
letter.
"""

import time
from itertools import accumulate

from PySide6.QtGui import QInputMethodEvent

from benchmarks import databases
from benchmarks.measure import Compared, Times
from benchmarks.window import OpenWindow, Painted, opened
from tracker.ui.search.palette import SearchPalette

_TYPED = {
    "names": ("kim soo", "takahashi", "biosciences", "daejeon society", "müller"),
    "words in 40,000 records and more": ("partners", "steering committee", "예산", "budget"),
    "one Korean syllable": ("김", "한", "첨", "공", "협", "단", "이"),
    "two Korean syllables": ("한국", "재생", "김민", "협력", "오송", "회의"),
    "initial consonants": ("ㅎㄱ", "ㄱㅁㅅ", "ㅈㅅㅇㄹ"),
    "a slip of one letter": ("takahasi", "biosciense", "johnsen"),
}


def compare(quick: bool) -> list[Compared]:
    """All of them, some times over."""
    found: list[Compared] = []
    every = Times()
    with opened(databases.largest()) as window:
        window.program.finding.open()
        palette = window.program.finding.palette
        assert palette is not None
        window.settle()
        painted = Painted(palette.list.viewport())
        for name, texts in _TYPED.items():
            times = Times()
            for _ in range(2 if quick else 5):
                for text in texts:
                    for part in [text] if quick else accumulate(text):
                        times.all.append(_typed(window, palette, painted, part))
            every.all += times.all
            line = f"Search as one types: {name}"
            found.append(Compared(line, times, most=20, most_p95=50))
    name = "A keystroke in search, to 50 hits painted"
    return [Compared(name, every, most=20, most_p95=50), *found]


def _typed(window: OpenWindow, palette: SearchPalette, painted: Painted, text: str) -> float:
    """Time from the last letter of `text`, the others being there, until its hits are painted."""
    palette.field.restart(text[:-1])
    window.settle()
    shown: list[int] = []
    palette.model.modelReset.connect(lambda: shown.append(painted.times))
    event = QInputMethodEvent()
    event.setCommitString(text[-1])
    start = time.perf_counter()
    window.app.sendEvent(palette.field, event)
    # Where nothing is found there is no line to paint.
    window.until(lambda: bool(shown) and (painted.times > shown[0] or not palette.model.entries))
    took = (time.perf_counter() - start) * 1000
    palette.model.modelReset.disconnect()
    return took
