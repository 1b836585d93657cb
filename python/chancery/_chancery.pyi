"""The native module; the package ``chancery`` is what to use."""

import os
from typing import Any

SCHEMA: str
__version__: str

class Error(Exception):
    """What could not be read, made or asked, and what to do about it."""

class Table:
    """A table in Arrow's columns. pyarrow, pandas, polars and DuckDB take it as it is, without a copy."""

    @property
    def num_rows(self) -> int:
        """The number of rows."""
    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in order."""
    @property
    def descriptions(self) -> dict[str, str]:
        """What each column means."""
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """The table as a stream of the Arrow C interface."""
    def __arrow_c_schema__(self) -> Any:
        """The columns as a schema of the Arrow C interface."""
    def to_pyarrow(self) -> Any:
        """The same as a ``pyarrow.Table``."""
    def to_pandas(self) -> Any:
        """The same as a ``pandas.DataFrame``."""
    def to_polars(self) -> Any:
        """The same as a ``polars.DataFrame``."""
    @staticmethod
    def _from_ipc(bytes: bytes) -> Table: ...

def read_line(line: str, reader: str) -> str: ...
def read_table(table: object, published: str | None, reader: str, threads: int | None) -> list[Table]: ...
def tables(reports: object) -> list[Table]: ...
def empty() -> list[Table]: ...
def who(
    words: str,
    on: str | None,
    since: str | None,
    until: str | None,
    party: str | None,
    office: str | None,
) -> str: ...
def places(name: str, near: str | None) -> str: ...
def party(name: str) -> str: ...
def check(path: str | os.PathLike[str]) -> None: ...
def listings() -> list[str]: ...
def query(path: str | os.PathLike[str], listing: str, filter: dict[str, Any]) -> Table: ...
def count(path: str | os.PathLike[str], listing: str, filter: dict[str, Any]) -> int: ...
