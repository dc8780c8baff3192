"""A type of one's own on the command line: shown, listed, filtered as it is called."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

from tests import factories
from tests.cli.conftest import Tracker
from tests.own_types import NAME, made, named
from tracker.domain.fields import Kind
from tracker.services import open_services


def test_it_is_shown_and_listed(tracker: Tracker, samples: Path) -> None:
    with closing(open_services(samples, "tester", lambda: date(2026, 11, 21))) as services:
        type_ = made(services)
        details = {named(type_, Kind.INTEGER): 1200, named(type_, Kind.TEXT): "유전자 치료"}
        id = factories.deliverable(services, "서울 2026", type=type_.key, details=details)
    said = tracker("--db", samples, "show", f"deliverable-{id}")
    assert said.code == 0
    assert f"Type: {NAME}" in said.out
    assert "참가 팀: 1,200 개" in said.out
    key = f"{type_.key}.{named(type_, Kind.INTEGER)}"
    asked = ("list", "deliverable", "--filter", '"참가 팀":>1000', "--columns", f"title,type,{key}")
    said = tracker("--db", samples, *asked, "--format", "json")
    assert said.code == 0, said.err
    (row,) = json.loads(said.out)
    assert (row["title"], row["type"], row[key]) == ("서울 2026", NAME, 1200)
    assert "참가 팀" in tracker("--db", samples, *asked).out
