"""What the library can do, a command can do and a key can do: the three never drift apart."""

import importlib
import inspect
from functools import cached_property

import pytest

from tinycrm.cli.manifest import PANELS
from tinycrm.crm import Crm
from tinycrm.tui.manifest import ACTIONS

COMMANDS = {name for commands in PANELS.values() for name in commands}
RECORDS = {
    "contacts": ("contact", "contacts"),
    "companies": ("company", "companies"),
    "deals": ("deal", "deals"),
    "activities": ("note", "activity"),
    "tasks": ("task", "tasks"),
}
"""The nouns: their name in commands, and the place that lists them."""
OF_ALL = {
    "add": ("add-{noun}", "new"),
    "edit": ("edit-{noun}", "edit"),
    "get": ("show-{noun}", "open"),
    "tag": ("tag", "tag"),
    "untag": ("untag", "tag"),
    "archive": ("archive-{noun}", "archive"),
    "unarchive": ("restore-{noun}", "restore"),
    "delete": ("delete-{noun}", "trash"),
    "restore": ("restore-{noun}", "restore"),
}
"""What can be done with a record of any kind: the command, and the action."""
LISTS = {
    "contacts.find": ("list-contacts", "contacts"),
    "companies.find": ("list-companies", "companies"),
    "deals.find": ("list-deals", "deals"),
    "activities.find": ("list-activities", "activity"),
    "tasks.find": ("list-tasks", "tasks"),
}
OPERATIONS = {
    **{
        f"{nouns}.{method}": (command.format(noun=noun), action)
        for nouns, (noun, _) in RECORDS.items()
        for method, (command, action) in OF_ALL.items()
    },
    **LISTS,
    # Everything
    "add": ("add-contact", "new"),
    "today": ("today", "today"),
    "page": ("show", "open"),
    "timeline": ("timeline", "timeline"),
    "recent": ("timeline", "activity"),
    "search.everything": ("search", "search"),
    # People and firms
    "contacts.consent": ("set-consent", "consent"),
    "contacts.consents": ("show-contact", "open"),
    "contacts.lookalikes": ("dedupe", "duplicates"),
    "contacts.merge": ("merge", "merge"),
    "companies.lookalikes": ("dedupe", "duplicates"),
    "companies.merge": ("merge", "merge"),
    # Deals
    "deals.move": ("move-deal", "move-on"),
    "deals.win": ("win-deal", "win"),
    "deals.lose": ("lose-deal", "lose"),
    "deals.reopen": ("reopen-deal", "reopen"),
    "deals.board": ("pipeline", "board"),
    "deals.events": ("show-deal", "open"),
    "deals.add_contact": ("link-deal", "edit"),
    "deals.remove_contact": ("unlink-deal", "edit"),
    "deals.contacts_of": ("show-deal", "open"),
    # Activities and tasks
    "activities.log": ("log", "log"),
    "activities.note": ("add-note", "log"),
    "activities.link": ("edit-note", "edit"),
    "activities.unlink": ("edit-note", "edit"),
    "tasks.done": ("done", "done"),
    "tasks.reopen": ("reopen-task", "done"),
    "tasks.snooze": ("snooze", "snooze"),
    "tasks.link": ("edit-task", "edit"),
    "tasks.unlink": ("edit-task", "edit"),
    # History
    "history.steps": ("history", "history"),
    "history.differences": ("history", "history"),
    "history.undo": ("undo", "undo"),
    "history.redo": ("redo", "redo"),
    # Views
    "views.find": ("list-views", "views"),
    "views.get": ("list-views", "views"),
    "views.save": ("save-view", "save-view"),
    "views.rename": ("rename-view", "rename-view"),
    "views.delete": ("delete-view", "delete-view"),
    # Which columns the app shows is how its user looks at a file, and nothing of the records, so
    # the key alone does. Commands are told their columns each time (--format, --csv), and a view
    # that is saved by either front end keeps its own.
    "views.choose_columns": ("save-view", "columns"),
    "views.usual_columns": ("list-views", "columns"),
    # Settings
    "tags.all": ("list-tags", "settings"),
    "tags.rename": ("rename-tag", "change-setting"),
    "fields.all": ("list-fields", "settings"),
    "fields.get": ("list-fields", "settings"),
    "fields.add": ("add-field", "add-setting"),
    "fields.edit": ("edit-field", "change-setting"),
    "fields.rename": ("edit-field", "change-setting"),
    "fields.retire": ("retire-field", "retire-setting"),
    "fields.restore": ("restore-field", "restore-setting"),
    "pipelines.all": ("list-pipelines", "settings"),
    "pipelines.stages": ("list-pipelines", "settings"),
    "pipelines.stage": ("list-pipelines", "settings"),
    "pipelines.add_pipeline": ("add-pipeline", "add-setting"),
    "pipelines.rename_pipeline": ("edit-pipeline", "change-setting"),
    "pipelines.retire_pipeline": ("retire-pipeline", "retire-setting"),
    "pipelines.restore_pipeline": ("restore-pipeline", "restore-setting"),
    "pipelines.add_stage": ("add-stage", "add-setting"),
    "pipelines.edit_stage": ("edit-stage", "change-setting"),
    "pipelines.move_stage": ("edit-stage", "stage-up"),
    "pipelines.retire_stage": ("retire-stage", "retire-setting"),
    "pipelines.restore_stage": ("restore-stage", "restore-setting"),
}
"""The command and the action for everything that a person can want of an open file."""
FUNCTIONS = {
    "tinycrm.domain.quick_add.parse_quick_add": ("add", "quick-add"),
    "tinycrm.interchange.exporting.export": ("export", "export"),
    "tinycrm.interchange.importing.import_files": ("import", "import"),
    "tinycrm.interchange.previewing.preview": ("import", "import"),
    "tinycrm.interchange.whole.import_all": ("import", "import"),
    "tinycrm.interchange.whole_writing.export_all": ("export", "export-all"),
    "tinycrm.store.imports.imported": ("list-imports", "imports"),
    "tinycrm.store.backup.backup": ("backup", "backup"),
    "tinycrm.store.doctor.examine": ("doctor", "doctor"),
    "tinycrm.store.doctor.mend": ("doctor", "mend"),
    "tinycrm.store.duplicates.find": ("dedupe", "duplicates"),
    "tinycrm.store.duplicates.dismiss": ("dedupe", "duplicates"),
    "tinycrm.store.settings.put": ("config", "change-setting"),
    "tinycrm.reports.month.month": ("report", "today"),
}
"""The same for what does not belong to one kind of record."""
INNER = {
    "parts of the writing operations, within a step of the history that is open": """
        attach change checked columns create edited extras follow if_different insert name_columns
        name_held new_domain other_columns reattach refuse_incomplete stamp written
        rewrite converted write relink""",
    "how records are named and what they are, for the words and forms of both front ends": """
        named named_fields shape told noun reserved refuse_key check due held person company_of
        parent_id people_met names unfinished""",
    "how lists read: pages, counts and the like, for `find` and for the app's lists": """
        by_ids condition count id ids order select stream tagged unordered by_stage cards carried
        due_counts lost_reasons version is_deleted""",
    "parts of undo and redo": """
        newest newest_undone step""",
    "parts of the search": "by_digits by_filter by_words of_noun record",
    "of the open file itself, which front ends open and close": "close operation records",
}
"""What nobody wants by itself, and why."""


