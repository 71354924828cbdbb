"""Writes commands.md, and the keys in app.md, from the program itself: `make docs`."""

from pathlib import Path
from typing import Any

from typer.core import TyperArgument

from tinycrm.cli.app import STANDARD_OPTIONS, build
from tinycrm.cli.manifest import PANELS, Command
from tinycrm.tui.keys import key_name
from tinycrm.tui.manifest import GROUPS
from tinycrm.tui.manifest.action import ADDING, LISTS, NOUNS, Action
from tinycrm.tui.manifest.conditions import listed

COMMANDS = Path(__file__).with_name("commands.md")
APP = Path(__file__).with_name("app.md")
BEGIN, END = "<!-- keys -->", "<!-- end of keys -->"
HEAD = """# Commands

Written by `make docs` from the commands themselves; `crm COMMAND --help` says the same.
[json.md](json.md) has the shape of what `--json` prints, `crm help` the topics that commands share:
dates, exit codes, fields, filters, formats, money and references.

Every command takes `--help` (`-h`), `--db FILE` and `--debug`. All but a few take `--json`, and
lists take `--jsonl`, `--csv`, `--ids` and `--format '{name} <{email}>'` as well.
`crm --version` (`-V`)
prints the version, `crm --install-completion` installs completion for your shell.
"""


def commands() -> str:
    """The text of commands.md."""
    parts = [HEAD]
    for panel, found in PANELS.items():
        parts.append(f"## {panel}\n")
        parts += [described(name, command) for name, command in found.items()]
    return "\n".join(parts)


def described(name: str, command: Command) -> str:
    """A command with its arguments, its own options and its examples."""
    shared = {flag for flag, _, _ in STANDARD_OPTIONS[command.output]}
    own = [each for each in build(name).params if not shared & set(each.opts)]
    lines = [f"### crm {name}\n", f"{command.help} Output: {OUTPUT[command.output]}.\n"]
    lines += [item(each) for each in own if each.name != "help"] + [""] * bool(own)
    return "\n".join([*lines, "```", *command.examples, "```", ""])


TYPES = {"int": "N", "int range": "N", "integer": "N", "integer range": "N"}
OUTPUT = {
    "rows": "a list, in every form",
    "json": "a reference or a page, or JSON with `--json`",
    "text": "text",
}


def item(parameter: Any) -> str:
    """An argument or an option as an item of a list."""
    if isinstance(parameter, TyperArgument):
        name = parameter.metavar or str(parameter.name).upper()
    else:
        name = ", ".join([*parameter.opts, *parameter.secondary_opts])
        if not parameter.is_flag:
            name += f" {parameter.metavar or TYPES.get(parameter.type.name, 'TEXT')}"
    return f"- `{name}`: {parameter.help}"


def app() -> str:
    """The text of app.md, with the keys as the app has them now."""
    text = APP.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{keys()}\n{END}{rest.partition(END)[2]}"


def keys() -> str:
    """A table of the actions: key, name, what it does, and where."""
    lines = ["| key | action | what it does | where |", "|---|---|---|---|"]
    for actions in GROUPS.values():
        for name, action in actions.items():
            shown = " ".join(f"`{key_word(key)}`" for key in action.keys.split(","))
            help = action.help.replace("<", "&lt;").replace("|", "\\|")
            lines.append(f"| {shown} | `{name}` | {help} | {works(action)} |")
    return "\n".join(lines) + "\n"


def key_word(key: str) -> str:
    """A key as it may be written in the configuration: `<`, `ctrl+k`, `delete`."""
    return key if key.startswith("ctrl+") else key_name(key)


def works(action: Action) -> str:
    """On what an action works, and where."""
    titles = {**{name: name.title() for name in GROUPS["Go to"]}, "record": "a record's page"}
    parts = []
    if action.on:
        is_any = set(action.on) == set(NOUNS)
        parts.append("any record" if is_any else listed(list(action.on)))
    if action.kinds:
        parts.append(listed(list(action.kinds)))
    if action.where == ADDING:
        parts.append("not in the settings")
    elif action.where:
        in_lists = set(LISTS) <= set(action.where)
        others = [place for place in action.where if not in_lists or place not in LISTS]
        named = [titles.get(place, f"the {place}") for place in others]
        parts.append(listed(["lists"] * in_lists + named))
    return ": ".join(parts)


if __name__ == "__main__":
    COMMANDS.write_text(commands(), encoding="utf-8")
    APP.write_text(app(), encoding="utf-8")
