"""What several commands say beside their data: remarks for a person."""

import sys
from typing import TYPE_CHECKING

from tinycrm.cli.session import Session
from tinycrm.domain.text import safe_text

if TYPE_CHECKING:
    from rich.text import Text


def remark(session: Session, text: str) -> None:
    """Write a line of talk where a person is looking; scripts and pipes stay silent."""
    if sys.stderr.isatty():
        session.tell(text)


def for_a_person(session: Session) -> bool:
    """Whether a page is to be laid out for reading, rather than written for a program."""
    return not session.form_is_given and (session.is_terminal or session.forced_colour())


def cut_text(text: str) -> "Text":
    """A cell of one line, cut with an ellipsis where its column is too narrow."""
    from rich.text import Text

    return Text(safe_text(text), no_wrap=True, overflow="ellipsis")
