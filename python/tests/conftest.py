"""What the tests share: the examples of the project, as a table."""

import json
import pathlib

import pyarrow
import pytest

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def rows() -> list[dict[str, str]]:
    lines = (EXAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def reports(rows: list[dict[str, str]]) -> pyarrow.Table:
    keys = ("id", "text", "html", "title", "published", "date", "url", "source", "language")
    told = [key for key in keys if any(key in row for row in rows)]
    return pyarrow.table({key: pyarrow.array([row.get(key) for row in rows], pyarrow.string()) for key in told})
