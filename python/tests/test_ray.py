"""Ray, for real: a head that only leads and two workers, and one of them killed."""

import pathlib
import threading
import time
from collections.abc import Iterator
from typing import Any

import pyarrow.dataset
import pyarrow.parquet
import pytest

from conftest import as_rows, table_of

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'chancery[ray]'")
pytest.importorskip("ray.data", reason="Ray Data is not installed: pip install 'chancery[ray]'")

import chancery.ray  # noqa: E402


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    memory = 200 << 20
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": memory})
    workers = [cluster.add_node(num_cpus=2, object_store_memory=memory) for _ in range(2)]
    ray.init(address=cluster.address, logging_level="ERROR")
    cluster.wait_for_nodes()
    yield cluster, workers
    ray.shutdown()
    cluster.shutdown()


def test_a_cluster_reads_what_the_program_reads(
    cluster: Any, many: list[dict[str, Any]], of_program: dict[str, list[str]], tmp_path: pathlib.Path
) -> None:
    parquet, claims = tmp_path / "reports", tmp_path / "claims"
    parquet.mkdir()
    table = table_of(many)
    bounds = [n * len(table) // 16 for n in range(17)]
    for n, (start, end) in enumerate(zip(bounds, bounds[1:], strict=False)):
        pyarrow.parquet.write_table(table.slice(start, end - start), parquet / f"{n}.parquet")

    state: dict[str, Any] = {}

    def kill() -> None:
        until = time.monotonic() + 600
        while not any((claims / "reports").rglob("*.parquet")) and time.monotonic() < until:
            time.sleep(0.05)
        state["finished"] = "read" in state
        cluster[0].remove_node(cluster[1][0], allow_graceful=False)

    killer = threading.Thread(target=kill)
    killer.start()
    read = chancery.ray.read(ray.data.read_parquet(str(parquet), override_num_blocks=16), reader="rules", batch_size=32)
    read.write_parquet(str(claims / "reports"), mode="overwrite")
    state["read"] = True
    killer.join()
    assert state["finished"] is False
    kept = ray.data.read_parquet(str(claims / "reports"))
    for name, expected in of_program.items():
        if name != "reports":
            chancery.ray.table(kept, name).write_parquet(str(claims / name))
        found = as_rows(pyarrow.dataset.dataset(claims / name).to_table())
        assert len(found) == len(expected), name
        assert found == expected, name


def test_reports_need_names(cluster: Any) -> None:
    with pytest.raises(Exception, match="no column `id`"):
        chancery.ray.read(ray.data.from_items([{"text": "x"}]), reader="rules").take_all()
