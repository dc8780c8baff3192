"""What went wrong reads as sentences, whoever wrote them."""

import pytest

from tracker.errors import TrackerError


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("No such file or directory", "It cannot be read. No such file or directory. Look."),
        ("It is a folder.", "It cannot be read. It is a folder. Look."),
        ("", "It cannot be read. Look."),
    ],
)
def test_each_part_ends_with_a_full_stop(why: str, said: str) -> None:
    assert str(TrackerError("It cannot be read.", why, "Look.")) == said
