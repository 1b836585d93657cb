"""Names from the project's own knowledge tables, used to mark states, demonyms and offices in training texts."""

from functools import cache
from pathlib import Path
import csv

TABLES = Path(__file__).resolve().parents[3] / "crates/chancery-know/tables"


def _rows(name):
    with open(TABLES / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def states() -> dict[str, str]:
    """Names of states; those that are common words or persons' names too are left out."""
    names = {"U.S.", "US", "U.K.", "UK"}
    for row in _rows("states.tsv"):
        names |= {row["name"], *filter(None, row["aliases"].split("|"))}
    return {n: "state" for n in names if len(n) > 3 or n in ("U.S.", "US", "U.K.", "UK")}


@cache
def demonyms() -> dict[str, str]:
    names = {"American", "Americans"}
    for row in _rows("states.tsv"):
        for name in filter(None, row["demonyms"].split("|")):
            names |= {name, name + "s"} if not name.endswith(("ese", "sh", "ch", "ss")) else {name}
    return {n: "demonym" for n in names if len(n) > 3}


@cache
def offices() -> tuple[str, ...]:
    """Words for offices as they stand in texts, longest first."""
    found = set()
    for row in _rows("offices.tsv"):
        for name in (row["office"], *filter(None, row["aliases"].split("|"))):
            found |= {name, name.title().replace(" Of ", " of ").replace(" The ", " the "), name[:1].upper() + name[1:]}
    return tuple(sorted((o for o in found if len(o) > 3), key=lambda o: (-len(o), o)))
