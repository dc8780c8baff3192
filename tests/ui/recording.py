"""The messages' fake: writes down what would have been said and answers as it was told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tracker.ui.messages import Answered, Choice, Chosen, FileKind


@dataclass(frozen=True)
class Toasted:
    """A toast; `act` presses its button."""

    text: str
    action: str
    act: Callable[[], None] | None
    lasting: bool = False


@dataclass(frozen=True)
class Asked:
    """A question; `answer` gives the key of a choice."""

    title: str
    text: str
    choices: tuple[Choice, ...]
    answer: Answered


@dataclass
class RecordedMessages:
    """Set `answers` and `files` beforehand; a question without an answer waits in `questions`."""

    answers: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    infos: list[tuple[str, str]] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    toasts: list[Toasted] = field(default_factory=list)
    on_screen: list[Toasted] = field(default_factory=list)
    """The toasts that no later change has taken away."""
    file_questions: list[tuple[str, tuple[FileKind, ...]]] = field(default_factory=list)
    suggested: list[Path] = field(default_factory=list)

    def show_error(self, parent: QWidget | None, error: Exception) -> None:
        self.errors.append(error)

    def info(self, parent: QWidget | None, title: str, text: str) -> None:
        self.infos.append((title, text))

    def question(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        choices: Sequence[Choice],
        answered: Answered,
    ) -> None:
        self.questions.append(Asked(title, text, tuple(choices), answered))
        if self.answers:
            key = self.answers.pop(0)
            assert key in [choice.key for choice in choices], (key, choices)
            answered(key)

    def toast(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        *,
        lasting: bool = False,
    ) -> None:
        self.toasts.append(Toasted(text, action, on_action, lasting))
        self.on_screen.append(self.toasts[-1])

    def drop_toasts(self) -> None:
        self.on_screen = [toast for toast in self.on_screen if toast.lasting]

    def choose_save_file(
        self,
        parent: QWidget | None,
        title: str,
        suggested: Path,
        kinds: Sequence[FileKind],
        chosen: Chosen,
    ) -> None:
        self.suggested.append(suggested)
        self._file(title, kinds, chosen)

    def choose_open_file(
        self, parent: QWidget | None, title: str, kinds: Sequence[FileKind], chosen: Chosen
    ) -> None:
        self._file(title, kinds, chosen)

    def choose_folder(self, parent: QWidget | None, title: str, chosen: Chosen) -> None:
        self._file(title, (), chosen)

    def _file(self, title: str, kinds: Sequence[FileKind], chosen: Chosen) -> None:
        self.file_questions.append((title, tuple(kinds)))
        if self.files:
            chosen(self.files.pop(0))
