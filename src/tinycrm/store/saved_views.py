"""Saved views: a filter, a sort order and columns kept under a name, in the file's settings."""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from tinycrm.domain.text import clean_input, did_you_mean, fold, quote_value, required_line
from tinycrm.errors import ConflictError, CrmError, DatabaseError, InvalidError, NotFoundError
from tinycrm.store import settings
from tinycrm.store.database import Database
from tinycrm.store.references import LETTER_OF

PREFIX = "view."
COLUMNS = "columns."
LONGEST_NAME = 100


class SavedView(NamedTuple):
    """A way to look at the records of a noun: which of them, in which order, which columns.

    `columns` are the columns' keys, none for those that a list shows by itself; `key` is the key
    of the keyboard that opens the view in the app, or "".
    """

    name: str
    noun: str
    filter: str
    sort: str
    columns: tuple[str, ...]
    key: str


class SavedViews:
    """The saved views of one file; a name stands for one view, whatever its case and accents."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def find(self, noun: str = "") -> list[SavedView]:
        """All views, or those of a noun, in the order in which they were saved first."""
        rows = self.db.rows("SELECT value FROM setting WHERE key GLOB 'view.*' ORDER BY id")
        views = [read(value) for (value,) in rows]
        return [view for view in views if view and noun in ("", view.noun)]

    def get(self, name: str) -> SavedView:
        """The view of that name. Raises NotFoundError."""
        held = settings.get(self.db, setting_of(name))
        view = read(held) if held is not None else None
        if view is None:
            hint = did_you_mean(name, [view.name for view in self.find()])
            raise NotFoundError(
                f"There is no view {quote_value(name)}.", f"{hint}See: crm list-views"
            )
        return view

    def save(
        self,
        name: str,
        noun: str,
        filter: str = "",
        sort: str = "",
        columns: Iterable[str] = (),
        key: str = "",
    ) -> SavedView:
        """Keep a view, in the place of the one of that name if there is one.

        Raises InvalidError (QueryError) for a filter that cannot be understood, UsageError for an
        unknown noun or a sort key that the noun does not have, ConflictError for a `key` that
        opens another view already.
        """
        view = SavedView(
            view_name(name), noun, filter.strip(), sort.strip(), column_keys(columns), key
        )
        with self.db.operation("view.save", f"saved the view {view.name}"):
            self.check(view)
            self.write(setting_of(view.name), view)
        return view

    def rename(self, name: str, new: str) -> SavedView:
        """Give a view another name; raises ConflictError for one that is taken."""
        with self.db.operation("view.rename") as operation:
            held = self.get(name)
            view = held._replace(name=view_name(new))
            old, wanted = setting_of(name), setting_of(view.name)
            if old != wanted and settings.get(self.db, wanted) is not None:
                raise ConflictError(
                    f"There is a view {quote_value(view.name)} already.",
                    "Take another name, or delete that one first.",
                )
            if view != held:
                operation.summary = f"renamed the view {held.name} to {view.name}"
                id = self.db.value("SELECT id FROM setting WHERE key = ?", (old,))
                self.db.update("setting", id, {"key": wanted, "value": written(view)})
        return view

    def delete(self, name: str) -> SavedView:
        """Remove a view, and return what it was; the records stay. Raises NotFoundError."""
        with self.db.operation("view.delete") as operation:
            view = self.get(name)
            operation.summary = f"deleted the view {view.name}"
            settings.write(self.db, setting_of(name), "")
        return view

    def usual_columns(self, noun: str) -> tuple[str, ...]:
        """The columns chosen for lists of a noun; none where nobody has chosen any."""
        held = settings.get(self.db, f"{COLUMNS}{noun}")
        return column_keys(held.split(",")) if held else ()

    def choose_columns(self, noun: str, columns: Iterable[str]) -> None:
        """Let lists of a noun show these columns, or those that they have by themselves."""
        from tinycrm.store.required import known

        keys = column_keys(columns)
        with self.db.operation("view.columns", f"chose the columns of the list: {noun}"):
            settings.write(self.db, f"{COLUMNS}{known(noun)}", ",".join(keys))

    def count(self, view: SavedView) -> int | None:
        """How many records a view shows now; None where its filter means nothing any more."""
        from tinycrm.store.records import records_of

        try:
            return records_of(view.noun)(self.db).count(view.filter)
        except DatabaseError:
            raise
        except CrmError:
            return None

    def check(self, view: SavedView) -> None:
        """Raise what `save` raises for a view that could not be shown."""
        from tinycrm.store.filters import compile_filter, compile_sort, context_of
        from tinycrm.store.required import known

        noun, context = known(view.noun), context_of(self.db)
        compile_filter(noun, clean_input(view.filter, "filter"), context)
        compile_sort(noun, view.sort, context)
        taken = next((other for other in self.find() if view.key and other.key == view.key), None)
        if taken and setting_of(taken.name) != setting_of(view.name):
            raise ConflictError(
                f"The key {quote_value(view.key)} opens the view {quote_value(taken.name)}.",
                "Take another key.",
            )

    def write(self, setting: str, view: SavedView) -> None:
        """Write a view within the current operation, where it differs from the one held."""
        text = written(view)
        if settings.get(self.db, setting) != text:
            settings.write(self.db, setting, text)


def setting_of(name: str) -> str:
    """The setting that holds the view of that name."""
    return PREFIX + fold(name)


def view_name(given: str) -> str:
    """A name as it is kept; raises InvalidError for one that shows nothing or is too long."""
    name = " ".join(required_line(given, "name").split())
    if len(name) > LONGEST_NAME:
        raise InvalidError(
            f"The name {quote_value(name)} is too long.",
            f"Give one of at most {LONGEST_NAME} characters.",
            "name",
        )
    return name


def column_keys(given: Iterable[str]) -> tuple[str, ...]:
    """Each column once, in the order given."""
    keys = (clean_input(key, "column").strip() for key in given)
    return tuple(dict.fromkeys(key for key in keys if key))


def written(view: SavedView) -> str:
    """A view as it stands in the setting."""
    return json.dumps(view._asdict(), ensure_ascii=False)


def read(text: str) -> SavedView | None:
    """A view as it was written; None for what is none, such as one of a later version."""
    try:
        held: dict[str, Any] = json.loads(text)
        texts = [str(held.get(field) or "") for field in SavedView._fields]
        name, noun, filter, sort, _, key = texts
        columns = tuple(map(str, held.get("columns") or ()))
    except (ValueError, TypeError, AttributeError):
        return None
    return SavedView(name, noun, filter, sort, columns, key) if name and noun in LETTER_OF else None


def in_filter(view: SavedView, more: str) -> str:
    """A view's filter with a further one: both have to hold."""
    parts = [part for part in (view.filter, more.strip()) if part]
    return " ".join(f"({part})" for part in parts) if len(parts) > 1 else "".join(parts)
