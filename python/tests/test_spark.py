"""Apache Spark, for real: a master and two workers, each a process of its own, and one of them killed."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pyarrow.dataset
import pyarrow.parquet
import pytest

from conftest import as_rows, table_of

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'chancery[spark]'")
if shutil.which("java") is None:
    pytest.skip("there is no Java, which Spark runs on", allow_module_level=True)

import chancery.spark  # noqa: E402

CLASS = pathlib.Path(pyspark.__file__).parent / "bin" / "spark-class"


class Cluster:
    """A standalone cluster on this machine. The package from PyPI has no start scripts, but it has the classes."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"spark://127.0.0.1:{self.port}"
        master = ["master.Master", "--host", "127.0.0.1", "--port", str(self.port), "--webui-port", str(free_port())]
        self.processes = [self.start("master", master)]
        wait_for(lambda: is_open(self.port))
        self.workers = [self.add_worker(f"worker-{n}") for n in (1, 2)]

    def start(self, name: str, arguments: list[str]) -> subprocess.Popen[bytes]:
        environment = {**java_17(), **os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
        command = [str(CLASS), f"org.apache.spark.deploy.{arguments[0]}", *arguments[1:]]
        with open(self.folder / f"{name}.log", "wb") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)

    def add_worker(self, name: str) -> subprocess.Popen[bytes]:
        options = ["--cores", "1", "--memory", "1g", "--webui-port", str(free_port()), "--host", "127.0.0.1"]
        options += ["--work-dir", str(self.folder / name)]
        worker = self.start(name, ["worker.Worker", *options, self.address])
        self.processes.append(worker)
        return worker

    def kill_worker(self) -> None:
        """Kills a worker with all that it runs, without a word."""
        os.killpg(self.workers[0].pid, signal.SIGKILL)

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def java_17() -> dict[str, str]:
    """Spark 4 runs on Java 17 and 21; the first Java of the path may be another."""
    homes = [home for home in sorted(pathlib.Path("/usr/lib/jvm").glob("*-17-*")) if (home / "bin" / "java").exists()]
    return {"JAVA_HOME": str(homes[0])} if homes else {}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def wait_for(ready: Any, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.2)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("spark"))
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="module")
def session(cluster: Cluster) -> Iterator[Any]:
    os.environ.update({**java_17(), **os.environ})
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = pyspark.sql.SparkSession.builder.master(cluster.address).appName("chancery")
    settings = {
        "spark.ui.enabled": "false",
        "spark.executor.memory": "768m",
        "spark.driver.host": "127.0.0.1",
        "spark.network.timeout": "600s",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
        "spark.sql.shuffle.partitions": "8",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def test_a_cluster_reads_what_the_program_reads(
    cluster: Cluster,
    session: Any,
    many: list[dict[str, Any]],
    of_program: dict[str, list[str]],
    tmp_path: pathlib.Path,
) -> None:
    parquet = tmp_path / "reports"
    parquet.mkdir()
    table = table_of(many)
    bounds = [n * len(table) // 16 for n in range(17)]
    for n, (start, end) in enumerate(zip(bounds, bounds[1:], strict=False)):
        pyarrow.parquet.write_table(table.slice(start, end - start), parquet / f"{n}.parquet")
    workers = session.sparkContext._jsc.sc().getExecutorMemoryStatus
    wait_for(lambda: workers().size() == 3)  # Two, and the driver.

    claims = tmp_path / "claims"
    state: dict[str, Any] = {}

    def kill() -> None:
        done = claims / "reports"
        # The first parts are written, and the last are not.
        wait_for(lambda: any(done.rglob("part-*")), 600)
        state["finished"] = (done / "_SUCCESS").exists()
        cluster.kill_worker()

    killer = threading.Thread(target=kill)
    killer.start()
    frame = session.read.parquet(str(parquet)).repartition(32, "id")
    chancery.spark.write(chancery.spark.read(frame, reader="rules"), str(claims))
    killer.join()
    assert state == {"finished": False}
    assert cluster.workers[0].wait(10) == -signal.SIGKILL

    for name, expected in of_program.items():
        written = pyarrow.dataset.dataset(claims / name, partitioning="hive").to_table()
        found = as_rows(written)
        assert len(found) == len(expected), name
        assert found == expected, name
    months = {path.name for path in (claims / "events").iterdir() if path.is_dir()}
    assert all(month.startswith("month=") for month in months) and len(months) >= 1


def test_a_program_keeps_what_a_cluster_read(
    session: Any, many: list[dict[str, Any]], command: str, tmp_path: pathlib.Path
) -> None:
    few = session.createDataFrame(table_of(many[:20]))
    chancery.spark.write(chancery.spark.read(few, reader="rules"), str(tmp_path / "claims"))
    db = str(tmp_path / "chancery.db")
    lines = tmp_path / "few.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in many[:20]), encoding="utf-8")
    added = subprocess.run([command, "add", str(tmp_path / "claims" / "reports"), "--db", db], capture_output=True, text=True)
    assert added.returncode == 0, added.stderr
    again = subprocess.run([command, "add", str(lines), "--reader", "rules", "--db", db], capture_output=True, text=True)
    assert "0 new" in again.stdout and "0 changed" in again.stdout, again.stdout


def test_reports_need_names(session: Any) -> None:
    with pytest.raises(ValueError, match="hint"):
        chancery.spark.read(session.createDataFrame([("x",)], ["text"]))
