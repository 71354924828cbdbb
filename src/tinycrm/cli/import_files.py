"""Lets the database come into being with what is imported into it."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tinycrm.domain.text import quote_value
from tinycrm.errors import ConflictError, DatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tinycrm.cli.session import Session


@contextmanager
def new_database(session: Session, *, dry_run: bool) -> Iterator[None]:
    """Where there is no database yet, let one come into being only if anything is written to it.

    Until then it is made aside, where it vanishes with a dry run and with files that are refused.
    """
    from tinycrm.config import database_path

    target = database_path(session.db)
    if session.opened is not None or os.path.lexists(target) or not may_be_made(target):
        yield
        return
    from tinycrm.cli.session import user_name
    from tinycrm.crm import Crm

    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "crm.db")
        with Crm(path, program="cli", actor=user_name()) as session.opened:
            try:
                yield
                # The first step of every file is that it was made.
                if not dry_run and len(session.crm.history.steps(2)) > 1:
                    settle(session, target)
            finally:
                session.opened = None


def may_be_made(target: str) -> bool:
    """Whether there can be a file; where not, opening it says why before anything is read."""
    folder = next(each for each in Path(target).parents if each.exists())
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def settle(session: Session, target: str) -> None:
    """Give the new database its place."""
    from tinycrm.store.backup import backup

    try:
        backup(session.crm.db, target)
    except ConflictError:
        raise ConflictError(
            f"Somebody else made {quote_value(target)} meanwhile; nothing was imported.",
            "Import again.",
        ) from None
    except DatabaseError:
        raise DatabaseError(
            f"{quote_value(target, 200)} cannot be written; nothing was imported.",
            "Give another path with --db.",
        ) from None
    if not (session.json or session.jsonl):
        session.tell(f"Created {target}")
