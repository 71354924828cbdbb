"""Paths as people type, paste and drag them, and the files that can be imported from a folder."""

# No postponed annotations here: NamedTuple would compile them.
import os
import shlex
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

KINDS = (
    *(".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson"),
    *(".vcf", ".vcard", ".xlsx", ".zip"),
)
"""How the names of files end that can be imported."""
CARDS = (".vcf", ".vcard")
TABLES = (".csv", ".tsv", ".txt", ".jsonl", ".xlsx")
TIED = "tied to each other"
MOST = 500
"""Entries of a folder that are offered."""
LOOKED_AT = 20_000
"""Entries of a folder that are looked at."""


class Entry(NamedTuple):
    """What can be chosen: a file, or a folder to go into; or the `whole` folder itself."""

    path: str
    name: str
    is_folder: bool = False
    size: int = 0
    changed: float = 0.0
    whole: bool = False


def downloads() -> Path:
    """The folder into which browsers put what they load."""
    named = os.environ.get("XDG_DOWNLOAD_DIR", "")
    return Path(named) if named else Path.home() / "Downloads"


def starts() -> list[Path]:
    """The folders in which files are looked for first."""
    found = [path for path in (downloads(), Path.cwd()) if path.is_dir()]
    return list(dict.fromkeys(path.resolve() for path in found)) or [Path.home()]


def paths_in(text: str) -> list[str]:
    """The paths in a text that was typed, pasted or dragged into the terminal, `~` resolved.

    A text that names a file as it is stays one path, blanks and all; otherwise quotes, backslashes
    and `file://` are taken as terminals write them, and there may be several paths.
    """
    text = text.strip()
    if not text or exists(plain(text)):
        return [plain(text)] if text else []
    try:
        parts = shlex.split(text) if os.sep == "/" else [text.strip("\"'")]
    except ValueError:
        parts = [text.strip("\"'")]
    found = [plain(part) for part in parts]
    if all(exists(path) for path in found):
        return found
    return [plain(" ".join(parts))]


def plain(text: str) -> str:
    """A path without `file://` and `~`."""
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    try:
        return str(Path(text).expanduser())
    except (RuntimeError, ValueError):
        return text


def exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def offered(text: str) -> list[Entry]:
    """What the path that is being typed may become.

    Without a folder in it these are the files of the usual folders whose names hold it; with one
    the folders and files in that which begin with the rest. The newest files come first.
    """
    typed = paths_in(text)[0] if text.strip() else ""
    if os.sep not in typed and not text.strip().startswith("~"):
        words = typed.casefold()
        found = [entry for folder in starts() for entry in listed(folder) if not entry.is_folder]
        return newest([entry for entry in found if words in entry.name.casefold()])
    if text.rstrip().endswith(os.sep) or text.strip() == "~":
        folder, beginning = typed, ""
    else:
        folder, sign, beginning = typed.rpartition(os.sep)
        folder += sign
    found = listed(Path(folder))
    whole = [] if beginning else as_a_whole(folder, found)
    fitting = [e for e in found if e.name.casefold().startswith(beginning.casefold())]
    if not beginning.startswith("."):
        fitting = [entry for entry in fitting if not entry.name.startswith(".")]
    # Of several tables one is wanted more often than all of them.
    last = whole and whole[0].name.endswith(TIED)
    return [*newest(fitting), *whole] if last else [*whole, *newest(fitting)]


def newest(entries: list[Entry]) -> list[Entry]:
    """Folders by name and then files, the newest first."""
    folders = sorted((entry for entry in entries if entry.is_folder), key=lambda each: each.name)
    files = sorted(
        (entry for entry in entries if not entry.is_folder), key=lambda each: -each.changed
    )
    return (files + folders if not folders else folders + files)[:MOST]


def listed(folder: Path) -> list[Entry]:
    """The folders in a folder, and the files that can be imported; none where it cannot be read."""
    found: list[Entry] = []
    try:
        with os.scandir(folder) as entries:
            for _, entry in zip(range(LOOKED_AT), entries, strict=False):
                if made := entry_of(entry):
                    found.append(made)
    except (OSError, ValueError):
        return found
    return found


def entry_of(entry: "os.DirEntry[str]") -> Entry | None:
    try:
        if entry.is_dir():
            return Entry(entry.path, entry.name, is_folder=True)
        if not entry.name.lower().endswith(KINDS) or not entry.is_file():
            return None
        state = entry.stat()
    except OSError:
        return None
    return Entry(entry.path, entry.name, False, state.st_size, state.st_mtime)


def as_a_whole(folder: str, found: list[Entry]) -> list[Entry]:
    """The folder itself, where it holds several files or is an export of everything."""
    plain = [entry for entry in found if not entry.is_folder and not entry.name.startswith(".")]
    files = [entry.name.lower() for entry in plain]
    cards = sum(name.endswith(CARDS) for name in files)
    # Rejected rows are left out of a folder: each such file is imported alone when it was mended.
    tables = sum(name.endswith(TABLES) and ".rejected." not in name for name in files)
    if any(entry.name == "manifest.json" for entry in found):
        return [Entry(folder, "everything that was exported into this folder", whole=True)]
    if tables > 1 or (tables and cards):
        words = f"all {tables + cards} files in this folder, {TIED}"
        return [Entry(folder, words, whole=True)]
    if cards > 1:
        return [Entry(folder, f"all {cards} vCards in this folder", whole=True)]
    return []


def completed(text: str, entries: list[Entry]) -> str:
    """The text with as much more as all the entries agree on; as it is where that is nothing."""
    named = [entry for entry in entries if not entry.whole]
    if not named:
        return text
    if len(named) == 1:
        return tilde(named[0].path) + (os.sep if named[0].is_folder else "")
    first, last = min(entry.path for entry in named), max(entry.path for entry in named)
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    common = "".join(one for one, _ in pairs)
    typed = paths_in(text)[0] if text.strip() else ""
    return tilde(common) if len(common) > len(typed) and common.startswith(typed) else text


def tilde(path: str) -> str:
    """A path with `~` for the home folder."""
    home = str(Path.home())
    return "~" + path[len(home) :] if path == home or path.startswith(home + os.sep) else path