def public(holder: object) -> set[str]:
    return {name for name, _ in inspect.getmembers(holder, callable) if not name.startswith("_")}


@pytest.fixture
def operations(crm: Crm) -> dict[str, str]:
    """Every public method of an open file and its nouns, by `noun.method`, with its last name."""
    found = {}
    for name, held in vars(Crm).items():
        if isinstance(held, cached_property):
            found |= {f"{name}.{method}": method for method in public(getattr(crm, name))}
        elif callable(held) and not name.startswith("_"):
            found[name] = name
    return found


def test_every_operation_is_in_the_table(operations: dict[str, str]) -> None:
    inner = {name for names in INNER.values() for name in names.split()}
    missing = [
        f"{operation} is in no table: say which command and which key do it, or why nobody wants it"
        for operation, method in operations.items()
        if operation not in OPERATIONS and method not in inner
    ]
    assert not missing, "\n".join(missing)


def test_nothing_in_the_table_is_gone(operations: dict[str, str]) -> None:
    gone = [f"{operation} is no longer there" for operation in {*OPERATIONS} - {*operations}]
    named = {name for names in INNER.values() for name in names.split()}
    gone += [f"nothing is called {name} any more" for name in named - {*operations.values()}]
    assert not gone, "\n".join(sorted(gone))


@pytest.mark.parametrize("operation", FUNCTIONS)
def test_the_functions_in_the_table_are_there(operation: str) -> None:
    module, _, function = operation.rpartition(".")
    assert callable(getattr(importlib.import_module(module), function))


def test_every_operation_has_a_command_and_a_key() -> None:
    lacking = []
    for operation, (command, action) in {**OPERATIONS, **FUNCTIONS}.items():
        if command not in COMMANDS:
            lacking.append(f"{operation} has no command: there is no `crm {command}`")
        if action not in ACTIONS:
            lacking.append(f"{operation} has no key: the app has no action {action}")
    assert not lacking, "\n".join(lacking)


def test_every_action_that_changes_a_file_is_reached_by_a_command_too() -> None:
    """The other way round: an action that no operation names has to be one of the app's own."""
    own = {
        *(
            "import-now",
            "import-theirs",
            "deep",
            "undo-import",
            "task",
            "field",
            "long-text",
            "fill",
            "priority",
        ),
        *("copy", "web", "move-back", "closed", "pipeline", "mark-card", "mark-stage"),
        *("unmark-cards", "filter", "sort", "mark", "mark-all", "unmark-all", "stage-down"),
        *("sidebar", "open-view"),
        *(
            "reverse",
            "record-history",
            "jump",
            "palette",
            "help",
            "tour",
            "saved",
            "history",
            "timeline-list",
        ),
    }
    named = {action for _, action in {**OPERATIONS, **FUNCTIONS}.values()}
    unknown = {*ACTIONS} - named - own
    assert not unknown, f"{sorted(unknown)}: which operation of the library, which command is it?"
