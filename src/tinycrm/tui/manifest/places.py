"""What can be done in one place alone, and the digits that lead to the places."""

from tinycrm.tui.manifest.action import NOUNS, Action


def place(key: str, label: str, help: str) -> Action:
    return Action("places:go", key, label, help, argument=label.lower())


GO_TO: dict[str, Action] = {
    "today": place("1", "Today", "Show what wants doing now."),
    "contacts": place("2", "Contacts", "Show the people."),
    "companies": place("3", "Companies", "Show the firms."),
    "deals": place("4", "Deals", "Show the deals, as a board or as a list."),
    "tasks": place("5", "Tasks", "Show what is to be done."),
    "activity": place("6", "Activity", "Show what happened."),
    "history": place("7", "History", "Show every change, and undo any of them."),
    "settings": place("8", "Settings", "Show stages, fields, tags and the rest."),
}
FILE: dict[str, Action] = {
    "import-now": Action(
        "files:import_now",
        "ctrl+s",
        "Import",
        "Import what is shown, as one step that can be undone.",
        where=("import",),
    ),
    "import-theirs": Action(
        "files:take_theirs",
        "o",
        "File's values",
        "Let records that are there take the values of the file, or only what they lack.",
        where=("import",),
    ),
    "mend": Action(
        "files:mend",
        "r",
        "Mend",
        "Mend all that can be mended without asking, as one step that can be undone.",
        where=("doctor",),
    ),
    "deep": Action(
        "files:look_deeper",
        "d",
        "Deeper",
        "Read everything in the file, which takes a while where there is much.",
        where=("doctor",),
    ),
    "undo-import": Action(
        "files:undo_import",
        "u",
        "Undo",
        "Take back the import under the cursor, or do it again where it was undone.",
        where=("imports",),
    ),
}
VIEWS: dict[str, Action] = {
    "open-view": Action(
        "views:open_here", "enter", "Open", "Show the view under the cursor.", where=("views",)
    ),
    "rename-view": Action(
        "views:rename", "r", "Rename", "Give a view another name.", where=("views",)
    ),
    "delete-view": Action(
        "views:delete",
        "d,delete",
        "Delete",
        "Delete a view; the records stay, and undo brings it back.",
        where=("views",),
    ),
}
STRUCTURE = ("stage", "pipeline", "field")
SETTINGS: dict[str, Action] = {
    "change-setting": Action(
        "settings:change",
        "e",
        "Change",
        "Change the setting under the cursor, or copy the path of the file; enter does so as well.",
        where=("settings",),
    ),
    "add-setting": Action(
        "settings:add",
        "n",
        "New",
        "Add a stage, a pipeline or a field, whatever the cursor stands on.",
        where=("settings",),
        kinds=STRUCTURE,
    ),
    "retire-setting": Action(
        "retiring:retire",
        "delete",
        "Retire",
        "Take a stage, a pipeline or a field out of use.",
        where=("settings",),
        kinds=STRUCTURE,
    ),
    "restore-setting": Action(
        "retiring:restore",
        "B",
        "Bring back",
        "Bring a stage, a pipeline or a field back into use.",
        where=("settings",),
    ),
    "stage-up": Action(
        "settings:shift",
        "less_than_sign",
        "Up",
        "Move a stage up.",
        where=("settings",),
        argument="-1",
        kinds=("stage",),
    ),
    "stage-down": Action(
        "settings:shift",
        "greater_than_sign",
        "Down",
        "Move a stage down.",
        where=("settings",),
        argument="1",
        kinds=("stage",),
    ),
}
HISTORY: dict[str, Action] = {
    "reverse": Action(
        "steps:reverse",
        "u",
        "Undo this",
        "Undo the step under the cursor, or do it again where it was undone.",
        where=("history",),
    ),
    "record-history": Action(
        "steps:of_record",
        "H",
        "History",
        "Show every change of a record, and undo any of them.",
        on=NOUNS,
    ),
}
