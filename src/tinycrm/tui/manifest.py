"""Every action of the app: its key, what it works on, its words, and where it is.

The bindings, the line of keys, the help, the palette and the key map are read from this table. No
module of an action is imported before the action is first used.
"""

# No postponed annotations here: NamedTuple would compile them.
from typing import NamedTuple

NOUNS = ("contact", "company", "deal", "task", "activity")
ADDING = (
    *("today", "contacts", "companies", "deals", "board", "tasks", "activity"),
    *("timeline", "record", "search", "history"),
)
"""The places where `n` adds a record."""
PARTIES = ("contact", "company", "deal")
LISTS = ("contacts", "companies", "deals", "tasks", "activity")


class Action(NamedTuple):
    """Something that a key does.

    `target` is `module:function` below `tinycrm.tui.actions`, called with the app, the subjects (a
    list of references) and, where there is one, the `argument`. `on` names the kinds of records
    that it works on, none for what needs no record; `where` the places in which it works, none
    for everywhere; `many` says that it takes all marked records at once.
    """

    target: str
    keys: str
    label: str
    help: str
    on: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    many: bool = False
    argument: str = ""


def place(key: str, label: str, help: str) -> Action:
    return Action("places:go", key, label, help, argument=label.lower())


GROUPS: dict[str, dict[str, Action]] = {
    "Go to": {
        "today": place("1", "Today", "Show what wants doing now."),
        "contacts": place("2", "Contacts", "Show the people."),
        "companies": place("3", "Companies", "Show the firms."),
        "deals": place("4", "Deals", "Show the deals, as a board or as a list."),
        "tasks": place("5", "Tasks", "Show what is to be done."),
        "activity": place("6", "Activity", "Show what happened."),
        "history": place("7", "History", "Show every change, and undo any of them."),
        "settings": place("8", "Settings", "Show stages, fields, tags and the rest."),
    },
    "File": {
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
    },
    "Records": {
        "open": Action(
            "finding:open_here", "enter", "Open", "Open the record under the cursor.", on=NOUNS
        ),
    },
    "Tasks": {
        "done": Action(
            "tasks:toggle_done",
            "space",
            "Done",
            "Tick a task off, or open it again; the marked ones together.",
            on=("task",),
            where=("today", "tasks", "record", "search"),
            many=True,
        ),
        "snooze": Action(
            "tasks:snooze",
            "z",
            "Snooze",
            "Put a task off to another day.",
            on=("task",),
            where=("today", "tasks", "record", "search"),
            many=True,
        ),
    },
    "Doing": {
        "log": Action(
            "logging:log",
            "l",
            "Log",
            "Log a call, an e-mail, a meeting … and what follows from it; with the marked ones"
            " together.",
            on=NOUNS,
            many=True,
        ),
        "task": Action(
            "adding:task", "t", "Task", "Add a task for what is under the cursor or marked."
        ),
        "edit": Action(
            "editing:edit", "e", "Edit", "Change a record in a form with all its fields.", on=NOUNS
        ),
        "quick-add": Action(
            "adding:quick_add",
            "a",
            "Add",
            "Add a person from one line, like Jane Doe <jane@acme.com> @Acme #lead.",
        ),
        "new": Action(
            "adding:new", "n", "New", "Add a record of the kind that is shown here.", where=ADDING
        ),
        "field": Action(
            "editing:field",
            "i",
            "Change field",
            "Change a cell of a list in its place, or any field of a page.",
            on=NOUNS,
        ),
        "long-text": Action(
            "editing:long_text",
            "E",
            "Long text",
            "Write what is to be said about a record in your own editor.",
            on=NOUNS,
        ),
        "fill": Action(
            "editing:fill",
            "F",
            "Set field",
            "Set one field of all marked records, in one step.",
            on=NOUNS,
            many=True,
        ),
        "priority": Action(
            "tasks:change_priority",
            "exclamation_mark",
            "Priority",
            "Make a task high, low or normal in its priority, in turn.",
            on=("task",),
            where=("today", "tasks", "record", "search"),
            many=True,
        ),
    },
    "Page": {
        "timeline": Action(
            "records:choose_kind",
            "f",
            "Show only",
            "Show calls alone, or e-mails, notes, deals … of what happened.",
            where=("record", "timeline", *LISTS),
        ),
        "copy": Action(
            "copying:copy",
            "c",
            "Copy",
            "Copy an e-mail address, a number, an address, the reference or a whole vCard.",
            on=NOUNS,
        ),
        "web": Action(
            "opening:open_outside",
            "o",
            "Write, call",
            "Open an e-mail to somebody, a call, or a web page.",
            on=PARTIES,
        ),
        "consent": Action(
            "consent:set_consent",
            "K",
            "Consent",
            "Write down by which channel somebody agrees to be reached.",
            on=("contact",),
        ),
    },
    "Deals": {
        "move-back": Action(
            "deals:step",
            "less_than_sign",
            "Back",
            "Move a deal one stage back; the marked ones together.",
            on=("deal",),
            many=True,
            argument="prev",
        ),
        "move-on": Action(
            "deals:step",
            "greater_than_sign",
            "Move on",
            "Move a deal one stage on; the marked ones together.",
            on=("deal",),
            many=True,
            argument="next",
        ),
        "win": Action("deals:win", "w", "Won", "Set a deal to won.", on=("deal",), many=True),
        "lose": Action(
            "deals:lose", "x", "Lost", "Set a deal to lost, and say why.", on=("deal",), many=True
        ),
        "reopen": Action(
            "deals:reopen", "R", "Reopen", "Open a closed deal again.", on=("deal",), many=True
        ),
        "board": Action(
            "lists:toggle_overview",
            "b",
            "Board/list",
            "Show the deals as a board, or as a list.",
            where=("board", "deals"),
        ),
        "closed": Action(
            "deals:show_closed",
            "W",
            "Closed",
            "Show the deals that were won and lost, the newest first.",
            where=("board", "deals"),
        ),
        "pipeline": Action(
            "deals:choose_pipeline",
            "p",
            "Pipeline",
            "Show the board of another pipeline.",
            where=("board",),
        ),
        "mark-card": Action(
            "deals:toggle_mark",
            "m",
            "Mark",
            "Mark a deal, to do something with several at once.",
            where=("board",),
        ),
        "mark-stage": Action(
            "deals:mark_stage",
            "ctrl+a",
            "Mark stage",
            "Mark all deals of a stage.",
            where=("board",),
        ),
        "unmark-cards": Action(
            "deals:unmark_all", "u", "Unmark all", "Take all marks away.", where=("board",)
        ),
    },
    "Lists": {
        "timeline-list": Action(
            "lists:toggle_overview",
            "b",
            "Timeline/list",
            "Show what happened as a timeline of everything, or as a list of activities.",
            where=("timeline", "activity"),
        ),
        "filter": Action(
            "lists:open_filter",
            "slash",
            "Filter",
            "Filter the list while you type: words, or tag:vip quiet:>30d",
            where=(*LISTS, "timeline", "views"),
        ),
        "sort": Action(
            "lists:sort",
            "s",
            "Sort",
            "Sort the list by a column; by the same one again turns it around.",
            where=(*LISTS, "timeline"),
        ),
        "columns": Action(
            "lists:choose_columns",
            "C",
            "Columns",
            "Choose the columns of the list.",
            where=(*LISTS, "timeline"),
        ),
        "mark": Action(
            "lists:toggle_mark",
            "m",
            "Mark",
            "Mark a record, to do something with several at once.",
            where=LISTS,
        ),
        "mark-all": Action(
            "lists:mark_all", "ctrl+a", "Mark all", "Mark all records of the list.", where=LISTS
        ),
        "unmark-all": Action(
            "lists:unmark_all", "u", "Unmark all", "Take all marks away.", where=LISTS
        ),
        "tag": Action(
            "tagging:tag",
            "number_sign",
            "Tag",
            "Put tags on a record and take them off; on the marked ones together.",
            on=NOUNS,
            many=True,
        ),
        "merge": Action(
            "merging:merge",
            "M",
            "Merge",
            "Make one of two: of two marked records, or of this one and another.",
            on=("contact", "company"),
            many=True,
        ),
        "duplicates": Action(
            "merging:duplicates",
            "ctrl+d",
            "Duplicates",
            "Go through people or firms that may be there twice.",
        ),
        "archive": Action(
            "archiving:archive",
            "delete",
            "Archive",
            "Take records out of the lists; they stay findable by is:archived.",
            on=NOUNS,
            many=True,
        ),
        "trash": Action(
            "archiving:delete",
            "shift+delete",
            "Delete",
            "Put records into the trash, from where they can be brought back.",
            on=NOUNS,
            many=True,
        ),
        "restore": Action(
            "archiving:restore",
            "B",
            "Bring back",
            "Bring archived or deleted records back into the lists.",
            on=NOUNS,
            many=True,
        ),
        "views": Action("views:show", "v", "Views", "Go to the saved views, and open one."),
        "save-view": Action(
            "views:save",
            "V",
            "Save view",
            "Keep the filter, the order and the columns of the list under a name.",
            where=(*LISTS, "views"),
        ),
        "sidebar": Action(
            "views:toggle_sidebar",
            "f3",
            "Sidebar",
            "Show the saved views beside the lists, from 160 columns on, or hide them.",
            where=(*LISTS, "board", "timeline", "views"),
        ),
    },
    "Views": {
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
    },
    "Settings": {
        "change-setting": Action(
            "settings:change",
            "e",
            "Change",
            "Change the setting under the cursor; enter does so as well.",
            where=("settings",),
        ),
        "add-setting": Action(
            "settings:add",
            "n",
            "New",
            "Add a stage, a pipeline or a field, whatever the cursor stands on.",
            where=("settings",),
        ),
        "retire-setting": Action(
            "retiring:retire",
            "delete",
            "Retire",
            "Take a stage, a pipeline or a field out of use.",
            where=("settings",),
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
        ),
        "stage-down": Action(
            "settings:shift",
            "greater_than_sign",
            "Down",
            "Move a stage down.",
            where=("settings",),
            argument="1",
        ),
    },
    "History": {
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
    },
    "Find": {
        "jump": Action(
            "finding:jump", "ctrl+k", "Jump", "Jump to any record by a few of its letters."
        ),
        "search": Action(
            "finding:search", "S", "Search", "Search everything, each kind of record by itself."
        ),
    },
    "Files": {
        "import": Action(
            "files:choose_import",
            "I",
            "Import",
            "Look at a file of people, firms, deals … and what would come of importing it.",
        ),
        "export": Action(
            "files:export",
            "X",
            "Export",
            "Write what is listed here, what is marked, or this record into a file.",
        ),
        "imports": Action(
            "files:show_imports",
            "f6",
            "Imports",
            "Show which files were imported, what came of each, and take any back.",
        ),
        "doctor": Action(
            "files:show_doctor",
            "f4",
            "Doctor",
            "Look for what is wrong or missing in the file, and mend what can be mended.",
        ),
        "backup": Action(
            "files:back_up", "f5", "Backup", "Make a copy of the file that was checked."
        ),
        "export-all": Action(
            "files:export_all", "f7", "Export all", "Write everything into a folder of files."
        ),
    },
    "App": {
        "palette": Action(
            "helping:palette", "ctrl+p", "Palette", "Look for anything that can be done, and do it."
        ),
        "help": Action("helping:help", "question_mark", "Keys", "Show the keys that work here."),
        "tour": Action("helping:tour", "f1", "Tour", "Show in five cards how the app works."),
        "undo": Action("steps:replay", "ctrl+z", "Undo", "Undo the last change.", argument="undo"),
        "redo": Action(
            "steps:replay", "ctrl+y", "Redo", "Do again what was undone last.", argument="redo"
        ),
    },
}
ACTIONS: dict[str, Action] = {
    name: action for group in GROUPS.values() for name, action in group.items()
}


def condition(action: Action) -> str:
    """What an action needs: `works on a task`, `works in Deals`, "" where it needs nothing.

    Where others are called the same and have the same key, their places are named as well.
    """
    parts = []
    if action.on:
        nouns = [f"an {noun}" if noun[0] in "aeiou" else f"a {noun}" for noun in action.on]
        parts.append(f"on {listed(nouns)}")
    if action.where:
        same = [other for other in ACTIONS.values() if other[1:3] == action[1:3]]
        where = list(dict.fromkeys(place for other in same for place in other.where))
        titles = [place.title() for place in where if place in GROUPS["Go to"]]
        parts.append(f"in {listed(titles or where)}")
    return f"works {' '.join(parts)}" if parts else ""


def listed(words: list[str]) -> str:
    """`a, b or c`."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


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
}
"""The actions in the line of keys of each place, in the order of use; the first that can be."""
