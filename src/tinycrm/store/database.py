"""The open file: reading, and writing as operations that are logged, atomic and on disk.

Every write happens inside `operation()`, which takes the writer lock, begins an immediate
transaction and opens a step of the history; when it returns, the step is on disk.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tinycrm.errors import ConflictError, CrmError, DatabaseError, InvalidError
from tinycrm.store import engine, opening
from tinycrm.store.files import LOCK_SECONDS, full_path, writer_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

AT_ONCE = 2000
"""Milliseconds for which somebody who types may be kept waiting."""
KNOWN_AT_ONCE = 10_000
"""Things looked up that an operation keeps in memory."""


Shape = TypeVar("Shape", bound=NamedTuple)
"""A NamedTuple class whose fields name columns of the view that it is read from."""


class Operation:
    """One step of the history while it is being written.

    `summary` may be set until the step ends. With `dry_run` everything is taken back at the end.
    `known` keeps what `Database.known` has looked up.
    """

    __slots__ = ("at", "bulk", "dry_run", "id", "known", "summary")

    def __init__(self, id: int, at: str, summary: str, dry_run: bool, bulk: bool) -> None:
        self.known: dict[object, Any] = {}
        self.id = id
        self.at = at
        self.summary = summary
        self.dry_run = dry_run
        self.bulk = bulk


class Part:
    """A part of an operation; with `kept` set to False nothing of it stays."""

    __slots__ = ("kept",)

    def __init__(self) -> None:
        self.kept = True


class Database:
    """One SQLite file, created when it is missing.

    `program` (cli, tui, library) and `actor` are written into the history; `clock` gives the
    present as an aware UTC datetime, `cache` are megabytes of the file that may be kept in memory.
    `notices` collects what a person should be told besides the result, `last_words` are those of
    the last step that was done.
    """

    def __init__(
        self,
        path: str,
        *,
        program: str = "library",
        actor: str = "",
        clock: Callable[[], datetime] | None = None,
        cache: int = engine.CACHE,
    ) -> None:
        self.path = full_path(path)
        self.cache = cache
        self.program = program
        self.actor = actor
        self.clock = clock or (lambda: datetime.now(UTC))
        self.notices: list[str] = []
        self.last_words = ""
        self.current: Operation | None = None
        self.patience = LOCK_SECONDS
        """Seconds to wait while another program writes."""
        self.is_awaited: Callable[[], bool] = lambda: False
        """Whether another program waits for what is being written here to end."""
        self.inserts: dict[tuple[str, ...], str] = {}
        self.driver = engine.load_driver()
        with self.explained():
            self.connection, self.created = opening.open_file(
                self.driver, self.path, cache, self.now
            )

    # Opening and closing

    def refuse_newer(self) -> None:
        """Raise DatabaseError where a newer version has upgraded the file since it was opened."""
        opening.refuse_newer(self.path, self.value("PRAGMA user_version"))

    def read_at_once(self) -> None:
        """Wait no longer than `AT_ONCE` for a reading that another program does not let in.

        With the write-ahead log nobody can do that; without it, who writes does so for a moment.
        """
        self.connection.execute(f"PRAGMA busy_timeout = {AT_ONCE}")

    def close(self) -> None:
        """Close the file; unfinished work is taken back."""
        self.connection.close()

    # Reading

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn the engine's errors into ours, in words."""
        try:
            yield
        except (self.driver.Error, OverflowError) as error:
            raise self.in_words(error) from error

    def in_words(self, error: Exception) -> Exception:
        """The engine's error as one of ours; itself if it is a bug."""
        if isinstance(error, self.driver.IntegrityError):
            return ConflictError(
                f"The change does not fit the rest of the file ({error}).",
                "Look at the record again, and repeat the change.",
            )
        if isinstance(error, OverflowError):
            return InvalidError("A number is larger than the file can hold.", "Give a smaller one.")
        words = engine.explain(error, self.path)
        return error if words is None else DatabaseError(*words)

    # These run a dozen times for each record of an import: no context manager, no detour.

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Execute one statement and return its cursor."""
        try:
            return self.connection.execute(sql, parameters)
        except (self.driver.Error, OverflowError) as error:
            raise self.in_words(error) from error

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; for queries that are known to be short."""
        try:
            found: list[tuple[Any, ...]] = self.connection.execute(sql, parameters).fetchall()
        except (self.driver.Error, OverflowError) as error:
            raise self.in_words(error) from error
        return found

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        try:
            found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
        except (self.driver.Error, OverflowError) as error:
            raise self.in_words(error) from error
        return found

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    def view(
        self, shape: type[Shape], view: str, where: str = "", parameters: Sequence[Any] = ()
    ) -> list[Shape]:
        """Rows of a view as `shape`, whose fields name the columns that are read."""
        sql = f"SELECT {', '.join(shape._fields)} FROM {view} {where}"
        return [shape._make(row) for row in self.rows(sql, parameters)]

    def by_ids(self, shape: type[Shape], view: str, ids: Sequence[int]) -> list[Shape]:
        """Rows of a view by id, in the order of `ids`; short lists only (a page)."""
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT id, {', '.join(shape._fields)} FROM {view} WHERE id IN ({marks})"
        found = {row[0]: shape._make(row[1:]) for row in self.rows(sql, ids)}
        return [found[id] for id in ids if id in found]

    def by_owner(self, shape: type[Shape], sql: str, ids: Sequence[int]) -> dict[int, list[Shape]]:
        """Rows of a query by the id in the first column; its `{}` stands for the marks of `ids`."""
        found: dict[int, list[Shape]] = {}
        for owner, *values in self.rows(sql.format(", ".join("?" * len(ids))), ids):
            found.setdefault(owner, []).append(shape._make(values))
        return found

    def data_version(self) -> int:
        """A number that changes when another connection has committed; costs microseconds."""
        return int(self.value("PRAGMA data_version"))

    # The clock

    def local_now(self) -> datetime:
        """The present in the local zone, without a zone: what people mean by now."""
        return self.clock().astimezone().replace(tzinfo=None)

    def today(self) -> date:
        """The day that it is in the local zone."""
        return self.local_now().date()

    def now(self) -> str:
        """The present as stored text, to the millisecond."""
        return self.clock().strftime("%Y-%m-%dT%H:%M:%S.%f")[:23] + "Z"

    # Writing

    @contextmanager
    def operation(
        self, kind: str, summary: str = "", *, dry_run: bool = False, bulk: bool = False
    ) -> Iterator[Operation]:
        """One step of the history; inside another one it joins that.

        On return the step is on disk; on an exception nothing of it is. A step that changed
        nothing leaves no trace. With `bulk`, for thousands of records, nothing written can be
        found by its words before the end.
        """
        if self.current is not None:
            yield self.current
            return
        with self.transaction():
            try:
                self.current = self.begin(kind, summary, dry_run, bulk)
                yield self.current
                self.finish(self.current)
            finally:
                self.current = None

    @contextmanager
    def part(self) -> Iterator[Part]:
        """A part of an operation that is taken back by itself, where it fails or is not `kept`."""
        part = Part()
        self.run("SAVEPOINT part")
        try:
            yield part
        except BaseException:
            part.kept = False
            raise
        finally:
            # The engine ends the whole transaction where the disk is full.
            if self.connection.in_transaction:
                if not part.kept:
                    self.run("ROLLBACK TO part")
                    # What was looked up meanwhile may be gone again.
                    self.forget()
                self.run("RELEASE part")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction that writes, alone and at once, but is no step of the history.

        Of use by itself only for what can be computed from the rest of the file, such as the
        search index; not to be entered within an operation.
        """
        with self.explained(), writer_lock(self.path, self.patience) as self.is_awaited:
            self.connection.execute("PRAGMA query_only = OFF")
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                try:
                    self.refuse_newer()
                    yield
                    if self.connection.in_transaction:
                        self.connection.execute("COMMIT")
                except BaseException:
                    if self.connection.in_transaction:
                        self.connection.execute("ROLLBACK")
                    raise
            finally:
                self.connection.execute("PRAGMA query_only = ON")

    def begin(self, kind: str, summary: str, dry_run: bool, bulk: bool) -> Operation:
        """Open a step of the history within a transaction that has begun."""
        at = self.now()
        id = self.connection.execute(
            "INSERT INTO operation (at, actor, program, kind) VALUES (?, ?, ?, ?)",
            (at, self.actor, self.program, kind),
        ).lastrowid
        self.connection.execute(
            "UPDATE current_operation SET operation_id = ?, index_later = ?", (id, bulk)
        )
        return Operation(id, at, summary, dry_run, bulk)

    def index_later(self) -> None:
        """Make the current operation a `bulk` one, before it has written anything."""
        if self.current is not None:
            self.current.bulk = True
            self.connection.execute("UPDATE current_operation SET index_later = 1")

    def finish(self, operation: Operation) -> None:
        """Commit a step with its summary; take back a dry run, and one that changed nothing."""
        changed = self.value("SELECT 1 FROM change WHERE operation_id = ? LIMIT 1", (operation.id,))
        if operation.dry_run or not changed:
            self.connection.execute("ROLLBACK")
            return
        if operation.bulk:
            from tinycrm.store.indexing import index_changed

            index_changed(self, operation.id)
        self.connection.execute(
            "UPDATE operation SET summary = ? WHERE id = ?", (operation.summary, operation.id)
        )
        self.connection.execute("UPDATE current_operation SET operation_id = NULL, index_later = 0")
        self.connection.execute("COMMIT")
        self.last_words = operation.summary

    def known(self, key: object, look_up: Callable[..., Any], *arguments: Any) -> Any:
        """What `look_up(*arguments)` gives, asked once an operation: the id of a tag, the region.

        Whoever changes such things calls `forget`.
        """
        if self.current is None:
            return look_up(*arguments)
        known = self.current.known
        if key not in known:
            if len(known) >= KNOWN_AT_ONCE:
                known.clear()
            known[key] = look_up(*arguments)
        return known[key]

    def forget(self) -> None:
        """Look up anew what `known` keeps: something of that kind was changed."""
        if self.current is not None:
            self.current.known.clear()

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Insert one row and return its id; column names come from our code, never from input."""
        key = (table, *values)
        sql = self.inserts.get(key)
        if sql is None:
            columns = ", ".join(f'"{column}"' for column in values)
            marks = ", ".join("?" * len(values))
            sql = self.inserts[key] = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
        return int(self.run(sql, tuple(values.values())).lastrowid)

    def next_id(self, table: str) -> int:
        """The id that the next row of a table will get; to be asked within an operation."""
        return int(self.value("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)) or 0) + 1

    def insert_record(self, table: str, values: Mapping[str, Any]) -> int:
        """Insert a record with a uid and its times, unless `values` give them."""
        from tinycrm.store.ids import uuid7

        now = self.operation_time()
        stamps = {"created_at": now, "updated_at": now}
        if "uid" not in values:
            stamps["uid"] = uuid7(self.clock())
        return self.insert(table, {**stamps, **values})

    def update(self, table: str, id: int, values: Mapping[str, Any]) -> None:
        """Update one row of a table without versions."""
        if values:
            changes = ", ".join(f'"{column}" = ?' for column in values)
            self.run(f"UPDATE {table} SET {changes} WHERE id = ?", (*values.values(), id))

    def update_record(
        self, table: str, id: int, values: Mapping[str, Any], version: int | None = None
    ) -> bool:
        """Write those of `values` that differ, and raise the record's version.

        Returns whether anything differed. With `version`, a record that has moved on since
        raises ConflictError rather than being overwritten.
        """
        columns = ", ".join(["version", *(f'"{column}"' for column in values)])
        before = self.row(f"SELECT {columns} FROM {table} WHERE id = ?", (id,))
        if before is None or (version is not None and before[0] != version):
            raise ConflictError(
                "The record was changed meanwhile by somebody else.",
                "Look at it as it is now, and make the change again.",
            )
        changed = {
            column: value
            for (column, value), old in zip(values.items(), before[1:], strict=True)
            if value != old
        }
        if changed:
            self.update(
                table,
                id,
                {**changed, "version": before[0] + 1, "updated_at": self.operation_time()},
            )
        return bool(changed)

    def touch(self, table: str, id: int) -> None:
        """Raise a record's version because something that belongs to it has changed."""
        self.run(
            f"UPDATE {table} SET version = version + 1, updated_at = ? WHERE id = ?",
            (self.operation_time(), id),
        )

    def delete(self, table: str, id: int) -> None:
        """Remove one row; what it was stays in the history."""
        self.run(f"DELETE FROM {table} WHERE id = ?", (id,))

    def operation_time(self) -> str:
        """The instant of the current operation; raises CrmError outside of one."""
        if self.current is None:
            raise CrmError("A change was attempted outside of an operation.")
        return self.current.at
