"""How many records a database of a given number of agreements has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of every kind; all of them grow alike."""

    agreements: int

    @property
    def organisations(self) -> int:
        return 2 * self.agreements

    @property
    def contacts(self) -> int:
        return 6 * self.agreements

    @property
    def deliverables(self) -> int:
        return 4 * self.agreements

    @property
    def entries(self) -> int:
        return 20 * self.agreements

    @property
    def events(self) -> int:
        return max(3, self.agreements // 10)

    @property
    def sources(self) -> int:
        return max(3, self.agreements * 2 // 5)

    @property
    def meetings(self) -> int:
        return max(2, self.agreements // 5)

    @property
    def tasks(self) -> int:
        return max(2, self.agreements // 5)

    @property
    def attachments(self) -> int:
        return max(2, self.agreements // 20)
