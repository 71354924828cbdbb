"""Writes docs/commands.md from the commands themselves: `make docs`."""

from pathlib import Path
from typing import Any

from typer.core import TyperArgument

from tinycrm.cli.app import STANDARD_OPTIONS, build
from tinycrm.cli.manifest import PANELS, Command

TARGET = Path(__file__).with_name("commands.md")
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


if __name__ == "__main__":
    TARGET.write_text(commands(), encoding="utf-8")
