"""The `crm` command, also as `python -m tinycrm`."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A command lives for some milliseconds: collecting its garbage would cost a fifth of them.
    gc.disable()
    if sys.argv[1:] in (["--version"], ["-V"]):
        from tinycrm import __version__

        print(f"tinycrm {__version__}")
        return
    from tinycrm.cli.app import run

    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
