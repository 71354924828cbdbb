"""Lets the database come into being with what is imported into it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tinycrm.domain.text import quote_value
from tinycrm.errors import ConflictError

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
    if session.opened is not None or Path(target).exists():
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
    if not (session.json or session.jsonl):
        session.tell(f"Created {target}")
