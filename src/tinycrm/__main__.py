"""The `crm` command, also as `python -m tinycrm`."""

import contextlib
import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command lives for some milliseconds: collecting its garbage would cost a fifth of them.
    gc.disable()
    stand_in()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    # All is closed and on disk: taking the interpreter apart would cost a quarter of a start.
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run a command line, or the app, and return the exit code."""
    if arguments in (["--version"], ["-V"]):
        from tinycrm import __version__

        try:
            os.write(sys.stdout.fileno(), f"tinycrm {__version__}\n".encode())
        except OSError:
            return 1
        return 0
    from tinycrm.cli import opening

    if opening.is_plain(arguments):
        return opening.run(open_app)
    from tinycrm.cli import app

    return app.run(arguments, open_app)


def open_app(path: str, actor: str, view: str, plain: bool) -> None:
    """Run the full-screen app over a file; the command line does not know of it.

    The app collects garbage again, once it has shown something.
    """
    for name in ("COLUMNS", "LINES"):
        # The toolkit would take these for the terminal's size, and never learn of another one.
        os.environ.pop(name, None)
    from tinycrm.tui.app import CrmApp

    CrmApp(path, actor=actor, view=view, tour=True, plain=plain).run()


def stand_in() -> None:
    """Open the standard streams that were closed before the program began, on nothing.

    The next file to be opened would take their number, and hear what is meant for a person.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 (they stay open)


if __name__ == "__main__":
    main()
