"""What can be done from everywhere: finding, files in and out, and the app itself."""

from tinycrm.tui.manifest.action import ADDING, Action

ANYWHERE = (*ADDING, "settings", "views", "imports", "doctor", "duplicates")
"""Where nothing is waiting to be saved."""

FIND: dict[str, Action] = {
    "jump": Action("finding:jump", "ctrl+k", "Jump", "Jump to any record by a few of its letters."),
    "search": Action(
        "finding:search", "S", "Search", "Search everything, each kind of record by itself."
    ),
}
FILES: dict[str, Action] = {
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
    "backup": Action("files:back_up", "f5", "Backup", "Make a copy of the file that was checked."),
    "export-all": Action(
        "files:export_all", "f7", "Export all", "Write everything into a folder of files."
    ),
}
APP: dict[str, Action] = {
    "palette": Action(
        "helping:palette", "ctrl+p", "Palette", "Look for anything that can be done, and do it."
    ),
    "saved": Action(
        "helping:tell_saved",
        "ctrl+s",
        "Save",
        "Say that all is saved: each change is, as soon as it is made.",
        where=ANYWHERE,
    ),
    "help": Action(
        "helping:help",
        "question_mark,f1",
        "Keys",
        "Show the keys that work here, in a window or a field those of that.",
    ),
    "tour": Action("helping:tour", "f2", "Tour", "Show in five cards how the app works."),
    "undo": Action("steps:replay", "ctrl+z", "Undo", "Undo the last change.", argument="undo"),
    "redo": Action(
        "steps:replay", "ctrl+y", "Redo", "Do again what was undone last.", argument="redo"
    ),
}
