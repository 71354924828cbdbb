"""The tables: the one description of the schema, from which `schema.sql` is generated.

Everyday commands never import this module (SQLModel costs a quarter of a second); it serves the
generator, the migrations' test, and people who use tinycrm as a library with sessions of their own.

Conventions, the same in every table:
- instants are UTC text `2026-03-27T15:30:00.000Z`, dates are text `YYYY-MM-DD`;
- money is an integer of minor units beside an ISO 4217 code;
- `*_key` columns hold normal forms for matching, the column beside them the value as typed;
- columns marked `derived` are kept by triggers, and are neither logged nor undone.
"""

from tinycrm.store.models.columns import Record, Row
from tinycrm.store.models.deals import Deal, DealContact, DealEvent, Pipeline, Stage
from tinycrm.store.models.marks import CustomField, ExternalRef, RecordTag, Setting, Tag
from tinycrm.store.models.people import (
    Address,
    Company,
    Consent,
    Contact,
    ContactPoint,
    NotDuplicate,
)
from tinycrm.store.models.steps import Change, CurrentOperation, ImportFile, Operation
from tinycrm.store.models.work import Activity, ActivityLink, Task, TaskLink

__all__ = [
    "Activity",
    "ActivityLink",
    "Address",
    "Change",
    "Company",
    "Consent",
    "Contact",
    "ContactPoint",
    "CurrentOperation",
    "CustomField",
    "Deal",
    "DealContact",
    "DealEvent",
    "ExternalRef",
    "ImportFile",
    "NotDuplicate",
    "Operation",
    "Pipeline",
    "Record",
    "RecordTag",
    "Row",
    "Setting",
    "Stage",
    "Tag",
    "Task",
    "TaskLink",
]
