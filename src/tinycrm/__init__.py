"""A local-first CRM in the terminal: contacts, companies, deals, notes and tasks in one file.

The library's front door is `open_crm`:

    with open_crm("crm.db") as crm:
        ada = crm.contacts.add(name="Ada Lovelace", email="ada@example.com", tags=["vip"])
        crm.activities.note([f"C{ada}"], "prefers mornings")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from tinycrm.crm import Crm

__version__ = "0.1.0"
__all__ = ["__version__", "open_crm"]


def open_crm(path: str | os.PathLike[str] | None = None, *, actor: str = "") -> Crm:
    """Open the file at `path`, or the one that the `crm` command would open.

    A file that does not exist yet is created. `actor` is written into the history as who made
    the changes. Raises DatabaseError when the file cannot be used.
    """
    from tinycrm.config import database_path
    from tinycrm.crm import Crm

    return Crm(str(path) if path is not None else database_path(), actor=actor)
