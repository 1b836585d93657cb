"""One report: its record, as Python has it."""

import copy
import dataclasses
import datetime
import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading

import pytest

import chancery
from conftest import TOP

TEXT = (
    "MOSCOW, Dec. 27 (AP) - Indian External Affairs Minister S. Jaishankar met Russian Foreign Minister Sergey Lavrov "
    "in Moscow on Wednesday. “We signed a protocol,” Lavrov said. 🇮🇳 The two sides agreed to cooperate."
)


@pytest.fixture(scope="module")
def record() -> chancery.Record:
    return chancery.read(TEXT, published=datetime.date(2023, 12, 28), id="a", reader="rules")


def test_spans_are_slices(record: chancery.Record) -> None:
    spans = [mention for entity in record.entities for mention in entity.mentions]
    spans += [span for event in record.events for span in event.evidence]
    spans += [span for statement in record.statements for span in statement.content]
    assert len(spans) > 10
    for span in spans:
        assert record.text[span.start : span.end] == span.text


def test_attributes_say_what_the_format_says(record: chancery.Record) -> None:
    plain = record.to_dict()
    assert plain == json.loads(record.to_json())
    assert plain["format"] == 1 and plain["doc"]["id"] == record.doc.id == "a"
    assert [event["type"] for event in plain["events"]] == [event.type for event in record.events]
    assert {record.entity(id).name for event in record.events for id in event.actors} >= {"Sergey Lavrov"}
    assert record.doc.published == "2023-12-28" and record.doc.published_basis == "given"
    assert any("We signed a protocol" in statement.words for statement in record.statements)
    with pytest.raises(KeyError):
        record.entity("e999")


def test_records_are_frozen_and_compare_by_value(record: chancery.Record) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.text = ""  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.events[0].type = "AID"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(record)) == record == copy.deepcopy(record)
    assert chancery.Record.from_json(record.to_json()) == record
    assert "events" in repr(record) and len(repr(record)) < 200


def test_bad_text_is_no_error() -> None:
    empty = chancery.read("", reader="rules")
    assert [problem.kind for problem in empty.problems] == ["empty"]
    odd = chancery.read("Half a pair \ud83c and \x00 zero.", reader="rules")
    assert len(odd.text) == len("Half a pair \ud83c and \x00 zero.")
    page = chancery.read((TOP / "examples" / "page.html").read_text(encoding="utf-8"), html=True, reader="rules")
    assert page.text and "<" not in page.text and page.doc.published_basis == "metadata"
    with pytest.raises(ValueError, match="hint"):
        chancery.read("x", reader="oracle")  # type: ignore[arg-type]


def test_the_model_reads_too() -> None:
    assert "model" in chancery.read(TEXT, published="2023-12-28").reader


def _read(_: int) -> str:
    return chancery.read(TEXT, published="2023-12-28").to_json()


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.skipif(os.name != "posix", reason="there is no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_processes_read_alike(method: str) -> None:
    here = _read(0)  # The model is loaded before the fork.
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert set(pool.map(_read, range(4), chunksize=1)) == {here}


def test_threads_read_at_once() -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(_read(0))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and len(set(found)) == 1


def test_import_starts_nothing() -> None:
    code = "import chancery, os, threading; print(len(os.listdir('/proc/self/task')), threading.active_count())"
    if not os.path.isdir("/proc/self/task"):
        pytest.skip("there is no /proc to look at")
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "1"]


def test_control_c_stops_a_long_reading() -> None:
    code = (
        "import chancery, pyarrow, sys\n"
        "n = 200_000\n"
        "table = pyarrow.table({'id': [str(i) for i in range(n)], 'text': ['India met Russia in Moscow.'] * n})\n"
        "print('go', flush=True)\n"
        "chancery.read_table(table)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "go\n"
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=60)
    assert child.returncode != 0 and "KeyboardInterrupt" in told
