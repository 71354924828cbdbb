"""Writing a longer text in the person's own editor, in a file that nobody else can read."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tinycrm.domain.text import quote_value
from tinycrm.errors import CrmError, InvalidError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


def edited(text: str) -> str:
    """What an editor makes of a text; its file is gone afterwards, whatever happens.

    Raises UsageError for an editor that cannot be started, CrmError for one that fails,
    InvalidError for a text that is not UTF-8.
    """
    with stopped_gently(), TemporaryDirectory(prefix="tinycrm-") as folder:  # mode 0700
        path = Path(folder) / "text.md"
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(text.encode() + (b"" if not text or text.endswith("\n") else b"\n"))
        run_editor(path)
        data = path.read_bytes()
    try:
        written = data.decode()
    except UnicodeDecodeError:
        raise InvalidError("The text is not valid UTF-8.", "Save it as UTF-8.", "text") from None
    # Editors end the last line; that line break is theirs.
    return written if text.endswith("\n") else written.removesuffix("\n")


def run_editor(path: Path) -> None:
    """Open a file in $VISUAL or $EDITOR, and wait; raises UsageError, CrmError as `edited` does."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    remedy = "Set VISUAL or EDITOR to the command of your editor."
    try:
        process = subprocess.Popen([*shlex.split(command), str(path)])
    except (OSError, ValueError):
        raise UsageError(f"The editor {quote_value(command)} cannot be started.", remedy) from None
    # Ctrl-C belongs to the editor while it runs.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise CrmError(
            f"The editor {quote_value(command)} ended with an error ({code}); nothing was changed.",
            remedy,
        )


@contextmanager
def stopped_gently() -> Iterator[None]:
    """Let a signal that ends the program end it as an exception does, with everything removed."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
