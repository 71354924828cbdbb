"""Which actions the line of keys names in each place."""

SHOWN: dict[str, tuple[str, ...]] = {
    "today": (
        *("open", "done", "snooze", "log", "task", "edit"),
        *("quick-add", "import", "new"),
    ),
    "contacts": ("open", "log", "task", "filter", "new", "quick-add", "import"),
    "companies": ("open", "log", "task", "filter", "new", "import"),
    "deals": ("open", "move-on", "win", "filter", "new", "board"),
    "board": ("move-back", "move-on", "win", "lose", "open", "new", "board", "pipeline"),
    "tasks": ("open", "done", "snooze", "filter", "new"),
    "timeline": ("open", "log", "timeline", "filter", "task", "new", "timeline-list"),
    "activity": ("open", "log", "filter", "new", "timeline-list"),
    "record": (
        *("open", "done", "snooze", "log", "move-on", "win"),
        *("edit", "task", "web"),
    ),
    "search": ("open", "done", "log", "task", "edit"),
    "history": ("reverse", "open", "undo", "redo"),
    "settings": ("change-setting", "add-setting", "retire-setting", "stage-up", "stage-down"),
    "views": ("open-view", "rename-view", "delete-view", "filter", "save-view"),
    "import": ("import-now", "import-theirs"),
    "report": (),
    "imports": ("undo-import", "import"),
    "doctor": ("open", "mend", "deep"),
    "duplicates": (),
    "marked": (
        *("done", "snooze", "move-back", "move-on", "win", "lose"),
        *("tag", "fill", "merge", "archive", "unmark-all", "unmark-cards"),
    ),
}
"""The actions in the line of keys of each place, in the order of use; the first that can be.

Those of `marked` stand there wherever records are marked.
"""
