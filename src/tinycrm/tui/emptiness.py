"""What an empty list says: what belongs there, and which keys put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

Lines = list[tuple[str, str, str]]
"""Each line as (key, words, tone)."""

BELONGS = {
    "contact": ("No contacts yet.", "Here are the people you deal with."),
    "company": ("No companies yet.", "Here are the firms that your people work for."),
    "deal": ("No deals yet.", "Here is what you may sell, from the first talk to the contract."),
    "task": ("Nothing to do.", "Here is what you want to do, with the day by which."),
    "activity": ("Nothing has happened yet.", "Here are calls, mails, meetings and notes."),
}
KEYS = {
    "contact": ("new", "quick-add", "import"),
    "company": ("new", "import"),
    "deal": ("new", "import"),
    "task": ("new",),
    "activity": ("log", "import"),
}
WORDS = {
    "new": "write down the first one",
    "quick-add": "add one: Jane Doe <jane@acme.com> @Acme #lead",
    "import": "import CSV, vCard, or another program's export",
    "log": "log what was said or done",
}


def words(app: CrmApp, noun: str, filter: str) -> Lines:
    """The lines for a list of the noun without records under a filter."""
    if filter:
        return [
            ("", "Nothing is found by", "muted"),
            ("", f"  {safe_text(filter[:200])}", ""),
            *(
                [("", "among open tasks; is:done finds done ones", "muted")]
                if leaves_out(noun, filter)
                else []
            ),
            ("", "", ""),
            ("esc", "clears the filter", "muted"),
            (app.key_of("filter"), "changes it", "muted"),
        ]
    title, what = BELONGS[noun]
    lines: Lines = [("", title, "title"), ("", what, "muted"), ("", "", "")]
    return lines + [(app.key_of(name), WORDS[name], "muted") for name in KEYS[noun]]


def leaves_out(noun: str, filter: str) -> bool:
    """Whether a filter finds open tasks only, without saying so."""
    if noun != "task":
        return False
    from tinycrm.store.tasks import names_done

    return not names_done(filter)
