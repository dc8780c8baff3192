"""What a user does, one module each. Window and command line call these and nothing below."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.deliverable_types.catalogue import TypeCatalogue
from tracker.services.home import HomeService
from tracker.services.lists import ListService
from tracker.services.pages import PageService
from tracker.services.progress import ProgressService
from tracker.services.records import RecordService
from tracker.services.search import SearchService
from tracker.services.undo import UndoService
from tracker.storage.database import Database

if TYPE_CHECKING:
    from tracker.services.archive import ArchiveService
    from tracker.services.attachments import AttachmentService
    from tracker.services.batch import BatchService
    from tracker.services.board import BoardService
    from tracker.services.bulk import BulkService
    from tracker.services.bulk_progress import BulkProgress
    from tracker.services.checking import CheckService
    from tracker.services.elsewhere import Elsewhere
    from tracker.services.evidence import EvidenceService
    from tracker.services.glance import GlanceService
    from tracker.services.list_export import ListExportService
    from tracker.services.matrix import MatrixService
    from tracker.services.milestones import MilestoneService
    from tracker.services.name_matching import NameMatchService
    from tracker.services.own_types import OwnTypeService
    from tracker.services.pasting import PastingService
    from tracker.services.reporting import ReportingService
    from tracker.services.samples import SampleService
    from tracker.services.series import SeriesService
    from tracker.services.views import ViewService


@dataclass(frozen=True)
class Services:
    """All services on one open database. Every call runs SQL: never on the window's thread."""

    database: Database
    who: str
    today: Callable[[], date]
    records: RecordService
    progress: ProgressService
    undo: UndoService
    search: SearchService
    lists: ListService
    home: HomeService
    pages: PageService

    @property
    def types(self) -> TypeCatalogue:
        """The types of deliverables there are. Asks nothing: fit for the window's thread. A change
        of `OwnType` records on the bus says that there are others now."""
        return self.database.types

    @property
    def own_types(self) -> "OwnTypeService":
        """The types that people define."""
        from tracker.services.own_types import OwnTypeService

        return OwnTypeService(self.database)

    @property
    def views(self) -> "ViewService":
        """Saved views of lists."""
        from tracker.services.views import ViewService

        return ViewService(self.database)

    @property
    def bulk(self) -> "BulkService":
        """Made when first asked for, as are the following."""
        from tracker.services.bulk import BulkService

        return BulkService(self.database, self.records)

    @property
    def bulk_progress(self) -> "BulkProgress":
        """One line in the logs of many deliverables."""
        from tracker.services.bulk_progress import BulkProgress

        return BulkProgress(self.database, self.who, self.today)

    @property
    def batch(self) -> "BatchService":
        """Records that refer to each other, in one action."""
        from tracker.services.batch import BatchService

        return BatchService(self.database, self.who)

    @property
    def board(self) -> "BoardService":
        """The cards of a list of deliverables."""
        from tracker.services.board import BoardService

        return BoardService(self.database, self.lists)

    @property
    def pasting(self) -> "PastingService":
        """Rows of a spreadsheet into a list."""
        from tracker.services.pasting import PastingService

        return PastingService(self.database, self.lists)

    @property
    def matrix(self) -> "MatrixService":
        """Who owes what under an agreement."""
        from tracker.services.matrix import MatrixService

        return MatrixService(self.database)

    @property
    def name_matching(self) -> "NameMatchService":
        """Pasted names against the records that are there."""
        from tracker.services.name_matching import NameMatchService

        return NameMatchService(self.database)

    @property
    def list_export(self) -> "ListExportService":
        """Lists as files."""
        from tracker.services.list_export import ListExportService

        return ListExportService(self.database, self.lists)

    @property
    def reporting(self) -> "ReportingService":
        """Made when first asked for: the report libraries take time to import."""
        from tracker.services.reporting import ReportingService

        return ReportingService(self.database)

    @property
    def milestones(self) -> "MilestoneService":
        """Steps of deliverables and their templates."""
        from tracker.services.milestones import MilestoneService

        return MilestoneService(self.database, self.progress, self.who, self.today)

    @property
    def archive(self) -> "ArchiveService":
        """Made when first asked for."""
        from tracker.services.archive import ArchiveService

        return ArchiveService(self.database)

    @property
    def glance(self) -> "GlanceService":
        """Made when first asked for."""
        from tracker.services.glance import GlanceService

        return GlanceService(self.database)

    @property
    def attachments(self) -> "AttachmentService":
        """Made when first asked for: files are read by libraries of their own."""
        from tracker.services.attachments import AttachmentService

        return AttachmentService(self.database)

    @property
    def checking(self) -> "CheckService":
        """Made when first asked for: it is seldom needed."""
        from tracker.services.checking import CheckService

        return CheckService(self.database)

    @property
    def evidence(self) -> "EvidenceService":
        """Made when first asked for."""
        from tracker.services.evidence import EvidenceService

        return EvidenceService(self.database)

    def elsewhere(self) -> "Elsewhere":
        """Tells what other programs write into the file from now on; runs no SQL itself."""
        from tracker.services.elsewhere import Elsewhere

        return Elsewhere(self.database)

    @property
    def series(self) -> "SeriesService":
        """Deliverables that recur, and their instances."""
        from tracker.services.series import SeriesService

        return SeriesService(self.database)

    @property
    def samples(self) -> "SampleService":
        """Made when first asked for: it needs YAML."""
        from tracker.services.samples import SampleService

        return SampleService(self.database, self.who)

    @property
    def database_path(self) -> Path:
        """The file that is open."""
        return self.database.path

    def forbid_thread(self, ident: int) -> None:
        """Let every call fail on this thread, which must stay free for the window."""
        self.database.forbid_thread(ident)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def open_services(path: Path, who: str, today: Callable[[], date]) -> Services:
    """Open or create the database at `path`. Raises a DatabaseError in plain words."""
    database = Database(path, who)
    lists = ListService(database)
    return Services(
        database=database,
        who=who,
        today=today,
        records=RecordService(database),
        progress=ProgressService(database, who),
        undo=UndoService(database),
        search=SearchService(database, today),
        lists=lists,
        home=HomeService(database, lists),
        pages=PageService(database),
    )
