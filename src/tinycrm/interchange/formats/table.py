"""How a format is described: its columns and what they mean, as data.

A meaning is `FIELD` of the record, or one of these:
`email`, `phone`, `url`, `handle` with a label (`phone:work`) or parts of a group of columns
(`email#2`, `email.label#2`); `address.PART` with a label or a group; `tags`; `id`; a link
(`company`, `company.id`, `contact.email`); `date` for a day that is kept as an extra;
`more.label#TITLE` and `more.value#TITLE` for an extra whose title stands in a cell;
`custom:KEY`; `ignore` for what is computed or says nothing about the record; `_WORD` for what the
format itself reads; empty for an extra.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from tinycrm.domain.text import fold

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item


class Format(NamedTuple):
    """A program's way to write one noun.

    `columns` has meanings by the normal form of a title, `pattern` finds those that are
    numbered. Of the lists of titles in `needs` one must be there completely. `finish` makes
    records of a row that was read. With `verbatim` cells are not trimmed. `blanks` are words, in
    lower case, with which the program fills what nobody gave.
    """

    name: str
    source: str
    noun: str
    columns: Mapping[str, str]
    needs: tuple[str, ...]
    finish: "Callable[[Draft], list[Item]]"
    pattern: Callable[[str], str | None] | None = None
    verbatim: bool = False
    blanks: tuple[str, ...] = ()

    def meaning(self, title: str) -> str | None:
        """What a column means; None where the format does not know it."""
        found = self.columns.get(normal(title))
        return self.pattern(title) if found is None and self.pattern else found

    def fits(self, keys: Any) -> bool:
        """Whether a header (normal forms of its titles) has what the format needs."""
        return any(keys >= {normal(title) for title in need.split(",")} for need in self.needs)


def normal(title: str) -> str:
    """A title for comparing: its letters and digits, folded (`First Name`, `FIRSTNAME`)."""
    return "".join(char for char in fold(title) if char.isalnum())


def table(*meanings: Mapping[str, str]) -> dict[str, str]:
    """The columns of a format from its titles, comma-separated, by meaning."""
    return {
        normal(title): meaning
        for each in meanings
        for meaning, titles in each.items()
        for title in titles.split(",")
    }
