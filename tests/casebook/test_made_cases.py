"""Whatever a well-formed case states finds its home, however odd the combination; and whatever is
then struck out of the archive is missed."""

import copy
import json
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casebook.comparing import facts_of, without_home
from tests.casebook.homes import Stands, text_of
from tests.casebook.loading import load
from tests.casebook.making import CASES
from tests.casebook.reading import Case, read_cases
from tests.casebook.stated import plain
from tests.casebook.striking import beside_others, slots_of, standing, struck, worse
from tests.conftest import TODAY
from tracker.services import open_services

# Facts whose words stand in their field as they are; of other fields it may be a code or a date.
_WORD_FOR_WORD = re.compile(
    r"title|language|text_excerpt|(parties|signatories|attendees|deliverables)\[\d+\]\.title"
    r"|commitments\[\d+\]|signed_on_basis"
)


def _loaded(empty: Path, made: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], list[Case]]:
    """The archive of made cases, loaded into a database of their own."""
    with TemporaryDirectory() as folder:
        file, database = Path(folder) / "made.jsonl", Path(folder) / "made.tracker"
        lines = (json.dumps(case, ensure_ascii=False) for case in made)
        file.write_text("\n".join(lines), encoding="utf-8")
        shutil.copy(empty, database)
        services = open_services(database, "tester", lambda: TODAY)
        try:
            assert load(file, services).bad == []
            return services.archive.dump(), read_cases(file)
        finally:
            services.close()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=CASES)
def test_no_fact_of_any_case_is_left(empty: Path, made: tuple[dict[str, Any], ...]) -> None:
    assert list(map(str, without_home(*_loaded(empty, made)))) == []


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=CASES, data=st.data())
def test_a_fact_struck_out_is_missed(
    empty: Path, made: tuple[dict[str, Any], ...], data: st.DataObject
) -> None:
    """Any fact that stands word for word in a field, or that is only quoted."""
    archive, cases = _loaded(empty, made)
    stood = standing(archive, cases)
    facts = [
        (case, path, plain(text_of(value)))
        for case in cases
        for path, value in facts_of(case)
        if _WORD_FOR_WORD.fullmatch(path) or stood[case.id, path] is Stands.QUOTE
    ]
    case, path, words = data.draw(st.sampled_from(facts))
    copied = copy.deepcopy(archive["records"])
    slots = slots_of(copied)
    texts = {text for text in slots if text == words or text.endswith(f": {words}")}
    texts |= {text for text in beside_others(slots) if words in text}
    with struck(slots, texts, words):
        assert path in worse({"records": copied}, [case], stood)
    assert worse({"records": copied}, cases, stood) == {}
