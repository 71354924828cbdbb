"""Every command: where it is, what it does, how it is used. `--help` and completion read this.

No command is imported to list the commands, so what belongs to all of them stands here.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """A command: `module:function` below `tinycrm.cli`, what it puts out, its help and examples.

    `output` is `rows` (a list, in every form), `json` (a reference or a page, or JSON) or `text`.
    """

    target: str
    output: str
    help: str
    examples: tuple[str, ...]


def archive_and_trash() -> dict[str, Command]:
    """The three commands that every kind of record has, under names of their own."""
    nouns = {
        "contact": ("a person", "C12"),
        "company": ("a firm", "O3"),
        "deal": ("a deal", "D31"),
        "note": ("a note", "A7"),
        "task": ("a task", "T5"),
    }
    verbs = {
        "archive": "Take {} out of the lists, and keep it.",
        "delete": "Move {} to the trash.",
        "restore": "Bring {} back, from the archive or the trash.",
    }
    return {
        f"{verb}-{noun}": Command(
            "records:change", "json", words.format(one), (f"crm {verb}-{noun} {ref}",)
        )
        for noun, (one, ref) in nouns.items()
        for verb, words in verbs.items()
    }


# A table: the formatter would give each word of it a line of its own.
# fmt: off
PANELS: dict[str, dict[str, Command]] = {
    "What to do": {
        "tui": Command(
            "tui:tui", "text", "Open the full-screen app, as `crm` alone does on a terminal.",
            ("crm tui", "crm tui --view VIPs", "crm tui --plain")),
        "today": Command(
            "agenda:today", "rows", "Show what wants doing today, and why.",
            ("crm today", "crm today --json")),
        "pipeline": Command(
            "board:pipeline", "json", "Show the deals by stage, with sums and weighted sums.",
            ("crm pipeline", "crm pipeline Sales --json")),
        "report": Command(
            "reporting:report", "rows",
            "Show figures: what was won this month and what is to be decided.",
            ("crm report month", "crm report month --json")),
        "search": Command(
            "find:search", "rows",
            "Find anything by words in it, by part of a phone number, or by a filter.",
            ('crm search "lovel eng"', "crm search 7946 --limit 5", "crm search 'tag:vip eng'")),
        "show": Command(
            "find:show", "json", "Show everything about one record.",
            ("crm show C12", "crm show ada@example.com --json")),
        "timeline": Command(
            "find:timeline", "rows", "Show what happened with a record, or lately with any.",
            ("crm timeline C12 --limit 50", "crm timeline --kind call --kind meeting")),
    },
    "Contacts and companies": {
        "add": Command(
            "quick:add", "json", "Add a person from one line, in any order.",
            ('crm add "Jane Doe <jane@acme.com> +1 415 555 0100 @Acme #lead #vip"',)),
        "add-contact": Command(
            "contacts:add", "json", "Add a person, or many as JSON Lines from standard input.",
            (
                'crm add-contact --name "Ada Lovelace" --email ada@example.com --company "Engines Ltd"',
                "crm add-contact - < people.jsonl",
            )),
        "list-contacts": Command(
            "lists:list_records", "rows", "List people, all or those that a filter selects.",
            (
                "crm list-contacts 'tag:vip quiet:>30d' --sort -last --limit 20",
                "crm list-contacts --format '{name} <{email}>'",
                "crm list-contacts --view Quiet city:london",
            )),
        "show-contact": Command(
            "find:show", "json", "Show everything about a person.",
            ("crm show-contact ada@example.com", "crm show-contact C12 --json")),
        "edit-contact": Command(
            "contacts:edit", "json", "Change fields of a person; what is not named stays.",
            (
                'crm edit-contact C12 --title "Head of engines" --add-email ada@work.example',
                "crm edit-contact C12 --set lifecycle=customer --set region=north",
            )),
        "set-consent": Command(
            "contacts:set_consent", "json", "Record what a person agreed to or refused.",
            ('crm set-consent C12 email in --basis "asked for the newsletter"',)),
        "add-company": Command(
            "companies:add", "json", "Add a firm, or many as JSON Lines from standard input.",
            ('crm add-company --name "Engines Ltd" --domain engines.example',)),
        "list-companies": Command(
            "lists:list_records", "rows", "List firms, all or those that a filter selects.",
            ("crm list-companies industry:design --sort -last",)),
        "show-company": Command(
            "find:show", "json", "Show everything about a firm.",
            ('crm show-company "Engines Ltd"',)),
        "edit-company": Command(
            "companies:edit", "json", "Change fields of a firm; what is not named stays.",
            ("crm edit-company O3 --domain engines.example --set size=20",)),
        "merge": Command(
            "merging:merge", "json",
            "Make two people, or two firms, one; nothing of either is lost.",
            ("crm merge C12 C31", "crm merge C12 C31 --take job_title --dry-run")),
        "dedupe": Command(
            "deduping:dedupe", "rows",
            "Find who is there twice; on a terminal, go through the pairs one by one.",
            (
                "crm dedupe",
                "crm dedupe companies --min 80 --json",
                "crm dedupe --auto-exact --dry-run",
                "crm dedupe --dismiss C12 C31",
            )),
        "tag": Command(
            "tagging:tag", "json", "Put tags on a record.",
            ("crm tag C12 vip newsletter",)),
        "untag": Command(
            "tagging:untag", "json", "Take tags off a record.",
            ("crm untag C12 lead",)),
    },
    "Deals": {
        "add-deal": Command(
            "deals:add", "json", "Add a deal.",
            (
                'crm add-deal --title "Engine No. 2" --contact C1 --amount "1.200,50 EUR" --stage Proposal --close eom',
            )),
        "list-deals": Command(
            "lists:list_records", "rows", "List open deals, or those that a filter selects.",
            (
                "crm list-deals 'stage:proposal value:>1000'",
                "crm list-deals is:won --sort -closed --csv",
            )),
        "show-deal": Command(
            "find:show", "json", "Show everything about a deal.",
            ("crm show-deal D31",)),
        "edit-deal": Command(
            "deals:edit", "json", "Change fields of a deal; what is not named stays.",
            ("crm edit-deal D31 --amount 3k --close 'next fri'",)),
        "move-deal": Command(
            "deals:move", "json", "Move a deal to another stage.",
            ("crm move-deal D31 Negotiation", "crm move-deal D31 next")),
        "win-deal": Command(
            "deals:win", "json", "Mark a deal as won.",
            ("crm win-deal D31", "crm win-deal D31 --amount 4000 --at yesterday")),
        "lose-deal": Command(
            "deals:lose", "json", "Mark a deal as lost, with the reason.",
            ("crm lose-deal D31 --reason price --competitor Babbage",)),
        "reopen-deal": Command(
            "deals:reopen", "json", "Take a won or lost deal up again.",
            ("crm reopen-deal D31",)),
        "link-deal": Command(
            "deals:link", "json", "Add a person to a deal, with a role.",
            ('crm link-deal D31 C12 --role "decision maker"',)),
        "unlink-deal": Command(
            "deals:unlink", "json", "Take a person out of a deal.",
            ("crm unlink-deal D31 C12",)),
    },
    "Notes and activities": {
        "add-note": Command(
            "activities:add_note", "json",
            "Write a note about a record: as text, from standard input or in $EDITOR.",
            ('crm add-note C1 "prefers mornings"', "crm add-note C1 - < minutes.md")),
        "log": Command(
            "activities:log", "json",
            "Log a call, e-mail, meeting, message or visit, and what comes next.",
            (
                'crm log call C1 "talked about the engine" --at yesterday --min 15 --next "send offer" --due fri',
            )),
        "list-activities": Command(
            "lists:list_records", "rows",
            "List notes, calls, e-mails and meetings, the newest first.",
            ("crm list-activities 'kind:call on:this-week'",)),
        "list-notes": Command(
            "lists:list_records", "rows", "List notes, the newest first.",
            ("crm list-notes contact:C12",)),
        "show-note": Command(
            "find:show", "json", "Show a note or another activity in full.",
            ("crm show-note A7",)),
        "edit-note": Command(
            "activities:edit", "json",
            "Change a note or another activity; without options, in $EDITOR.",
            ('crm edit-note A7 --text "prefers afternoons"',)),
    },
    "Tasks": {
        "add-task": Command(
            "tasks:add", "json", "Add a task.",
            ('crm add-task "Ring Ada" --for C1 --due tomorrow --priority high --repeat weekly',)),
        "list-tasks": Command(
            "lists:list_records", "rows",
            "List open tasks by due date, or those that a filter selects; is:done for done ones.",
            ("crm list-tasks due:this-week", "crm list-tasks is:done --sort -done")),
        "show-task": Command(
            "find:show", "json", "Show a task in full.",
            ("crm show-task T5",)),
        "edit-task": Command(
            "tasks:edit", "json", "Change fields of a task; what is not named stays.",
            ("crm edit-task T5 --due 'fri 15:30' --priority low",)),
        "done": Command(
            "tasks:done", "json", "Tick off tasks; a repeating one gets its next date.",
            ("crm done T5", "crm done T5 T6 T7")),
        "reopen-task": Command(
            "tasks:reopen", "json", "Make a done task an open one again.",
            ("crm reopen-task T5",)),
        "snooze": Command(
            "tasks:snooze", "json", "Put a task off to another day.",
            ("crm snooze T5 +3d", "crm snooze T5 'next mon'")),
    },
    "Archive and trash": archive_and_trash(),
    "History": {
        "undo": Command(
            "history:undo", "json",
            "Take back the last step, or a given one; several with a count.",
            ("crm undo", "crm undo --step 57", "crm undo --count 3")),
        "redo": Command(
            "history:redo", "json", "Do again what was undone.",
            ("crm redo",)),
        "history": Command(
            "history:history", "rows",
            "Show what was done: everything, or to one record, or by one step in detail.",
            ("crm history", "crm history C12 --limit 100", "crm history --step 57")),
    },
    "Files": {
        "import": Command(
            "importing:import_file", "json",
            "Import people, companies, deals, activities and tasks from files of other"
            " programs, each file undone as one step; or all that was exported.",
            (
                "crm import people.csv --dry-run",
                "crm import accounts.csv contacts.csv opportunities.csv",
                "crm import phone.vcf --on-match skip",
                'crm import list.csv --map "Shoe size=custom:shoe" --ignore Remarks --save-mapping shop',
            )),
        "list-imports": Command(
            "importing:list_imports", "rows",
            "List the files that were imported, with what became of their rows.",
            ("crm list-imports",)),
        "export": Command(
            "exporting:export", "text",
            "Export any list, record or calendar for other programs, or everything.",
            (
                "crm export contacts 'tag:vip' --csv -o vip.csv",
                "crm export contacts --vcard -o people.vcf",
                "crm export calendar -o tasks.ics",
                "crm export C1 --markdown",
                "crm export all crm-export",
            )),
        "backup": Command(
            "backups:backup", "json", "Write a checked copy of the file.",
            ("crm backup", "crm backup ~/crm-backup.db")),
        "doctor": Command(
            "doctor:doctor", "rows",
            "List what is wrong or missing, with the command that mends it; exit code 1 if"
            " it is the file itself.",
            ("crm doctor", "crm doctor emails phones", "crm doctor --fix")),
        "demo": Command(
            "demo:demo", "json", "Make a file with a believable small business to try things on.",
            ("crm demo try.db",)),
    },
    "Setup": {
        "config": Command(
            "settings:config", "json", "Show or change settings.",
            (
                "crm config",
                "crm config currency EUR",
                "crm config require deal amount",
                "crm config path",
            )),
        "list-views": Command(
            "views:list_views", "rows", "List saved views: filters that were given a name.",
            ("crm list-views", "crm list-views --counts")),
        "save-view": Command(
            "views:save_view", "json",
            "Keep a filter and an order under a name, for --view and the app.",
            ("crm save-view Quiet contacts 'tag:vip quiet:>30d' --sort last",)),
        "rename-view": Command(
            "views:rename_view", "json", "Give a saved view another name.",
            ("crm rename-view Quiet 'To call'",)),
        "delete-view": Command(
            "views:delete_view", "json", "Delete a saved view; the records stay.",
            ("crm delete-view Quiet",)),
        "list-pipelines": Command(
            "pipelines:list_pipelines", "rows", "List pipelines and their stages.",
            ("crm list-pipelines",)),
        "add-pipeline": Command(
            "pipelines:add_pipeline", "json", "Add a pipeline with its stages.",
            ("crm add-pipeline Projects --stage Idea:10 --stage Offer:50",)),
        "edit-pipeline": Command(
            "pipelines:edit_pipeline", "json", "Rename a pipeline.",
            ("crm edit-pipeline Sales --name 'New business'",)),
        "retire-pipeline": Command(
            "pipelines:retire_pipeline", "json",
            "Take a pipeline out of use; its closed deals stay.",
            ("crm retire-pipeline Projects",)),
        "restore-pipeline": Command(
            "pipelines:restore_pipeline", "json", "Take a retired pipeline into use again.",
            ("crm restore-pipeline Projects",)),
        "add-stage": Command(
            "pipelines:add_stage", "json", "Add a stage to a pipeline.",
            ("crm add-stage Demo --probability 40 --after Qualified",)),
        "edit-stage": Command(
            "pipelines:edit_stage", "json",
            "Change a stage's name, probability, stale days or place.",
            (
                "crm edit-stage Proposal --name Offer --probability 60 --stale 21",
                "crm edit-stage Demo --after Lead",
            )),
        "retire-stage": Command(
            "pipelines:retire_stage", "json", "Take a stage out of use, moving its open deals.",
            ("crm retire-stage Demo --move-to Proposal",)),
        "restore-stage": Command(
            "pipelines:restore_stage", "json", "Take a retired stage into use again.",
            ("crm restore-stage Demo",)),
        "list-tags": Command(
            "tagging:list_tags", "rows", "List tags with their counts.",
            ("crm list-tags",)),
        "rename-tag": Command(
            "tagging:rename_tag", "json", "Rename a tag; onto another one, the two become one.",
            ("crm rename-tag vips vip",)),
        "list-fields": Command(
            "fields:list_fields", "rows", "List custom fields.",
            ("crm list-fields contact",)),
        "add-field": Command(
            "fields:add_field", "json", "Define a custom field.",
            ("crm add-field contact region --type choice --choice north --choice south",)),
        "edit-field": Command(
            "fields:edit_field", "json",
            "Change a custom field's label, choices or whether it is required.",
            ("crm edit-field contact region --add-choice west --required",)),
        "retire-field": Command(
            "fields:retire_field", "json", "Take a custom field out of use; its values stay.",
            ("crm retire-field contact region",)),
        "restore-field": Command(
            "fields:restore_field", "json", "Take a retired custom field into use again.",
            ("crm restore-field contact region",)),
        "help": Command(
            "help:topic", "text", "Explain a topic or a command.",
            ("crm help filters", "crm help add-contact")),
    },
}
# fmt: on

COMMANDS: dict[str, Command] = {
    name: command for commands in PANELS.values() for name, command in commands.items()
}
