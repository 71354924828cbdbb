"""What several commands say beside their data: remarks for a person, and days in words."""

import sys
from datetime import date
from typing import TYPE_CHECKING

from tinycrm.cli.session import Session
from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from rich.text import Text


def remark(session: Session, text: str) -> None:
    """Write a line of talk where a person is looking; scripts and pipes stay silent."""
    if sys.stderr.isatty():
        session.tell(text)


def day_in_words(day: date, today: date) -> str:
    """A day as one checks it at a glance: `Fri 27 Nov`, with its year unless it is this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def for_a_person(session: Session) -> bool:
    """Whether a page is to be laid out for reading, rather than written for a program."""
    asked = session.json or session.jsonl or session.csv or session.ids or session.format
    return not asked and (session.is_terminal or session.forced_colour())


def cut_text(text: str) -> "Text":
    """A cell of one line, cut with an ellipsis where its column is too narrow."""
    from rich.text import Text

    return Text(safe_text(text), no_wrap=True, overflow="ellipsis")
