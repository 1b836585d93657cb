"""A store that the program made."""

import pathlib
import pickle
import subprocess

import pytest

import chancery
from conftest import TOP


@pytest.fixture(scope="module")
def store(command: str, tmp_path_factory: pytest.TempPathFactory) -> chancery.Store:
    path = tmp_path_factory.mktemp("store") / "chancery.db"
    add = [command, "add", str(TOP / "examples" / "reports.jsonl"), "--reader", "rules", "--db", str(path)]
    subprocess.run(add, check=True, capture_output=True)
    return chancery.open(path)


def test_listings_are_tables(store: chancery.Store, command: str) -> None:
    for listing in store.listings:
        rows = store.query(listing)
        assert len(rows) == store.count(listing), listing
    events = store.query("events").to_pyarrow().to_pylist()
    assert events and isinstance(events[0]["actors"], list)
    party = next(code for event in events for code in event["actors"] if len(code) == 3)
    of_party = store.query("engagements", party=party.lower()).to_pyarrow().to_pylist()
    assert of_party and all(party in row["actors"] + row["recipients"] for row in of_party)
    assert store.query("reports", limit=1).num_rows == 1
    assert len(store.query("events", since="2500")) == 0


def test_a_store_is_carried_about(store: chancery.Store) -> None:
    assert pickle.loads(pickle.dumps(store)) == store
    assert len(pickle.loads(pickle.dumps(store)).query("events")) == store.count("events")


def test_what_cannot_be_asked_is_told(store: chancery.Store, tmp_path: pathlib.Path) -> None:
    with pytest.raises(chancery.Error, match="no store"):
        chancery.open(tmp_path / "none.db")
    with pytest.raises(ValueError, match="hint"):
        store.query("secrets")
    with pytest.raises(ValueError, match="pair"):
        store.query("events", pair="IND")
    with pytest.raises(chancery.Error):
        store.query("statements", place="Moscow")
