"""The notebook that people start from runs, and says what it says that it says."""

import json
from typing import Any

import pytest

from conftest import TOP

nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed, which runs notebooks")
nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed, which runs notebooks")
pytest.importorskip("ipykernel", reason="ipykernel is not installed, which runs notebooks")
pytest.importorskip("matplotlib", reason="matplotlib is not installed, which the notebook plots with")


def test_the_notebook_runs() -> None:
    notebook = nbformat.read(TOP / "docs" / "start.ipynb", as_version=4)
    check = "import json\nprint(json.dumps([len(tables.reports), len(events), by_month.dyad.tolist(), len(both), len(july)]))"
    notebook.cells.append(nbformat.v4.new_code_cell(check))
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(TOP / "docs")}}).execute()
    told: list[Any] = json.loads(notebook.cells[-1].outputs[0]["text"])
    reports, events, dyads, both, july = told
    assert reports == 7 and events >= 7 and july >= 1
    assert dyads.count("IND-RUS") >= 4 and both >= len(dyads)
    plotted = [output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]
    assert plotted
