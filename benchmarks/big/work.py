"""Meetings, tasks and attachments."""

from hashlib import sha256
from random import Random

from benchmarks.big import days
from benchmarks.big import words as w
from benchmarks.big.filling import Filling
from benchmarks.big.sizes import Size
from tracker.domain.dates import PartialDate
from tracker.domain.records import Attachment, Meeting, Task
from tracker.domain.records.evidence import Participant
from tracker.domain.records.work import MeetingAgreement
from tracker.storage import tables


def add_work(random: Random, filling: Filling, size: Size) -> None:
    """All of them; every attachment is a text of a page or so on some agreement, or shows what a
    line of a log says."""
    for number in range(1, size.meetings + 1):
        day = days.at(random, number / size.meetings)
        topic = random.choice(w.TOPICS)
        filling.add(
            Meeting(
                id=number,
                name=f"Steering committee on {topic} {day.year} ({number})",
                on=PartialDate.of(day),
                place=random.choice(("Seoul", "online", "Tokyo", "서울")),
                minutes=_text(random, 3),
                decisions=_text(random, 1),
                agreements=(MeetingAgreement(agreement_id=random.randint(1, size.agreements)),),
                people=(
                    Participant(contact_id=random.randint(1, size.contacts)),
                    Participant(contact_id=random.randint(1, size.contacts)),
                ),
            )
        )
    for number in range(1, size.tasks + 1):
        day = days.at(random, 0.4 + 0.6 * number / size.tasks)
        filling.add(
            Task(
                id=number,
                title=f"Answer on {random.choice(w.TOPICS)} ({number})",
                due=PartialDate.of(days.after(day, 20)),
                done=PartialDate.of(day) if number % 5 else None,
                owner_id=random.randint(1, min(40, size.contacts)),
                subject_kind="agreement",
                subject_id=random.randint(1, size.agreements),
            )
        )
    for number in range(1, size.attachments + 1):
        text = f"{number} {_text(random, 20)}"
        content = text.encode()
        filling.row(
            tables.attachment_content,
            {"sha256": sha256(content).hexdigest(), "content": content},
        )
        of_line = number % 5 == 0
        filling.add_loose(
            Attachment(
                id=number,
                subject_kind="progress_entry" if of_line else "agreement",
                subject_id=random.randint(1, size.entries if of_line else size.agreements),
                name=f"minutes-{number}.txt",
                media_type="text/plain",
                size=len(content),
                sha256=sha256(content).hexdigest(),
                text=text,
            )
        )


def _text(random: Random, sentences: int) -> str:
    return " ".join(
        random.choice(w.NOTES).format(
            topic=random.choice(w.TOPICS),
            place=random.choice(("Seoul", "Tokyo", "서울")),
            person=random.choice(w.LATIN_GIVEN),
            n=random.randint(2, 400),
        )
        for _ in range(sentences)
    )
