#!/usr/bin/env python3
"""A load on the server while reports are added: 200 connections that make 50 requests a second in all.

    cargo build --release --package chancery-cli
    cargo bench --package chancery-serve --bench fill -- big.db 100000 records.jsonl   # or a store of your own
    python3 benches/load.py --db big.db --data DIR [--program target/release/chancery] [--seconds 60]

Server, generator and `chancery add --reader rules --threads 1` share two cores. What is added are the releases of
`DIR/news`, moved on in time and under other names, so that they are new. Afterwards no request may have failed, the times
by quantile are told, and the store has exactly as many reports more as `add` said that it kept. Exit status 1 where the
99th percentile is above 300 ms, a request failed or a report is missing. The store is changed: work on a copy.
Standard library only.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import threading

TOP = pathlib.Path(__file__).parents[1]
MOST = 300.0
"""Milliseconds that 99 of 100 requests may take."""


def fresh(data: pathlib.Path, mark: str):
    """Reports without end that no store has: those of the releases, each with a mark in its name and words."""
    lines = []
    for name in ("state_dept_pr", "white_house_pr"):
        with gzip.open(data / "news" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            lines += [json.loads(line) for line in file]
    for n in itertools.count():
        for report in lines:
            words = report["text"].split(" ")
            text = " ".join(word for i, word in enumerate(words) if (i + n) % 7)
            yield json.dumps({**report, "id": f"{mark} {n} {report.get('id', report.get('doc_id'))}", "text": text})


def cores(command: list[str]) -> list[str]:
    """The command on two cores."""
    return ["taskset", "--cpu-list", "0,1", *command]


def reports(program: str, db: str) -> int:
    listed = subprocess.run([program, "sources", "--db", db, "--format", "jsonl"], capture_output=True, text=True, check=True)
    return sum(json.loads(line)["reports"] for line in listed.stdout.splitlines())


def load_bench() -> str:
    """The generator, built."""
    command = ["cargo", "bench", "--package", "chancery-serve", "--bench", "load", "--no-run", "--message-format", "json"]
    built = subprocess.run(command, capture_output=True, text=True, check=True, cwd=TOP)
    for line in built.stdout.splitlines():
        told = json.loads(line)
        if told.get("reason") == "compiler-artifact" and told["target"]["name"] == "load" and told.get("executable"):
            return told["executable"]
    sys.exit("cargo built no generator")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", required=True)
    parser.add_argument("--data", type=pathlib.Path, default=os.environ.get("CHANCERY_DATA"))
    parser.add_argument("--program", default=str(TOP / "target" / "release" / "chancery"))
    parser.add_argument("--generator", help="the load bench, built; by default cargo builds it")
    parser.add_argument("--seconds", type=int, default=60)
    args = parser.parse_args()
    if args.data is None:
        parser.error("--data DIR, or CHANCERY_DATA, says where the releases are")
    generator = args.generator or load_bench()
    # Brings an older store up to date before anybody waits for it.
    subprocess.run([args.program, "add", "--db", args.db, "--reader", "rules", os.devnull], capture_output=True, check=False)
    before = reports(args.program, args.db)
    serve = subprocess.Popen(
        cores([args.program, "serve", "--db", args.db, "--listen", "127.0.0.1:0", "--rate", "0", "--reader", "rules"]),
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert serve.stderr is not None
    address = re.search(r"http://([^/]+)/", serve.stderr.readline())
    assert address is not None, "the server did not start"
    threading.Thread(target=serve.stderr.read, daemon=True).start()
    add = subprocess.Popen(
        cores([args.program, "add", "--db", args.db, "--reader", "rules", "--threads", "1", "--input", "jsonl", "-"]),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert add.stdin is not None and add.stdout is not None
    enough = threading.Event()

    def feed() -> None:
        for line in fresh(args.data, f"load {os.getpid()}"):
            if enough.is_set():
                break
            add.stdin.write(line + "\n")
        add.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    load = subprocess.run(cores([generator, address[1], str(args.seconds)]), capture_output=True, text=True, check=False)
    enough.set()
    feeder.join()
    told = add.stdout.read().strip()
    add.wait()
    serve.terminate()
    serve.wait()
    print(load.stdout + load.stderr + f"added meanwhile: {told}")
    kept = int(re.match(r"(\d+) new", told)[1])
    after = reports(args.program, args.db)
    p99 = float(re.search(r"\(all\).*p99\s+([\d.]+)", load.stdout)[1])
    faults = []
    if load.returncode != 0:
        faults.append("requests failed")
    if after - before != kept:
        faults.append(f"{kept} reports were added and {after - before} are there")
    if p99 > MOST:
        faults.append(f"the 99th percentile is {p99} ms")
    print(f"{before} reports before, {after} after; p99 {p99} ms: " + ("; ".join(faults) or "well"))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
