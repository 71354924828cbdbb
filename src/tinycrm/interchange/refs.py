"""The identities of records in the files that they come from, and what stands in for one."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from tinycrm.store import identities

if TYPE_CHECKING:
    from tinycrm.interchange.formats.item import Item
    from tinycrm.store.database import Database

OWN = "tinycrm"
"""The source of our own exports, whose references mean something only among themselves."""
HERE = ""
"""The source of references to records of the file that is imported into."""
CARD = "vcard"
"""The source of vCards, whose identities are the uids of records where we wrote them."""
NAMED = "name"
"""The source of names in the place of identities, where a file has none."""


class Refs:
    """The identities that records have in the files they came from, each noun by itself.

    The references in our own exports tie together what is imported at once, and are forgotten.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self.equal_rows: dict[int, int] = {}
        identities.begin_exported(db)

    def find(self, noun: str, source: str, external_id: str) -> int:
        """The id of the record with that identity, or of the one it was merged into; 0 for none."""
        if source == OWN:
            return identities.find_exported(self.db, external_id)
        if source == HERE:
            return identities.by_number(self.db, noun, external_id[1:])
        found = identities.find(self.db, noun, source, external_id)
        if not found and source == CARD:
            return identities.by_uid(self.db, noun, external_id)
        return found

    def of_row(self, item: Item) -> str:
        """The identity of a row that gives none: all that stands in it, and which of equal ones.

        Two rows that say no more than “Alex Smith” are two people, and still are the second time.
        """
        text = fingerprint(item)
        key = int(text[4:20], 16)
        self.equal_rows[key] = times = self.equal_rows.get(key, 0) + 1
        return text if times == 1 else f"{text}-{times}"

    def exported(self, ref: str, id: int) -> None:
        """Remember as what one of our own exports knows a record."""
        identities.put_exported(self.db, ref, id)

    def put(self, noun: str, source: str, external_id: str, id: int) -> None:
        """Remember under which identity a file has a record."""
        if source in (OWN, HERE) and not external_id.startswith("row:"):
            return
        if external_id:
            identities.put(self.db, noun, source, external_id, id)

    def has_other(self, noun: str, source: str, external_id: str, id: int) -> bool:
        """Whether the source has that record under another identity than this one."""
        return bool(external_id) and identities.has_own(self.db, noun, source, id)


def fingerprint(item: Item) -> str:
    """What tells a row from others where nothing else does: all that stands in it."""
    content = json.dumps(
        [item.fields, item.links, item.extra], sort_keys=True, ensure_ascii=False, default=str
    )
    return "row:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]
