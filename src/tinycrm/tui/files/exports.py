"""What an export would write: the records that are meant here, in which forms, under which name."""

# No postponed annotations here: NamedTuple would compile them.
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tinycrm.interchange import exporting
from tinycrm.interchange.exporting import WITH_COLUMNS
from tinycrm.interchange.record_columns import columns as file_columns
from tinycrm.interchange.report import counted
from tinycrm.store.references import LETTERS, plural
from tinycrm.tui.columns import ALL

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp

FORMS = {
    "csv": "CSV, for most programs",
    "excel": "CSV for spreadsheets, disarmed for Excel",
    "xlsx": "XLSX, an Excel workbook",
    "tsv": "TSV, columns parted by tabs",
    "vcard": "vCard 3.0, for address books",
    "vcard4": "vCard 4.0",
    "ical": "iCalendar, for calendars",
    "json": "JSON, one array",
    "jsonl": "JSON Lines, one object a line",
    "markdown": "Markdown, a table",
}
SUFFIXES = {
    "excel": "csv",
    "vcard": "vcf",
    "vcard4": "vcf",
    "ical": "ics",
    "markdown": "md",
}
NAMES = {
    "contact": {"title": "job_title", "last": "last_activity_at", "next": "next_task_on"},
    "company": {"people": "contacts", "deals": "open_deals", "last": "last_activity_at"},
    "deal": {"close": "expected_close_on", "last": "last_activity_at"},
    "task": {"state": "done_at", "due": "due_on", "repeat": "recurrence"},
    "activity": {"when": "happened_at", "text": "subject,body", "kind": "kind,direction"},
}
"""How columns of lists are called in files where that is otherwise, several parted by commas."""
FOR_ALL = {"created": "created_at", "amount": "amount,currency", "for": "contacts,companies,deals"}
KINDS = {
    "contact": "all contacts",
    "company": "all companies",
    "deal": "all deals",
    "task": "all tasks",
    "activity": "all activity",
    "calendar": "a calendar: tasks with a day, and meetings",
}


class Meant(NamedTuple):
    """Records to export: of a noun, by a filter in an order, or those of these `ids`.

    `words` say which they are, `name` begins the proposed name of the file, and `columns` are
    the columns that the list shows, as files call them.
    """

    noun: str
    words: str
    name: str
    filter: str = ""
    sort: str = ""
    ids: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()


def meant_here(app: "CrmApp") -> Meant | None:
    """What is meant here: what is marked, the record of the page, or what the list shows."""
    from tinycrm.tui.screens.record import RecordScreen

    marked, place = app.here().marked, app.place
    if isinstance(place, RecordScreen):
        noun = LETTERS[place.ref[0]]
        return Meant(noun, place.ref, place.ref, ids=(int(place.ref[1:]),))
    listed = of_list(app)
    if not marked:
        return listed
    noun = LETTERS[marked[0][0]]
    ids = tuple(int(ref[1:]) for ref in marked)
    shown = listed.columns if listed and listed.noun == noun else ()
    words = f"{counted(noun, len(ids))}, marked"
    return Meant(noun, words, plural(noun), ids=ids, columns=shown)


def of_list(app: "CrmApp") -> Meant | None:
    """What the list or the board shows that is in front; None where there is none."""
    from tinycrm.tui.panes.deals import DealsPane
    from tinycrm.tui.panes.records import RecordsPane

    pane = app.pane
    if isinstance(pane, DealsPane) and pane.shows_overview:
        # As the board chooses it, which may not be painted yet when keys come fast.
        named = pane.pipeline or next((each.name for each in app.crm.pipelines.all()), "")
        filter = f"is:open pipeline:{quoted(named)}" if named else "is:open"
        words = f"the open deals of {named}" if named else "the open deals"
        return Meant("deal", words, "deals", filter, columns=of_columns(app.crm, "deal"))
    if not isinstance(pane, RecordsPane) or pane.has_class("-overview"):
        return None
    rows = pane.list.rows
    count = "what is listed"
    if rows is not None and rows.complete:
        count = counted(pane.noun, pane.count_of(rows))
    words = f"{count}: {pane.filter}" if pane.filter else count
    keys = [column.key for column in pane.list.columns]
    columns = of_columns(app.crm, pane.noun, keys)
    return Meant(pane.noun, words, plural(pane.noun), pane.filter, pane.sort, columns=columns)


def quoted(value: str) -> str:
    """A value for the filter language, whatever stands in it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def of_columns(crm: "Crm", noun: str, keys: Sequence[str] = ()) -> tuple[str, ...]:
    """The columns of files that hold what these columns of lists show, the usual ones for none."""
    from tinycrm.tui.columns import DEFAULTS

    known = file_columns(crm, noun)
    names = (
        name
        for key in keys or DEFAULTS[noun]
        for name in NAMES[noun].get(key, FOR_ALL.get(key, key)).split(",")
    )
    return tuple(dict.fromkeys(name for name in names if name in known))


def kind(noun: str) -> Meant:
    """All records of a noun."""
    words = KINDS[noun]
    name = noun if noun == "calendar" else plural(noun)
    return Meant(noun, words, name, ALL.get(noun, ""))


def forms(noun: str) -> dict[str, str]:
    """The forms in which a noun can be written here, with their words."""
    known = exporting.forms_of(noun)
    found = ["excel", *known] if "csv" in known else known
    if find_spec("xlsxwriter") is None:
        found = [form for form in found if form != "xlsx"]
    return {form: words for form, words in FORMS.items() if form in found}


def has_columns(form: str) -> bool:
    """Whether columns can be chosen for a form as lists have them."""
    return form == "excel" or (form in WITH_COLUMNS and form not in ("json", "jsonl"))


def proposed(meant: Meant, form: str, today: date) -> Path:
    """A name for the file, or for a folder, in that of downloads or in the current one."""
    from tinycrm.tui.files.paths import downloads

    folder = downloads() if downloads().is_dir() else Path.cwd()
    ending = f".{SUFFIXES.get(form, form)}" if form else ""
    return folder / f"{meant.name}-{today:%Y-%m-%d}{ending}"


def wanted(meant: Meant, form: str, fields: Iterable[str]) -> exporting.Wanted:
    """The export in the words of the library."""
    return exporting.Wanted(
        meant.noun,
        meant.filter,
        meant.sort,
        form="csv" if form == "excel" else form,
        fields=list(fields),
        excel=form == "excel",
        ids=meant.ids,
    )
