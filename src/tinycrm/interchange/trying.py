"""Tries an import without writing anything, and without anybody having to wait for that.

The file is written to and all of it taken back. That keeps other writers out, so as soon as one
comes, or where one is writing already, a copy of the file is tried instead.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tinycrm.interchange.importing import import_files
from tinycrm.store.files import LOCK_SECONDS, BusyError, create_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tinycrm.crm import Crm
    from tinycrm.interchange.importing import Options
    from tinycrm.interchange.inputs import InputFile
    from tinycrm.interchange.report import Report

MOMENT = 0.1
"""Seconds to wait for another program that is writing."""
ROOM = 2
"""Times its size that a copy of the file may take, with what is tried on it."""


def tried(crm: Crm, files: Sequence[InputFile], options: Options) -> list[Report]:
    """What an import would do; nothing is written, no file of rejected rows either.

    Where it has to begin again, `options.begun` is given reports once more.
    """
    if crm.db.current is not None:
        return reports_of(crm, files, options)

    def polite(name: str, rows: int) -> None:
        if crm.db.is_awaited():
            raise BusyError("Another program wants to write.")
        if options.progress:
            options.progress(name, rows)

    crm.db.patience = MOMENT
    try:
        return reports_of(crm, files, options._replace(progress=polite))
    except BusyError:
        pass
    finally:
        crm.db.patience = LOCK_SECONDS
    with copied(crm, lambda: options.progress and options.progress(files[0].name, 0)) as copy:
        return reports_of(copy, files, options)


def reports_of(crm: Crm, files: Sequence[InputFile], options: Options) -> list[Report]:
    with ExitStack() as stack:
        inputs = [file.input(stack, write=False) for file in files]
        return import_files(crm, inputs, options._replace(dry_run=True))


@contextmanager
def copied(crm: Crm, look: Callable[[], object]) -> Iterator[Crm]:
    """A copy of the open file, which nobody else sees; the file itself where there is no room.

    `look` is called now and then, and may raise a CrmError to stop.
    """
    from tinycrm.crm import Crm as Opened
    from tinycrm.store import backup

    place = room_for(crm.db.path)
    if place is None:
        yield crm
        return
    with tempfile.TemporaryDirectory(prefix="tinycrm-", dir=place) as folder:
        path = str(Path(folder) / "copy.db")
        create_private(path)
        backup.copy(crm.db, Path(path), look)
        db = crm.db
        with Opened(path, program=db.program, actor=db.actor, clock=db.clock) as opened:
            backup.write_carelessly(opened.db)
            yield opened


def room_for(path: str) -> str | None:
    """A folder with room for a copy of the file: that of temporary files, or its own."""
    needed = ROOM * os.stat(path).st_size  # noqa: PTH116 (a path of text)
    for folder in (tempfile.gettempdir(), str(Path(path).parent)):
        if os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > needed:
            return folder
    return None
