"""Imports files for tests, from what stands in them."""

import io

from tinycrm.crm import Crm
from tinycrm.interchange.importing import Input, Options, import_files
from tinycrm.interchange.report import Report
from tinycrm.interchange.sources import Choices, open_source
from tinycrm.store.contacts import Contact


def load_all(
    crm: Crm, *files: str | bytes, choices: Choices | None = None, **options: object
) -> list[Report]:
    """Import several files at once."""
    inputs = [given(crm, f"{at}.csv", data, choices) for at, data in enumerate(files)]
    return import_files(crm, inputs, Options(**options))


def load(crm: Crm, data: str | bytes, choices: Choices | None = None, **options: object) -> Report:
    """Import one file."""
    (report,) = import_files(crm, [given(crm, "people.csv", data, choices)], Options(**options))
    return report


def given(crm: Crm, name: str, data: str | bytes, choices: Choices | None) -> Input:
    raw = data if isinstance(data, bytes) else data.encode()
    return Input(name, open_source(crm, io.BytesIO(raw), choices))


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.rejected


def everybody(crm: Crm) -> list[Contact]:
    """All contacts in the order of a list, the archived ones among them."""
    ids = crm.db.rows("SELECT id FROM contact ORDER BY sort_key, id")
    return crm.contacts.by_ids([id for (id,) in ids])
