"""Writes errors of the program itself where somebody can look for them."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tinycrm.config import user_folder

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1_000_000
"""Bytes after which the log begins anew."""


def log(error: BaseException) -> Path | None:
    """Append the traceback of an error to the log, and return its path.

    None where nothing can be written. The log is for its owner alone, because a traceback may
    quote what was typed.
    """
    path = user_folder("state") / "errors.log"
    words = "".join(traceback.format_exception(error))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        anew = os.O_TRUNC if path.exists() and path.stat().st_size > LARGEST else os.O_APPEND
        file = os.open(path, os.O_WRONLY | os.O_CREAT | anew, 0o600)
        with os.fdopen(file, "w", encoding="utf-8", errors="backslashreplace") as opened:
            opened.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n{words}\n")
    except OSError:
        return None
    return path
