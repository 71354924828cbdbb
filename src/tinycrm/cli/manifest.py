"""Every command: where it is, what it does, how it is used. `--help` and completion read this.

No command is imported to list the commands, so what belongs to all of them stands here.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """A command: `module:function` below `tinycrm.cli`, its panel, its help and its examples.

    `output` is what it prints: `rows` (lists, in every form), `json` (a reference or a page, or
    JSON) or `text`.
    """

    target: str
    panel: str
    output: str
    help: str
    examples: tuple[str, ...]


COMMANDS: dict[str, Command] = {
    "add-contact": Command(
        "contacts:add",
        "Contacts and companies",
        "json",
        "Add a person, or many as JSON Lines from standard input.",
        (
            'crm add-contact --name "Ada Lovelace" --email ada@example.com --company "Engines Ltd"',
            "crm add-contact - < people.jsonl",
        ),
    ),
    "list-contacts": Command(
        "lists:list_records",
        "Contacts and companies",
        "rows",
        "List people, all or those that a filter selects.",
        ("crm list-contacts 'tag:vip quiet:>30d' --sort -last --limit 20",),
    ),
}
