"""Files in and out: importing, exporting, backups, and the doctor of the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.errors import CrmError

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.interchange.exporting import Exported
    from tinycrm.store.backup import Backup
    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.files.exports import Meant

EVERYTHING, OTHERS = "everything", "others"
"""Answers beside kinds of records and forms."""


def choose_import(app: CrmApp, subjects: list[str]) -> None:
    """Ask for a file, and show what would come of importing it."""
    from tinycrm.tui.dialogs.files import FileChoice

    app.push_screen(FileChoice(), lambda paths: look_at(app, paths) if paths else None)


def look_at(app: CrmApp, paths: list[str]) -> None:
    from tinycrm.interchange.whole import is_whole
    from tinycrm.tui.screens.importing import ImportScreen

    if len(paths) == 1 and is_whole(paths[0]):
        bring_everything(app, paths[0])
        return
    if isinstance(app.screen, ImportScreen):
        app.pop_screen()
    app.push_screen(ImportScreen(paths))


def bring_everything(app: CrmApp, folder: str) -> None:
    """Fill an empty file with what was exported as a whole; any other one is refused in words."""
    from tinycrm.interchange.whole import import_all

    app.change(lambda crm: import_all(crm, folder), then=lambda _: app.toast("Imported all of it."))


def import_now(app: CrmApp, subjects: list[str]) -> None:
    """Import what the preview shows."""
    from tinycrm.tui.screens.importing import ImportScreen

    if isinstance(app.screen, ImportScreen):
        app.screen.start()


def take_theirs(app: CrmApp, subjects: list[str]) -> None:
    """Let records that are there take the values of the file, or fill in again what is empty."""
    from tinycrm.tui.screens.import_choices import take_theirs
    from tinycrm.tui.screens.importing import ImportScreen

    if isinstance(app.screen, ImportScreen) and app.screen.is_changeable:
        take_theirs(app.screen)


# Out


def export(app: CrmApp, subjects: list[str]) -> None:
    """Ask in which form to write what is meant here, and where to."""
    from tinycrm.tui.files import exports

    meant = exports.meant_here(app)
    if meant is None:
        choose_kind(app)
    else:
        choose_form(app, meant)


def choose_kind(app: CrmApp) -> None:
    """Ask for a kind of records, all of which are then meant."""
    from tinycrm.tui.dialogs.choose import Choose
    from tinycrm.tui.files import exports

    def chosen(noun: str | None) -> None:
        if noun == EVERYTHING:
            export_all(app, [])
        elif noun is not None:
            choose_form(app, exports.kind(noun))

    options = {**exports.KINDS, EVERYTHING: "everything, into a folder of files"}
    app.push_screen(Choose("Export", options), chosen)


def choose_form(app: CrmApp, meant: Meant) -> None:
    from tinycrm.tui.dialogs.choose import Choose
    from tinycrm.tui.files import exports

    forms = exports.forms(meant.noun)

    def chosen(form: str | None) -> None:
        if form == OTHERS:
            choose_kind(app)
        elif form is not None:
            ask_where(app, meant, form)

    if len(forms) == 1:
        ask_where(app, meant, next(iter(forms)))
        return
    options = {**forms, OTHERS: "something else: all records of a kind, or everything"}
    app.push_screen(Choose(f"Export {meant.words} as", options), chosen)


def ask_where(app: CrmApp, meant: Meant, form: str) -> None:
    from tinycrm.tui.dialogs.exporting import ExportDialog
    from tinycrm.tui.files import exports

    path = exports.proposed(meant, form, app.crm.db.today())
    app.push_screen(ExportDialog(meant, form, path), lambda done: tell_exported(app, done))


def tell_exported(app: CrmApp, done: Exported | None, what: str = "record") -> None:
    """Say where it is, how much it is, and what is to be said of it."""
    if done is not None:
        from tinycrm.tui.files.paths import tilde

        count = f"{done.records:,} {what}{'s' * (done.records != 1)}"
        app.toast(" ".join([f"Wrote {count} to {tilde(done.path)}.", *done.remarks]))


def export_all(app: CrmApp, subjects: list[str]) -> None:
    """Ask for a folder, and write everything into it."""
    from tinycrm.tui.dialogs.exporting import ExportAllDialog
    from tinycrm.tui.files import exports

    meant = exports.Meant("contact", "everything", "tinycrm")
    path = exports.proposed(meant, "", app.crm.db.today())
    app.push_screen(
        ExportAllDialog("Export everything into the folder", path),
        lambda done: tell_exported(app, done, "row"),
    )


def back_up(app: CrmApp, subjects: list[str]) -> None:
    """Write a backup that is checked, and say where it is."""
    app.toast("Making a backup …")
    app.run_worker(write_backup(app), group="backup", exclusive=True)


async def write_backup(app: CrmApp) -> None:
    from tinycrm.interchange.report import counted
    from tinycrm.tui.dialogs.files import size_words
    from tinycrm.tui.files.paths import tilde
    from tinycrm.tui.lane import Lane

    lane = Lane("backup", app.open_to_read)
    try:
        made = await lane.run(checked_copy)
    except CrmError as error:
        app.tell_error(error)
    else:
        size = f"{counted('record', sum(made.counts.values()))}, {size_words(made.size)}"
        app.toast(f"Backup made and checked: {tilde(made.path)} ({size}).")
    finally:
        lane.release()


def checked_copy(crm: Crm) -> Backup:
    from tinycrm.store.backup import backup

    return backup(crm.db)


# The file itself


def show_doctor(app: CrmApp, subjects: list[str]) -> None:
    from tinycrm.tui.screens.doctor import DoctorScreen

    if not isinstance(app.screen, DoctorScreen):
        app.push_screen(DoctorScreen())


def mend(app: CrmApp, subjects: list[str]) -> None:
    from tinycrm.tui.screens.doctor import DoctorScreen

    if isinstance(app.screen, DoctorScreen):
        app.screen.mend()


def look_deeper(app: CrmApp, subjects: list[str]) -> None:
    from tinycrm.tui.screens.doctor import DoctorScreen

    if isinstance(app.screen, DoctorScreen):
        app.screen.examine(deep=True)


def show_imports(app: CrmApp, subjects: list[str]) -> None:
    from tinycrm.tui.screens.imports import ImportsScreen

    if not isinstance(app.screen, ImportsScreen):
        app.push_screen(ImportsScreen())


def undo_import(app: CrmApp, subjects: list[str]) -> None:
    """Take back the import under the cursor, or do it again where it was undone."""
    from tinycrm.tui.screens.imports import ImportsScreen

    if isinstance(app.screen, ImportsScreen):
        app.screen.reverse()
