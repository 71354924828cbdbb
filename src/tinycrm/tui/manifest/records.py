"""What can be done with records, and with lists of them."""

from tinycrm.tui.manifest.action import ADDING, LISTS, NOUNS, PARTIES, Action

RECORDS: dict[str, Action] = {
    "open": Action(
        "finding:open_here", "enter", "Open", "Open the record under the cursor.", on=NOUNS
    ),
}
TASKS: dict[str, Action] = {
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
}
DOING: dict[str, Action] = {
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
        "adding:new",
        "n",
        "New",
        "Add a person in Contacts, a firm in Companies, a deal in Deals and on the page of a person"
        " or a firm, a task in Today, in Tasks and on other pages; in Activity log what was said.",
        where=ADDING,
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
}
PAGE: dict[str, Action] = {
    "timeline": Action(
        "narrowing:choose_kind",
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
}
DEALS: dict[str, Action] = {
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
}
IN_LISTS: dict[str, Action] = {
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
}
