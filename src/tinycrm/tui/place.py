"""Where one is in the app, and which records an action would work on."""

# No postponed annotations here: NamedTuple would compile them.
from typing import NamedTuple, Protocol, runtime_checkable


class Here(NamedTuple):
    """A place and the records that are meant there.

    `records` are references, the nearest first: the line under the cursor, then the page on which
    it stands. `marked` are those that were marked in a list. `begun` is what a new record has
    when it is added here, as (field, value): the stage of the column on the board. `kind` is what
    the cursor stands on where that is no record: a stage, a tag, a key among the settings.
    """

    place: str
    records: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    begun: tuple[tuple[str, str], ...] = ()
    kind: str = ""


@runtime_checkable
class Shown(Protocol):
    """A screen, a pane or a window that shows what is in the file."""

    def reload(self) -> None:
        """Show what is in the file now, because something has been changed."""


@runtime_checkable
class Place(Shown, Protocol):
    """A screen or a pane that knows besides which records are meant."""

    def here(self) -> Here: ...
