"""What the app remembers of each file on this machine: how its places were looked at last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tinycrm import config
from tinycrm.errors import CrmError

if TYPE_CHECKING:
    from pathlib import Path

    from tinycrm.tui.app import CrmApp

FILES = 50
"""Files of which something is remembered; of others it is forgotten."""


def recall(path: str) -> dict[str, str]:
    """What is remembered of the file at a path; nothing where it cannot be read."""
    return read().get(path, {})


def remember(path: str, **values: str) -> None:
    """Remember something of a file; not at all where nothing can be written."""
    known = read()
    held = {**known.pop(path, {}), **values}
    kept = dict([*known.items(), (path, held)][-FILES:])
    try:
        config.replace_text(place(), json.dumps(kept, ensure_ascii=True, indent=1) + "\n")
    except (CrmError, OSError):
        return  # the app works without


def remember_later(app: CrmApp, **values: str) -> None:
    """Remember something of the open file, among the changes to it: writing it may take as long."""
    act = app.writer.run(lambda crm: remember(crm.db.path, **values))
    app.run_worker(act, group="remember")


def read() -> dict[str, dict[str, str]]:
    try:
        held = json.loads(place().read_text(encoding="utf-8"))
    except (CrmError, OSError, ValueError):
        return {}
    files = held.items() if isinstance(held, dict) else ()
    return {path: values for path, values in files if isinstance(values, dict)}


def place() -> Path:
    return config.user_folder("state") / "places.json"
