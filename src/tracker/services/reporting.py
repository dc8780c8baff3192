"""The summary of one agreement: assembled from the database, and written as a file.

Everything is written in the language asked for, whatever the window speaks meanwhile.
"""

from datetime import date
from pathlib import Path
from typing import Literal

from sqlalchemy import func, select

from tracker.domain.record import RecordRef
from tracker.domain.records import Agreement
from tracker.domain.summary import AgreementSummary
from tracker.i18n import speaking, tr
from tracker.reports.file_names import safe_file_name
from tracker.reports.files import refuse_to_replace, write_atomically
from tracker.resources import resource_path
from tracker.services.reporting_material import gather
from tracker.services.reporting_summary import assembled
from tracker.storage.database import Database
from tracker.storage.reader import load
from tracker.storage.tables import TABLES

Format = Literal["pdf", "docx", "xlsx", "txt"]


class ReportingService:
    """Summaries of agreements. Each call reads the database and blocks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def summary(self, agreement_id: int, today: date, language: str = "en") -> AgreementSummary:
        """Everything about one agreement on a day, in words of `language`; raises NotFound."""
        with speaking(language, resource_path("i18n")) as spoken:
            return self._assembled(agreement_id, today, spoken)

    def pdf(self, agreement_id: int, today: date, language: str = "en") -> bytes:
        """The summary as PDF/UA-1; raises NotFound."""
        # The reports load typst, docx and xlsx libraries: not before one is wanted.
        from tracker.reports.summary_pdf import summary_pdf

        with speaking(language, resource_path("i18n")) as spoken:
            return summary_pdf(self._assembled(agreement_id, today, spoken))

    def docx(self, agreement_id: int, today: date, language: str = "en") -> bytes:
        """The summary as DOCX; raises NotFound."""
        from tracker.reports.summary_docx import summary_docx

        with speaking(language, resource_path("i18n")) as spoken:
            return summary_docx(self._assembled(agreement_id, today, spoken))

    def xlsx(self, agreement_id: int, today: date, language: str = "en") -> bytes:
        """The summary as XLSX of five sheets; raises NotFound."""
        from tracker.reports.summary_xlsx import summary_xlsx

        with speaking(language, resource_path("i18n")) as spoken:
            return summary_xlsx(self._assembled(agreement_id, today, spoken))

    def text(self, agreement_id: int, today: date, language: str = "en") -> str:
        """The summary as plain text; raises NotFound."""
        from tracker.reports.summary_text import summary_text

        with speaking(language, resource_path("i18n")) as spoken:
            return summary_text(self._assembled(agreement_id, today, spoken))

    def export(
        self,
        agreement_id: int,
        format: Format,
        path: Path,
        today: date,
        language: str = "en",
    ) -> None:
        """Write the summary as the file `path`, whole or not at all.

        Raises NotFound, or DiskFull or NotWritable; a file that was there is then unchanged.
        """
        refuse_to_replace(path, self._database.path)
        match format:
            case "pdf":
                data = self.pdf(agreement_id, today, language)
            case "docx":
                data = self.docx(agreement_id, today, language)
            case "xlsx":
                data = self.xlsx(agreement_id, today, language)
            case "txt":
                data = self.text(agreement_id, today, language).encode()
            case _:
                raise ValueError(tr("“{format}” is not a format of a summary.", format=format))
        write_atomically(path, data)

    def suggested_name(self, agreement_id: int) -> str:
        """A name for the file of a summary, without an ending, that every system takes.

        It is the title; of agreements that are called the same, with the record's own name.
        Raises NotFound.
        """
        table = TABLES[Agreement.key]
        ref = str(RecordRef(Agreement.key, agreement_id))
        with self._database.read() as connection:
            load(connection, Agreement, agreement_id)
            own = select(table.c.shown_name, table.c.sort_name).where(table.c.id == agreement_id)
            row = connection.execute(own).one()
            alike = select(func.count()).where(table.c.sort_name == row.sort_name)
            several = connection.scalar(alike) != 1
        # Short enough that the record's name is not cut off again.
        name = f"{row.shown_name[:45]} {ref}" if several else row.shown_name
        return safe_file_name(name, ref)

    def _assembled(self, agreement_id: int, today: date, language: str) -> AgreementSummary:
        with self._database.read() as connection:
            material = gather(connection, agreement_id, today, language)
        return assembled(material)
