"""The summary as plain JSON for the typst template: strings, numbers and lists, no markup."""

from collections.abc import Sequence
from typing import Any

from tracker.domain.owing import STATE_LABELS
from tracker.domain.progress import SERIES
from tracker.domain.summary import AgreementSummary, DeliverableLine, OwesBalance, OwesMatrix
from tracker.i18n import tr
from tracker.reports import lines, marks
from tracker.reports.texts import breakable, one_line, safe_link

MATRIX_WIDTH = 8
"""Parties beside each other in one table; more of them make a second table below."""

Json = dict[str, Any]


def summary_view(summary: AgreementSummary) -> Json:
    """What the template needs to know of a `printable` summary. `dense` saves some space."""
    return _breakable(
        {
            "dense": False,
            "title": one_line(summary.title) or tr("Untitled agreement"),
            "language": summary.language,
            "kicker": [part for part in (summary.kind_label, summary.reference) if part],
            "status": {
                **_mark(marks.agreement_mark(summary.status)),
                "label": summary.status_label,
                "since": tr("since {date}", date=summary.status_since.text)
                if summary.status_since
                else "",
            },
            "flags": list(summary.flags),
            "purpose": summary.purpose,
            "facts": [fact._asdict() for fact in lines.key_facts(summary)],
            "parties": [
                {
                    "name": party.name,
                    "acronym": party.acronym if party.acronym != party.name else "",
                    "ours": party.is_ours,
                    "detail": lines.party_detail(party),
                }
                for party in summary.parties
            ],
            "people": [
                {
                    "name": person.name,
                    "others": ", ".join(person.other_names),
                    "detail": lines.person_detail(person),
                }
                for person in summary.people
            ],
            "commitments": [
                {"text": line.text, "detail": lines.commitment_detail(line)}
                for line in summary.commitments
            ],
            "deliverables": [_deliverable(line) for line in lines.current(summary)],
            "history": [_deliverable(line) for line in lines.history(summary)],
            "matrices": _matrices(summary.matrix),
            "legend": [
                {**_mark(marks.cell_mark(state)), "word": tr(word)}
                for state, word in STATE_LABELS.items()
                if any(cell.state == state for row in summary.matrix.rows for cell in row.cells)
            ],
            "money": [
                {"label": line.label, "amount": line.amount, "note": line.note}
                for line in summary.money
            ],
            "lifecycle": [
                {"date": line.date.text, "label": line.label, "note": line.note}
                for line in lines.happened(summary)
            ],
            "links": [
                {"relation": line.relation_label, "title": line.title, "detail": line.detail}
                for line in summary.links
            ],
            "disagreements": [
                {
                    "field": line.field_label,
                    "statements": [
                        lines.joined(one.value, f"({one.source})" if one.source else "", by=" ")
                        for one in line.statements
                    ],
                }
                for line in summary.disagreements
            ],
            "sources": [
                {
                    "title": line.title,
                    "detail": lines.source_detail(line),
                    "reliability": line.reliability_label,
                    "url": line.url,
                    "link": safe_link(line.url),
                }
                for line in summary.sources
            ],
            "note": summary.note,
            "as_of": lines.as_of(summary.generated_on),
            # The numbers are known only to the typesetter, which fills them in.
            "page": tr("Page {page} of {pages}"),
            "t": lines.headings(),
            "colours": {
                "text": marks.TEXT,
                "muted": marks.MUTED,
                "line": marks.LINE,
                "ground": marks.GROUND,
                "accent": marks.ACCENT,
                "accent_ground": marks.ACCENT_GROUND,
            },
        }
    )


def _breakable(view: Json) -> Json:
    """The same with places to break a line in words longer than any column (not in links)."""

    def walk(value: Any, name: str) -> Any:
        if isinstance(value, str):
            return value if name == "link" else breakable(value)
        if isinstance(value, dict):
            return {key: walk(item, key) for key, item in value.items()}
        if isinstance(value, list):
            return [walk(item, name) for item in value]
        return value

    return {key: walk(item, key) for key, item in view.items()}


def _mark(mark: marks.Mark) -> Json:
    return {"icon": mark.icon, "colour": mark.colour}


def _deliverable(line: DeliverableLine) -> Json:
    progress = line.last_progress
    return {
        **_mark(marks.deliverable_mark(line.status, overdue=line.overdue)),
        "title": line.title,
        "under": lines.joined(line.type_label, line.event),
        "facts": lines.fact_words(line),
        "facts_below": lines.is_long(lines.fact_words(line)),
        "status": tr("Overdue") if line.overdue else line.status_label,
        "under_status": line.status_label if line.overdue else line.delivered.text,
        "history": line.is_history,
        "is_series": line.status == SERIES,
        # A full bar beside the word "Delivered" says nothing more.
        "percent": None if line.status == "delivered" and line.percent == 100 else line.percent,
        "target": lines.target_words(line),
        "has_target": bool(line.target),
        "moved": lines.moved_words(line),
        "by": _by(line),
        "progress_on": progress.date.text if progress else "",
        "progress": progress.sentence if progress else "",
        "steps": [
            {
                **_mark(marks.step_mark(step.state)),
                "title": step.title,
                "when": lines.step_when(step),
            }
            for step in lines.shown_steps(line)
        ],
        "steps_head": lines.steps_head(line),
        "steps_more": lines.steps_more(line),
    }


def _by(line: DeliverableLine) -> list[Json]:
    """One line for each party; for many parties one for each role."""
    if len(line.responsible) <= 3:
        return [{"names": who.organisation, "role": who.role_label} for who in line.responsible]
    groups: dict[str, list[str]] = {}
    for who in line.responsible:
        groups.setdefault(who.role_label, []).append(who.organisation)
    return [{"names": ", ".join(names), "role": role} for role, names in groups.items()]


def _matrices(matrix: OwesMatrix) -> list[Json]:
    """The matrix cut into tables of about equal width, none wider than a page."""
    if not matrix.rows or not matrix.columns:
        return []
    count = -(-len(matrix.columns) // MATRIX_WIDTH)
    width = -(-len(matrix.columns) // count)
    return [_matrix(matrix, at, at + width) for at in range(0, len(matrix.columns), width)]


def _matrix(matrix: OwesMatrix, start: int, end: int) -> Json:
    return {
        "columns": list(matrix.columns[start:end]),
        "rows": [
            {
                "deliverable": row.deliverable,
                "cells": [
                    {
                        **_mark(marks.cell_mark(cell.state)),
                        "role": cell.role_label,
                        "state": lines.state_word(cell.state),
                    }
                    for cell in row.cells[start:end]
                ],
            }
            for row in matrix.rows
            # Of several tables each shows only the rows that concern its parties.
            if end - start == len(matrix.columns)
            or any(cell.role_label or cell.state for cell in row.cells[start:end])
        ],
        "balances": _balances(matrix.balances[start:end]),
    }


def _balances(balances: Sequence[OwesBalance]) -> list[list[Json]]:
    return [
        [
            {
                **_mark(marks.cell_mark(state)),
                "state": lines.state_word(state),
                "number": number,
            }
            for state, number in lines.balance_words(balance)
        ]
        for balance in balances
    ]
