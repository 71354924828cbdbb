"""Drafts: what stands in a form that was not saved yet, so that a crash does not take it away.

One private file a form and record, in the user's own state folder.
"""

# No postponed annotations here: NamedTuple would compile them.
import contextlib
import hashlib
import json
import os
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from tinycrm import config
from tinycrm.errors import CrmError


class Draft(NamedTuple):
    """What was typed: the texts that changed by key, those in their places before, the version.

    `at` is when it was written, as ISO text of the local time.
    """

    at: str
    version: int
    base: dict[str, str]
    texts: dict[str, str]


def path_of(database: str, name: str) -> Path:
    """Where the draft of a form is kept; `name` says which form it is, and of which record."""
    key = hashlib.sha256(f"{database}\0{name}".encode("utf-8", "surrogateescape")).hexdigest()
    return config.user_folder("state") / "drafts" / f"{key[:32]}.json"


def write(database: str, name: str, draft: Draft) -> None:
    """Keep a draft, in place of an earlier one; where that cannot be done, there is none.

    It needs not survive the loss of power, so nothing waits for the disk.
    """
    with contextlib.suppress(OSError, CrmError):
        path = path_of(database, name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, temporary = mkstemp(dir=path.parent, prefix=path.name)  # mode 0600
        try:
            with os.fdopen(number, "w", encoding="utf-8", errors="surrogatepass") as file:
                json.dump(draft._asdict(), file, ensure_ascii=False)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def read(database: str, name: str) -> Draft | None:
    """The draft that is kept there; None without one that can be read."""
    try:
        path = path_of(database, name)
        kept = Draft(**json.loads(path.read_text("utf-8", "surrogatepass")))
        whole = {**kept.base, **kept.texts}
        readable = all(isinstance(text, str) for pair in whole.items() for text in pair)
        return kept if readable and isinstance(kept.version, int) else None
    except (OSError, ValueError, TypeError, AttributeError, CrmError):
        return None


def remove(database: str, name: str) -> None:
    with contextlib.suppress(OSError, CrmError):
        path_of(database, name).unlink(missing_ok=True)
