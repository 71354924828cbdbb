"""Gives memory back to the system that is not needed any more."""

from __future__ import annotations

from contextlib import suppress


def give_back() -> None:
    """Let go of what has been freed, where the system's library keeps it; some milliseconds.

    Reading a long list takes for a moment three times what is kept of it.
    """
    import ctypes

    # Only on Linux is there such a function, and not with every library.
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
