"""log and summary: what a person does to one record."""

from pathlib import Path
from typing import Any

from tracker.cli.printing import complain, joined, put_json, say
from tracker.cli.session import Session, UsageError, resolve
from tracker.cli.showing import entry_line
from tracker.domain.dates import PartialDate
from tracker.domain.dates_writing import write_date
from tracker.domain.fields import FieldSpec
from tracker.domain.progress import STATUS_LABELS
from tracker.domain.reading import read_value
from tracker.domain.record import spec_of
from tracker.domain.records import Deliverable, ProgressEntry
from tracker.i18n import tr
from tracker.services.reporting import Format

FORMATS: tuple[Format, ...] = ("pdf", "docx", "xlsx")


def log(session: Session) -> None:
    """Append one line to the log of a deliverable and say how it stands now."""
    asked = session.options.more
    today = session.today()
    metric, number = _measure(asked.measure)
    written = {
        "note": ("SENTENCE", asked.sentence),
        "status": ("--status", asked.status),
        "percent": ("--percent", asked.percent),
        "on": ("--on", asked.on or today.isoformat()),
        "target": ("--target", asked.target),
        "target_reason": ("--reason", asked.reason),
        "metric": ("--measure", metric),
        "value": ("--measure", number),
        "evidence_url": ("--evidence", asked.evidence),
    }
    values = {name: _read(session, name, *given) for name, given in written.items()}
    said = any(values[name] not in (None, "") for name in values if name != "on")
    if not said and not asked.file:
        raise UsageError(tr("write a sentence, or a status"))
    with session.opened() as services:
        ref = resolve(services, asked.deliverable, Deliverable.key)
        entry = ProgressEntry.model_validate({"deliverable_id": ref.id, **values})
        # Read before the database is locked: a file may lie on a slow disk.
        files = [services.attachments.prepare(path) for path in asked.file]
        services.progress.log(entry, files)
        state = services.pages.deliverable(ref.id, today).state
    say(tr("Logged on {ref}, {name}: {line}", ref=ref, name=state.name, line=entry_line(entry)))
    for file in files:
        say(tr("Kept with it: {name}", name=file.name))
    if entry.on.earliest > today:
        say(tr("The day is in the future: it counts from then on."))
    target = tr("target {date}", date=write_date(state.target)) if state.target else ""
    percent = f"{state.percent} %" if state.percent is not None else ""
    say(tr("It now is: {state}", state=joined((tr(STATUS_LABELS[state.status]), percent, target))))


def summary(session: Session) -> None:
    """Print the summary of an agreement, or write it to the files named."""
    asked = session.options.more
    today, language = session.today(), session.options.language
    files: dict[Format, Path] = {
        form: path for form in FORMATS if (path := getattr(asked, form)) is not None
    }
    with session.opened() as services:
        ref = resolve(services, asked.agreement, "agreement")
        if asked.json:
            put_json(services.reporting.summary(ref.id, today, language).model_dump(mode="json"))
        elif not files:
            say(services.reporting.text(ref.id, today, language).rstrip("\n"))
        for form, path in files.items():
            services.reporting.export(ref.id, form, path, today, language)
            (complain if asked.json else say)(tr("Written: {path}", path=path))


def _measure(text: str) -> tuple[str, str]:
    metric, equals, number = text.rpartition("=")
    if text and not (equals and metric.strip() and number.strip()):
        raise UsageError(tr("--measure: write what was counted and how much, as visitors=120"))
    return metric.strip(), number.strip()


def _read(session: Session, name: str, option: str, text: str) -> Any:
    """The value meant, by the field's own rules; a date that is none is a misuse."""
    spec = spec_of(ProgressEntry, name)
    try:
        value = read_value(spec, text, session.today())
    except ValueError as error:
        said = _not_one_of(spec, text) if spec.choices else str(error)
        raise UsageError(f"{option}: {said}") from error
    return value if value is not None or name != "on" else PartialDate.of(session.today())


def _not_one_of(spec: FieldSpec, text: str) -> str:
    """Names the values that are easily typed, each with its label in the language in use."""
    known = ", ".join(f"{value} ({tr(label)})" for value, label in spec.choices.items())
    return tr("“{text}” is not one of: {known}.", text=text[:40], known=known)
