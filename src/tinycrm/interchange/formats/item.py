"""What a row of a foreign file is: a record to be, whatever program wrote the file."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from typing import Any, NamedTuple

from tinycrm.domain.text import quote_value
from tinycrm.errors import InvalidError
from tinycrm.store.ids import is_uid


class Link(NamedTuple):
    """Another record that a row refers to.

    `source` and `id` are its identity in the program the file comes from, `id` may be empty; so
    may `name` and `email`. `role` is what a person is in a deal.
    """

    source: str
    id: str
    name: str
    role: str = ""
    email: str = ""


class Item(NamedTuple):
    """A record as a file has it.

    `fields` are what `crm.<noun>s.create` takes, but links stand in `links`, by what they lead
    to: `company`, `contact`, `deal`, `parent`; a list where there are several. A deal may have
    `status` (open, won, lost), `closed_at` and `stage_name` (a stage that may not exist yet)
    besides. `extra` is what has no field, by the title of its column; `custom.KEY` names a field
    of one's own. `stamps` are the uid, the `ref` and the times from the file, of which those
    without a zone are local. `source` is where the external `id` belongs; it may be empty.
    """

    noun: str
    fields: dict[str, Any]
    links: dict[str, Link | list[Link]]
    extra: dict[str, str]
    stamps: dict[str, str]
    source: str
    id: str
    warnings: list[str]


class NeedsDates(InvalidError):
    """Dates may be read day first or month first; `columns` are the titles of their columns."""

    def __init__(self, columns: list[str], message: str) -> None:
        super().__init__(message, "Say which it is: --dates dmy or --dates mdy")
        self.columns = columns


class Skip(Exception):
    """A row is passed over, for a reason worth telling."""


def check_uid(uid: str) -> None:
    """Raise InvalidError for what stands in the place of a uid and is none; "" is no uid at all."""
    if uid and not is_uid(uid):
        raise InvalidError(f"the uid {quote_value(uid)} is none", "Leave it out.")


def links_of(item: Item, role: str) -> list[Link]:
    """The links of a kind, none, one or several."""
    found = item.links.get(role, [])
    return [found] if isinstance(found, Link) else found
