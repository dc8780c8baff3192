"""One case as an archive holds it. Knows the archive's form and nothing of the loader."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from tests.casebook.stated import Row, key, numbers, parts, plain, same, worth


class Archived:
    """The records of an archive by kind and id."""

    def __init__(self, archive: Row) -> None:
        self.records: dict[str, dict[int, Row]] = defaultdict(dict)
        for kind, rows in archive["records"].items():
            for row in rows:
                self.records[kind][row["id"]] = row
        self.log: dict[int, list[Row]] = defaultdict(list)
        for row in self.records["progress_entry"].values():
            self.log[row["deliverable_id"]].append(row)
        self.by_source: dict[tuple[int, str], list[Row]] = defaultdict(list)
        for kind, found in self.records.items():
            for row in found.values():
                for id in {one["source_id"] for one in row.get("citations", ())}:
                    self.by_source[id, kind].append(row)

    def get(self, kind: str, id: int | None) -> Row:
        """A record, {} if there is none."""
        return self.records[kind].get(id or 0, {})


class CaseView:
    """The records of an archive that the source of one case speaks of."""

    def __init__(self, archived: Archived, case: Row) -> None:
        self.archived = archived
        self.case = case
        found = [
            row
            for row in archived.records["source"].values()
            if same(row.get("reference", ""), case["id"])
        ]
        self.source: Row = found[0] if found else {}

    def _cited(self, kind: str) -> list[Row]:
        return self.archived.by_source.get((self.source.get("id", 0), kind), [])

    @cached_property
    def organisations(self) -> list[Row]:
        """Those the case speaks of."""
        return self._cited("organisation")

    @cached_property
    def contacts(self) -> list[Row]:
        """Those the case speaks of."""
        return self._cited("contact")

    @cached_property
    def mentioned(self) -> list[Row]:
        """Every agreement the case speaks of, former ones too."""
        return self._cited("agreement")

    @cached_property
    def deliverables(self) -> list[Row]:
        """Those the case speaks of."""
        return self._cited("deliverable")

    def said(self, record: Row, field: str, value: object) -> bool:
        """Whether the case's source states this of the record's field."""
        return any(
            one["source_id"] == self.source.get("id")
            and one.get("field", "") == field
            and same(one.get("stated", ""), value)
            for one in record.get("citations", ())
        )

    def claimed(self, field: str, value: object) -> bool:
        """Whether it is a claim of the source that belongs to no other record."""
        return any(
            same(claim, f"{field}: {plain(value)}") for claim in self.source.get("claims", ())
        )

    def another_speaks(self, record: Row) -> bool:
        """Whether a second source speaks of the record, which may have filled its fields."""
        cited = {one["source_id"] for one in record.get("citations", ())}
        return len(cited - {self.source.get("id")}) > 0

    def figures(self, record: Row) -> list[Row]:
        """The figures of a record that the case's source states."""
        own = self.source.get("id")
        return [row for row in record.get("observations", ()) if row.get("source_id") == own]

    def counted(self, records: Iterable[Row], text: str) -> bool:
        """Whether a text that is a figure stands there as one: its number and what it counts."""
        stated = numbers(text)
        return any(
            worth(row) in stated
            and all(word in plain(text) for word in plain(row["metric"]).split())
            for one in records
            for row in self.figures(one)
        )

    @cached_property
    def former(self) -> list[Row]:
        """The agreements that the case's own refer to."""
        return [other for _, other in self.links()]

    @cached_property
    def log(self) -> list[Row]:
        """The lines of logs that the case's source states."""
        own = self.source.get("id")
        lines = [row for one in self.deliverables for row in self.archived.log[one["id"]]]
        return [row for row in lines if row.get("source_id") == own]

    # --- names ---------------------------------------------------------------------------------

    def is_called(self, record: Row, text: str) -> bool:
        """Whether a record goes by the text: its name, acronym or another of its names."""
        names = [record.get("name", ""), record.get("acronym", ""), record.get("title", "")]
        names += [row["name"] for row in record.get("names", ())]
        known = {key(name) for name in names if name} | {plain(name) for name in names if name}
        return all((key(one) or plain(one)) in known for one in parts(text)) or plain(text) in known

    def called(self, kind: str, id: int | None, text: str) -> bool:
        """Whether the record with that id goes by the text; what the case calls a party inside a
        row, such as an acronym that stands in its name, is its name too."""
        record = self.archived.get(kind, id)
        if not record:
            return False
        if self.is_called(record, text):
            return True
        for row in self.case.get("parties") or ():
            nicknames = [row.get("acronym"), row.get("name_en"), *parts(row["name"])]
            shorter = key(text) in {key(one) for one in nicknames if one} - {""}
            if kind == "organisation" and shorter and self.is_called(record, row["name"]):
                return True
        legal = r"(?:co|ltd|inc|gmbh|ev|ag|llc)+$"
        return re.sub(legal, "", key(record.get("name", ""))) == re.sub(legal, "", key(text)) != ""

    def organisations_called(self, text: str) -> list[Row]:
        """The organisations the case speaks of by that name."""
        return [row for row in self.organisations if self.is_called(row, text)]

    # --- agreements ----------------------------------------------------------------------------

    @cached_property
    def own(self) -> list[Row]:
        """The agreements the case tells of, without those they refer to."""
        others = {link["other_id"] for row in self.mentioned for link in row.get("links", ())}
        others_text = [plain(text) for text in self.case.get("other_agreements") or ()]
        return [
            row
            for row in self.mentioned
            if row["id"] not in others
            and (
                plain(row.get("title", "")) not in others_text
                or row.get("parties")
                # Of the two of one name the one that refers to the other is the case's own.
                or row.get("links")
                or any(self.said(row, "agreement", mark) for mark in self._marks())
            )
        ]

    def own_of(self, label: str | None) -> list[Row]:
        """The agreement A, B ... of the case as the source marks it; all for a bare row."""
        if not label:
            return self.own
        return [one for one in self.own if self.said(one, "agreement", label)]

    def _marks(self) -> list[str]:
        lists = ("parties", "signatories", "attendees", "deliverables", "funding")
        rows = [row for name in lists for row in self.case.get(name) or ()]
        return sorted({(row.get("agreement") or "").strip() for row in rows} - {""})

    def labelled(self, text: str) -> tuple[str, str]:
        """Mark and text of "A: joint advocacy"."""
        head, colon, tail = text.partition(":")
        if colon and head.strip() in self._marks() and tail.strip():
            return head.strip(), tail.strip()
        return "", text

    def links(self) -> Iterator[tuple[Row, Row]]:
        """(link, the agreement it leads to) of the case's own agreements."""
        for one in self.own:
            for link in one.get("links", ()):
                yield link, self.archived.get("agreement", link["other_id"])

    def lifecycle(self, kinds: Iterable[str], of: Iterable[Row]) -> list[Row]:
        """The events of some kinds in the life of some agreements."""
        return [row for one in of for row in one.get("lifecycle", ()) if row["kind"] in kinds]

    # --- deliverables --------------------------------------------------------------------------

    def deliverable(self, place: int) -> Row:
        """The record of the case's deliverable at a place; of one title they stand in order."""
        rows = self.case["deliverables"]
        title = rows[place]["title"]
        earlier = sum(same(row["title"], title) for row in rows[:place])
        named = [row for row in self.deliverables if same(row["title"], title)]
        return named[earlier] if earlier < len(named) else {}
